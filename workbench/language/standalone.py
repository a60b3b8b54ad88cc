"""A wording of a claim that can be read without its article; nothing is guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.values import DateSpan
from workbench.domain.vocabulary import Precision
from workbench.language import marks
from workbench.language.cues import DATELINE
from workbench.language.speakers import Saying

_MARKS = "\"“”«»„`'‘’"
_HE = re.compile(r"^(He|She)\b")
_HIS = re.compile(r"^(His|Her)\b")
_POSSESSIVE = re.compile(r"['’]s\b")
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Edit:
    """Words put in the place of `[start, end)`."""

    start: int
    end: int
    words: str


def standalone(
    words: str, saying: Saying | None, he: str | None, dates: Sequence[DateSpan] = ()
) -> str | None:
    """The claim with full names and resolved dates; None where there is nothing to add.

    `he` is whom a "he" or "his" at the sentence's start means. Added dates stand in brackets.
    """
    named = [*_named(words, saying), *_meant(words, he)]
    told = DATELINE.sub("", _edited(words, [*named, *_dated(words, dates)]))
    if saying is not None and not _says_who(_edited(words, named), saying):
        told = f'{saying.speaker.name} {_past(saying.cue)}: "{_unquoted(told)}"'
    told = marks.close(told)
    return told if told != words else None


def _named(words: str, saying: Saying | None) -> list[Edit]:
    """The full name in the place of "he" or "Salameh", where it stands beside the verb."""
    if saying is None or saying.speaker.name == saying.speaker.as_written:
        return []
    name, as_written = saying.speaker.name, saying.speaker.as_written
    pronoun = as_written.lower() in _PRONOUNS
    if _holds(as_written, name) or not (pronoun or " " in name):
        return []  # "Sen. Ann Lee", "some lawmakers" say more than the name
    written, cue = re.escape(as_written), re.escape(saying.cue)
    beside = re.compile(
        rf"(?<![\w-]){written}(?![\w-])(?=(?: \w+){{0,3}} {cue}\b)"
        rf"|(?<=(?i:{cue}) ){written}(?![\w-])"
    )
    found = list(beside.finditer(words)) or ([] if pronoun else _first(written, words))
    if not found or as_written.lower() in ("it", "they"):
        return []
    person = saying.speaker.role is not None and name.split()[-1][0].isupper()
    the = (found[-1][0].lower().startswith("the ") or name[0].islower()) and not person
    opens = found[-1].start() == 0
    article = ("The " if opens else "the ") if the else ""
    return [Edit(found[-1].start(), found[-1].end(), article + name)]


def _first(written: str, words: str) -> list[re.Match[str]]:
    found = re.search(rf"(?<![\w-]){written}(?![\w-])", words)
    return [found] if found else []


def _holds(written: str, name: str) -> bool:
    """Whether every word of the name stands in what was written."""
    return {word.lower() for word in name.split()} <= {word.lower() for word in written.split()}


def _meant(words: str, he: str | None) -> list[Edit]:
    if he is None:
        return []
    match = _HE.match(words) or _HIS.match(words)
    if match is None or _first(re.escape(he.split()[-1]), words):
        return []  # "He differs with Keld" is not Keld
    possessive = "" if _HE.match(words) else "’" if he.endswith("s") else "'s"
    return [Edit(match.start(), match.end(), he + ("'" if possessive == "’" else possessive))]


def _dated(words: str, dates: Sequence[DateSpan]) -> list[Edit]:
    """The days that a relative date means, after it, where they are known."""
    return [
        Edit(at := _after_word(words, date.end), at, f" [{_days(date)}]")
        for date in dates
        if date.earliest and date.latest and not _YEAR.search(date.text)
    ]


def _after_word(words: str, at: int) -> int:
    """Behind the "'s" of "Tuesday's"."""
    possessive = _POSSESSIVE.match(words, at)
    return possessive.end() if possessive else at


def _days(date: DateSpan) -> str:
    if date.earliest is None or date.latest is None:
        return ""
    if date.precision is Precision.DAY:
        return date.earliest.isoformat()
    if date.precision is Precision.MONTH:
        return f"{date.earliest:%Y-%m}"
    if date.precision is Precision.YEAR:
        return f"{date.earliest:%Y}"
    return f"{date.earliest.isoformat()} to {date.latest.isoformat()}"


def _edited(words: str, edits: Sequence[Edit]) -> str:
    told = words
    free = len(words)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        if edit.end <= free:
            told = told[: edit.start] + edit.words + told[edit.end :]
            free = edit.start
    return told


def _says_who(told: str, saying: Saying) -> bool:
    return saying.speaker.name.lower() in told.lower() or saying.speaker.as_written.lower() in (
        "it",
        "they",
    )


def _past(cue: str) -> str:
    return cue if cue in ("says", "say", "wrote", "added", "announced", "insisted") else "said"


def _unquoted(words: str) -> str:
    return words.strip().strip(_MARKS).strip().replace('"', "'")
