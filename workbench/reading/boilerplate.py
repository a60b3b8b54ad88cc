"""What surrounds a report and is none of it goes: by line, and from where the report ends.

Every rule (chrome.tsv) describes a whole line or paragraph, so that a sentence that merely
mentions sharing, cookies or comments is never lost.
"""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files

from workbench.reading.datelines import byline_of
from workbench.reading.dates import stated


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
    return re.compile(rf"^[\W_]{{0,20}}?(?:{'|'.join(rules)})[\W_]{{0,40}}$", re.IGNORECASE)


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
_DIVIDED = re.compile(r"\s[|•·]\s")
_A_REPORT = 3  # paragraphs of prose
_LONGEST = 400  # characters; no prompt or notice says more in one paragraph


def is_chrome(line: str) -> bool:
    """Whether a whole line or paragraph belongs to the page and not to the report."""
    if len(line) > _LONGEST:
        return False
    parts = [part for part in _DIVIDED.split(line) if part.strip()]
    return _is_chrome(line) or (
        len(parts) > 1
        and any(map(_is_chrome, parts))
        and all(_is_chrome(part) or stated(part) or byline_of(part) for part in parts)
    )


def _is_chrome(line: str) -> bool:
    words = _WORDS.findall(line.lower())
    bar = any(kind.issuperset(words) for kind in _BARS) and not any(map(str.isdigit, line))
    return bar or bool(_ADDRESS.match(line) or _LINE.match(line))


def without_chrome(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs that are the report's, in order."""
    body = paragraphs[: _end_of_report(paragraphs)]
    kept = [paragraph for paragraph in body if not is_chrome(paragraph)]
    if sum(map(_is_prose, kept)) >= _A_REPORT:
        while _is_leftover(kept[-1]):
            del kept[-1]
    return kept


def _is_leftover(line: str) -> bool:
    """A heading or label at the very end, with nothing left under it."""
    return len(line.split()) <= 4 and not _SENTENCE.search(line) and not re.search(r"\d", line)


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
