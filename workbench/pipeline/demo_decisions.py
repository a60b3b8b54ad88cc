"""What the example's reviewer decided and its editor published, by the ordinary stages."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain.spans import Span
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Ground, Question, Stance, Verdict
from workbench.pipeline import deciding
from workbench.stages import accounts, evidence, publishing, reviewing, triaging
from workbench.stages.evidence import Judgement
from workbench.store.casework import Viewer, open_case
from workbench.store.models import Claim, Report, Review, User

Json = dict[str, Any]


def load(services: Services, file: Path, *, reviewer: str, editor: str) -> None:
    """Decides and publishes what the file tells; what a killed run did already is left as it is."""
    for told in json.loads(file.read_text(encoding="utf-8")):
        with services.database.transaction() as session:
            claim = _claim(session, told["claim"])
            given = select(func.count()).select_from(Review).where(Review.claim_id == claim.id)
            done, claim_id = session.scalar(given) or 0, claim.id
            if not done:  # a wording stays once it was reviewed
                editing = accounts.find(session, editor)
                triaging.word(session, claim_id, told["wording"], by=editing)
        for review in told["reviews"][done:]:
            _give_stances(services, claim_id, review["stances"], reviewer)
            _decide(services, claim_id, review, reviewer, editor)


def _claim(session: Session, words: str) -> Claim:
    pulled = select(Claim).where(Claim.report_id.is_not(None), Claim.text.startswith(words))
    return session.scalars(pulled).one()


def _give_stances(services: Services, claim_id: int, stances: list[Json], reviewer: str) -> None:
    with services.database.transaction() as session:
        person = accounts.find(session, reviewer)
        for told in stances:
            passage_id = _passage(session, told["report"], told["text"])
            evidence.on_passage(session, claim_id, passage_id, _judgement(told), reviewer=person)
    deciding.keep_counts(services, claim_id)


def _passage(session: Session, address: str, words: str) -> int:
    report = session.scalars(select(Report).where(Report.url == address)).one()
    start = report.text.index(words)
    return evidence.select_passage(session, report.id, Span(start, start + len(words))).id


def _judgement(told: Json) -> Judgement:
    return Judgement(
        Stance(told["stance"]), Question(told.get("question", "content")), _ground(told)
    )


def _decide(services: Services, claim_id: int, told: Json, reviewer: str, editor: str) -> None:
    """Decided and published at once, so that a run that is killed leaves neither or both."""
    conclusion = Conclusion(Verdict(told["verdict"]), told["rationale"], _ground(told))
    terms = reviewing.Terms(under=deciding.versions(services))
    with services.database.transaction() as session:
        person = accounts.find(session, reviewer)
        reviewing.conclude(
            session,
            claim_id,
            conclusion,
            reviewer=person,
            seen=_seen(session, claim_id, person),
            terms=terms,
        )
        publishing.publish(
            session,
            claim_id,
            by=accounts.find(session, editor),
            why=told.get("correction", ""),
        )


def _seen(session: Session, claim_id: int, person: User) -> str:
    return open_case(session, claim_id, Viewer(person.id, person.name, person.role)).revision


def _ground(told: Json) -> Ground | None:
    return Ground(told["ground"]) if "ground" in told else None
