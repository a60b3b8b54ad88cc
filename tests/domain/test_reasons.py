"""What a row of a comparison gives as its reason: true of both texts, in their words."""

import re
from datetime import date

import pytest

from workbench.domain.comparison import Comparison, compare
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Relation, Signal, SlotName
from workbench.language.stating import Setting, known_world, state

AGREES, COMPATIBLE, APART = Relation.AGREES, Relation.COMPATIBLE, Relation.NOT_COMPARABLE
DIFFERS = Relation.DIFFERS
UNDATED = Setting()
APPEARED = Setting(published=date(2017, 3, 31))  # a Friday
GENERAL = "“Rebels” is a general word that can mean"
SEIZED = "Rebels seized control of the eastern slopes of the Qalamoun mountains."


def compared(claim: str, passage: str, of: Setting = UNDATED, to: Setting = UNDATED) -> Comparison:
    return compare(state(claim, of), state(passage, to), world=known_world())


def row(found: Comparison, slot: SlotName) -> SlotComparison:
    return next(row for row in found.slots if row.slot is slot)


@pytest.mark.parametrize(
    ("claim", "passage", "why"),
    [
        ("Rebels seized Ariha.", "Rebels seized Ariha.", "Both say “seized”."),
        (
            "Rebels seized Ariha.",
            "Rebels stormed Ariha.",
            "“seized” and “stormed” tell of one kind of event.",
        ),
        (
            "Rebels seized Ariha.",
            "Rebels did not capture Ariha.",
            "The claim says “seized”, the passage negates “capture”.",
        ),
        (
            "Rebels denied that they had seized Ariha.",
            "Rebels captured Ariha.",
            "The passage says “captured”, the claim denies “seized”.",
        ),
        (
            "Rebels allegedly seized Ariha.",
            "Rebels captured Ariha.",
            "The claim calls “seized” alleged, the passage says “captured” outright.",
        ),
        (
            "Rebels seized Ariha.",
            "Rebels plan to capture Ariha.",
            "“seized” (happened) in the claim, “capture” (planned) in the passage.",
        ),
    ],
    ids=["same word", "same kind", "negated", "denied", "alleged", "planned"],
)
def test_what_happened_is_quoted_from_both(claim: str, passage: str, why: str) -> None:
    assert row(compared(claim, passage), SlotName.EVENT).why == why


def test_a_particle_is_no_deed() -> None:
    found = compared(
        "The coalition is backing an alliance of fighters in Raqqa.",
        "Islamic State swept across Iraq, pushing back Kurdish forces near Raqqa.",
    )

    assert row(found, SlotName.EVENT).relation is not AGREES


@pytest.mark.parametrize(
    ("claim", "passage", "relation", "why"),
    [
        ("Rebels", "Rebels", AGREES, "Both name Rebels."),
        (
            "Islamic State",
            "Daesh",
            AGREES,
            "“Islamic State” and “Daesh” are taken for one: Islamic State.",
        ),
        ("Rebels", "Ahrar al-Sham", AGREES, f"{GENERAL} “Ahrar al-Sham”."),
        (
            "Ahrar al-Sham",
            "Rebels",
            COMPATIBLE,
            "Whether “Rebels” and “Ahrar al-Sham” mean the same here is not said.",
        ),
        (
            "Rebels",
            "Islamic State",
            APART,
            "“Islamic State” and “Rebels” are hardly one: such parties fight each other.",
        ),
        (
            "Hezbollah",
            "Rebels",
            APART,
            "“Rebels” and “Hezbollah” are hardly one: such parties fight each other.",
        ),
        (
            "Militants",
            "Kurdish fighters",
            APART,
            "“Kurdish fighters” and “Militants” are hardly one: such parties fight each other.",
        ),
        ("Rebels", "Houthi fighters", AGREES, f"{GENERAL} “Houthi fighters”."),
        ("Islamic State", "Hezbollah", Relation.DIFFERS, "“Hezbollah” is not “Islamic State”."),
    ],
    ids=["same", "alias", "included", "including", "foe", "foe first", "kurds", "elsewhere", "two"],
)  # fmt: skip
def test_who_did_it_is_quoted_from_both(
    claim: str, passage: str, relation: Relation, why: str
) -> None:
    found = row(compared(f"{claim} seized Ariha.", f"{passage} seized Ariha."), SlotName.ACTOR)

    assert (found.relation, found.why) == (relation, why)


@pytest.mark.parametrize(
    ("passage", "signal"),
    [
        ("Islamic State stormed an air base in Syria.", Signal.UNCLEAR),
        ("Islamic State has captured parts of the Qalamoun mountains.", Signal.UNCLEAR),
        ("Rebels seized parts of the Qalamoun mountains from Islamic State.", Signal.AGREES),
        ("Rebels seized areas in Syria.", Signal.UNCLEAR),
    ],
)
def test_what_a_foe_did_is_not_the_same_event(passage: str, signal: Signal) -> None:
    assert compared(SEIZED, passage).signal is signal


