"""A text as search terms: what a searcher means, folded and stemmed alike on both sides."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from workbench.domain.spans import Span

# More words than this say no more about what is sought.
MOST_TERMS = 64
# FTS5 needs 626 ms for all words of a sentence among 300,000 passages, 4 ms for the rarest.
RAREST = 12
# So many times as many as are wanted are weighed where there is a choice: nothing with a relevance
# above .04 was lost by this in 205 searches among 300,000 passages (docs/accuracy.md).
_WEIGHED = 80

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S*", re.IGNORECASE)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# The line that an embedded post ends with: "— Name (@handle) May 1, 2020".
_SIGNATURE = re.compile(
    rf"\s*[—–]\s*([^—\n]{{1,60}}?)\s*\(@\w+\)\s*(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})?[\s\"”]*$"
)
_TAG = re.compile(r"[#@](\w+)")
_SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|_"
)
_SYMBOLS = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cf", "Cc"})
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTER_OR_SIGN = re.compile(r"[^\W\d_a-zA-Z]")
_SPACES = re.compile(r"\s+")
_LONGEST_TERM = 40
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", "e"),
    ("s", ""),
)
_COMMON = """
a about after also am an and are as at be been being before but by can could did do does don didn
doesn isn aren wasn weren won for from had has have having he her here him his how i if in into is
it its just ll may me might must my no not of on or our out over re s say says shall she should so
t than that the their them then there these they this those through to up us ve very via was we
were what when where which while who whom why will with would you your d m
"""
_STOP = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: `text` to be encoded, and its terms with their weights, rarest unknown.

    The words of a post's signature weigh half: who posted something seldom is what it is about.
    """

    text: str
    terms: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of all passages each term occurs; a term that is not there occurs in none."""

    passages: int
    by_term: Mapping[str, int]


class Placed(NamedTuple):
    """A word where it stands, as written but for case and accents; `term` None: every text's."""

    folded: str
    term: str | None
    span: Span


def seek(text: str) -> Sought:
    """Read a claim or a query, a post with tags, addresses and emoji too; it may be empty."""
    plain = _ADDRESS.sub(" ", text)
    signature = _SIGNATURE.search(plain)
    signed = _plain(signature.group(1)) if signature else ""
    body = _plain(plain[: signature.start()] if signature else plain)
    weights = dict.fromkeys(terms(body), 1.0)
    for term in terms(signed):
        weights.setdefault(term, 0.5)
    kept = dict(list(weights.items())[:MOST_TERMS])
    return Sought(
        text=f"{body} {signed}".strip() or _SPACES.sub(" ", text).strip(),
        terms=kept,
        names=names(body),
        numbers=numbers(kept),
    )


def terms(text: str) -> list[str]:
    """A text's terms in order, without the words that every text has."""
    known = map(_term, _WORD.findall(_unfolded(text)))
    return [term for term in known if term is not None]


def placed(text: str) -> Iterator[Placed]:
    """A text's words in order, with their places."""
    for match in _WORD.finditer(text):
        yield Placed(fold(match.group()), _term(match.group()), Span(*match.span()))


def names(text: str) -> frozenset[str]:
    """The terms that are written with a capital letter."""
    words = (match.group() for match in _WORD.finditer(text))
    return frozenset(term for word in words if word[0].isupper() for term in terms(word))


def numbers(of: Iterable[str]) -> frozenset[str]:
    """The terms that are numbers in digits."""
    return frozenset(term for term in of if term[0].isdecimal())


def rarest(sought: Sought, seen: Frequencies, limit: int = RAREST) -> list[str]:
    """The terms worth searching: those that occur, the fewest passages first."""
    known = [term for term in sought.terms if seen.by_term.get(term)]
    return sorted(known, key=lambda term: seen.by_term[term])[:limit]


def needed(wanted: Sequence[str], seen: Frequencies, limit: int) -> list[str]:
    """Of terms, the rarest first, those of which a passage must have one to be weighed.

    All, unless twice too many have any: then a passage with none but the commonest is no loss.
    """
    enough = _WEIGHED * limit
    passages = list(accumulate(seen.by_term[term] for term in wanted))
    if not passages or passages[-1] <= 2 * enough:
        return list(wanted)
    return list(wanted[: max(1, bisect_right(passages, enough))])


def any_of(words: Iterable[str]) -> str:
    """An FTS5 query for passages with any of these terms; nothing in a term is syntax."""
    return " OR ".join(map(quoted, words))


def quoted(word: str) -> str:
    """A term as FTS5 takes it."""
    return '"' + word.replace('"', '""') + '"'


def all_of(
    wanted: Iterable[Iterable[Iterable[str]]], quoted: Callable[[str], str], both: str, either: str
) -> str:
    """A query for passages with, of every set of forms, all terms of at least one form."""
    groups = ((both.join(map(quoted, form)) for form in forms) for forms in wanted)
    return both.join(f"({either.join(f'({form})' for form in forms)})" for forms in groups)


def fold(word: str) -> str:
    """Without case and marks over letters; numbers without the commas between thousands."""
    if word[0].isdecimal():
        return unicodedata.normalize("NFKC", word).replace(",", "").rstrip(".")
    spread = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    return "".join(c for c in spread if c.isalnum() or c == "'")


def stem(word: str) -> str:
    """The word without its commonest English endings: seldom a word, the same for its forms."""
    word = word.removesuffix("'s").replace("'", "")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending) + instead
            break
    if len(word) > 3:
        word = word.removesuffix("e")
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word


@lru_cache(maxsize=200_000)
def _term(word: str) -> str | None:
    """A word as it is searched for; None where every text has it."""
    folded = fold(word)
    return stem(folded)[:_LONGEST_TERM] if folded and folded not in _STOP else None


def _unfolded(text: str) -> str:
    """With ⑴ or ½ spelt out and apart: a word index cuts terms where such signs unfold."""
    return text if text.isascii() else _LETTER_OR_SIGN.sub(_spelt, text)


def _spelt(letter: re.Match[str]) -> str:
    sign = letter.group()
    return sign if sign.isalpha() else f" {unicodedata.normalize('NFKC', sign)} "


def _plain(text: str) -> str:
    text = _TAG.sub(lambda tag: f" {_SEAM.sub(' ', tag.group(1))} ", text)
    kept = "".join(" " if unicodedata.category(c) in _SYMBOLS else c for c in text)
    return _SPACES.sub(" ", kept).strip()
