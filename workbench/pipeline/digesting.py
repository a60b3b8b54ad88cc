"""The digest of a stretch of time, for its page and for programs."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from workbench.errors import InputError
from workbench.representations.digest import happened_json, news_json
from workbench.stages import digesting
from workbench.stages.additions import digest as digest_of_news
from workbench.store.base import now

Json = dict[str, Any]
LONGEST = timedelta(days=31)
_NAMED = {
    "decided": "decided",
    "recheck": "reopened",
    "undone": "undone",
    "published": "published",
    "publication withdrawn": "withdrawn",
}


def digest(session: Session, since: datetime, until: datetime | None = None) -> Json:
    """What changed between two moments, as the session's viewer may see it.

    Raises:
        InputError: the stretch of time is empty, or longer than a month.
    """
    until = until or now()
    if not since < until <= since + LONGEST:
        raise InputError("A digest covers some time, a month at most: choose another day.")
    found = digesting.done(session, since, until)
    quiet = digest_of_news(session, since, until)
    listed = {
        name: [happened_json(each.event, each.claim) for each in found.happened[kind]]
        for kind, name in _NAMED.items()
    }
    counts = {name: found.counts.get(kind, 0) for kind, name in _NAMED.items()}
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "counts": {**counts, "added": found.added, "news": len(quiet)},
        **listed,
        "news": [news_json(e.claim_id, e.text, e.verdict, e.counts()) for e in quiet],
    }


def yesterday() -> datetime:
    """The beginning of the day before, in UTC."""
    day = now().astimezone(UTC).date() - timedelta(days=1)
    return datetime.combine(day, time(), UTC)
