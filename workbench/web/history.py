"""What happened to a claim, in words."""

from dataclasses import dataclass
from datetime import datetime

from workbench.store.base import Json


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as a person reads it."""

    at: datetime
    actor: str
    words: str
    said: str | None


def in_words(event: Json) -> Happened:
    """An event of the record as a sentence, with what the person wrote beside it."""
    detail: Json = event["detail"]
    return Happened(
        at=datetime.fromisoformat(event["at"]),
        actor=event["actor"],
        words=_words(event["kind"], detail),
        said=detail.get("rationale") or detail.get("note"),
    )


def _words(kind: str, detail: Json) -> str:
    if kind == "decided":
        because = detail.get("ground") or detail.get("missing")
        return f"decided: {detail['verdict']}" + (f" ({because})" if because else "")
    if kind == "undone":
        return f"took decision {detail['number']} back"
    if kind == "set aside":
        return f"set it aside: {detail['reason']}"
    if kind in {"evidence given", "evidence withdrawn"}:
        return _evidence(kind, detail)
    if kind in {"edited", "split", "part of a split"}:
        return _worded(kind, detail)
    return kind


def _worded(kind: str, detail: Json) -> str:
    if kind == "edited":
        return f"worded it “{detail.get('wording') or ''}”; before: “{detail.get('was') or ''}”"
    if kind == "split":
        return f"split it into claims {', '.join(map(str, detail.get('parts', ())))}"
    return f"made it as a part of claim {detail.get('of')}"


def _evidence(kind: str, detail: Json) -> str:
    on = f"passage {detail['passage']}" if detail.get("passage") else "a note"
    stance = detail["stance"] + (f", {detail['ground']}" if detail.get("ground") else "")
    asked = " (was it said?)" if detail.get("question") == "saying" else ""
    verb = "marked" if kind == "evidence given" else "took back the mark on"
    return f"{verb} {on}: {stance}{asked}"
