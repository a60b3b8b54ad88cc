"""compare: two texts, or a file of pairs, one line out per line in."""

import json
from pathlib import Path

import pytest

from workbench.cli.main import run

KILLED = "At least 117 fighters were killed in Talvar on 3 March 2019."


def test_two_texts_give_slots_and_a_signal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", KILLED, KILLED.replace("At least 117", "Some 120"), "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["signal"] == "agrees"
    assert {"slot", "claim", "passage", "from", "relation", "why"} <= found["comparison"][0].keys()


def test_pairs_give_a_line_each_and_bad_lines_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"a": KILLED, "b": KILLED.replace("117", "12"), "a_published": "2019-03-05"}),
        "{no json",
        json.dumps({"a": KILLED}),
        json.dumps([1]),
        json.dumps({"a": KILLED, "b": "x", "b_published": "soon"}),
        "[" * 100_000,
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines))

    assert run(["compare", "--pairs", str(tmp_path / "pairs.jsonl"), "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [("signal" in each) for each in found] == [True, *[False] * 5]
    assert found[2]["problem"].startswith("line 3: The text “b” is missing")


def test_a_line_that_is_no_utf8_is_named_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"a": KILLED, "b": KILLED}).encode()
    (tmp_path / "pairs.jsonl").write_bytes(b"\xef\xbb\xbf" + good + b"\n\xff\x00\xd8\n" + good)

    assert run(["compare", "--pairs", str(tmp_path / "pairs.jsonl"), "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each.get("signal") for each in found] == ["agrees", None, "agrees"]
    assert found[1] == {"problem": "line 2: This is no text in UTF-8."}


def test_one_text_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "x"]) == 2
    assert "two texts" in capsys.readouterr().err
