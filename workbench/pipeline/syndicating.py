"""What the desk tells feed readers: claims that were published, decisions that came back."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.interchange import atom
from workbench.interchange.atom import Entry, Feed
from workbench.interchange.claim_reviews import EXPLAINED, Publisher
from workbench.pipeline.exporting import publisher
from workbench.stages import redaction
from workbench.stages.publishing import PUBLISHED, WITHDRAWN
from workbench.store import queries
from workbench.store.base import now
from workbench.store.models import Claim, Event, Review

ENTRIES = 50
_LOOKED_AT = 200  # the newest notices; a claim that was corrected has several
_RECHECK = "recheck"


def published(services: Services, chosen: queries.Filter, address: str) -> bytes:
    """Claims that were published, the latest said first; a withdrawn one says that it is."""
    by = publisher(services.settings)
    with services.database.snapshot() as session:
        redaction.veil(session, None)
        notices = _newest(session, chosen, (PUBLISHED, WITHDRAWN))
        entries = [_told(session, *each, by) for each in _by_claim(notices)]
    feed = Feed(f"{by.name}: published claims", address, by)
    return atom.document(feed, entries[:ENTRIES], now=now())


def rechecks(services: Services, chosen: queries.Filter, address: str) -> bytes:
    """Decisions that material news put up to be looked at again, the latest first."""
    by = publisher(services.settings)
    with services.database.snapshot() as session:
        redaction.veil(session, None)
        entries = [_recheck(*each, by) for each in _newest(session, chosen, (_RECHECK,))]
    feed = Feed(f"{by.name}: decisions to look at again", address, by)
    return atom.document(feed, entries[:ENTRIES], now=now())


def _newest(
    session: Session, chosen: queries.Filter, kinds: Sequence[str]
) -> list[tuple[Claim, Event]]:
    wanted = queries.selected(chosen).whereclause
    rows = (
        select(Claim, Event)
        .join(Event, Event.claim_id == Claim.id)
        .where(Event.kind.in_(kinds), true() if wanted is None else wanted)
        .order_by(Event.id.desc())
        .limit(_LOOKED_AT)
    )
    return [(claim, event) for claim, event in session.execute(rows)]


def _by_claim(
    notices: Iterable[tuple[Claim, Event]],
) -> Iterator[tuple[Claim, Event, Event]]:
    """Each claim once, with its latest notice and the first of those that were looked at."""
    found: dict[int, tuple[Claim, Event, Event]] = {}
    for claim, event in notices:
        latest = found[claim.id][1] if claim.id in found else event
        found[claim.id] = (claim, latest, event)
    yield from found.values()


def _told(session: Session, claim: Claim, last: Event, first: Event, by: Publisher) -> Entry:
    said = _withdrawn(last) if last.kind == WITHDRAWN else _published(session, claim, last)
    title, content, category = said
    return Entry(
        id=by.page(claim.id),
        address=by.page(claim.id),
        title=f"{title}: {claim.text}",
        content=content,
        category=category,
        published=first.at,
        updated=last.at,
        language=claim.language,
    )


def _published(session: Session, claim: Claim, notice: Event) -> tuple[str, str, str]:
    verdict, why = notice.detail["verdict"], notice.detail.get("why")
    review = session.scalar(  # the row, not its column: what is sensitive is masked in rows
        select(Review)
        .where(Review.claim_id == claim.id, Review.verdict == verdict, Review.at <= notice.at)
        .order_by(Review.number.desc())
        .limit(1)
    )
    corrected = f"Correction: {why}" if notice.detail.get("correction") else why
    content = "\n\n".join(
        filter(None, [corrected, review.rationale if review else None, EXPLAINED[verdict]])
    )
    return verdict.capitalize(), content, verdict


def _withdrawn(notice: Event) -> tuple[str, str, str]:
    return "Withdrawn", f"This is published no more: {notice.detail['why']}", "withdrawn"


def _recheck(claim: Claim, event: Event, by: Publisher) -> Entry:
    origin = event.detail.get("origin")
    return Entry(
        id=f"{by.page(claim.id)}#recheck-{event.id}",
        address=by.page(claim.id),
        title=f"Look again: {claim.text}",
        content=event.detail["reason"] + (f": {origin}" if origin else ""),
        category=event.detail["reason"],
        published=event.at,
        updated=event.at,
        language=claim.language,
    )
