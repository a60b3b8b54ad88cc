"""Claims out of an article."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import text_hash
from workbench.domain.spans import Span
from workbench.domain.values import PulledClaim
from workbench.errors import UsageError
from workbench.language import claims
from workbench.representations.claims import particulars_json, speaker_json
from workbench.store import events, queries
from workbench.store.models import Claim, ClaimVersion, Report

Weigh = Callable[[Sequence[str]], Sequence[float]]


@dataclass(frozen=True)
class Retold:
    """What the sentences of an article tell with its publication date before, and after."""

    before: Mapping[Span, PulledClaim]
    after: Mapping[Span, PulledClaim]


def compute(text: str, published: str | None, weigh: Weigh | None = None) -> list[PulledClaim]:
    """The checkable claims of a text; relative dates need its publication date."""
    return claims.pull(text, published=day(published), weigh=weigh)


def problems(text: str) -> list[str]:
    """What stood in the way of pulling claims from a text: another language than English."""
    because = claims.refusal(text)
    return [because] if because else []


def record(
    session: Session, report_id: int, pulled: Sequence[PulledClaim], *, by: str
) -> list[int]:
    """Stores the claims of an article, those already there included; gives their ids in order."""
    report = session.get_one(Report, report_id)
    identities = {_identity(report, claim): claim for claim in pulled}
    known = {
        identity: claim_id
        for claim_id, identity in session.execute(
            select(Claim.id, Claim.identity).where(Claim.report_id == report_id)
        )
    }
    new = [_row(report, c, i) for i, c in identities.items() if i not in known]
    session.add_all(new)
    session.flush()  # their ids are the answer
    if new:
        events.append(
            session,
            "claims pulled",
            actor=by,
            subject=f"report {report_id}",
            claims=[row.id for row in new],
        )
    known.update({row.identity: row.id for row in new})
    return [known[identity] for identity in identities]


def take(session: Session, report_id: int, stretch: Span, *, by: str) -> int:
    """The claim of the sentence that a person points at in an article; the one there is, if any.

    Raises:
        NotFoundError: there is no such report.
        UsageError: the report is no article, or the stretch is not within one sentence.
    """
    report = queries.report(session, report_id)
    if not report.is_article:
        raise UsageError(f"Report {report_id} is no article: add it as an article first.")
    taken = claims.take(report.text, stretch, published=day(report.published))
    return record(session, report_id, [taken], by=by)[0]


def retell(text: str, published_was: str | None, published: str | None) -> Retold:
    """The sentences of an article told against another publication date."""
    return Retold(_readings(text, published_was), _readings(text, published))


def read_anew(session: Session, report: Report, told: Retold, *, by: str) -> list[int]:
    """Claims of an article whose source or date was put right; ids of those that read otherwise.

    "On Tuesday" is told against the new date. A wording that a person wrote stays.
    """
    changed = []
    for claim in queries.claims_of(session, report.id):
        claim.source_id, claim.claimed_at = report.source_id, report.published
        place = Span(claim.start or 0, claim.end or 0)
        if claim.parent_id is None and place in told.after:
            worded = claim.standalone != told.before[place].standalone
            if _read_anew(session, claim, told.after[place], worded=worded, by=by):
                changed.append(claim.id)
    return changed


def _readings(text: str, published: str | None) -> dict[Span, PulledClaim]:
    found = claims.propose(text, published=day(published))
    return {each.sentence.span: claims.claim_of(each) for each in found}


def _read_anew(
    session: Session, claim: Claim, reading: PulledClaim, *, worded: bool, by: str
) -> bool:
    """Writes what a sentence tells now into its claim, unless it is the same; keeps what was."""
    told: dict[str, object] = {"particulars": particulars_json(reading.particulars)}
    if not worded:
        told["standalone"] = reading.standalone
    was = {name: getattr(claim, name) for name in told}
    if was == told:
        return False
    session.add(ClaimVersion(claim_id=claim.id, version=claim.version, fields=was, replaced_by=by))
    claim.version += 1
    for name, value in told.items():
        setattr(claim, name, value)
    events.append(
        session,
        "read anew",
        actor=by,
        subject=f"claim {claim.id}",
        claim_id=claim.id,
        version=claim.version,
    )
    return True


def day(published: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    return date.fromisoformat(published[:10]) if published else None


def _identity(report: Report, claim: PulledClaim) -> str:
    return f"report:{report.id}:{claim.span.start}:{claim.span.end}"


def _row(report: Report, claim: PulledClaim, identity: str) -> Claim:
    return Claim(
        identity=identity,
        report_id=report.id,
        start=claim.span.start,
        end=claim.span.end,
        text=claim.text,
        text_hash=text_hash(claim.text),
        standalone=claim.standalone,
        check_worthiness=claim.check_worthiness,
        because=claim.because,
        speaker=speaker_json(claim.speaker, claim.relay),
        cue=claim.cue,
        particulars=particulars_json(claim.particulars),
        language=report.language,
        source_id=report.source_id,
        url=report.url,
        claimed_at=report.published,
        priority=claim.check_worthiness,
    )
