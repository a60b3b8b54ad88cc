"""What happened to a claim, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.store.base import Json
from workbench.store.models import Passage


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as a person reads it."""

    at: datetime
    actor: str
    words: str
    said: str | None
    on: tuple[int, ...] = ()  # passages


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that an event names, in its report."""

    passage_id: int
    report_id: int
    words: str


def quoted(session: Session, happened: Sequence[Happened]) -> dict[int, Quoted]:
    """The passages that events name, by id."""
    named = {each for event in happened for each in event.on}
    rows = select(Passage).where(Passage.id.in_(named)).options(selectinload(Passage.report))
    return {
        row.id: Quoted(row.id, row.report_id, row.report.text[row.start : row.end])
        for row in session.scalars(rows)
    }


def in_words(event: Json, replaced: Mapping[int, str]) -> Happened:
    """An event of the record as a sentence, with what the person wrote beside it.

    `replaced`: what the claim read before, by the version that took its place.
    """
    detail: Json = event["detail"]
    if event["kind"] == "claim changed":
        detail = {**detail, "was": replaced.get(detail["version"])}
    return Happened(
        at=datetime.fromisoformat(event["at"]),
        actor=event["actor"],
        words=_words(event["kind"], detail),
        said=detail.get("comment")
        or detail.get("rationale")
        or detail.get("note")
        or detail.get("why"),
        on=tuple(detail[name] for name in ("passage", "other") if detail.get(name)),
    )


def _words(kind: str, detail: Json) -> str:
    tell = _TOLD.get(kind)
    return tell(detail) if tell else kind


def _decided(detail: Json) -> str:
    because = detail.get("ground") or detail.get("missing")
    verb = "adjudicated" if detail.get("adjudication") else "decided"
    return f"{verb}: {detail['verdict']}" + (f" ({because})" if because else "")


def _evidence(verb: str, detail: Json) -> str:
    on = f"passage {detail['passage']}" if detail.get("passage") else "a note"
    stance = detail["stance"] + (f", {detail['ground']}" if detail.get("ground") else "")
    asked = " (was it said?)" if detail.get("question") == "saying" else ""
    return f"{verb} {on}: {stance}{asked}"


def _corrected(verb: str, detail: Json) -> str:
    passage, other = detail["passage"], detail.get("other")
    if detail["decision"] == "basis":
        return f"{verb} what passage {passage} rests on"
    if other is None:
        joined = detail["decision"] == "join"
        alone = "is of the claim’s own origin" if joined else "stands alone"
        return f"{verb} that passage {passage} {alone}"
    same = "rest on the same" if detail["decision"] == "join" else "do not rest on the same"
    return f"{verb} that passages {passage} and {other} {same}"


def _edited(detail: Json) -> str:
    return f"worded it “{detail.get('wording') or ''}”; before: “{detail.get('was') or ''}”"


def _changed(detail: Json) -> str:
    before = f"; before: “{detail['was']}”" if detail["was"] else ""
    return f"brought it anew with other values: version {detail['version']}{before}"


def _published(detail: Json) -> str:
    verdict = f" as {detail['verdict']}" if detail.get("verdict") else ""
    return f"published it{verdict}" + (", as a correction" if detail.get("correction") else "")


def _claims(detail: Json) -> str:
    named = ", ".join(map(str, detail["claims"]))
    return f"claim {named}" if len(detail["claims"]) == 1 else f"claims {named}"


_TOLD: dict[str, Callable[[Json], str]] = {
    "decided": _decided,
    "kept": lambda _detail: "kept it, to be reviewed",
    "kept no more": lambda _detail: "took back that it was kept",
    "taken up again": lambda _detail: "took it up again, out of what is set aside",
    "claim changed": _changed,
    "undone": lambda detail: f"took decision {detail['number']} back",
    "set aside": lambda detail: f"set it aside: {detail['reason']}",
    "recheck": lambda detail: f"put it up to be looked at again: {detail['reason']}",
    "evidence given": lambda detail: _evidence("marked", detail),
    "evidence withdrawn": lambda detail: _evidence("took back the mark on", detail),
    "origin corrected": lambda detail: _corrected("said", detail),
    "origin correction taken back": lambda detail: _corrected("took back", detail),
    "edited": _edited,
    "read anew": lambda _detail: "put its article's source or date right: its days are told anew",
    "split": lambda detail: f"split it into claims {', '.join(map(str, detail['parts']))}",
    "part of a split": lambda detail: f"made it as a part of claim {detail['of']}",
    "assigned": lambda detail: f"gave it to {detail['to']}",
    "assignment taken back": lambda detail: f"took it off {detail['to']}",
    "tagged": lambda detail: f"tagged it “{detail['tag']}”",
    "tag removed": lambda detail: f"removed the tag “{detail['tag']}”",
    "commented": lambda _detail: "said",
    "comment taken back": lambda _detail: "took a comment back",
    "joined": lambda detail: f"joined it with {_claims(detail)}: they share evidence",
    "separated": lambda detail: f"separated it from {_claims(detail)}",
    "published": _published,
    "publication withdrawn": lambda _detail: "withdrew its publication",
}
