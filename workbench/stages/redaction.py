"""What must not be read by everybody: words are masked when they are shown, reports withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, event, func, literal, select, text, update
from sqlalchemy.orm import QueryContext, Session, object_session
from sqlalchemy.orm.attributes import set_committed_value

from workbench.domain.masking import Mask, blank, mask_of, masked_value
from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.store import events, lexical, requests_once
from workbench.store.base import Base, now
from workbench.store.guards import Sensitive, Withdrawal
from workbench.store.imprints import Imprint
from workbench.store.models import (
    Claim,
    ClaimVersion,
    Embedding,
    Event,
    Evidence,
    Import,
    ImportProblem,
    Match,
    Passage,
    Report,
    Review,
    Source,
)

LONGEST = 5_000
WITHDRAWN = "Withdrawn report"
_KEY = "veil"
_HIDDEN = (
    select(Sensitive.words, Sensitive.visible_to, literal(0))
    .where(Sensitive.lifted_at.is_(None))
    .union_all(select(literal(""), literal(Role.ADMIN.value), Withdrawal.report_id))
)
_SHOWN: dict[type[Base], tuple[str, ...]] = {
    Claim: (
        *("text", "standalone", "speaker", "particulars", "because", "note", "extra", "tags"),
        *("url", "external_id", "priority_because"),
    ),
    ClaimVersion: ("fields",),
    Event: ("detail",),
    Evidence: ("note", "basis_root"),
    Import: ("file",),
    Imprint: ("source", "source_was"),
    ImportProblem: ("value", "raw", "reason"),
    Match: ("basis_root", "basis_because", "origin_label", "origin_because", "comparison"),
    Report: ("text", "title", "authors", "url", "acquired_from", "dateline_place", "problems"),
    Review: ("rationale", "rests_on"),
    Source: ("name",),
}


@dataclass(frozen=True, slots=True)
class Veil:
    """What a session does not show."""

    mask: Mask
    withdrawn: frozenset[int]


def veil(session: Session, role: Role | None) -> None:
    """From here on this session shows what the role may see; None is nobody in particular.

    For sessions that only read: what is masked is as long as what it hides, so every offset holds.
    """
    rows = session.execute(_HIDDEN).all()
    hidden = [said for said, least, _ in rows if said and not (role and role.covers(Role(least)))]
    withdrawn = frozenset(report_id for _, _, report_id in rows if report_id)
    if hidden or withdrawn:
        session.info[_KEY] = Veil(mask_of(hidden), withdrawn)


def mark(session: Session, words: str, *, visible_to: Role, reason: str, by: str) -> Sensitive:
    """Masks a name, or a passage word for word, from now on; the record does not repeat it.

    Raises:
        InputError: there are no words, or too many.
    """
    words = " ".join(words.split())
    if not mask_of([words]) or len(words) > LONGEST:
        raise InputError(f"Give the name or the passage: at least a word, at most {LONGEST} signs.")
    row = Sensitive(words=words, visible_to=visible_to, reason=reason, marked_by=by)
    session.add(row)
    session.flush()  # its id goes into the event
    requests_once.forget_answers(session)
    subject = f"sensitive {row.id}"
    events.append(session, "marked sensitive", actor=by, subject=subject, visible_to=visible_to)
    return row


def lift(session: Session, sensitive_id: int, *, by: str) -> None:
    """Shows these words again.

    Raises:
        NotFoundError: there is no such mark.
    """
    row = standing(session, sensitive_id)
    row.lifted_at = now()
    events.append(session, "mark lifted", actor=by, subject=f"sensitive {row.id}")


def standing(session: Session, sensitive_id: int) -> Sensitive:
    """A mark that holds.

    Raises:
        NotFoundError: there is no such mark.
    """
    row = session.get(Sensitive, sensitive_id)
    if row is None or row.lifted_at is not None:
        raise NotFoundError(f"There is no mark {sensitive_id} that holds.")
    return row


def marks(session: Session) -> Sequence[Sensitive]:
    """The marks that hold."""
    rows = select(Sensitive).where(Sensitive.lifted_at.is_(None)).order_by(Sensitive.id)
    return session.scalars(rows).all()


def withdrawals(session: Session) -> Sequence[Withdrawal]:
    """What was taken out of use, the latest first."""
    return session.scalars(select(Withdrawal).order_by(Withdrawal.id.desc())).all()


def withdraw(
    session: Session, report_id: int, *, reason: str, by: str, erase: bool = False
) -> str | None:
    """Takes a report out of use; its row stays as a tombstone with its hashes and who took it out.

    With `erase` its words and those of its claims are overwritten for good. Gives the hash of the
    capture that nobody needs any more then.

    Raises:
        NotFoundError: there is no such report.
        ConflictError: it is withdrawn already.
        InputError: no reason is given.
    """
    report = session.get(Report, report_id)
    if report is None:
        raise NotFoundError(f"There is no report {report_id}.")
    earlier = session.scalar(select(Withdrawal).where(Withdrawal.report_id == report_id))
    if earlier is not None and (earlier.erased or not erase):
        raise ConflictError(f"Report {report_id} is withdrawn already.")
    if not reason.strip():
        raise InputError("Say why: the reason is what stays.")
    if earlier is None:
        session.add(Withdrawal(report_id=report_id, reason=reason, by=by, erased=erase))
    else:
        earlier.erased = True
    report.current = False
    requests_once.forget_answers(session)
    _retire(session, report)
    if erase:
        _erase(session, report)
    events.append(
        session,
        "report withdrawn",
        actor=by,
        subject=f"report {report_id}",
        sha256=report.sha256,
        text_sha256=report.text_sha256,
        reason=reason,
        erased=erase,
    )
    return needless(session, report_id)


def needless(session: Session, report_id: int) -> str | None:
    """The hash of an erased report's capture, unless another report needs it."""
    erased = select(Withdrawal.report_id).where(Withdrawal.erased)
    report = session.scalar(select(Report).where(Report.id == report_id, Report.id.in_(erased)))
    return None if report is None or _is_needed(session, report) else report.sha256


