"""House rules that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = [p for p in sorted((ROOT / "workbench").rglob("*.py")) if p.parent.name != "versions"]
SOURCES = [*MODULES, *sorted((ROOT / "benchmarks").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name)
def test_a_module_stays_under_400_lines(path: Path) -> None:
    assert path.read_text().count("\n") <= 400


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_stays_under_50_lines(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 50] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nobody_commits_by_hand(path: Path) -> None:
    assert ".commit(" not in path.read_text()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_config_reads_the_environment(path: Path) -> None:
    reads = re.search(r"os\.environ|os\.getenv|from os import .*environ", path.read_text())

    assert reads is None or name(path) == "workbench/config.py"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_no_template_switches_escaping_off() -> None:
    pages = (ROOT / "templates").rglob("*.html")

    assert [
        p.name for p in pages if re.search(r"\|\s*safe\b|autoescape false", p.read_text())
    ] == []
