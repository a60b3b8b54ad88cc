"""A watched feed as JSON, and its last result in words."""

from typing import Any

from workbench.store.feeds import Feed

Json = dict[str, Any]
_WORDS = (
    ("added", "new"),
    ("new_versions", "in a new version"),
    ("unchanged", "had already"),
    ("rejected", "not readable"),
    ("left", "left for the next look"),
)


def feed_json(row: Feed) -> Json:
    """A feed and how it stands."""
    return {
        "feed": row.id,
        "url": row.url,
        "title": row.title,
        "paused": row.paused_at is not None,
        "added_at": row.added_at.isoformat(),
        "added_by": row.added_by,
        "looked_at": row.looked_at.isoformat() if row.looked_at else None,
        "due_at": None if row.paused_at else row.due_at.isoformat(),
        "failures": row.failures,
        "reports": row.reports,
        "last": row.last,
        "said": said(row.last),
    }


def said(last: Json | None) -> str:
    """What the last look brought, in words."""
    if last is None:
        return "not looked at yet"
    if last["ending"] == "failed":
        return " ".join(last["problems"])
    if last["ending"] == "unchanged":
        return "nothing changed since the look before"
    found = [f"{last[name]} {words}" for name, words in _WORDS if last[name]]
    if not found:
        return "nothing new"
    known = f"; {last['known']} known" if last["known"] else ""
    return ", ".join(found) + known
