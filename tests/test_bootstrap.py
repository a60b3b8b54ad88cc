"""A desk opens with its own tables, or says in words why it cannot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import bootstrap
from workbench.config import Settings
from workbench.errors import DeskError
from workbench.language import tables


@pytest.fixture(autouse=True)
def _without_own_tables(tmp_path: Path) -> Iterator[None]:
    yield
    tables.adopt(tmp_path / "none")


def test_a_desk_reads_its_own_bodies(settings: Settings) -> None:
    line = "vel-monitor\tVel Monitor\tmonitor\n"
    (settings.home / "bodies.tsv").write_text(line, encoding="utf-8")

    bootstrap.open_desk(settings).database.close()

    assert tables.own("bodies.tsv") == line


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("bodies.tsv", "only one column", "without key, name and kind"),
        ("bodies.tsv", "vel\tVel\tagency\t\tnobody", "belongs to nobody"),
        ("gazetteer.tsv", "ostel\tOstel\ttown\tnowhere", "inside nowhere"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(
    settings: Settings, name: str, line: str, words: str
) -> None:
    (settings.home / name).write_text(line, encoding="utf-8")

    with pytest.raises(DeskError, match=words) as raised:
        bootstrap.open_desk(settings)
    assert name in str(raised.value)
