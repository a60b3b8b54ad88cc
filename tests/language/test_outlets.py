"""Newsrooms and their names."""

import pytest

from workbench.language.bodies import directory
from workbench.language.outlets import Newsroom, Outlet, publisher


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("reuters", "Reuters"),
        ("SANA", "SANA"),
        ("sana", "SANA"),
        ("Harbour Daily", "Harbour Daily"),
    ],
)
def test_a_source_has_one_spelling_however_it_is_cased(written: str, name: str) -> None:
    assert publisher(written, directory()) == name


def test_state_media_without_a_name_are_an_outlet() -> None:
    room = Newsroom(Outlet("Norvane"), directory())

    assert room.is_outlet("state television")
    assert not room.is_outlet("the rebels")
