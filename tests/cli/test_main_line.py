"""The whole line by its commands, with the real encoder: what a person at a terminal does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = """Rebels take Talvar

Rebels seized the town of Talvar on 3 March 2019, said Jon Arel, an officer of the army.

At least 117 fighters were killed in the battle, Arel said.
"""
REPORT = """Talvar has fallen

A reporter of this paper saw rebels enter Talvar on Sunday.

The army lost 117 men in the fighting for the town, a hospital director said.
"""
CLAIMS = """text,external_id,source
"Rebels took Talvar, a town in the south.",1,list
The price of wheat rose.,2,list
,3,list
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("line")
    (made / "article.txt").write_text(ARTICLE)
    (made / "report.txt").write_text(REPORT)
    (made / "claims.csv").write_text(CLAIMS)
    return made


def workbench(folder: Path, *arguments: str, status: int = 0) -> list[Any]:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", *arguments, "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.xdist_group("encoder")
def test_report_claims_matches_export(folder: Path) -> None:
    workbench(folder, "init")
    [added] = workbench(folder, "add", "report.txt")
    assert added["outcome"] == "added"
    [article] = workbench(folder, "add", "article.txt", "--article")
    assert len(article["claims"]) == 2

    [receipt] = workbench(folder, "import", "claims.csv", status=1)
    assert (receipt["rows"], receipt["new"], receipt["rejected"]) == (3, 2, 1)
    assert receipt["problems"][0]["field"] == "text"

    [found] = workbench(folder, "search", "117 soldiers died", "--limit", "3")
    assert found["matches"][0]["text"].startswith("The army lost 117 men")
    assert found["index"]["stale"] is False

    [case] = workbench(folder, "show", str(article["claims"][1]))
    assert case["matches"][0]["text"].startswith("The army lost 117 men")
    assert case["searched"]["reports"] == 2

    exported = workbench(folder, "export", "--format", "jsonl")
    assert [shape["id"] for shape in exported] == [1, 2, 3, 4]
    assert exported[1] == case
    [checked] = workbench(folder, "index", "check")
    assert checked["behind"] == 0