@pytest.mark.parametrize(
    ("claim", "passage", "relation", "why"),
    [
        ("on Friday", "on Friday", AGREES, "Both say “Friday”."),
        ("on 31 March 2017", "on 31 March 2017", AGREES, "are the same time"),
        ("in March 2017", "on 31 March 2017", AGREES, "have days in common"),
        ("on 31 March 2017", "on Friday", APART, "Of which week “Friday” is, is not known"),
        ("on Friday", "on 31 March 2017", APART, "Of which week “Friday” is, is not known"),
        ("on 31 March 2017", "on Tuesday", APART, "Of which week “Tuesday” is, is not known"),
        ("on 31 March 2017", "since March 2011", APART, "open at one end"),
        ("on 31 March 2017", "since April 2017", DIFFERS, "is not “31 March 2017”"),
        ("since 10 March 2017", "since 27 February 2017", DIFFERS, "begins at another time"),
        ("since 10 March 2017", "since March 10, 2017", AGREES, "are the same time"),
        ("since 2014", "since July 2014", Relation.COMPATIBLE, "one is wider"),
        ("until 10 March 2017", "until 12 March 2017", DIFFERS, "ends at another time"),
        ("since Monday", "since Saturday", DIFFERS, "is not “since Monday”"),
        ("since 10 March", "on 2 April", APART, "open at one end"),
    ],
)
def test_days_weeks_that_are_not_known_and_open_times(
    claim: str, passage: str, relation: Relation, why: str
) -> None:
    found = row(
        compared(f"Rebels seized Ariha {claim}.", f"Rebels seized Ariha {passage}."), SlotName.DATE
    )

    assert found.relation is relation
    assert why in found.why


@pytest.mark.parametrize(
    ("day", "signal"),
    [("Friday", Signal.AGREES), ("Tuesday", Signal.UNCLEAR)],
)
def test_the_weekday_that_it_may_be_stands_in_no_ones_way(day: str, signal: Signal) -> None:
    found = compared("Rebels seized Ariha on 31 March 2017.", f"Rebels seized Ariha on {day}.")

    assert found.signal is signal


@pytest.mark.parametrize("passage", ["Rebels seized Ariha on Friday.", "Rebels seized Ariha."])
def test_a_claim_of_no_day_has_none_beside_an_undated_report(passage: str) -> None:
    found = compared("Rebels seized Ariha.", passage, of=APPEARED)

    assert not [
        r for r in found.slots if r.slot is SlotName.DATE and r.relation is not Relation.MISSING
    ]


@pytest.mark.parametrize(
    ("passage", "theirs"),
    [
        ("Rebels seized Ariha on Friday.", "the passage names “Friday”"),
        ("Rebels seized Ariha.", "the report appeared on “2017-03-31”"),
    ],
)
def test_the_day_an_article_appeared_is_not_the_day_of_its_claim(passage: str, theirs: str) -> None:
    found = compared("Rebels seized Ariha.", passage, of=APPEARED, to=APPEARED)

    assert found.signal is Signal.AGREES
    assert row(found, SlotName.DATE).relation is COMPATIBLE
    assert row(found, SlotName.DATE).why == (
        f"The claim names no day: its article appeared on 2017-03-31, {theirs}."
    )


def test_no_reason_says_of_both_what_only_one_says() -> None:
    texts = [
        "Rebels seized Ariha.",
        "Strikes hit the village of Ariha on Friday.",
        "Insurgents stormed Ariha on 31 March 2017.",
        "Daesh is pushing back Kurdish forces near Raqa.",
        "Air raids bombed Ariha, killing 12 militants.",
    ]
    for claim in texts:
        for passage in texts:
            for each in compared(claim, passage).slots:
                said = re.fullmatch(r"Both (?:say|name) “?(.+?)”?\.", each.why)
                if said is not None:
                    assert said[1].casefold() in claim.casefold()
                    assert said[1].casefold() in passage.casefold()


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ("since 27 February", Relation.DIFFERS),
        ("since 10 March", Relation.AGREES),
        ("since March", Relation.COMPATIBLE),
        ("on 2 April", Relation.COMPATIBLE),
        ("on 2 March", Relation.DIFFERS),
    ],
)
def test_what_is_said_of_an_open_time_is_its_first_day(said: str, relation: Relation) -> None:
    when = Setting(published=date(2017, 4, 20))
    claim, passage = (
        state(f"Raids killed 300 people in Raqqa {time}.", when)
        for time in ("since 10 March", said)
    )

    found = compare(claim, passage, world=known_world())

    assert row(found, SlotName.DATE).relation is relation
    assert (found.signal is Signal.AGREES) is (relation in {Relation.AGREES, Relation.COMPATIBLE})


@pytest.mark.parametrize("name", ["Talas al-Salamah", "talas al-salamah", "Ariha", "Ariha in May"])
def test_a_bare_name_agrees_with_nothing(name: str) -> None:
    found = compared(name, "Talas al-Salamah said in May that his men had seized Ariha.")

    assert found.signal is Signal.UNCLEAR
    assert found.because.startswith(f"Both name “{name}”")
    assert row(found, SlotName.EVENT).relation is APART
