"""Whom a name stands for."""

import pytest

from workbench.language.bodies import directory
from workbench.language.roots import canonical, resolve, settle

SOHR = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the Britain-based Syrian Observatory for Human Rights", SOHR),
        ("Syrian Observatory for Human Rights monitor", SOHR),
        ("Ministry of Health of Kordavia", "Health Ministry"),
        ("the Health Ministry", "Health Ministry"),
        ("Ministry of Defense", "Defence Ministry"),
        ("the aid group Hearthbridge Relief", "Hearthbridge Relief"),
        ("the coalition", "U.S.-led coalition"),
    ],
)  # fmt: skip
def test_one_body_has_one_spelling(written: str, name: str) -> None:
    assert canonical(written, directory()) == name


@pytest.mark.parametrize(
    ("name", "role", "root"),
    [
        ("Bero Kandrith", "a spokesman for the Valley Front", "Valley Front"),
        ("Yoref Sarameh", "the commander of the Ashen Brigade", "Ashen Brigade"),
        ("Ilsa Korveth", "who heads the Hill Monitor", "Hill Monitor"),
        ("a Health Ministry spokeswoman", None, "Health Ministry"),
        ("a Defence Ministry official in the capital", None, "Defence Ministry"),
        ("Rami Abdel Rahman", None, "Syrian Observatory for Human Rights"),
    ],
)
def test_a_speaker_stands_for_whom_he_speaks_for(name: str, role: str | None, root: str) -> None:
    found = resolve(name, role, None, directory())

    assert found is not None
    assert found.name == root


def test_he_and_officials_stand_for_nobody_known() -> None:
    assert resolve("officials", None, None, directory()) is None
    assert resolve("  ", None, None, directory()) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Idlib's health authority", "Idlib health authority"),
        ("Idlibs health authority", "Idlib health authority"),
        ("Aleppo’s fire department", "Aleppo fire department"),
        ("Hama hospital", "Hama hospital"),
        ("main opposition High Negotiations Committee", "High Negotiations Committee"),
        ("a statement from High Negotiations Committee", None),
        ("town council", None),
        ("Nowheres health authority", None),
    ],
)
def test_a_body_named_by_its_place_or_after_what_it_is_names_somebody(
    written: str, name: str | None
) -> None:
    assert settle(written, directory()) == name


@pytest.mark.parametrize(
    "written",
    [
        "Tags Syria Kordavia",
        "International condemnation Turkeys Foreign",
        "Syrian Army Kills Terrorist",
        "US Airstrikes Report",
        "Syrian city of Homs",
        "Syria and Iraq",
        "Turkish",
        "Local",
        "NGO",
    ],
)
def test_furniture_headlines_places_and_adjectives_are_nobodys_name(written: str) -> None:
    assert settle(written, directory()) != written


def test_who_is_named_within_a_run_of_words_does_not_speak() -> None:
    run = "people near the headquarters of Hezbollah in an attack on Sunday"
    assert settle(run, directory()) is None
    root = resolve(run, None, None, directory())
    assert root is not None
    assert not root.crowd
