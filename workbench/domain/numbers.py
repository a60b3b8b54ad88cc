"""How two figures stand to each other: agreement and conflict are two different tests."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.events_relation import is_same
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Relation
from workbench.domain.wordlists import words

AT_LEAST_REACH = 1.25  # "at least N" is taken to mean N to 1.25 N when agreement is asked
_TOLERANCE = (1.0, 0.10)  # a bare figure is widened by one, or by a tenth
_OF_FEW = 0.25  # but a small count by no more than this share: two dead are not three
_TIGHTER = {
    "%": (0.5, 0.02),
    "percent": (0.5, 0.02),
    "percentage point": (0.2, 0.02),
    "usd": (0.0, 0.05),
    "eur": (0.0, 0.05),
    "gbp": (0.0, 0.05),
}
_MONEY = re.compile(r"^(?:[a-z]{3}|[$€£¥])$|dollar|euro|pound|rouble|ruble|lira|yuan|riyal")
_VAGUE = 1.5  # a range this wide ("dozens") supports no exact figure
_ODD_DIGITS = 3
_TIME_UNITS = words("second minute hour day week month year decade")
_KILLED = (
    r"kill|dead|die[sd]?\b|death|fatal|dying|perish|slain|murder|execut|lives\b|bod(?:y|ies)\b|toll|"
    r"drown|massacr|assassinat|behead"
)
_ACTS = tuple(
    (name, re.compile(rf"\b(?:{stems})"))
    for name, stems in (
        ("killed", _KILLED),
        ("wounded", "wound|injur|hurt|maim"),
        ("casualties", "casualt"),
        ("arrested", "arrest|detain|jail|custody|imprison"),
        ("abducted", "abduct|kidnap|hostage"),
        ("displaced", "displac|fle[ed]|refugee|uproot"),
        ("missing", r"missing|miss\b"),
        ("released", "releas|freed"),
    )
)
_ALL_HARMED = {"civilians", "people"}  # one unless a text denies it: an air raid's dead
_WHOLES = {
    "children": "civilians",
    "women": "civilians",
    "civilians": "people",
    "police": "fighters",
    "soldiers": "fighters",
    "militants": "fighters",
    "fighters": "people",
}
_GROUPS = (
    (
        "children",
        re.compile(
            r"\b(?:child(?:ren)?|bab(?:y|ies)|infants?|minors?|boys?|girls?|toddlers?|kids?)\b"
        ),
    ),
    ("women", re.compile(r"\b(?:wom[ae]n|mothers?)\b")),
    (
        "civilians",
        re.compile(
            r"\b(?:civilians?|villagers?|worshippers?|pilgrims?|journalists?|aid workers?|"
            r"medics?|doctors?|"
            r"students?|shoppers?|patients?|passengers?|protesters?|demonstrators?|"
            r"non-?combatants?|migrants?|refugees?|prisoners?|detainees|hostages?|tourists?|workers?)\b"
        ),
    ),
    ("police", re.compile(r"\bpolice(?:(?:wo)?m[ae]n)?\b")),
    (
        "soldiers",
        re.compile(
            r"\b(?:soldiers?|troops?|service(?:wo)?m[ae]n|officers?|marines?|guards?|conscripts?)\b"
        ),
    ),
    (
        "militants",
        re.compile(
            r"\b(?:militants?|rebels?|insurgents?|terrorists?|jihadis?t?s?|gunm[ae]n|"
            r"militiam[ae]n|extremists?)\b"
        ),
    ),
    ("fighters", re.compile(r"\b(?:fighters?|combatants?|members?|commanders?|warriors?)\b")),
    (
        "people",
        re.compile(
            r"\b(?:people|persons?|residents?|victims?|others|lives|bodies|dead|deaths?|"
            r"casualties|wounded|injured|"
            r"fatalities|men|inhabitants|citizens)\b"
        ),
    ),
)
PEOPLE = frozenset(name for name, _ in _GROUPS)
_WINDOW = re.compile(
    r"\b(?:since|per (?:day|week|month|year)|daily|weekly|monthly|annually|a (?:day|week|month|"
    r"year)\b|"
    r"(?:over|in|during|within|for) the (?:last|past|previous|first)|so far this|this (?:week|"
    r"month|year)|"
    r"(?:last|past) (?:week|month|year)|(?:\d+|two|three|four|five|six|seven|ten) "
    r"(?:days|weeks|months) of|every (?:day|week|month|year)|in (?:\d+|two|three|four|"
    r"five|six|seven|ten) "
    r"(?:days|weeks|months|years)|over (?:\d+|two|three|four|five|six|seven|ten) (?:days|weeks|"
    r"months|years)|to date|in total since)"
)


@dataclass(frozen=True, slots=True)
class Counter:
    """What a figure counts."""

    act: str | None
    group: str | None
    unit: str | None
    increment: bool
    window: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with what it counts."""

    quantity: Quantity
    counter: Counter


