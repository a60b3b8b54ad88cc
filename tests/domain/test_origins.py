"""Which passages come from one origin, and how many independent ones that leaves."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.bearings import Bearing
from workbench.domain.bodies import Bodies, Body
from workbench.domain.origins import Corrections, Decision, Folded, fold
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind

DAY = datetime(2017, 5, 4, 12, tzinfo=UTC)
BODIES = Bodies(
    {
        "gov": Body("gov", "Hill Government", "state", "capital"),
        "hana": Body("hana", "HANA", "agency", "capital", "gov"),
        "htv": Body("htv", "Hill Television", "broadcaster", "capital", "gov"),
        "health": Body("health", "Health Ministry", "ministry"),
        "authorities": Body("authorities", "authorities", "generic", covers=("state", "ministry")),
    }
)
STATED, SEEN, RELAY = BasisKind.STATEMENT, BasisKind.OBSERVATION, BasisKind.RELAY


def rests(root: str | None, kind: BasisKind = STATED, **more: object) -> Basis:
    return replace(Basis(kind, root, f"Rests on {root}."), **more)  # type: ignore[arg-type]


def at(number: int, basis: Basis, **more: object) -> Bearing:
    bearing = Bearing(number, basis, report=number, copy_group=number, published=DAY)
    return replace(bearing, **more)  # type: ignore[arg-type]


CLAIM = at(0, rests("Valley Front"), report=900, copy_group=900)


def counted(*passages: Bearing, claim: Bearing = CLAIM) -> tuple[int, int]:
    found = fold(claim, passages, bodies=BODIES).count(p.id for p in passages)
    return found.at_least, found.at_most


def kinds(folded: Folded) -> set[str]:
    return {edge.kind.value for edge in folded.edges}


def test_two_roots_are_two_origins() -> None:
    assert counted(at(1, rests("Hill Monitor")), at(2, rests("Health Ministry"))) == (2, 2)


def test_one_man_through_four_channels_is_one_origin() -> None:
    channels = [
        at(1, rests("Ashen Brigade", speaker="sarm")),
        at(2, rests("Yoref Sarameh", RELAY, speaker="sarm", via="Reuters")),
        at(3, rests("Ashen Brigade", RELAY, speaker="sarm", via="AFP")),
        at(4, rests("Ashen Brigade", BasisKind.INTERVIEW, speaker="sarm")),
    ]

    assert counted(*channels) == (1, 1)


def test_one_video_described_by_five_desks_is_one_origin() -> None:
    desks = [at(n, rests("video (47-second)", BasisKind.ARTEFACT)) for n in range(1, 6)]

    assert counted(*desks) == (1, 1)


def test_a_video_without_a_mark_is_perhaps_the_other_one() -> None:
    desks = [
        at(1, rests("video (47-second)", BasisKind.ARTEFACT)),
        at(2, rests("video", BasisKind.ARTEFACT)),
    ]

    assert counted(*desks) == (1, 2)


def test_a_copy_in_another_paper_adds_nothing() -> None:
    copies = [at(n, rests("Health Ministry", RELAY), copy_group=7) for n in range(1, 5)]

    assert counted(*copies) == (1, 1)


def test_copies_that_say_nothing_of_their_basis_are_one_origin_of_unknown_basis() -> None:
    copies = [at(n, rests(None, BasisKind.UNSTATED), copy_group=7) for n in range(1, 5)]

    assert counted(*copies) == (0, 1)


def test_a_copy_may_carry_a_second_counter() -> None:
    copy_of_own = at(1, rests("Hill Monitor"), copy_group=900)

    assert counted(copy_of_own) == (1, 1)


def test_the_claims_own_report_carries_a_second_counter_for_at_most_only() -> None:
    beside = at(1, rests("Hill Monitor"), report=900, copy_group=900)

    assert counted(beside) == (0, 1)
    assert counted(beside, at(2, rests("Hill Monitor"))) == (1, 1)


def test_the_claims_own_origin_never_counts() -> None:
    assert counted(at(1, rests("Valley Front")), at(2, rests("Valley Front", RELAY))) == (0, 0)


def test_unknown_never_raises_at_least() -> None:
    assert counted(at(1, rests(None, BasisKind.UNSTATED))) == (0, 1)


def test_organs_of_one_owner_are_possibly_one() -> None:
    assert counted(at(1, rests("HANA")), at(2, rests("Hill Television"))) == (1, 2)


def test_the_authorities_may_be_the_ministry_that_another_report_names() -> None:
    assert counted(at(1, rests("authorities")), at(2, rests("Health Ministry"))) == (1, 2)
    assert counted(at(1, rests("authorities")), at(2, rests("Valley Monitor"))) == (2, 2)


def test_one_side_is_no_edge_and_gives_a_warning() -> None:
    passages = [
        at(1, rests("Red Brigade"), side="opposition"),
        at(2, rests("Blue Brigade"), side="opposition"),
    ]

    count = fold(CLAIM, passages).count([1, 2])

    assert (count.at_least, count.warning) == (2, "All of it comes from one side: opposition.")


def test_unnamed_officials_of_one_body_within_two_days_are_possibly_one() -> None:
    first = at(1, rests("Defence Ministry", unnamed=True))
    second = at(2, rests("Defence Ministry", unnamed=True), published=DAY + timedelta(hours=20))

    assert counted(first, second) == (1, 2)


def test_the_same_odd_figure_is_a_possible_edge_unless_it_was_seen() -> None:
    odd = frozenset({1137.0})
    told = [at(1, rests("A Council"), figures=odd), at(2, rests("B Council"), figures=odd)]
    seen = [told[0], at(2, rests("Norvane", SEEN), figures=odd)]

    assert counted(*told) == (1, 2)
    assert counted(*seen) == (2, 2)


def test_round_figures_join_nothing() -> None:
    thirty = frozenset({30.0})

    assert counted(
        at(1, rests("A Council"), figures=thirty), at(2, rests("B Council"), figures=thirty)
    ) == (2, 2)


def test_a_joint_figure_is_one_origin_at_least_and_two_at_most() -> None:
    assert counted(at(1, rests("Hill Monitor", also=("Red Brigade",)))) == (1, 2)


def test_a_joint_figure_never_bridges_the_two_who_gave_it() -> None:
    joint = at(2, rests("Hill Monitor", also=("Red Brigade",)))

    assert counted(at(1, rests("Hill Monitor")), joint, at(3, rests("Red Brigade"))) == (2, 2)


def test_a_report_with_two_bases_never_bridges_two_origins() -> None:
    passages = [
        at(1, rests("Norvane", SEEN), report=5),
        at(2, rests(None, BasisKind.UNSTATED), report=5),
        at(3, rests("Hill Monitor"), report=5),
    ]

    assert counted(*passages) == (2, 2)


def test_a_shared_quote_is_a_certain_edge() -> None:
    quote = frozenset({12345})
    passages = [at(1, rests("A Man"), quotes=quote), at(2, rests("A Commander"), quotes=quote)]

    assert counted(*passages) == (1, 1)


def test_eight_words_that_nobody_is_quoted_with_join_what_names_no_other_source() -> None:
    run = frozenset({12345})
    passages = [
        at(1, rests("Hill Monitor"), runs=run),
        at(2, rests(None, BasisKind.UNSTATED), runs=run),
    ]

    assert counted(*passages) == (1, 1)


def test_eight_words_under_two_sources_are_perhaps_one_text_and_two_counts() -> None:
    run = frozenset({12345})
    passages = [at(1, rests("Hill Monitor"), runs=run), at(2, rests("Norvane"), runs=run)]
    folded = fold(CLAIM, passages, bodies=BODIES)

    assert counted(*passages) == (1, 2)
    assert folded.origin_of(2).perhaps == (
        "They share eight words in a row, but one names Hill Monitor, the other Norvane.",
    )


def test_an_inferred_root_is_possible_only_and_counts_for_nothing() -> None:
    inferred = at(2, rests("Hill Monitor", BasisKind.UNSTATED, inferred=True))

    assert counted(at(1, rests("Hill Monitor")), inferred) == (1, 2)


def test_a_person_of_no_known_body_may_speak_for_the_party_that_made_the_claim() -> None:
    ours = at(0, rests("Hill Government"), report=900, copy_group=900)
    unplaced = at(1, rests("Orson Keld", speaker="kald"))

    assert counted(unplaced, claim=ours) == (0, 1)
    assert counted(unplaced, claim=at(0, rests("authorities"), report=900)) == (0, 1)
    assert counted(unplaced, claim=at(0, rests("Hill Monitor"), report=900)) == (1, 1)
    assert counted(
        unplaced, claim=replace(ours, basis=rests("Hill Government", speaker="tolm"))
    ) == (
        1,
        1,
    )


def test_a_claim_without_figures_of_unknown_origin_may_rest_on_any_one_speaker() -> None:
    unknown = at(0, rests(None, BasisKind.UNSTATED), report=900, source="Norvane")
    told = at(1, rests("Orson Keld", BasisKind.INTERVIEW), source="Harbour Daily")
    seen = at(1, rests("Harbour Daily", SEEN), source="Harbour Daily")

    assert counted(told, claim=unknown) == (0, 1)
    assert counted(seen, claim=unknown) == (1, 1)


def test_where_the_claims_origin_is_unknown_one_other_origin_may_be_its_source() -> None:
    unknown = at(0, rests(None, BasisKind.UNSTATED), report=None, copy_group=None)
    first, second = at(1, rests("Hill Monitor")), at(2, rests("Health Ministry"))

    assert counted(first, claim=unknown) == (0, 1)
    assert counted(first, second, claim=unknown) == (1, 2)


def test_where_the_claims_source_is_known_another_body_with_another_figure_counts() -> None:
    unknown = at(
        0,
        rests(None, BasisKind.UNSTATED),
        report=900,
        source="Harbour Post",
        figures=frozenset({83.0}),
    )
    other = at(1, rests("Hill Monitor"), source="Norvane", figures=frozenset({86.0}))
    same_figure = replace(other, figures=frozenset({83.0}))

    assert counted(other, claim=unknown) == (1, 1)
    assert counted(same_figure, claim=unknown) == (0, 1)


def test_a_reviewers_join_and_cut_hold() -> None:
    passages = [at(1, rests("A Council")), at(2, rests("B Council")), at(3, rests("B Council"))]
    joined = fold(CLAIM, passages, corrections=Corrections(((1, 2, Decision.JOIN),)))
    cut = fold(CLAIM, passages, corrections=Corrections(((3, 2, Decision.CUT),)))

    assert joined.count([1, 2, 3]).at_most == 1
    assert cut.count([1, 2, 3]).at_most == 3


def test_the_latest_word_holds_where_a_cut_contradicts_a_join() -> None:
    passages = [at(1, rests("A Council")), at(2, rests("B Council"))]
    first_cut = Corrections(((1, 2, Decision.CUT), (2, 1, Decision.JOIN)))
    first_joined = Corrections(((2, 1, Decision.JOIN), (1, 2, Decision.CUT)))

    assert fold(CLAIM, passages, corrections=first_cut).count([1, 2]).at_most == 1
    assert fold(CLAIM, passages, corrections=first_joined).count([1, 2]).at_most == 2


def test_a_cut_holds_against_the_detour_through_a_third_passage() -> None:
    passages = [at(n, rests("B Council")) for n in (1, 2, 3)]
    folded = fold(CLAIM, passages, corrections=Corrections(((1, 3, Decision.CUT),)))

    assert folded.certain[1] != folded.certain[3]


def test_a_corrected_basis_is_used() -> None:
    passages = [at(1, rests("A Council")), at(2, rests(None, BasisKind.UNSTATED))]
    corrections = Corrections(bases={2: rests("Hill Monitor")})

    assert fold(CLAIM, passages, corrections=corrections).count([1, 2]).at_least == 2


def test_every_edge_and_origin_says_why() -> None:
    passages = [at(1, rests("HANA")), at(2, rests("Hill Television")), at(3, rests("HANA"))]
    folded = fold(CLAIM, passages, bodies=BODIES)

    assert kinds(folded) == {"same root", "one owner"}
    assert all(edge.because.endswith(".") for edge in folded.edges)
    assert folded.origin_of(3).because == ("Both rest on HANA.",)
    assert folded.origin_of(2).perhaps == (
        "HANA and Hill Television belong to one body: Hill Government.",
    )


ROOTS = st.sampled_from([None, "A Council", "B Council", "HANA", "Hill Television", "Valley Front"])


@given(
    st.lists(
        st.tuples(ROOTS, st.integers(1, 4), st.booleans(), st.sampled_from([(), ("B Council",)])),
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_passages_does_not_matter(
    rows: list[tuple[str | None, int, bool, tuple[str, ...]]], shuffle: random.Random
) -> None:
    passages = [
        at(
            n,
            rests(root, STATED if root else BasisKind.UNSTATED, unnamed=unnamed, also=also),
            copy_group=group,
        )
        for n, (root, group, unnamed, also) in enumerate(rows, start=1)
    ]
    shuffled = list(passages)
    shuffle.shuffle(shuffled)

    first, second = fold(CLAIM, passages, bodies=BODIES), fold(CLAIM, shuffled, bodies=BODIES)

    assert first == second
    count = first.count(range(1, 10))
    assert 0 <= count.at_least <= count.at_most <= 2 * len(rows)


@pytest.mark.parametrize("size", [0, 1, 200])
def test_any_number_of_passages_is_folded(size: int) -> None:
    passages = [at(n, rests("Health Ministry", RELAY), copy_group=1) for n in range(1, size + 1)]

    assert counted(*passages) == ((1, 1) if size else (0, 0))


@pytest.mark.parametrize(
    ("root", "label"),
    [
        ("army", "army, unnamed official"),
        ("local activists", "local activists"),
        ("residents (to Hill Radio)", "residents (to Hill Radio)"),
    ],
)
def test_who_spoke_for_a_body_and_is_not_named_is_an_official_a_crowd_is_none(
    root: str, label: str
) -> None:
    folded = fold(CLAIM, [at(1, rests(root, unnamed=True))], bodies=BODIES)

    assert folded.origin_of(1).label == label
