"""Claims as JSON."""

from datetime import date
from typing import Any

from workbench.domain.values import (
    Actor,
    DateSpan,
    Event,
    Particulars,
    Place,
    PulledClaim,
    Quantity,
    Speaker,
)
from workbench.language.particulars import particulars
from workbench.store.models import Claim

Json = dict[str, Any]


def pulled_json(claim: PulledClaim) -> Json:
    """A claim that is not stored."""
    return {
        "id": None,
        "text": claim.text,
        "start": claim.span.start,
        "end": claim.span.end,
        "standalone": claim.standalone,
        "check_worthiness": round(claim.check_worthiness, 3),
        "because": claim.because,
        "speaker": speaker_json(claim.speaker, claim.relay),
        "cue": claim.cue,
        **particulars_json(claim.particulars),
    }


def query_json(text: str, found: Particulars) -> Json:
    """A text that is searched for, as a claim."""
    return {
        "id": None,
        "text": text,
        "start": None,
        "end": None,
        "standalone": None,
        "check_worthiness": None,
        "speaker": None,
        "cue": None,
        **particulars_json(found),
    }


def claim_json(row: Claim) -> Json:
    """A stored claim."""
    return {
        "id": row.id,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "standalone": row.standalone,
        "check_worthiness": round(row.check_worthiness, 3),
        "because": row.because,
        "speaker": row.speaker,
        "cue": row.cue,
        **(row.particulars or read_particulars(row)),
        "language": row.language,
        "claimed_at": row.claimed_at,
        "external_id": row.external_id,
        "source": row.source.name if row.source else None,
        "url": row.url,
        "tags": row.tags,
        "note": row.note,
        "extra": row.extra,
    }


def read_particulars(row: Claim) -> Json:
    """What an imported claim states; bulk imports leave it to be read when it is wanted."""
    said = date.fromisoformat(row.claimed_at[:10]) if row.claimed_at else None
    return particulars_json(particulars(row.text, published=said))


def speaker_json(speaker: Speaker | None, relay: str | None = None) -> Json | None:
    """Who is reported to have said it, and the outlet it was told to or that passes it on."""
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "as_written": speaker.as_written,
        "role": speaker.role,
        "for": speaker.speaks_for,
        "relay": relay,
    }


def particulars_json(found: Particulars) -> Json:
    """Everything comparable that a sentence states."""
    return {
        "negated": found.negated,
        "hedged": found.hedged,
        "events": [_event(event) for event in found.events],
        "quantities": [_quantity(quantity) for quantity in found.quantities],
        "dates": [_date(stretch) for stretch in found.dates],
        "places": [_named(place) for place in found.places],
        "actors": [_named(actor) for actor in found.actors],
    }


def _event(event: Event) -> Json:
    return {
        "text": event.text,
        "start": event.start,
        "end": event.end,
        "kind": event.kind,
        "modality": event.modality.value,
        "negated": event.negated,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "low": quantity.low,
        "high": quantity.high,
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "of": quantity.of,
        "act": quantity.act,
        "increment": quantity.increment,
    }


def _date(stretch: DateSpan) -> Json:
    return {
        "text": stretch.text,
        "start": stretch.start,
        "end": stretch.end,
        "from": stretch.earliest.isoformat() if stretch.earliest else None,
        "to": stretch.latest.isoformat() if stretch.latest else None,
        "precision": stretch.precision.value,
    }


def _named(thing: Place | Actor) -> Json:
    return {
        "text": thing.text,
        "start": thing.start,
        "end": thing.end,
        "name": thing.name,
        "key": thing.key,
    }
