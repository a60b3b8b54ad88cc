"""The attacker's list names tests that there are."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "attacks.md").read_text())


def test_every_test_of_the_attackers_list_exists() -> None:
    there = {
        (path, node.name)
        for path in {path for path, _ in NAMED}
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.FunctionDef)
    }

    assert [each for each in NAMED if each not in there] == []
    assert len(NAMED) >= 35
