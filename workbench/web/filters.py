"""What templates may do with values: times with their zone, words for numbers, marks."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from flask import Flask
from markupsafe import Markup

from workbench.domain.difference import Change, Step
from workbench.language.violence import is_violent
from workbench.store.base import Json
from workbench.web.compared import findings
from workbench.web.highlight import highlight, paragraphs
from workbench.web.sought import sought

_BREAK = re.compile(r"\n+")


def install(app: Flask) -> None:
    """Makes the filters known to every template."""
    app.jinja_env.filters.update(
        {
            "anew": anew,
            "by_origin": by_origin,
            "day": day,
            "findings": findings,
            "highlight": highlight,
            "lines": lines,
            "look": look,
            "moment": moment,
            "outside": outside,
            "paragraphs": paragraphs,
            "plural": plural,
            "sought": sought,
            "violent": is_violent,
            "when": when,
        }
    )


def anew(wording: str, text: str) -> Markup:
    """A claim as it reads alone, what its quoted text does not say in bold."""
    step = Step(Change.CHANGED, text, wording)
    return Markup().join(
        Markup("<strong>{}</strong>").format(piece.text)
        if piece.change is Change.ADDED
        else piece.text
        for piece in step.pieces
        if piece.change is not Change.REMOVED
    )


def by_origin(matches: Sequence[Json]) -> list[list[Json]]:
    """Matches as JSON, those of one origin together, where the first of them stood."""
    origins: dict[int, list[Json]] = {}
    for match in matches:
        origins.setdefault(match["origin"]["id"], []).append(match)
    return list(origins.values())


def when(moment: datetime | None) -> Markup:
    """A moment with its zone, readable and as a machine reads it."""
    if moment is None:
        return Markup("not yet")
    utc = moment.astimezone(UTC)
    return Markup('<time datetime="{}">{}</time>').format(
        utc.isoformat(timespec="seconds"), f"{utc.day} {utc:%b %Y, %H:%M} UTC"
    )


def lines(text: str) -> Markup:
    """A text whose paragraphs stay apart."""
    return Markup("<br>").join(part.strip("\r\n") for part in _BREAK.split(text))


def moment(at: datetime) -> str:
    """A moment with its zone, as plain words for a title."""
    utc = at.astimezone(UTC)
    return f"{utc.day} {utc:%b %Y, %H:%M} UTC"


def day(published: str | date | datetime | None) -> Markup:
    """A date, or a date-time with its own zone, as a report gives it."""
    value = _read(published) if isinstance(published, str) else published
    if value is None:
        return Markup("no date") if not published else Markup("{}").format(published)
    shown = f"{value.day} {value:%b %Y}"
    if isinstance(value, datetime):
        shown += f", {value:%H:%M} {value.tzname() or ''}".rstrip()
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), shown)


def look(word: str | None) -> str:
    """The class of a word of the trade: "set aside" is `is-set-aside`."""
    return f"is-{(word or 'none').replace(' ', '-')}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def outside(url: str | None) -> str | None:
    """An address that may be linked to: the web's own schemes only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _read(text: str) -> date | datetime | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None
