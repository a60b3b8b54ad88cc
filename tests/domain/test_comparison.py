"""Passages beside claims, slot by slot, as the language package reads them."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.asof import Timing
from workbench.domain.comparison import Comparison, compare
from workbench.domain.vocabulary import Provenance, Relation, Signal, SlotName
from workbench.language.stating import Setting, known_world, state

AGREES, CONFLICTS, UNCLEAR = Signal.AGREES, Signal.CONFLICTS, Signal.UNCLEAR
KEPT = "Some 900 tonnes of fertiliser were kept in the shed at Ariha"


def compared(
    claim: str, passage: str, *, of: Setting | None = None, to: Setting | None = None
) -> Comparison:
    ours, theirs = state(claim, of or Setting()), state(passage, to or Setting())
    return compare(ours, theirs, world=known_world())


def relation(found: Comparison, slot: SlotName) -> Relation:
    return next(row.relation for row in found.slots if row.slot is slot)


@pytest.mark.parametrize(
    ("claim", "passage", "signal"),
    [
        ("Rebels seized Ariha.", "Fighting continues in Ariha.", UNCLEAR),
        ("Rebels seized Ariha.", "Residents of Ariha say rebels have not entered it.", CONFLICTS),
        ("Rebels seized Ariha on 3 May 2017.", "Rebels seized Douma on 3 May 2017.", UNCLEAR),
        ("Rebels seized Ariha on 3 May 2017.", "Rebels seized Ariha on 9 May 2017.", UNCLEAR),
        ("The regime used gas in Douma.", "Gas was used in Douma.", UNCLEAR),
        ("Rebels seized Ariha.", "Ariha was captured by rebels.", AGREES),
        ("At least 117 people died in Douma.", "At least 80 people died in Douma.", UNCLEAR),
        ("At least 117 people died in Douma.", "Only 30 people died in Douma.", CONFLICTS),
    ],
)  # fmt: skip
def test_the_rules_of_the_trade(claim: str, passage: str, signal: Signal) -> None:
    assert compared(claim, passage).signal is signal


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Some 900 tonnes of fertiliser were never kept in the shed at Ariha.", Relation.DIFFERS),
        (f"{KEPT}.", Relation.AGREES),
        (
            f"{KEPT}; an order by ministry inspectors to clear it before summer had not come.",
            Relation.NOT_COMPARABLE,
        ),
    ],
    ids=["denied", "said", "another clause"],
)
def test_a_negation_among_other_words_is_no_denial(passage: str, expected: Relation) -> None:
    found = compared("Some 900 tonnes of fertiliser were kept in a shed at Ariha.", passage)

    assert relation(found, SlotName.EVENT) is expected


@pytest.mark.parametrize(
    ("passage", "signal"),
    [
        ("Shelling killed 12 people and wounded 90 in Douma.", CONFLICTS),
        ("Shelling killed 12 people and wounded 90 in Ariha.", UNCLEAR),
        ("Shelling killed 12 people and wounded 90.", UNCLEAR),
    ],
    ids=["of one event", "elsewhere", "perhaps of another event"],
)
def test_a_figure_that_agrees_hides_no_conflict_of_another(passage: str, signal: Signal) -> None:
    found = compared("Shelling killed 12 people and wounded 30 in Douma.", passage)

    assert (found.signal, found.mixed) == (signal, True)


def test_two_events_of_which_one_agrees_and_one_differs_stay_open() -> None:
    found = compared(
        "Rebels seized Ariha and shelled Douma on 3 May 2017.",
        "Rebels seized Ariha on 3 May 2017, and did not shell Douma.",
    )

    assert (found.signal, found.mixed) == (UNCLEAR, True)


def test_every_row_says_why_and_points_into_both_texts() -> None:
    claim, passage = "Rebels seized Ariha on 3 May 2017.", "On 3 May 2017 Ariha fell to rebels."

    for row in compared(claim, passage).slots:
        assert row.why.endswith(".")
        assert row.claim_span is not None
        assert row.claim_span.of(claim) == row.claim
        assert row.passage_span is not None
        assert row.passage_span.of(passage) == row.passage


def test_the_place_may_stand_in_the_sentence_before() -> None:
    found = compared(
        "An air strike killed 30 people in Douma.",
        "The strike killed 30 people.",
        to=Setting(context="Jets bombed a market in Douma at noon."),
    )

    place = next(row for row in found.slots if row.slot is SlotName.PLACE)
    assert (place.found_in, place.relation) == (Provenance.CONTEXT, Relation.AGREES)
    assert place.passage_span is None
    assert found.signal is AGREES


def test_a_report_published_before_the_event_cannot_support_it() -> None:
    found = compared(
        "Rebels seized Ariha on 3 May 2017.",
        "Rebels seized Ariha.",
        to=Setting(published=date(2017, 4, 20)),
    )

    assert relation(found, SlotName.DATE) is Relation.DIFFERS
    assert found.signal is UNCLEAR


def test_a_dateline_before_the_sentence_is_not_where_it_happened() -> None:
    found = compared(
        "An air strike killed 30 people in Douma on Monday.",
        "The strike killed 30 people on Monday.",
        to=Setting(context="CAIRO - Envoys met again."),
    )

    assert found.signal is AGREES


def test_a_town_and_the_province_named_after_its_chief_town_are_compatible() -> None:
    found = compared("Shells killed 12 people in Ariha.", "Shells killed 12 people in Idlib.")

    assert relation(found, SlotName.PLACE) is Relation.COMPATIBLE


def test_two_towns_of_one_province_differ() -> None:
    found = compared("Shells killed 12 people in Ariha.", "Shells killed 12 people in Saraqeb.")

    assert relation(found, SlotName.PLACE) is Relation.DIFFERS


def test_a_place_that_only_the_sentences_before_name_shows_no_other_event() -> None:
    aside = Setting(context="Families had come from Ariha.")
    monday = compared(
        "Shells killed 12 people in Saraqeb on Monday.",
        "The shells killed 12 people on Monday.",
        to=aside,
    )
    silent = compared(
        "Shells killed 12 people in Saraqeb on Monday.", "The shells killed 12 people.", to=aside
    )

    assert relation(monday, SlotName.PLACE) is Relation.NOT_COMPARABLE
    assert (monday.signal, silent.signal) == (AGREES, UNCLEAR)


def test_a_claim_that_an_outlet_reports_does_not_say_who_did_it() -> None:
    found = compared(
        "According to a Reuters source in Douma the van was blown up on Monday by a man.",
        "A man blew up the van in Douma on Monday.",
    )

    assert found.signal is AGREES


def test_a_police_station_is_no_party() -> None:
    found = compared(
        "A bomb exploded beside a police station in Douma on Monday.",
        "Two men entered the police station in Douma on Monday before their bomb exploded.",
    )

    assert relation(found, SlotName.ACTOR) is not Relation.DIFFERS


def test_the_people_harmed_come_before_how_often_they_were_hit() -> None:
    found = compared(
        "Two air raids on Douma killed 19 people on Monday.",
        "Air raids killed 19 people in Douma on Monday.",
    )

    assert found.signal is AGREES
    numbers = [row for row in found.slots if row.slot is SlotName.NUMBER]
    assert numbers[0].claim == "19"


def test_one_toll_agrees_beside_another_act() -> None:
    found = compared(
        "Army repels attack: the death toll of Monday's raid on Douma reached 51 people.",
        "The gunmen killed 51 people in Douma on Monday.",
    )

    assert found.signal is AGREES


def test_unknown_places_never_differ() -> None:
    found = compared("Shelling killed 12 people in Qarvel.", "Shelling killed 30 people in Ostmir.")

    assert Relation.DIFFERS not in {r.relation for r in found.slots if r.slot is SlotName.PLACE}
    assert found.signal is UNCLEAR


def test_a_town_in_its_province_is_compatible() -> None:
    found = compared("Jets bombed Ariha.", "Jets bombed villages in Idlib province.")

    assert relation(found, SlotName.PLACE) is Relation.COMPATIBLE


def test_who_did_it_differs_by_role() -> None:
    found = compared(
        "The army killed 19 militants in Sinai on 3 May 2017.",
        "Militants killed 19 soldiers in Sinai on 3 May 2017.",
    )

    assert found.signal is not AGREES


# Time: method.md, section 5

TOLL = "The blast in Douma killed 58 people."
LATER = "The blast in Douma killed 86 people."


def timed(day: int, hour: int | None = None, root: str | None = None) -> Setting:
    when = date(2017, 4, day) if hour is None else datetime(2017, 4, day, hour)  # noqa: DTZ001
    return Setting(published=when, root=root)


def test_who_reports_a_blast_did_not_cause_it() -> None:
    claim = "An attacker detonated a bomb in Ariha on 3 May 2017, a Reuters source said."
    found = compared(
        claim, "Syrian state television said a bomb was detonated in Ariha on 3 May 2017."
    )

    assert found.signal is not CONFLICTS
    assert not any(
        row.slot is SlotName.ACTOR and row.relation is Relation.DIFFERS for row in found.slots
    )


def test_numbers_that_count_nothing_do_not_conflict() -> None:
    claim = "(1121) Rebels seized Ariha on 3 May 2017."

    assert compared(claim, "(510) Rebels seized Ariha on 3 May 2017.").signal is not CONFLICTS


def test_two_bare_texts_are_of_one_moment() -> None:
    assert compared(TOLL, LATER).signal is CONFLICTS


def test_a_lower_figure_of_an_earlier_moment_is_an_early_count() -> None:
    found = compared(LATER, TOLL, of=timed(5), to=timed(4))

    assert (found.signal, found.timing) == (UNCLEAR, Timing.EARLY_COUNT)


def test_open_count_words_make_an_early_count() -> None:
    found = compared(LATER, "The blast in Douma killed 58 people, a toll expected to rise.")

    assert (found.signal, found.timing) == (UNCLEAR, Timing.EARLY_COUNT)


def test_both_within_three_hours_conflict() -> None:
    found = compared(LATER, TOLL, of=timed(4, 20), to=timed(4, 18))

    assert found.signal is CONFLICTS


@pytest.mark.parametrize(("ours", "theirs"), [(TOLL, LATER), (LATER, TOLL)])
def test_the_same_counter_later_is_an_update_in_either_direction(ours: str, theirs: str) -> None:
    found = compared(
        ours, theirs, of=timed(4, root="Health Ministry"), to=timed(9, root="Health Ministry")
    )

    assert (found.signal, found.timing) == (UNCLEAR, Timing.UPDATE)


def test_the_same_counter_and_moment_with_another_figure_is_passed_on_wrongly() -> None:
    found = compared(
        TOLL, LATER, of=timed(4, root="Health Ministry"), to=timed(4, root="Health Ministry")
    )

    assert (found.signal, found.timing) == (UNCLEAR, Timing.DISCREPANCY)


def test_other_counters_at_other_times_are_a_series() -> None:
    found = compared(
        "Sales fell 4 percent in Homs in 2016.",
        "Sales fell 9 percent in Homs in 2016.",
        of=timed(4),
        to=timed(20),
    )

    assert (found.signal, found.timing) == (UNCLEAR, Timing.SERIES)


def test_a_figure_that_its_source_replaced_is_not_supported() -> None:
    found = compared(
        "The blast in Douma killed 91 people.",
        "The number of people killed by the blast in Douma is revised down from 91 to 87.",
    )

    assert relation(found, SlotName.NUMBER) is Relation.COMPATIBLE
    assert found.signal is UNCLEAR


def test_two_counts_called_final_conflict_whenever_they_were_given() -> None:
    found = compared(
        "The final toll of the blast in Douma is 58 people killed.",
        "The final toll of the blast in Douma is 86 people killed.",
        of=timed(4),
        to=timed(20),
    )

    assert found.signal is CONFLICTS


# Bad input


def test_a_claim_without_any_slot_is_unclear() -> None:
    for text in ("", "   ", "Yes.", "?!"):
        assert compared(text, "Rebels seized Ariha.").signal is UNCLEAR
        assert compared("Rebels seized Ariha.", text).signal is UNCLEAR


def test_absurd_numbers_and_future_dates_are_unclear() -> None:
    claim = "Shelling killed 99999999999999999999999999 people in Douma on 3 May 2917."

    assert compared(claim, "Shelling killed 12 people in Douma on 3 May 2017.").signal is UNCLEAR


def test_another_figure_in_an_undated_report_is_no_conflict() -> None:
    found = compared(
        "A train derailed near Kelso on 6 May 2017 and 21 passengers were killed.",
        "A train derailed near Kelso and 35 passengers were killed.",
        of=Setting(published=date(2017, 5, 7)),
    )

    assert (found.signal, relation(found, SlotName.DATE)) == (UNCLEAR, Relation.MISSING)


@pytest.mark.parametrize("year", [2999, 2101, 1066])
def test_years_far_off_are_other_days(year: int) -> None:
    claim = "A train derailed near Kelso on 6 May 2017 and 21 passengers were killed."
    found = compared(claim, f"21 passengers were killed near Kelso on 6 May {year}.")

    assert (found.signal, relation(found, SlotName.DATE)) == (UNCLEAR, Relation.DIFFERS)


def test_a_count_after_a_day_is_no_year() -> None:
    found = compared("On 6 May 1500 Syrians fled Ariha.", "On 6 May 900 Syrians fled Ariha.")

    assert relation(found, SlotName.NUMBER) is Relation.DIFFERS
    assert relation(found, SlotName.DATE) is Relation.AGREES


def test_a_number_too_large_to_count_is_no_number() -> None:
    found = compared(
        "A train derailed near Kelso on 6 May 2017 and 21 passengers were killed.",
        f"A train derailed near Kelso on 6 May 2017 and {'9' * 39} passengers were killed.",
    )

    assert (found.signal, relation(found, SlotName.NUMBER)) == (UNCLEAR, Relation.MISSING)


def test_a_text_agrees_with_itself() -> None:
    text = "Rebels seized Ariha on 3 May 2017, killing 30 soldiers."

    assert compared(text, text).signal is AGREES


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_two_texts_are_compared(a: str, b: str) -> None:
    assert compared(a, b).signal in set(Signal)


def test_a_pair_is_compared_in_three_milliseconds() -> None:
    claim = state("At least 117 rebels were killed in Douma and Ariha on 3 May 2017, it said.")
    passages = [
        state(f"Shelling killed {n} rebels in Douma on 3 May 2017, residents said.")
        for n in range(20)
    ]

    def seconds() -> float:
        start = time.process_time()
        for passage in passages:
            compare(claim, passage, world=known_world())
        return time.process_time() - start

    assert min(seconds() for _ in range(5)) < 20 * 0.003
