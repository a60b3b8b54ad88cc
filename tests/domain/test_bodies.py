"""Who is who, and who differs from whom."""

import pytest

from workbench.domain.bodies import Bodies, Body
from workbench.domain.vocabulary import Relation

BODIES = Bodies(
    {
        "gov": Body("gov", "Hill Government", "state", "capital"),
        "army": Body("army", "Hill Army", "army", "capital", "gov"),
        "front": Body("front", "Valley Front", "armed-group", "front"),
        "brigade": Body("brigade", "Ashen Brigade", "armed-group", "front", "front"),
        "rebels": Body("rebels", "rebels", "generic", covers=("armed-group",)),
        "loop": Body("loop", "Loop", "company", part_of="pool"),
        "pool": Body("pool", "Pool", "company", part_of="loop"),
    }
)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("army", "army", Relation.AGREES),
        ("army", "gov", Relation.COMPATIBLE),
        ("brigade", "front", Relation.COMPATIBLE),
        ("rebels", "brigade", Relation.COMPATIBLE),
        ("rebels", "army", Relation.DIFFERS),
        ("army", "front", Relation.DIFFERS),
        ("army", "somebody else", Relation.NOT_COMPARABLE),
        ("nobody", "somebody else", Relation.NOT_COMPARABLE),
    ],
)
def test_only_known_bodies_of_different_chains_differ(a: str, b: str, relation: Relation) -> None:
    assert BODIES.relate(a, b) is relation
    assert BODIES.relate(b, a) is relation


def test_the_side_is_the_nearest_owners() -> None:
    assert BODIES.side("brigade") == "front"
    assert BODIES.side("nobody") is None
    assert BODIES.owner("army") == "gov"


def test_a_general_word_includes_those_it_may_name() -> None:
    assert BODIES.includes("rebels", "brigade")
    assert BODIES.includes("gov", "army")
    assert not BODIES.includes("army", "gov")


def test_a_table_that_names_itself_as_its_owner_ends() -> None:
    assert BODIES.chain("loop") == ("loop", "pool")


@pytest.mark.parametrize(
    ("a", "b", "may"),
    [
        ("rebels", "brigade", True),
        ("rebels", "army", False),
        ("army", "brigade", False),  # both are named
        ("rebels", "somebody else", False),
    ],
)
def test_a_general_word_may_stand_for_a_body_of_its_kind(a: str, b: str, *, may: bool) -> None:
    assert BODIES.may_be(a, b) is may
    assert BODIES.may_be(b, a) is may


def test_a_general_word_stands_for_no_body_that_it_is_no_word_for() -> None:
    foes = Body("rebels", "rebels", "generic", covers=("armed-group",), never=("front",))
    bodies = Bodies({**BODIES.table, "rebels": foes})
    assert not bodies.may_be("rebels", "brigade")
    assert not bodies.may_be("front", "rebels")
