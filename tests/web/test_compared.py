"""What a comparison says in a few words, and why."""

from pathlib import Path

import pytest

import workbench.domain
from workbench.domain.vocabulary import Relation
from workbench.store.base import Json
from workbench.web.compared import KINDS, ORDER, findings

SLOTS: list[Json] = [
    {
        "slot": "number",
        "relation": "differs",
        "claim": "at least 40",
        "passage": "9",
        "why": "9 is below 40",
    },
    {"slot": "event", "relation": "agrees", "claim": "killed", "passage": "killed", "why": "same"},
    {"slot": "place", "relation": "agrees", "claim": "Talvar", "passage": "Talvar", "why": "same"},
    {"slot": "date", "relation": "missing", "claim": "3 March", "passage": None, "why": "no date"},
]


def test_what_speaks_against_a_passage_is_said_first_and_agreement_in_one_word() -> None:
    assert [found.words for found in findings(SLOTS)] == [
        "number differs: at least 40 / 9",
        "agrees: event, place",
        "not in the passage: date",
    ]


def test_every_finding_carries_its_reason() -> None:
    assert findings(SLOTS)[1].reasons == ("event: same", "place: same")


def test_a_slot_that_stands_two_ways_says_of_which_value() -> None:
    other = {"slot": "event", "relation": "not comparable", "claim": "seized", "why": "another"}

    assert [found.words for found in findings([*SLOTS, other])][1:3] == [
        "agrees: event “killed”, place",
        "not comparable: event “seized”",
    ]


def test_of_very_many_values_the_first_are_said_and_how_many_more_there_are() -> None:
    many: list[Json] = [
        {"slot": "number", "relation": "differs", "claim": str(n), "passage": "955", "why": "no"}
        for n in range(60)
    ]
    beside: list[Json] = [slot | {"relation": "not comparable"} for slot in many]

    assert [found.words for found in findings([*many, *beside])] == [
        "number differs: 0 / 955",
        "number differs: 1 / 955",
        "number differs: 2 / 955",
        "number differs: 57 more",
        "not comparable: number (60 values)",
    ]


@pytest.mark.parametrize(
    ("why", "kind"),
    [
        ("A count still open: the lower figure may be the earlier.", "may be an earlier count"),
        ("Something new.", "no contradiction, no support"),
    ],
)
def test_what_is_compatible_says_in_what_way(why: str, kind: str) -> None:
    slot = {"slot": "number", "relation": "compatible", "claim": "at least 117", "passage": "34"}

    [found] = findings([{**slot, "why": why}])

    assert found.words == f"number: at least 117 / 34, {kind}"
    assert found.reasons == (f"number: {why}",)


def test_what_is_missing_says_on_which_side() -> None:
    missing = {
        "slot": "actor",
        "relation": "missing",
        "claim": None,
        "passage": "rebels",
        "why": "",
    }

    assert [found.words for found in findings([*SLOTS, missing])][-2:] == [
        "not in the passage: date",
        "not in the claim: actor",
    ]


def test_the_kinds_are_told_by_words_that_reasons_have() -> None:
    folder = Path(workbench.domain.__file__).parent
    reasons = "".join(file.read_text() for file in folder.glob("*.py"))

    assert [told for told in KINDS if told.strip("()") not in reasons] == []


def test_the_order_of_findings_names_every_relation() -> None:
    assert set(ORDER) == set(Relation)
