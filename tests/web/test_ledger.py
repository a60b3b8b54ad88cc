"""The claim page as values."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.domain.origin_edges import ONE_REPORT
from workbench.domain.spans import Span
from workbench.domain.vocabulary import Question, Signal, Stance
from workbench.stages import evidence
from workbench.stages.evidence import Judgement
from workbench.store.base import Json
from workbench.store.casework import open_case
from workbench.store.models import Claim, Match, User
from workbench.web import ledger

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


def test_compared_values_are_marked_where_they_stand() -> None:
    marks = ledger.slot_marks(SLOTS, "Only 9 were killed in Talvar", 100)

    assert [(mark.span, mark.sign) for mark in marks] == [
        (Span(105, 106), "≠"),
        (Span(112, 118), ""),
        (Span(122, 128), ""),
    ]


def test_a_quote_stays_in_its_paragraph_and_says_where_it_was_cut() -> None:
    long = "One sentence stands here. " * 30
    text = f"Headline\n\n{long}The passage itself.\n\nAnother paragraph."
    start = text.index("The passage")

    quote = ledger.quote(text, Span(start, start + 19))

    assert quote.words == "The passage itself."
    assert (quote.cut_before, quote.cut_after, quote.after) == (True, False, "")
    assert "Headline" not in quote.before


def test_origins_stand_in_the_order_of_their_best_passage_and_the_claims_own_last(
    services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        matches = session.scalars(
            select(Match).where(Match.claim_id == claim_id).order_by(Match.rank)
        ).all()
        for number, match in enumerate(matches):
            match.origin = number % 2
            match.same_origin_as_claim = number % 2 == 0
            match.origin_because = [ONE_REPORT, "told by the same officer"]
        case = open_case(session, claim_id)

    origins = ledger.build(case, reviewer_id=1).origins

    assert [origin.own for origin in origins] == [False, True]
    assert origins[1].because == ("told by the same officer", ONE_REPORT)
    assert sum(len(origin.entries) for origin in origins) == len(matches)


def test_evidence_on_a_passage_that_is_no_longer_proposed_is_still_shown(
    services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        reviewer = session.scalars(select(User).where(User.name == "ana")).one()
        match = session.scalars(select(Match).where(Match.claim_id == claim_id)).first()
        assert match
        evidence.on_passage(
            session, claim_id, match.passage_id, Judgement(Stance.CONTEXT), reviewer=reviewer
        )
        session.delete(match)
        session.flush()
        page = ledger.build(open_case(session, claim_id), reviewer_id=reviewer.id)

    [entry] = page.found
    assert (entry.match, entry.mine is not None, entry.findings) == (None, True, ())


def test_an_origin_is_counted_by_any_of_its_passages_and_never_the_claims_own(
    services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        for match in open_case(session, claim_id).matches:
            match.counted = True
    with services.database.snapshot() as session:
        page = ledger.build(open_case(session, claim_id), reviewer_id=0)

    assert {origin.own for origin in page.origins} == {True, False}
    assert all(origin.counted is not origin.own for origin in page.origins)


def test_a_claim_in_its_article_says_where_its_surroundings_were_cut(
    services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        assert claim.report
        assert claim.start is not None
        words = claim.text
        claim.report.text = f"Headline\n\n{words} Word{' after word' * 60}"
        claim.start, claim.end = 10, 10 + len(words)
        context = ledger.build(open_case(session, claim_id), reviewer_id=1).context

    assert context
    assert (context.cut_before, context.cut_after) == (False, True)
    assert context.words == words


def test_of_many_origins_those_that_hardly_speak_of_the_event_stand_behind(
    services: Services, claim_id: int
) -> None:
    with services.database.snapshot() as session:
        page = ledger.build(open_case(session, claim_id), reviewer_id=0)
    [bearing, *_] = (origin for origin in page.origins if origin.bears)
    quiet = [ledger.Origin(f"nobody {n}", ("",), own=False, entries=()) for n in range(12)]

    many = replace(page, origins=(*quiet[:10], bearing, *quiet[10:]))
    few = replace(page, origins=(*quiet[:8], bearing, *quiet[10:]))

    assert [origin.label for origin in many.behind] == [f"nobody {n}" for n in range(8, 12)]
    assert many.in_view == [*quiet[:8], bearing]
    assert (few.in_view, few.behind) == (list(few.origins), [])


@pytest.mark.parametrize(
    ("signal", "relevance", "bears"),
    [
        (Signal.UNCLEAR, 0.04, False),
        (Signal.UNCLEAR, 0.05, True),
        (Signal.UNCLEAR, None, True),
        (Signal.CONFLICTS, 0.01, True),
        (Signal.AGREES, 0.01, True),
    ],
)
def test_what_may_bear_on_a_claim_is_in_view(
    services: Services, claim_id: int, signal: Signal, relevance: float | None, *, bears: bool
) -> None:
    with services.database.transaction() as session:
        for match in open_case(session, claim_id).matches:
            match.signal, match.relevance = signal, relevance
    with services.database.snapshot() as session:
        page = ledger.build(open_case(session, claim_id), reviewer_id=0)

    assert {origin.bears for origin in page.origins} == {bears}


def test_what_bears_on_the_claim_is_found_by_its_kind_but_not_the_claims_own(
    services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        matches = open_case(session, claim_id).matches
        for match in matches:
            match.signal, match.comparison = Signal.UNCLEAR, []
            match.same_origin_as_claim = False
        matches[0].signal = Signal.CONFLICTS
        matches[1].comparison = [SLOTS[0]]
        first, second = matches[0].passage_id, matches[1].passage_id
        bearing = ledger.build(open_case(session, claim_id), reviewer_id=1).bearing
        matches[0].same_origin_as_claim = True
        without = ledger.build(open_case(session, claim_id), reviewer_id=1).bearing

    assert bearing == {"agrees": [], "conflicts": [first], "another figure": [second]}
    assert without["conflicts"] == []


def test_what_people_confirmed_says_how_much_of_it_is_certain(
    services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        reviewer = session.scalars(select(User).where(User.name == "ana")).one()
        case = open_case(session, claim_id)
        match = case.matches[0]
        match.same_origin_as_claim = False
        evidence.on_passage(
            session, claim_id, match.passage_id, Judgement(Stance.SUPPORTS), reviewer=reviewer
        )
        evidence.on_note(session, claim_id, "Heard.", Judgement(Stance.SUPPORTS), reviewer=reviewer)
        case = open_case(session, claim_id)
        case.claim.confirmed = None
        uncounted = ledger.build(case, reviewer_id=1).tally
        case.claim.confirmed = {"supports": {"at_least": 0, "at_most": 1}}
        counted = ledger.build(case, reviewer_id=1).tally
        blind = ledger.build(replace(case, blind=True), reviewer_id=1).tally

    assert uncounted.supports == blind.supports == ledger.Side(None, 1, 1)
    assert counted.supports == ledger.Side(0, 1, 1)
    assert counted.refutes == ledger.Side(0, 0, 0)


@pytest.mark.parametrize(
    "speaker",
    [
        {"name": "Ana Wheat", "as_written": "Wheat", "role": "trader"},
        {"name": "Flour Council", "as_written": "the council", "role": None},
    ],
    ids=["by the last name", "by an acronym of the article"],
)
def test_whether_it_was_said_is_asked_of_what_names_the_speaker(
    services: Services, claim_id: int, speaker: Json
) -> None:
    with services.database.transaction() as session:
        case = open_case(session, claim_id)
        for number, match in enumerate(case.matches):
            match.origin, match.same_origin_as_claim = number, False
        case.matches[-1].same_origin_as_claim = True
        case.claim.speaker = speaker
        assert case.claim.report is not None
        case.claim.report.text += " The Flour Council (Wheat) met."
        saying = ledger.build(case, reviewer_id=1, question=Question.SAYING)
        content = ledger.build(case, reviewer_id=1)

    shown = [
        entry.quote.whole.of(entry.quote.text)
        for origin in saying.in_view
        for entry in origin.entries
    ]
    assert len(saying.behind) >= 3
    assert saying.in_view[0].own
    assert all("Wheat" in text for text in shown[1:])
    assert content.in_view[-1].own
    assert len(saying.in_view) + len(saying.behind) == len(content.origins)
