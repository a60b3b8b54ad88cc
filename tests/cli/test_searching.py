"""search at a terminal: where nothing is found it says of how much."""

from pathlib import Path

import pytest

from tests.conftest import WordsEncoder
from workbench import bootstrap
from workbench.cli.main import run
from workbench.pipeline import catching_up


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty desk, its texts embedded without the model."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    monkeypatch.setattr(bootstrap, "SentenceEncoder", lambda *_a, **_k: WordsEncoder())
    monkeypatch.setattr(bootstrap, "_weigher", lambda _encoder: None)
    assert run(["init"]) == 0


def test_an_empty_desk_says_that_nothing_is_there_to_search(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()

    assert run(["search", "Bread is dear."]) == 0

    shown = capsys.readouterr().out
    assert shown == "The desk has no reports to search yet. Add some: workbench add FILE.\n"


def test_what_waits_to_be_searchable_is_said_and_no_absence_is_claimed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Prices\n\nThe price of bread in the town has risen again this week.\n")
    with monkeypatch.context() as full:
        full.setattr(catching_up, "catch_up", lambda *_a, **_k: None)
        assert run(["add", str(report)]) == 0
    capsys.readouterr()

    assert run(["search", "Snow fell."]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("Passages found by their words alone so far: ")
    assert "Nothing was found in what can be searched." in shown
    assert "none bears" not in shown


def test_that_none_of_the_reports_bears_on_it_is_said_with_their_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Prices\n\nThe price of bread in the town has risen again this week.\n")
    assert run(["add", str(report)]) == 0
    capsys.readouterr()

    assert run(["search", "Bread is dear.", "--exclude-report", "1"]) == 0

    assert capsys.readouterr().out == "Of the desk's reports (1) none bears on this.\n"
