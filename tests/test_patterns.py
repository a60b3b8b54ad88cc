"""No text makes a regular expression of ours take long: every compiled pattern is tried."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import workbench
from workbench import interchange, language, reading

AT_ONCE = 1_000  # characters; longer than any sentence that a newspaper prints
SECONDS = 0.5  # on one core; a pattern in linear time takes a thousandth of it
PUMPS = (
    *("a", "A", " ", "1", "1,", "a ", "A ", "A. ", "\n ", "(", "<a ", "<", "'", '"', "-", "a-"),
    *(
        "“",
        ".",
        "said ",
        "of the ",
        "and ",
        "http://",
        "a.b",
        "@",
        "&",
        "20 km ",
        "\u0627 ",
        "1:",
        "\t",
    ),
)


def compiled() -> dict[re.Pattern[str] | re.Pattern[bytes], str]:
    """Every pattern that a module of language, reading or interchange keeps, and its name."""
    found: dict[re.Pattern[str] | re.Pattern[bytes], str] = {}
    for package in (language, reading, interchange):
        for module in modules(package):
            for name, value in vars(module).items():
                for pattern in patterns(value):
                    found.setdefault(pattern, f"{module.__name__}.{name}")
    return found


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(each.name)


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from patterns(each, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        yield from patterns([*value, *value.values()], depth)


def seconds(
    pattern: re.Pattern[str] | re.Pattern[bytes], pump: str, at_once: int = AT_ONCE
) -> float:
    text = pump * (at_once // len(pump)) + "\x00!"
    began = time.thread_time()
    if isinstance(pattern.pattern, bytes):
        for _ in pattern.finditer(text.encode()):
            pass
    else:
        for _ in pattern.finditer(text):
            pass
    return time.thread_time() - began


@pytest.mark.parametrize("package", ["language", "reading", "interchange"])
def test_no_pattern_is_slow_whatever_is_repeated(package: str) -> None:
    ours = {p: name for p, name in compiled().items() if name.startswith(f"workbench.{package}.")}

    assert slow(ours) == []
    assert len(ours) >= 5


def test_no_other_pattern_is_slow_wherever_it_is_written() -> None:
    written = {
        re.compile(pattern): name
        for name, pattern in literals()
        if not name.startswith(("language/", "reading/", "interchange/"))
    }

    assert slow(written) == []
    assert len(written) >= 20


def test_every_pattern_of_those_packages_is_compiled_where_it_is_tried() -> None:
    tried = {pattern.pattern for pattern in compiled()}

    passed_over = {
        re.compile(pattern): name for name, pattern in literals() if pattern not in tried
    }

    assert slow(passed_over) == []


@pytest.mark.parametrize("bad", [r"(a+)+$", r"(a|a)*$", r"(\w+\s?)+!$", r"(.*a){12}$"])
def test_a_pattern_that_runs_wild_is_found(bad: str) -> None:
    wild = re.compile(f"^{bad}")

    assert any(
        seconds(wild, pump, at_once=18) > seconds(wild, pump, at_once=10) * 50
        for pump in ("a", "a ")
    )


def literals() -> Iterator[tuple[str, str]]:
    """Every pattern that stands in a call of `re` anywhere in the program, and its module."""
    root = Path(workbench.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield path.relative_to(root).as_posix(), node.args[0].value


def slow(ours: dict[Any, str]) -> list[str]:
    """Each of these patterns on each text that it takes too long for, twice."""
    return [
        f"{name} on {pump!r}"
        for pattern, name in ours.items()
        for pump in PUMPS
        if seconds(pattern, pump) > SECONDS and seconds(pattern, pump) > SECONDS
    ]
