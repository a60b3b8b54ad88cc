"""The examples of docs/api.md, typed as they stand, against a desk that is served."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.web.api.conftest import Program
from workbench.pipeline.exporting import FORMATS

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the desk is served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_examples_with_curl(address: str, ana: Program, tmp_path: Path) -> None:
    said = run(["bash", "-eu", "-c", "".join(blocks("sh"))], address, ana, tmp_path)

    assert said.returncode == 0, said.stderr + said.stdout
    assert '"outcome":"added"' in said.stdout
    assert openpyxl.load_workbook(tmp_path / "claims.xlsx").worksheets[0].max_row == 1


def test_the_examples_with_python(address: str, ana: Program, tmp_path: Path) -> None:
    said = run([sys.executable, "-c", "".join(blocks("python"))], address, ana, tmp_path)

    assert said.returncode == 0, said.stderr
    assert said.stdout == ""
    numbers = [each["number"] for each in ana.read("/claims/1")["reviews"]]
    assert numbers == [1]


def test_every_format_is_described() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.partition("## Exports")[2], re.MULTILINE)

    assert sorted(rows) == sorted(FORMATS)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def run(
    command: list[str], address: str, who: Program, folder: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={"DESK": address, "TOKEN": who.token, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
