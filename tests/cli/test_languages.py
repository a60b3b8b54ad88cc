"""Other languages at a terminal: a claim that is not compared says so, as does a wrong search."""

from pathlib import Path

import pytest

from workbench.cli.main import run
from workbench.pipeline import catching_up

CLAIMS = {
    "ar": "قال ضابط في الجيش إن أربعين جنديا قتلوا في المعارك حول بلدة تالفار.",
    "he": "קצין בצבא אמר כי ארבעים חיילים נהרגו בקרבות סביב העיירה טלוואר.",
}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk of one English report and one claim in each language, nothing of it embedded."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    monkeypatch.setattr(catching_up, "catch_up", lambda *_: None)
    report, claims = tmp_path / "report.txt", tmp_path / "claims.csv"
    report.write_text("Prices\n\nThe price of bread in the town has risen again this week.\n")
    rows = [f"{text},{language}" for language, text in sorted(CLAIMS.items())]
    claims.write_text("\n".join(["text,language", *rows, "Bread is dear.,en"]))
    for arguments in (["init"], ["add", str(report)], ["import", str(claims)]):
        assert run(arguments) == 0


@pytest.mark.parametrize(("claim_id", "language"), [("1", "ar"), ("2", "he")])
def test_a_claim_that_is_not_compared_says_so(
    capsys: pytest.CaptureFixture[str], claim_id: str, language: str
) -> None:
    capsys.readouterr()

    assert run(["show", claim_id]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith(CLAIMS[language])
    assert f"In another language than English ({language}): nothing is compared." in shown


def test_an_english_claim_says_nothing_of_languages(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert run(["show", "3"]) == 0

    assert "language" not in capsys.readouterr().out


def test_a_search_in_a_language_that_no_report_has_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()

    assert run(["search", "Bread", "--language", "ar"]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "workbench: The desk has no report in the language “ar”: "
        "the languages of its reports are en.\n"
    )
