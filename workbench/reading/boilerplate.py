"""What surrounds a report and is none of it goes: by line, and from where the report ends.

Every rule (chrome.tsv) describes a whole line or paragraph, so that a sentence that merely
mentions sharing, cookies or comments is never lost.
"""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files


def _rules() -> dict[str, list[str]]:
    table = files("workbench.reading").joinpath("chrome.tsv").read_text(encoding="utf-8")
    rules: dict[str, list[str]] = {"bar": [], "line": [], "end": []}
    for row in table.splitlines():
        if not row.startswith("#"):
            kind, _topic, rule = row.split("\t")
            rules[kind].append(rule)
    return rules


def _whole_line(rules: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all rules, with whatever marks stand around the words."""
    return re.compile(rf"^[\W_]*+(?:{'|'.join(rules)})[\W_]*$", re.IGNORECASE)


_RULES = _rules()
_BARS = tuple(frozenset(words.split()) for words in _RULES["bar"])
_LINE = _whole_line(_RULES["line"])
_END = _whole_line(_RULES["end"])
_READERS = re.compile(
    r"comment|repl|response|thought|kommentar|комментарий|تعليق|conversation", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"^(?:e-?mail\s*:?\s*)?\S+@\S+\.\w{2,}$|^(?:https?://|www\.)\S+$|^[@#]\w{2,30}$", re.IGNORECASE
)
_SENTENCE = re.compile(r"""[.!?…؟。][)\]"'”’»]*$""")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 400  # characters; no prompt or notice says more in one paragraph


def is_chrome(line: str) -> bool:
    """Whether a whole line or paragraph belongs to the page and not to the report."""
    if len(line) > _LONGEST:
        return False
    words = _WORDS.findall(line.lower())
    bar = any(kind.issuperset(words) for kind in _BARS)
    return bar or bool(_ADDRESS.match(line) or _LINE.match(line))


def without_chrome(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs that are the report's, in order."""
    body = paragraphs[: _end_of_report(paragraphs)]
    return [paragraph for paragraph in body if not is_chrome(paragraph)]


def _end_of_report(paragraphs: Sequence[str]) -> int:
    """Where a prompt or list begins after which only the page's words and its readers' follow."""
    prose = [_is_prose(paragraph) for paragraph in paragraphs]
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph) > _LONGEST or not _END.match(paragraph):
            continue
        before, after = sum(prose[:at]), sum(prose[at + 1 :])
        if before and (not after or (_READERS.search(paragraph) and before >= after)):
            return at
    return len(paragraphs)


def _is_prose(paragraph: str) -> bool:
    """A paragraph that tells something: a sentence of some length, or several."""
    return len(paragraph.split()) >= 15 and bool(_SENTENCE.search(paragraph))
