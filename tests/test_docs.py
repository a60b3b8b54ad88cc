"""The docs say what the program does: settings, commands, links."""

import re
from pathlib import Path

import pytest

from workbench import config
from workbench.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text()

    assert [name for name, _, _ in config.described() if f"`{name}`" not in text] == []


def test_no_setting_is_documented_that_is_none() -> None:
    named = {name for page in DOCS for name in re.findall(r"WORKBENCH_[A-Z_]+", page.read_text())}

    assert named - {name for name, _, _ in config.described()} == {"WORKBENCH_"} & named


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_contract(name: str) -> None:
    assert re.search(rf"`{name}\b", (ROOT / "docs" / "contract.md").read_text())


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
