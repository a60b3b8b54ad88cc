"""A person decides, under the rules, and nothing is lost or silently changed."""

from collections.abc import Callable

import pytest

from workbench.bootstrap import Services
from workbench.domain.spans import Span
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import (
    Ground,
    Missing,
    Question,
    Saying,
    SetAside,
    Stance,
    State,
    Verdict,
)
from workbench.errors import ConflictError, EvidenceRequiredError, InputError
from workbench.stages import evidence, reviewing
from workbench.stages.evidence import Judgement
from workbench.store import drafts, events
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim, Review, User

Decide = Callable[..., Review]

ARTICLE = "Rebels take Talvar\n\nRebels seized the town of Talvar on 3 March 2019, an officer said."
OTHER = "Talvar falls\n\nRebels seized the town of Talvar on Sunday, a reporter there saw."


@pytest.fixture
def claim(services: Services, add_report: Callable[..., int]) -> Claim:
    add_report(OTHER, source="Daily Post", url="https://post.example/1")
    add_report(ARTICLE, source="Northwire", url="https://north.example/1", article=True)
    return case(services, 1).claim


@pytest.fixture
def ana(make_user: Callable[..., User]) -> User:
    return make_user("ana")


@pytest.fixture
def decide(services: Services, ana: User, claim: Claim) -> Decide:
    def decide(verdict: Verdict, *, seen: str | None = None, **words: object) -> Review:
        conclusion = Conclusion(verdict, str(words.pop("rationale", "")), **words)  # type: ignore[arg-type]
        with services.database.transaction() as session:
            return reviewing.conclude(
                session,
                claim.id,
                conclusion,
                reviewer=ana,
                seen=seen or open_case(session, claim.id).revision,
            )

    return decide


@pytest.fixture
def support(services: Services, ana: User, claim: Claim) -> None:
    [match, *_] = case(services, claim.id).matches
    judge(services, claim.id, match.passage_id, ana, Stance.SUPPORTS)


def case(services: Services, claim_id: int) -> Casework:
    with services.database.snapshot() as session:
        return open_case(session, claim_id)


def judge(
    services: Services, claim_id: int, passage_id: int, reviewer: User, stance: Stance
) -> None:
    with services.database.transaction() as session:
        evidence.on_passage(session, claim_id, passage_id, Judgement(stance), reviewer=reviewer)


def test_corroborated_without_a_supporting_passage_is_refused(decide: Decide) -> None:
    with pytest.raises(EvidenceRequiredError, match="supporting passage"):
        decide(Verdict.CORROBORATED)


@pytest.mark.usefixtures("support")
def test_a_decision_is_numbered_and_settles_the_claim(
    services: Services, decide: Decide, claim: Claim
) -> None:
    review = decide(Verdict.CORROBORATED, rationale="A reporter saw it.")

    settled = case(services, claim.id).claim
    assert (review.number, settled.state, settled.verdict) == (
        1,
        State.DECIDED,
        Verdict.CORROBORATED,
    )


@pytest.mark.usefixtures("support")
def test_a_decision_keeps_what_it_rested_on(decide: Decide) -> None:
    rests_on = decide(Verdict.CORROBORATED).rests_on

    assert [row["stance"] for row in rests_on["evidence"]] == ["supports"]
    assert len(rests_on["evidence"][0]["text_hash"]) == 64


def test_whoever_saw_an_older_state_is_told(
    services: Services, decide: Decide, claim: Claim, ana: User
) -> None:
    before = case(services, claim.id)
    judge(services, claim.id, before.matches[0].passage_id, ana, Stance.REFUTES)

    with pytest.raises(ConflictError, match="changed since you opened it"):
        decide(Verdict.UNRESOLVED, seen=before.revision, missing=Missing.NEEDS_DOCUMENT)


@pytest.mark.usefixtures("support")
def test_undo_is_a_new_event_and_the_review_stays(
    services: Services, decide: Decide, claim: Claim, ana: User
) -> None:
    decide(Verdict.CORROBORATED)
    with services.database.transaction() as session:
        reviewing.undo(session, claim.id, reviewer=ana)

    after = case(services, claim.id)
    assert (after.claim.state, after.claim.verdict) == (State.IN_REVIEW, None)
    assert [review.undone_at is not None for review in after.reviews] == [True]
    with services.database.snapshot() as session:
        kinds = [event["kind"] for event in events.history(session, claim.id)]
    assert kinds[-2:] == ["decided", "undone"]


def test_what_was_written_for_a_decision_that_is_taken_back_is_a_draft(
    services: Services, claim: Claim, ana: User, decide: Decide
) -> None:
    decide(Verdict.UNRESOLVED, missing=Missing.NEEDS_DOCUMENT, rationale="Nobody was there.")
    with services.database.transaction() as session:
        reviewing.undo(session, claim.id, reviewer=ana)

    with services.database.snapshot() as session:
        draft = drafts.of(session, claim.id, ana.id)
    assert draft is not None
    assert draft.fields == {
        "verdict": "unresolved",
        "missing": str(Missing.NEEDS_DOCUMENT),
        "rationale": "Nobody was there.",
    }


def test_a_draft_that_was_begun_since_stays(
    services: Services, claim: Claim, ana: User, decide: Decide
) -> None:
    decide(Verdict.UNRESOLVED, missing=Missing.NEEDS_DOCUMENT, rationale="Nobody was there.")
    with services.database.transaction() as session:
        drafts.keep(session, claim.id, ana.id, {"rationale": "Somebody was."})
        reviewing.undo(session, claim.id, reviewer=ana)

    with services.database.snapshot() as session:
        draft = drafts.of(session, claim.id, ana.id)
    assert draft is not None
    assert draft.fields == {"rationale": "Somebody was."}


