"""The table of who is who, and the bodies found in texts."""

import pytest

from workbench.errors import InputError
from workbench.language.bodies import bodies_in, body_key, directory


def found(text: str) -> list[str]:
    return [actor.key for actor in bodies_in(text, directory())]


def test_every_owner_in_the_table_is_in_the_table() -> None:
    table = directory().bodies.table

    assert [b.key for b in table.values() if b.part_of and b.part_of not in table] == []


def test_the_longest_spelling_is_taken() -> None:
    assert found("The Syrian Observatory for Human Rights said so.") == ["sohr"]
    assert found("Russian-backed Syrian army units moved in.") == ["syrian-army"]


def test_parties_without_a_name_are_found_in_any_case() -> None:
    assert found("Rebels fought the army.") == ["rebels", "army"]


def test_what_follows_a_hyphen_is_no_body() -> None:
    assert found("A pro-government militia withdrew.") == []


def test_offsets_are_exact() -> None:
    text = "On Monday, Russia's defence ministry denied it."

    assert [text[a.start : a.end] for a in bodies_in(text, directory())] == [
        "Russia's defence ministry"
    ]


def test_a_persons_name_is_found_however_it_is_spelled() -> None:
    assert body_key("Talas al-Salamah", directory()) == "salameh"


def test_a_desk_brings_its_own_lines() -> None:
    book = directory(
        "korna\tKORNA\tagency\tcapital\tkordavia\tKordavian State News Agency\n"
        "kordavia\tKordavia\tstate"
    )

    assert body_key("KORNA", book) == "korna"
    assert book.bodies.side("korna") == "capital"


@pytest.mark.parametrize("line", ["one column", "a\tb\tc\td\te\tf\tg", "\tname\tkind"])
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(InputError, match="table of bodies"):
        directory(line)


def test_an_owner_that_no_line_names_is_refused() -> None:
    with pytest.raises(InputError, match="belongs to kordavia, which no line"):
        directory("korna\tKORNA\tagency\t\tkordavia")
