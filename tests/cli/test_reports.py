"""Reports added from the command line: bad ones among good ones, the receipt, a stop midway."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.reading.bad_files import BAD
from tests.reading.samples import BODY, HEADLINE, article, page
from tests.reading.sites import Site, served
from workbench.cli.main import run
from workbench.pipeline import catching_up
from workbench.reading import fetch
from workbench.reading.fetch import Fetcher
from workbench.store import captures

ARABIC = (
    "قال سكان في المدينة إن سبعة عشر شخصا قتلوا يوم الاثنين عندما أصاب القصف سوقا في وسط المدينة، "
    "وقال مدير المستشفى إن بين القتلى نساء."
)
Add = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Add:
    """Runs `add` without what follows it (embedding) and reads its lines of JSON."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    monkeypatch.setattr(catching_up, "catch_up", lambda *_: None)
    assert run(["init"]) == 0
    capsys.readouterr()

    def adding_(*inputs: str | Path, status: int = 0) -> list[dict[str, Any]]:
        assert run(["add", *map(str, inputs), "--json"]) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return adding_


GOOD = {
    "a.html": page(article(), head="<meta charset='koi8-r'>"),
    "z.txt": "\n\n".join([HEADLINE, *BODY[::-1]]).encode("utf-16"),
}


def test_bad_files_are_named_once_with_their_reason_and_the_good_are_added(
    add: Add, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    add(tmp_path / "nothing here", status=1)
    for name, data in {**GOOD, **{name: bad for name, (bad, _) in BAD.items()}}.items():
        (folder / name).write_bytes(data)

    assert run(["add", str(folder), "--json"]) == 1

    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    done = {Path(each["input"]).name: each for each in lines}
    assert len(done) == len(lines)

    assert {name for name, each in done.items() if each["outcome"] == "added"} == set(GOOD)
    for name, (_, reason) in BAD.items():
        [problem] = done[name]["problems"]
        assert (done[name]["outcome"], done[name]["report"]) == ("rejected", None)
        assert reason in problem
    assert all(said.err.count(name) == 1 for name in BAD)


def test_a_rejected_input_is_named_to_people_once(
    add: Add, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(tmp_path / "nothing here", status=1)

    assert run(["add", str(tmp_path / "nowhere.txt")]) == 1

    said = capsys.readouterr()
    assert (said.out + said.err).count("nowhere.txt") == 1


def test_inputs_that_are_nowhere_do_not_stop_the_others(
    add: Add, tmp_path: Path, site: Site
) -> None:
    good = tmp_path / "good.txt"
    good.write_bytes(GOOD["z.txt"])
    here = site.address.replace("127.0.0.1", "localhost")
    nowhere = ["file:///etc/hostname", f"{here}/a", f"{site.address}/a", "nowhere.txt"]

    done = add(*nowhere, good, status=1)

    assert [each["outcome"] for each in done] == ["rejected"] * 4 + ["added"]
    reasons = ["only http and https", "private or reserved", "private or reserved", "no file"]
    for each, reason in zip(done, reasons, strict=False):
        assert reason in each["problems"][0]


def test_addresses_that_answer_badly_are_named_with_their_reason_and_the_others_are_added(
    add: Add, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_FETCH_NETWORKS", "127.0.0.0/8")
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)
    (tmp_path / "scan.pdf").write_bytes(BAD["scan.pdf"][0])
    bad = {
        site.put("/loop", b"", status=302, Location="/loop"): "redirect",
        site.put("/failing", b"", status=500): "answered 500",
        site.put("/buttons", page("<p>Share</p>")): "no text",
        site.put("/binary", *BAD["binary.html"][:1]): "binary",
        f"{site.address}/gone": "answered 404",
        str(tmp_path / "scan.pdf"): "no text found",
    }
    good = site.put("/good", page(article()))

    done = add(*bad, good, status=1)

    assert [each["outcome"] for each in done] == ["rejected"] * len(bad) + ["added"]
    for each, (name, reason) in zip(done, bad.items(), strict=False):
        assert (each["input"], reason in each["problems"][0]) == (name, True)


def test_what_is_too_large_and_what_never_answers_do_not_stop_the_others(
    add: Add, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_FETCH_NETWORKS", "127.0.0.0/8")
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)
    monkeypatch.setattr(fetch, "_Clock", partial(_in_a_second, fetch._Clock))
    ended = Event()

    def silent(_request: object) -> None:
        ended.wait(30)

    site.answers["/silent"] = silent
    large, arabic = tmp_path / "large.txt", tmp_path / "arabic.txt"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
        file.write(b"A thing happened in the valley on Monday, officials said.\n" * 2000)
    arabic.write_bytes(ARABIC.encode("cp1256"))

    done = add(large, f"{site.address}/silent", arabic, status=1)
    ended.set()

    assert [each["outcome"] for each in done] == ["rejected", "rejected", "added"]
    assert "larger than 20 MB" in done[0]["problems"][0]
    assert "did not answer within" in done[1]["problems"][0]


def _in_a_second(clock: Callable[[float], object], _seconds: float) -> object:
    return clock(1.0)


def written(folder: Path) -> Path:
    folder.mkdir()
    for number in range(3):
        text = "\n\n".join([f"{HEADLINE} {number}", *BODY]).replace("12", str(12 + number))
        (folder / f"{number}.txt").write_text(text)
    return folder


def test_a_receipt_ends_it(add: Add, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "folder")
    add(folder)

    assert run(["add", str(folder)]) == 0

    said = capsys.readouterr()
    assert "3 reports: 0 added, 3 unchanged, 0 new version, 0 withdrawn, 0 rejected;" in said.err
    assert "Stopped" not in said.err
    assert said.out.splitlines()[0] == f"{folder / '0.txt'}: unchanged"


def test_what_is_stopped_midway_goes_on_there(
    add: Add,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = written(tmp_path / "folder")
    real, kept = captures.keep, []

    def keep_one(*given: Any) -> Any:
        kept.append(given)
        if len(kept) == 2:
            raise KeyboardInterrupt
        return real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(captures, "keep", keep_one)
        assert run(["add", str(folder), "--json"]) == 130
    said = capsys.readouterr()
    assert [json.loads(line)["outcome"] for line in said.out.splitlines()] == ["added"]
    assert "1 report: 1 added" in said.err
    assert "Stopped; the same command goes on from here." in said.err

    again = add(folder)

    assert [each["outcome"] for each in again] == ["unchanged", "added", "added"]