@pytest.mark.usefixtures("support")
def test_undo_restores_the_decision_before(
    services: Services, decide: Decide, claim: Claim, ana: User
) -> None:
    decide(Verdict.UNRESOLVED, missing=Missing.NEEDS_DOCUMENT)
    decide(Verdict.CORROBORATED)
    with services.database.transaction() as session:
        reviewing.undo(session, claim.id, reviewer=ana)

    assert case(services, claim.id).claim.verdict is Verdict.UNRESOLVED


@pytest.mark.usefixtures("support")
def test_undo_takes_back_no_other_decision_than_is_meant(
    services: Services, decide: Decide, claim: Claim, ana: User
) -> None:
    decide(Verdict.UNRESOLVED, missing=Missing.NEEDS_DOCUMENT)
    decide(Verdict.CORROBORATED)
    with services.database.transaction() as session:
        with pytest.raises(ConflictError, match="does not stand any more"):
            reviewing.undo(session, claim.id, reviewer=ana, number=1)
        reviewing.undo(session, claim.id, reviewer=ana, number=2)
        with pytest.raises(ConflictError, match="does not stand any more"):
            reviewing.undo(session, claim.id, reviewer=ana, number=2)

    assert case(services, claim.id).claim.verdict is Verdict.UNRESOLVED


def test_there_is_nothing_to_undo_on_an_open_claim(
    services: Services, claim: Claim, ana: User
) -> None:
    with (
        pytest.raises(ConflictError, match="no decision"),
        services.database.transaction() as session,
    ):
        reviewing.undo(session, claim.id, reviewer=ana)


def test_set_aside_and_taken_up_again(services: Services, claim: Claim, ana: User) -> None:
    with services.database.transaction() as session:
        reviewing.set_aside(session, claim.id, SetAside.OUT_OF_SCOPE, reviewer=ana)
    assert case(services, claim.id).claim.state is State.SET_ASIDE

    with services.database.transaction() as session:
        reviewing.undo(session, claim.id, reviewer=ana)

    assert case(services, claim.id).claim.set_aside is None


def test_a_later_stance_takes_the_earlier_ones_place(
    services: Services, claim: Claim, ana: User
) -> None:
    passage_id = case(services, claim.id).matches[0].passage_id
    judge(services, claim.id, passage_id, ana, Stance.SUPPORTS)
    judge(services, claim.id, passage_id, ana, Stance.CONTEXT)

    assert [row.stance for row in case(services, claim.id).evidence] == [Stance.CONTEXT]


def test_evidence_for_the_saying_leaves_the_content_open(
    services: Services, decide: Decide, claim: Claim, ana: User
) -> None:
    passage_id = case(services, claim.id).matches[0].passage_id
    with services.database.transaction() as session:
        judgement = Judgement(Stance.SUPPORTS, Question.SAYING)
        evidence.on_passage(session, claim.id, passage_id, judgement, reviewer=ana)

    with pytest.raises(EvidenceRequiredError):
        decide(Verdict.CORROBORATED)
    decide(Verdict.UNRESOLVED, missing=Missing.NO_INDEPENDENT_REPORT)
    assert case(services, claim.id).claim.saying is Saying.CONFIRMED


def test_a_note_is_evidence_of_its_own(
    services: Services, decide: Decide, claim: Claim, ana: User
) -> None:
    with services.database.transaction() as session:
        judgement = Judgement(Stance.REFUTES, ground=Ground.CONTRARY_OBSERVATION)
        evidence.on_note(
            session, claim.id, "Our stringer phoned from there.", judgement, reviewer=ana
        )

    assert decide(Verdict.DISPUTED).verdict is Verdict.DISPUTED


def test_a_blank_note_is_refused(services: Services, claim: Claim, ana: User) -> None:
    with (
        pytest.raises(InputError, match="empty"),
        services.database.transaction() as session,
    ):
        evidence.on_note(session, claim.id, "  ", Judgement(Stance.SUPPORTS), reviewer=ana)


def test_the_claims_own_sentence_is_no_evidence(
    services: Services, claim: Claim, ana: User
) -> None:
    with services.database.transaction() as session:
        span = Span(claim.start or 0, claim.end or 0)
        own = evidence.select_passage(session, claim.report_id or 0, span)

    with pytest.raises(InputError, match="own sentence"):
        judge(services, claim.id, own.id, ana, Stance.SUPPORTS)


def test_a_found_passage_stands_among_the_matches(
    services: Services, add_report: Callable[..., int], claim: Claim, ana: User
) -> None:
    report_id = add_report("Wheat rose.\n\nTalvar is calm again.", source="Radio Vel")
    with services.database.transaction() as session:
        found = evidence.select_passage(session, report_id, Span(13, 28))
    judge(services, claim.id, found.id, ana, Stance.CONTEXT)

    matches = case(services, claim.id).matches
    assert [m.by_hand for m in matches if m.passage_id == found.id] == [True]


def test_a_rationale_of_100000_characters_is_refused(decide: Decide) -> None:
    with pytest.raises(InputError, match="100000 characters"):
        decide(Verdict.UNRESOLVED, rationale="x" * 100_000, missing=Missing.NEEDS_DOCUMENT)
