"""No text makes a regular expression of ours take long: every compiled pattern is tried."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

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


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], pump: str) -> float:
    text = pump * (AT_ONCE // len(pump)) + "\x00!"
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

    slow = [
        f"{name} on {pump!r}"
        for pattern, name in ours.items()
        for pump in PUMPS
        if seconds(pattern, pump) > SECONDS and seconds(pattern, pump) > SECONDS
    ]

    assert slow == []
    assert len(ours) >= 5
