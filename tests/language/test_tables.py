"""A desk's own bodies and places are read beside those that ship with the workbench."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.language import tables
from workbench.language.bodies import body_key, directory
from workbench.language.gazetteer import gazetteer
from workbench.language.particulars import particulars
from workbench.language.stating import known_world

BODIES = "vel-monitor\tVel Monitor\tmonitor\n"
PLACES = "ostel\tOstel\ttown\taleppo\n"


@pytest.fixture(autouse=True)
def _without_own_tables(tmp_path: Path) -> Iterator[None]:
    yield
    tables.adopt(tmp_path / "none")


def test_without_files_nothing_is_added(tmp_path: Path) -> None:
    tables.adopt(tmp_path)

    assert tables.own("bodies.tsv") == tables.own("gazetteer.tsv") == ""
    assert body_key("Vel Monitor", directory()) is None


def test_what_was_read_before_is_read_anew(tmp_path: Path) -> None:
    sentence = "A blast in Ostel killed nine, the Vel Monitor said."
    before = particulars(sentence)
    (tmp_path / "bodies.tsv").write_text(BODIES, encoding="utf-8")
    (tmp_path / "gazetteer.tsv").write_text(PLACES, encoding="utf-8")
    tables.adopt(tmp_path)

    after = particulars(sentence)
    assert "vel-monitor" not in {actor.key for actor in before.actors}
    assert "vel-monitor" in {actor.key for actor in after.actors}
    assert gazetteer().known("Ostel") is not None
    assert known_world().is_inside("ostel", "aleppo")
    assert known_world().bodies.get("vel-monitor") is not None


def test_a_mark_at_the_start_of_the_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bodies.tsv").write_text("\ufeff" + BODIES, encoding="utf-8")
    tables.adopt(tmp_path)

    assert body_key("Vel Monitor", directory()) == "vel-monitor"


def test_another_desk_without_tables_has_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "bodies.tsv").write_text(BODIES, encoding="utf-8")
    tables.adopt(tmp_path)
    tables.adopt(tmp_path / "other")

    assert body_key("Vel Monitor", directory()) is None