def _retire(session: Session, report: Report) -> None:
    """Its passages are found no more; what people rested on them stays, without its words."""
    passages = select(Passage.id).where(Passage.report_id == report.id)
    _forget_words(session, report)
    session.execute(update(Passage).where(Passage.report_id == report.id).values(current=False))
    rested_on = select(Evidence.passage_id).where(Evidence.passage_id.is_not(None))
    # Found through the key of matches: most of them are in no index by passage.
    here = Match.id.in_(select(Match.id).where(Match.passage_id.in_(passages)))
    counting = select(Match.claim_id).where(here)
    session.execute(update(Claim).where(Claim.id.in_(counting)).values(assessed_at=None))
    session.execute(delete(Match).where(here, Match.passage_id.not_in(rested_on)))
    session.execute(update(Match).where(here).values(comparison=[]))


def _forget_words(session: Session, report: Report) -> None:
    held = lexical.of_report(session, report.id)
    rows = session.scalars(select(Passage).where(Passage.report_id == report.id))
    taken = [(row.id, report.text[row.start : row.end]) for row in rows if row.id in held]
    lexical.forget(session, [lexical.Worded(i, words, report.title) for i, words in taken])


def _erase(session: Session, report: Report) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))  # overwrites what it frees
    lexical.erase(session)
    report.text, report.title, report.authors = blank(report.text), None, []
    report.dateline_place, report.problems = None, []
    claims = select(Claim).where(Claim.report_id == report.id)
    for claim in session.scalars(claims):
        claim.text, claim.standalone = blank(claim.text), None
        claim.speaker, claim.particulars, claim.because = None, {}, None
        older = update(ClaimVersion).where(ClaimVersion.claim_id == claim.id)
        session.execute(older.values(fields={}))
    mine = select(Passage.text_hash).where(Passage.report_id == report.id)
    elsewhere = select(Passage.text_hash).where(Passage.report_id != report.id)
    session.execute(
        delete(Embedding).where(
            Embedding.text_hash.in_(mine), Embedding.text_hash.not_in(elsewhere)
        )
    )
    _erase_readings(session, report.id)


def _erase_readings(session: Session, report_id: int) -> None:
    """What the machine read in a report: on what its passages rest, how they compare."""
    passages = select(Passage.id).where(Passage.report_id == report_id)
    claims = select(Claim.id).where(Claim.report_id == report_id)
    session.execute(update(Passage).where(Passage.report_id == report_id).values(basis=None))
    unread = update(Match).values(
        basis_root=None, basis_because="", origin_label=WITHDRAWN, origin_because=[]
    )
    session.execute(unread.where(Match.passage_id.in_(passages)))
    session.execute(update(Match).where(Match.claim_id.in_(claims)).values(comparison=[]))


def _is_needed(session: Session, report: Report) -> bool:
    """Whether another report that was not erased has the same bytes."""
    erased = select(Withdrawal.report_id).where(Withdrawal.erased)
    others = select(func.count()).where(
        Report.sha256 == report.sha256, Report.id != report.id, Report.id.not_in(erased)
    )
    return bool(session.scalar(others))


def _hide(shown: Base, session: Session | None) -> None:
    held = session.info.get(_KEY) if session else None
    if not isinstance(held, Veil):
        return
    for name in _SHOWN[type(shown)]:
        value = shown.__dict__.get(name)
        if value:
            set_committed_value(shown, name, _seen(shown, name, value, held))


def _seen(shown: Base, name: str, value: object, held: Veil) -> object:
    withdrawn = (isinstance(shown, Report) and shown.__dict__.get("id") in held.withdrawn) or (
        isinstance(shown, Claim) and shown.__dict__.get("report_id") in held.withdrawn
    )
    if not withdrawn or name in {"url", "acquired_from"}:
        return masked_value(value, held.mask)
    if name == "title":
        return WITHDRAWN
    return blank(value) if isinstance(value, str) else type(value)()


def _loaded(shown: Base, context: QueryContext) -> None:
    _hide(shown, context.session)


def _loaded_later(shown: Base, _context: object, _names: object) -> None:
    _hide(shown, object_session(shown))  # an update in bulk refreshes without a context


for _table in _SHOWN:
    event.listen(_table, "load", _loaded)
    event.listen(_table, "refresh", _loaded_later)
