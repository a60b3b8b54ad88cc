"""Agreement and progress on one page: too few is said, and enough is counted."""

import re
from datetime import timedelta

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Question, Signal, Stance, State, Verdict
from workbench.store.base import now
from workbench.store.models import Claim, Evidence, Match, Review, User


def review_many(services: Services, *, apart: int) -> None:
    """Forty claims decided by two people each, some of them apart, with a passage that agrees."""
    with services.database.transaction() as session:
        people = session.query(User).order_by(User.id).limit(2).all()
        match = session.query(Match).first()
        assert match
        for number in range(40):
            text = f"Claim number {number}."
            claim = Claim(identity=f"t:{number}", text=text, text_hash=text_hash(text))
            claim.check_worthiness, claim.state, claim.decided_at = 0.5, State.DECIDED, now()
            claim.created_at = now() - timedelta(hours=10)
            session.add(claim)
            session.flush()
            verdicts = [Verdict.CORROBORATED if number % 2 else Verdict.UNRESOLVED] * 2
            if number < apart:
                verdicts[1] = Verdict.DISPUTED
            for place, (person, verdict) in enumerate(zip(people, verdicts, strict=True), start=1):
                session.add(
                    Review(
                        claim_id=claim.id,
                        number=place,
                        verdict=verdict,
                        rationale="",
                        reviewer_id=person.id,
                    )
                )
            session.add(
                Match(
                    claim_id=claim.id,
                    passage_id=match.passage_id,
                    rank=1,
                    origin=1,
                    origin_label="A",
                    signal=Signal.AGREES,
                )
            )
            session.add(
                Evidence(
                    claim_id=claim.id,
                    passage_id=match.passage_id,
                    question=Question.CONTENT,
                    stance=Stance.SUPPORTS if number < 30 else Stance.CONTEXT,
                    reviewer_id=people[0].id,
                )
            )


def test_with_too_few_nothing_is_said(signed_in: MakeVisitor) -> None:
    page = signed_in("rae").get("/progress/").text

    assert "too few" in page
    assert "No stance stands on a decided claim yet." in page


def test_agreement_with_people_and_machine_is_counted(services: Services, ana: Visitor) -> None:
    review_many(services, apart=8)

    page = ana.get("/progress/").text

    assert re.search(r"Same verdict</dt><dd>80 % <span[^>]*>\(65–90 %; 32 of 40\)", page)
    assert re.search(r"\(Cohen’s κ\)</dt><dd>0\.6\d", page)
    assert re.search(r'data-word="supports">75 % <span[^>]*>\([\d–]+ %; 30 of 40\)', page)
    assert "10.0 h" in page


def test_the_page_takes_the_same_statements_however_much_there_is(
    services: Services, ana: Visitor, statements: list[str]
) -> None:
    ana.get("/progress/")
    few = len(statements)
    review_many(services, apart=0)
    statements.clear()
    ana.get("/progress/")

    assert len(statements) == few <= 15