def counter_of(quantity: Quantity, text: str, act: str | None = None) -> Counter:
    """What a figure in `text` counts; `act` is what happened, where the quantity does not say."""
    what = f"{quantity.act or ''} {quantity.of or ''}".lower()
    said = _act(quantity.act) or _act(quantity.of)
    return Counter(
        said or (_act(act) or act if quantity.unit is None else None),
        _group(quantity.of, what),
        quantity.unit.lower() if quantity.unit else None,
        quantity.increment or _is_step(text[: quantity.start].rstrip().lower(), act),
        window(text),
    )


def _is_step(before: str, act: str | None) -> bool:
    """Whether a figure is by how much something moved, not what it moved to."""
    if before.endswith((" another", " further", " by")):
        return True
    return act in {"rise", "fall"} and not before.endswith((" to", " at", " below", " above"))


def window(text: str) -> str | None:
    """The words that say over what time something was counted: "since 2011", "a day"."""
    match = _WINDOW.search(text.lower())
    return match.group() if match else None


def is_countable(quantity: Quantity) -> bool:
    """Whether a figure is a number that can be reasoned about at all."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return bool(ends) and all(math.isfinite(end) for end in ends)


def is_duration(quantity: Quantity) -> bool:
    """Whether a figure measures time."""
    return (quantity.unit or "").lower().rstrip("s") in _TIME_UNITS


def is_odd(figure: float) -> bool:
    """Whether a figure has three significant digits or more, as no two people would round to it."""
    digits = f"{abs(figure):.12g}".replace(".", "").strip("0").partition("e")[0]
    return len(digits) >= _ODD_DIGITS


def relate_figures(claim: Figure, passage: Figure) -> tuple[Relation, str]:
    """How the passage's figure stands to the claim's, with one sentence why."""
    a, b = claim.quantity, passage.quantity
    if not (is_countable(a) and is_countable(b)):
        return Relation.NOT_COMPARABLE, "One of the figures is not a usable number."
    reason = _not_comparable(claim.counter, passage.counter)
    if reason is None:
        outcome = _by_size(claim, passage)
        if outcome[0] is Relation.DIFFERS and claim.counter.window != passage.counter.window:
            return Relation.NOT_COMPARABLE, "One is counted over a time that the other is not."
        return outcome
    if reason == _PART:
        return _part_and_whole(claim, passage)
    return Relation.NOT_COMPARABLE, reason


_PART = "one counts a part of what the other counts"


def _not_comparable(a: Counter, b: Counter) -> str | None:
    if a.unit != b.unit:
        return f"Different units: {a.unit or 'a count'} and {b.unit or 'a count'}."
    if a.act and b.act and not is_same(a.act, b.act):
        return f"One counts {a.act}, the other {b.act}."
    if a.increment != b.increment:
        return "One is a total, the other an increase."
    if a.window and b.window and a.window != b.window:
        return f"Counted over different times: “{a.window}” and “{b.window}”."
    return _different_groups(a, b)


def _different_groups(a: Counter, b: Counter) -> str | None:
    if a.group == b.group:
        return None
    if a.group is None or b.group is None:
        return (
            None
            if (a.act and b.act) or a.unit
            else f"Only one says what is counted: {a.group or b.group}."
        )
    if _within(a.group, b.group) or _within(b.group, a.group):
        return _PART
    return f"One counts {a.group}, the other {b.group}."


def _within(part: str, whole: str) -> bool:
    above = _WHOLES.get(part)
    return above is not None and (above == whole or _within(above, whole))


def _by_size(claim: Figure, passage: Figure) -> tuple[Relation, str]:
    a, b = claim.quantity, passage.quantity
    if _agree(a, b):
        if _is_vague(b) and not _is_vague(a):
            return Relation.COMPATIBLE, f"“{b.text}” is too wide to support “{a.text}”."
        return Relation.AGREES, f"“{b.text}” agrees with “{a.text}”{_nearly(a, b)}."
    if _are_few(a, b):
        return Relation.COMPATIBLE, f"“{b.text}” is near “{a.text}”, but of so few no support."
    if _exclude(a, b):
        return Relation.DIFFERS, f"“{b.text}” cannot be “{a.text}”."
    if a.low is not None and a.high is None and (b.low or 0) > a.low:
        return (
            Relation.COMPATIBLE,
            f"“{b.text}” meets the minimum of “{a.text}” without confirming it.",
        )
    return Relation.COMPATIBLE, f"“{b.text}” does not exclude “{a.text}”, nor support it."


def _part_and_whole(claim: Figure, passage: Figure) -> tuple[Relation, str]:
    a, b = claim.quantity, passage.quantity
    groups = f"{claim.counter.group} and {passage.counter.group}"
    if a.low is not None and (a.low, a.high) == (b.low, b.high):
        return Relation.AGREES, f"The same figure, of {groups}."
    if {claim.counter.group, passage.counter.group} == _ALL_HARMED and _agree(a, b):
        return Relation.AGREES, f"“{b.text}” agrees with “{a.text}”, of {groups}."
    claim_is_part = _within(claim.counter.group or "", passage.counter.group or "")
    part, whole = (a, b) if claim_is_part else (b, a)
    if part.low is not None and whole.high is not None and part.low > whole.high + _slack(whole):
        return Relation.DIFFERS, f"A part, “{part.text}”, is larger than its whole, “{whole.text}”."
    return Relation.NOT_COMPARABLE, f"A part and its whole: {groups}."


def _agree(a: Quantity, b: Quantity) -> bool:
    return _gap(a, b) <= max(_slack(a), _slack(b)) * (1 + 1e-9)


def _are_few(a: Quantity, b: Quantity) -> bool:
    """Whether two small counts are one apart: a slip or an update rather than another event."""
    counts = a.unit is None and b.unit is None and _slack(a) + _slack(b) > 0
    return counts and _gap(a, b) <= _TOLERANCE[0]


def _nearly(a: Quantity, b: Quantity) -> str:
    """What is said of two figures that agree and are not the same."""
    if _gap(a, b) == 0:
        return ""
    apart = max(_slack(a), _slack(b))
    return f": up to {apart if a.unit else math.floor(apart):g} apart is taken for the same"


def _gap(a: Quantity, b: Quantity) -> float:
    (low_a, high_a), (low_b, high_b) = _agreement_range(a), _agreement_range(b)
    return max(low_a - high_b, low_b - high_a, 0.0)


def _exclude(a: Quantity, b: Quantity) -> bool:
    return _low(a) > _high(b) or _low(b) > _high(a)


def _agreement_range(q: Quantity) -> tuple[float, float]:
    if q.high is None:
        return _low(q), _low(q) * AT_LEAST_REACH
    if q.low is None:
        return q.high * (2 - AT_LEAST_REACH), q.high
    return q.low, q.high


def _low(q: Quantity) -> float:
    return -math.inf if q.low is None else q.low


def _high(q: Quantity) -> float:
    return math.inf if q.high is None else q.high


def _slack(q: Quantity) -> float:
    """How far a bare figure is widened; a range or an open end says its own width."""
    if q.low is None or q.high is None or q.low != q.high:
        return 0.0
    unit = (q.unit or "").lower()
    least, share = _TIGHTER.get(unit, (0.0, 0.05) if _MONEY.search(unit) else _TOLERANCE)
    if unit and unit not in _TIGHTER:
        least = 0.0
    if not unit:
        least = min(least, _OF_FEW * abs(q.low))
    return max(least, share * abs(q.low)) * (1.5 if q.approximate else 1.0)


def _is_vague(q: Quantity) -> bool:
    return bool(q.low and q.high and q.high / q.low > _VAGUE)


@lru_cache(maxsize=4096)
def _act(words: str | None) -> str | None:
    lowered = (words or "").lower()
    return next((name for name, pattern in _ACTS if pattern.search(lowered)), None)


@lru_cache(maxsize=4096)
def _group(of: str | None, what: str) -> str | None:
    lowered = (of or "").lower()
    for name, pattern in _GROUPS:
        if pattern.search(lowered):
            return name
    if lowered:
        return _stem(lowered.split()[-1])
    return "people" if _act(what) in {"killed", "wounded"} else None


def _stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
