"""The casualties benchmark: its figures on reports made up for the purpose."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import casualties

ROW = {"date": "4/5/17", "location": "homs", "title": "Raid kills 14 in Homs"}
ROWS = [
    ROW | {"id": "1", "civilians": "14", "text": "A raid killed 14 civilians in Homs on Monday."},
    ROW | {"id": "2", "civilians": "3", "text": "Of the 14, three were civilians."},
    ROW | {"id": "3", "civilians": "0", "text": "Nobody else was hurt.", "title": "Calm day"},
]


def test_the_figures_are_shares_with_intervals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    monkeypatch.setattr(
        sys,
        "argv",
        ["casualties", "--json", "--misses", "--sample", "2", "--reports", str(reports)],
    )
    casualties.main()
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["reports"] == 3
    assert figures["with_gold_count"] == 2
    assert figures["gold_ranked_first"] == 0.5
    assert figures["place_found"] == pytest.approx(2 / 3, abs=0.001)
    low, high = figures["gold_among_killed_interval"]
    assert low < figures["gold_among_killed"] < high


def test_a_sixth_of_the_real_reports_reaches_what_was_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not casualties.REPORTS.exists():
        pytest.skip(f"the annotated reports are not here: {casualties.REPORTS}")
    some = tmp_path / "some.jsonl"
    some.write_text("\n".join(casualties.REPORTS.read_text("utf-8").splitlines()[::6]), "utf-8")
    monkeypatch.setattr(sys, "argv", ["casualties", "--json", "--reports", str(some)])
    casualties.main()
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["place_found"] >= 0.8
    assert figures["gold_among_killed"] >= 0.8
    assert figures["gold_ranked_first"] >= 0.6
