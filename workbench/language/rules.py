"""Which sentences are claims: rules that can be read, each with its reason."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from workbench.domain.values import Particulars
from workbench.domain.vocabulary import Modality
from workbench.language import chrome
from workbench.language.cues import SAYING_VERB
from workbench.language.tables import rows

SURE = 0.9  # the rules' weight from which a sentence with a telling sign is pulled unweighed


class Outcome(StrEnum):
    """What the rules make of a sentence."""

    PULLED = "pulled"
    NOT_A_CLAIM = "not a claim"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Ruling:
    """An outcome with its reason and the weight 0..1 that the rules give."""

    outcome: Outcome
    because: str
    weight: float


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_QUESTION = re.compile(r"\?[”\"’')\]]*\s*$")
_ASKED = re.compile(
    rf"^\W*[“\"‘`].*\?\s?[”\"’']+\s*(?:[\w.,’'-]+ ){{0,8}}?(?:{SAYING_VERB})\b", re.DOTALL
)
_ATTRIBUTED_VERB = re.compile(rf"\b(?:ha[sd] |have |was |were |is )?(?:{SAYING_VERB})\b")
_WORDS_ONLY = frozenset({"say", "plan", "propose", "deny", "support", "oppose"})
_PREDICTION = "It is a prediction: it says what may come."
_OUGHT = "It is an opinion: it says what ought to be."
_MONTH = re.compile(r"\bMay\b")
_TELLING = frozenset({"ground taken or lost", "what people answered"})
_SHARES = frozenset({"percent", "percentage point"})
_LONG = 90  # characters; a longer sentence says more
_NAME = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][\w.-]+")


def judge(
    words: str, found: Particulars, *, heading: bool = False, attributed: bool = False
) -> Ruling:
    """Rule on one sentence; `attributed`: the article names who says it."""
    plain = words.replace("’", "'")
    low = _folded(plain)
    reason = "It is a heading." if heading else _form(plain, low) or _no_fact(low, found)
    if reason is not None:
        return Ruling(Outcome.NOT_A_CLAIM, reason, 0.0)
    doubts = _doubts(low)
    signs = _signs(plain, low, found, attributed=attributed)
    weight = _weight(signs, doubts, long=len(plain) > _LONG)
    sure = weight >= SURE and not _TELLING.isdisjoint(signs)
    outcome = Outcome.PULLED if sure else Outcome.UNSURE
    return Ruling(outcome, f"It states {_listed(list(signs))}.", weight)


def _folded(words: str) -> str:
    """Lower case, but for the month of May, which is no verb."""
    return "May".join(part.lower() for part in _MONTH.split(words))


def _form(words: str, low: str) -> str | None:
    furniture = chrome.find(words)
    if furniture:
        return f"It is {furniture}."
    if _QUESTION.search(words) or _ASKED.match(words):
        return "It is a question."
    if len(_WORD.findall(words[:600])) < 4:
        return "It is too short to be checked."
    if not _has("verb", low) and not (words.endswith(".") and len(words) > 60):
        return "It states nothing: it has no verb."
    return None


def _no_fact(words: str, found: Particulars) -> str | None:
    if _begins("instruction", words):
        return "It is an instruction."
    if _has("no comment", words) and not found.quantities:
        return "It says only that somebody gave no answer."
    if found.quantities:
        return _PREDICTION if _is_prediction(words) else None
    return _opinion(words, found) or (_PREDICTION if _is_prediction(words) else None)


def _opinion(words: str, found: Particulars) -> str | None:
    """What kind of opinion it is, where nothing is counted."""
    dated, happened = bool(found.dates), _happened(found)
    if not dated and _has("belief", words):
        return "It is an opinion: it says what somebody thinks, hopes or wants."
    if not dated and _begins("guess", words):
        return "It is an opinion: it offers a guess."
    judged = _is_first("verdict", words) or (_has("verdict", words) and not happened)
    if judged and not dated:
        return "It is an opinion: it judges."
    demanded = _has("demand", words) and not happened
    owed = _is_first("ought", words) or (_has("ought", words) and not happened)
    supposed = _begins("condition", words) and _has("ought", words)
    advised = _is_first("advice", words) and not happened
    return _OUGHT if demanded or supposed or advised or (owed and not dated) else None


def _is_prediction(words: str) -> bool:
    """Whether the first verb that is no verb of saying speaks of what may come."""
    words = _main_clause(words)
    to_come = _expression("to come").search(words)
    if to_come is None:
        return False
    if _has("announced", words):
        return False
    return _begins("condition", words) or _is_first("to come", words)


def _main_clause(words: str) -> str:
    """The words without the "while …," that they begin with."""
    aside = _expression("aside").match(words) if _begins("aside", words) else None
    return words[aside.end() :] if aside else words


def _is_first(name: str, words: str) -> bool:
    """Whether the words of a list stand before any verb that tells a fact, but for saying."""
    found = _expression(name).search(words)
    return found is not None and not _has("fact", _ATTRIBUTED_VERB.sub(" ", words[: found.start()]))


def _happened(found: Particulars) -> bool:
    return any(
        event.modality is Modality.HAPPENED and event.kind not in _WORDS_ONLY
        for event in found.events
    )


def _signs(words: str, low: str, found: Particulars, *, attributed: bool) -> dict[str, float]:
    """What speaks for a claim, with the weight of each."""
    signs = {
        "what happened": 0.2 if _happened(found) else 0.0,
        "a figure": 0.15 if found.quantities or _has("figure", low) else 0.0,
        "a time": 0.1 if found.dates or _has("when", low) else 0.0,
        "where": 0.1 if found.places else 0.0,
        "ground taken or lost": 0.5 if _has("ground", low) else 0.0,
        "what people answered": 0.5 if _has("asked", low) and _has_share(found) else 0.0,
        "who": 0.1 if found.actors or _NAME.search(words) else 0.0,
        "on whose word": 0.05 if attributed else 0.0,
    }
    return {sign: weight for sign, weight in signs.items() if weight}


def _has_share(found: Particulars) -> bool:
    return any(quantity.unit in _SHARES for quantity in found.quantities)


def _weight(signs: dict[str, float], doubts: float, *, long: bool) -> float:
    weight = 0.3 + sum(signs.values()) + (0.05 if long else 0.0) - doubts
    return round(min(max(weight, 0.05), 0.97), 2)


def _doubts(words: str) -> float:
    return (
        (0.15 if _has("first person", words) else 0.0)
        + (0.1 if _begins("vague start", words) else 0.0)
        + _judged(words)
        + (0.1 if _has("to come", words) or _has("ought", words) else 0.0)
        + (0.1 if not _has("fact", words) else 0.0)
    )


def _judged(words: str) -> float:
    """The doubt that words of judgement cast; several cast more."""
    found = set(_expression("judgement").findall(words))
    return 0.0 if not found else 0.15 if len(found) == 1 else 0.25


def _has(name: str, words: str) -> bool:
    return _expression(name).search(words) is not None


def _begins(name: str, words: str) -> bool:
    found = _expression(name).search(words)
    return found is not None and not any(map(str.isalnum, words[: found.start()]))


@cache
def _expression(name: str) -> re.Pattern[str]:
    """One list of rulings.tsv, for folded words."""
    listed = "|".join(row[1] for row in rows("rulings.tsv", 2) if row[0] == name)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def _listed(signs: list[str]) -> str:
    if len(signs) < 2:
        return "".join(signs) or "nothing that can be looked up"
    return ", ".join(signs[:-1]) + " and " + signs[-1]
