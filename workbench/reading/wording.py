"""The wordings by which a page's own lines are known, whatever its markup (chrome.tsv)."""

import re
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files

_DOTLESS, _DOTTED = "\u0131", "i\u0307"  # what Turkish tells apart and capitals do not


def folded(words: str) -> str:
    """The words in small letters, as every rule is written."""
    small = words.lower()
    return small if small.isascii() else small.replace(_DOTLESS, "i").replace(_DOTTED, "i")


def _rules() -> dict[str, list[tuple[str, str]]]:
    """Each kind's rules, with the words of which a line has one where it meets the rule."""
    table = files("workbench.reading").joinpath("chrome.tsv").read_text(encoding="utf-8")
    rules: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table.splitlines():
        if not row.startswith("#"):
            kind, _topic, rule, *words = row.split("\t")
            rules[kind].append((rule.replace(_DOTLESS, "i"), "".join(words)))
    return rules


def _whole_line(rules: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all rules, with whatever marks stand around the words."""
    return re.compile(rf"^[\W_]{{0,20}}?(?:{'|'.join(rules)})[\W_]{{0,40}}$")


def _any_of(kind: str) -> str:
    return "|".join(rule for rule, _words in _RULES[kind])


_RULES = _rules()
_BARS = tuple(frozenset(words.split()) for words, _words in _RULES["bar"])
STAMP_LABELS, STAMP_JOINTS = (frozenset(words.split()) for words, _words in _RULES["stamp"])
_LINE = _whole_line(rule for rule, words in _RULES["line"] if not words)
_WITH_WORDS = tuple(
    (tuple(folded(words).split("|")), _whole_line([rule]))
    for rule, words in _RULES["line"]
    if words
)
_END = _whole_line([_any_of("end")])
_ABOUT = _whole_line([_any_of("about")])
_CLOSE = re.compile(rf"(?:^\W*|[.!?…:]\W{{1,6}})(?:{_any_of('close')})")
_ADDRESS = re.compile(
    r"^(?:e-?mail\s*:?\s*)?\S+@\S+\.\w{2,}$|^(?:https?://|www\.)\S+$|^[@#]\w{2,30}$"
    r"|^[\w-]{2,60}(?:\.[\w-]{2,60}){1,4}/\S*[/.\w]$",
    re.IGNORECASE,
)
_POINTING = " <>«»→←*•·|-–—"
_CODE = re.compile(r"^\W*(?:\(?function ?\(|window\.\w+|document\.\w+|var \w+ ?=|jQuery\().*[{};]")
_WORDS = re.compile(r"[^\W\d_]+")


def is_own(line: str) -> bool:
    """Whether a line is worded as a page's own: a button, a credit, a notice, an advert."""
    small = folded(line)
    return (
        _is_bar(line)
        or bool(_ADDRESS.match(line.strip(_POINTING)))
        or bool(_LINE.match(small))
        or any(
            rule.match(small) for words, rule in _WITH_WORDS if any(map(small.__contains__, words))
        )
        or is_code(line)
    )


def is_code(line: str) -> bool:
    """Whether a line is part of a program."""
    return bool(_CODE.match(line))


def is_end(line: str) -> bool:
    """Whether only the page's own words, or its readers', follow."""
    return bool(_END.match(folded(line)))


def is_about(line: str) -> bool:
    """Whether a few words on who writes or publishes follow."""
    return bool(_ABOUT.match(folded(line)))


def closes(line: str) -> bool:
    """Whether a line holds the beginning of a page's closing sentence to its readers."""
    return bool(_CLOSE.search(folded(line)))


def _is_bar(line: str) -> bool:
    """Whether a line is made of the words of one bar alone, without a figure."""
    first = _WORDS.search(small := line.lower())
    kinds = [kind for kind in _BARS if first is None or first[0] in kind]
    if not kinds or any(map(str.isdigit, line)):
        return False
    words = _WORDS.findall(small)
    return any(kind.issuperset(words) for kind in kinds)
