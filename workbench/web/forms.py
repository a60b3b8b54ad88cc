"""What people send, parsed into values of the trade."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request
from werkzeug.exceptions import HTTPException

from workbench.domain.spans import Span
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import BasisKind, Ground, Missing, Question, Stance, Verdict
from workbench.errors import UsageError
from workbench.reading import dates
from workbench.stages.evidence import Judgement

Word = TypeVar("Word", bound=StrEnum)
_WRITTEN = {"rationale", "note", "comment", "text", "why", "quote", "wording", "parts"}  # by hand


def text(name: str) -> str:
    """A field of the form, without white space at its ends; its lines end as everywhere."""
    return request.form.get(name, "").replace("\r\n", "\n").strip()


def typed() -> list[str]:
    """The words that somebody wrote into a form of this desk, to be given back with a refusal."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return []
    try:
        sent = list(request.form.items())
    except HTTPException:  # too large, or cut short: that is what the refusal is about
        return []
    return [words for name, words in sent if words.strip() and name.partition("-")[0] in _WRITTEN]


def number(name: str) -> int:
    """A whole number of the form.

    Raises:
        UsageError: it is none.
    """
    value = text(name)
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise UsageError(f"The form's field “{name}” must be a whole number.")
    return int(value)


def word(kind: type[Word], value: str | None) -> Word | None:
    """A word of a closed set; None where none was chosen.

    Raises:
        UsageError: it is not of the set.
    """
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        raise UsageError(f"Choose one of: {', '.join(kind)}.") from None


def day(value: str | None) -> str | None:
    """A day as 2017-04-06; None where none was given.

    Raises:
        UsageError: it is no day.
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError("Write a day as 2017-04-06.") from None


def published() -> str | None:
    """When a report appeared, as an ISO day or moment; None where that is not known.

    Raises:
        UsageError: it is neither.
    """
    given = text("published")
    found = dates.typed(given) if given else None
    if given and found is None:
        raise UsageError(
            "Write the publication date as 31 March 2017 or 2017-03-31, or with time and zone."
        )
    return found


def question(value: str | None) -> Question:
    """What stances answer; the content unless the address says otherwise."""
    return word(Question, value) or Question.CONTENT


def judgement() -> Judgement:
    """A stance, as “supports” or as “refutes: its ground”."""
    stance, _, ground = text("stance").partition(": ")
    return Judgement(
        stance=chosen(Stance, stance),
        question=question(text("question")),
        ground=word(Ground, ground or text("ground")),
        basis_kind=word(BasisKind, text("basis_kind")),
        basis_root=text("basis_root")[:200] or None,
    )


def conclusion() -> Conclusion:
    """The decision as typed."""
    return Conclusion(
        verdict=chosen(Verdict, text("verdict")),
        rationale=text("rationale"),
        ground=word(Ground, text("ground")),
        missing=word(Missing, text("missing")),
    )


def chosen(kind: type[Word], value: str) -> Word:
    """A word of a closed set that must be there.

    Raises:
        UsageError: none was chosen, or it is not of the set.
    """
    found = word(kind, value)
    if found is None:
        raise UsageError(f"Choose one of: {', '.join(kind)}.")
    return found


def stretch(report_text: str) -> Span:
    """The selected stretch: by its offsets, or by the exact words where they stand only once.

    Raises:
        UsageError: the words do not stand in the text, or more than once.
    """
    if text("start") and text("end"):
        return Span(number("start"), number("end"))
    words = " ".join(text("quote").split())
    flat, offsets = _squeezed(report_text)
    if not words or words not in flat:
        raise UsageError("These words do not stand in the report. Copy them exactly.")
    if flat.count(words) > 1:
        raise UsageError("These words stand in the report more than once. Copy a longer stretch.")
    start = flat.index(words)
    return Span(offsets[start], offsets[start + len(words) - 1] + 1)


def _squeezed(whole: str) -> tuple[str, list[int]]:
    """The text with each run of white space as one blank, and where each character stood."""
    kept = [
        (" " if c.isspace() else c, at)
        for at, c in enumerate(whole)
        if not (c.isspace() and (at == 0 or whole[at - 1].isspace()))
    ]
    return "".join(c for c, _ in kept), [at for _, at in kept]
