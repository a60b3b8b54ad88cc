"""What shows that two texts tell of one event: neither a country nor a general word does."""

from dataclasses import replace
from datetime import date

import pytest

from workbench.domain.comparison import Comparison, compare
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Relation, Signal, SlotName
from workbench.language.stating import Setting, known_world, state

UNDATED = Setting(reported=True)
DATED = Setting(published=date(2017, 3, 31), reported=True)
AGREES, COMPATIBLE, DIFFERS = Relation.AGREES, Relation.COMPATIBLE, Relation.DIFFERS
APART = Relation.NOT_COMPARABLE
TOLL = "At least 117 of his fighters had been killed in the Badia."


def compared(claim: str, passage: str, of: Setting = DATED, to: Setting = UNDATED) -> Comparison:
    return compare(state(claim, of), state(passage, to), world=known_world())


def row(found: Comparison, slot: SlotName) -> SlotComparison:
    return next(row for row in found.slots if row.slot is slot)


def figure(claim: str, passage: str, of: Setting = DATED, to: Setting = UNDATED) -> Relation:
    return row(compared(claim, passage, of, to), SlotName.NUMBER).relation


@pytest.mark.parametrize(
    ("passage", "relation"),
    [
        ("A blast killed 34 people.", APART),
        ("A blast in Syria killed 34 people.", APART),
        ("A blast in Hama killed 34 people.", APART),
        ("The fighting in the Badia has killed 34 people.", COMPATIBLE),
    ],
    ids=["no place", "a country", "elsewhere", "there"],
)
def test_a_lower_figure_of_no_day_is_an_earlier_count_only_where_a_place_is_shared(
    passage: str, relation: Relation
) -> None:
    assert figure(TOLL, passage) is relation


def test_figures_of_one_counter_and_no_day_are_no_discrepancy() -> None:
    observatory = Setting(root="Syrian Observatory for Human Rights", reported=True)
    found = compared(
        "The raid killed 34 people, the Syrian Observatory for Human Rights said.",
        "The raid killed 80 people, the Syrian Observatory for Human Rights said.",
        replace(observatory, published=date(2017, 3, 31)),
        observatory,
    )
    assert row(found, SlotName.NUMBER).relation is APART


@pytest.mark.parametrize(
    ("setting", "signal"),
    [(UNDATED, Signal.UNCLEAR), (Setting(), Signal.CONFLICTS)],
    ids=["in reports", "bare"],
)
@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Rebels seized the town of Ariha.", "The rebels lost the town of Ariha."),
        ("The army destroyed 8 tanks in Ariha.", "The army destroyed 50 tanks in Ariha."),
    ],
    ids=["event", "figure"],
)
def test_reports_of_no_day_do_not_conflict(
    claim: str, passage: str, setting: Setting, signal: Signal
) -> None:
    assert compared(claim, passage, setting, setting).signal is signal


def test_a_day_that_both_say_stands_for_that_of_the_reports() -> None:
    claim = "Rebels seized the town of Ariha on 3 May 2017."
    passage = "The rebels lost the town of Ariha on 3 May 2017."
    assert compared(claim, passage, UNDATED, UNDATED).signal is Signal.CONFLICTS


@pytest.mark.parametrize(
    ("passage", "signal"),
    [
        ("The militants launched an offensive in Iraq.", Signal.UNCLEAR),
        ("The militants launched an offensive in Mosul.", Signal.AGREES),
    ],
    ids=["country", "town"],
)
def test_a_country_and_a_general_word_show_no_single_event(passage: str, signal: Signal) -> None:
    found = compared("The militants attacked villages in Mosul, Iraq.", passage)
    assert found.signal is signal


def test_what_is_said_besides_does_not_agree_for_the_whole() -> None:
    claim = "Islamic State had cut roads near Palmyra and was in control of bases."
    assert compared(claim, "Islamic State controls Palmyra.").signal is Signal.UNCLEAR


@pytest.mark.parametrize(
    ("passage", "signal"),
    [
        ("An air strike killed 12 people in Douma on 3 May 2017.", Signal.UNCLEAR),
        ("Mortar fire killed 12 people in Douma on 3 May 2017.", Signal.AGREES),
    ],
)
def test_shells_are_no_air_strikes(passage: str, signal: Signal) -> None:
    assert compared("Mortars killed 12 people in Douma on 3 May 2017.", passage).signal is signal


def test_a_suicide_attack_may_be_a_car_bomb() -> None:
    claim = "A suicide bomber killed 12 people in Douma on 3 May 2017."
    assert compared(claim, "A car bomb killed 12 in Douma on 3 May 2017.").signal is Signal.AGREES


@pytest.mark.parametrize(
    ("passage", "relation"),
    [
        ("The raid on Douma killed two people.", COMPATIBLE),
        ("The raid on Douma killed three people.", AGREES),
        ("The raid on Douma killed at least four people.", COMPATIBLE),
        ("The raid on Douma killed nine people.", DIFFERS),
    ],
)
def test_a_few_dead_are_not_one_more(passage: str, relation: Relation) -> None:
    bare = Setting()
    assert figure("The raid on Douma killed three people.", passage, bare, bare) is relation


def test_one_of_several_dead_is_not_the_only_one() -> None:
    passage = "The raid killed 22 people, including a child, in Douma on 3 May 2017."
    claim = "The raid killed one person in Douma on 3 May 2017."
    assert figure(claim, passage) is not AGREES


def test_what_is_planned_gives_no_toll() -> None:
    found = compared("Saudi Arabia executed 47 people.", "Saudi Arabia will execute 47 people.")
    assert found.signal is Signal.UNCLEAR


def test_against_whom_is_not_who() -> None:
    claim = "The U.S.-led coalition against Islamic State is backing fighters in Raqqa."
    found = compared(claim, "The coalition backs fighters in Raqqa.")
    assert row(found, SlotName.ACTOR).claim == "U.S.-led coalition"


def test_only_a_date_that_cannot_be_placed_is_said_to_be_none() -> None:
    found = compared("Rebels seized Ariha on 26.12.2014.", "Rebels seized Ariha last month.")
    assert row(found, SlotName.DATE).why == "“last month” cannot be placed in the calendar."


def test_no_toll_yet_denies_no_dead() -> None:
    claim = "An air raid killed 12 people in Douma on Monday."
    passage = "There was no immediate death toll after the raid in Douma on Monday."
    assert compared(claim, passage).signal is Signal.UNCLEAR
