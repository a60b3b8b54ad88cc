"""A report's text as hashes of its word sequences: what copies have in common.

Boilerplate lines go out first. All hashes are kept in memory for containment; a sample of them is
what a desk stores, one row (report, hash) each, to find candidates by an index lookup. The sample
keeps every hash divisible by 16, and the smallest ones of a text too short to have enough of them,
so that a copy cut to a third still shares some with its whole. Nothing depends on other reports.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

OPENING = 3  # the news stands in the first third of a report
HEAD = 400  # code points
WIDTH = 5  # words in a row
SAMPLED = 16  # one hash in so many is stored
LEAST_SAMPLES = 8
QUOTED_WIDTH = 8
_LEAST_PLAIN = 6  # of eight words: "the Syrian Observatory for Human Rights said on" is no text
Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_KEPT_BITS = np.uint64((1 << 63) - 1)  # a database integer is signed
_POWERS = np.cumprod(np.full(64, 0x100000001B3, dtype=np.uint64), dtype=np.uint64)
_MARKS = re.compile(r"[\u00a0\u00ab\u00bb\u00b7\u2000-\u206f\u3000-\u3003\u060c\u061b\u061f]+")
_IN_WORD = np.array([byte >= 128 or chr(byte).isalnum() for byte in range(256)])
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_QUOTE_MARKS = ("“", "”", "«", "»", "``", "''")
_QUOTE_MARK, _LINE_END = ord('"'), ord("\n")
_QUOTED = re.compile(r"[“\"«](.+?)[”\"»]", re.DOTALL)
_BOILERPLATE = re.compile(
    r"\W*(?:all rights reserved|©|copyright\b|cookies?\b|subscribe\b|sign up\b|newsletter|"
    r"click here|"
    r"read (?:more|also|next)\b|share (?:this|on)\b|follow us|post a comment|previous post|"
    r"next post|"
    r"advertisement|terms of (?:use|service)|privacy policy|photo(?:graph)?:|file (?:photo|"
    r"picture)|"
    r"(?:reporting|writing|editing|additional reporting) by\b|reproduction\b|get our\b|"
    r"comments are closed|"
    r"e-?mail this|print this page|skip to content|loading\b|tags?:|filed under|view comments|"
    r"this (?:story|article) (?:was|has been|originally)|for more (?:information|news)|contact us|"
    r"our standards|download (?:the|our) app|most read|related (?:stories|articles))",
    re.IGNORECASE,
)
_TEASED = frozenset({"Shares", "Share", "Comments", "Likes", "Retweets"})  # end a line of links
_CREDIT = re.compile(
    r"(?:\((?:AP|AFP|EPA|Getty|Reuters)[\w ]{0,20}/[^()]{2,60}\)|"
    r"/ ?(?:AP Photo|AFP|EPA|Getty Images|Reuters))\W{0,3}$"
)
_LEAST_TOLD = 0.1  # of a page's lines
_LONGEST_CAPTION, _LONGEST_CREDIT = 500, 100
_LONGEST_NOTICE = 220  # code points: a longer line is prose that happens to use such words


@dataclass(frozen=True, slots=True)
class Sequences:
    """A text as hashes: what it shares with another is told from these alone."""

    hashes: Hashes  # of every five words in a row: distinct ones, sorted
    opening: Hashes  # the same of the first third, in order
    words: Hashes  # every word, in order
    quoted: NDArray[np.bool_]  # which of the words stand in quotation marks
    head: str  # as written


def sequences(text: str, *, common: Iterable[str] = ()) -> Sequences:
    """The word sequences of a text, boilerplate lines left out.

    `common`: lines known to stand on many pages of the source, as written.
    """
    known = {line.strip().casefold() for line in common}
    kept = [line for line in _told_once(text.splitlines()) if not _is_boilerplate(line, known)]
    written = "\n".join(kept)
    for mark in _QUOTE_MARKS:
        written = written.replace(mark, '"')
    raw, inside, starts = _bytes_of_words(written)
    words = _word_codes(raw, inside, starts)
    runs = in_a_row(words, WIDTH)
    return Sequences(
        hashes=np.unique(runs),
        opening=runs[: -(-len(runs) // OPENING)].copy(),
        words=words,
        quoted=_quoted(raw, starts),
        head=written[:HEAD],
    )


def shingles(text: str, *, common: Iterable[str] = ()) -> Hashes:
    """The sorted, distinct hashes of every five words in a row, boilerplate lines left out."""
    return sequences(text, common=common).hashes


@lru_cache(maxsize=1_000)
def names(head: str) -> Hashes:
    """The words written large at the head of a text; kept, as one text is held to many."""
    return _word_codes(*_bytes_of_words(" ".join(_NAME.findall(head))))


def sample(hashes: Hashes) -> list[int]:
    """The hashes that a desk stores for a report: integers that fit a signed 64-bit column."""
    kept = hashes[hashes % np.uint64(SAMPLED) == 0]
    if len(kept) < LEAST_SAMPLES:
        kept = np.union1d(kept, hashes[:LEAST_SAMPLES])
    return [int(each) for each in kept]


def in_a_row(codes: Hashes, width: int) -> Hashes:
    """Each word's hash, mixed with those of the words after it."""
    count = max(0, len(codes) - width + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(width):
        mixed = (mixed ^ codes[at : at + count]) * _MIX
        mixed ^= mixed >> _SHIFT
    return mixed & _KEPT_BITS


def containment(short: Hashes, long: Hashes) -> float:
    """The share of the first text's word sequences that the second has too, 0 to 1.

    Both sorted, as `sequences` gives them.
    """
    if len(short) == 0 or len(long) == 0:
        return 0.0
    places = np.minimum(np.searchsorted(long, short), len(long) - 1)
    return int(np.count_nonzero(long[places] == short)) / len(short)


def quote_hashes(text: str) -> frozenset[int]:
    """A hash for every eight quoted words in a row: what two passages with one quote share."""
    found: set[int] = set()
    for quote in _QUOTED.findall(text):
        found.update(int(each) for each in _hashes(quote, QUOTED_WIDTH))
    return frozenset(found)


def run_hashes(text: str) -> frozenset[int]:
    """A hash for every eight words in a row that are not mostly names and titles.

    Two reporters do not choose the same eight words: whoever shares them shares a text.
    """
    written = _WORD.findall(text.replace("_", " "))
    plain = [word[0].islower() for word in written]
    runs = _runs(" ".join(written), QUOTED_WIDTH)
    return frozenset(
        int(each)
        for at, each in enumerate(runs)
        if sum(plain[at : at + QUOTED_WIDTH]) >= _LEAST_PLAIN
    )


def sentence_hash(text: str) -> str | None:
    """The same for one sentence however it is spaced and marked; None below eight words."""
    words = _WORD.findall(text.lower())
    if len(words) < QUOTED_WIDTH:
        return None
    return f"{zlib.crc32(' '.join(words).encode()):08x}{len(words):04x}"


def _told_once(lines: list[str]) -> list[str]:
    """The lines without captions, which stand twice in a row, but for a page of such lines."""
    twice = {at for at in range(1, len(lines)) if lines[at] == lines[at - 1] != ""}
    kept = [line for at, line in enumerate(lines) if at not in twice and at + 1 not in twice]
    return kept if len(kept) >= len(lines) * _LEAST_TOLD else lines


def _is_boilerplate(line: str, known: set[str]) -> bool:
    stripped = line.strip()
    if known and stripped.casefold() in known:
        return True
    if len(stripped) < _LONGEST_CAPTION and "/" in (end := stripped[-_LONGEST_CREDIT:]):
        return bool(_CREDIT.search(end))
    if len(stripped) >= _LONGEST_NOTICE:
        return False
    return stripped[stripped.rfind(" ") + 1 :] in _TEASED or bool(_BOILERPLATE.match(stripped))


def _hashes(text: str, width: int) -> Hashes:
    """The sorted, distinct hashes of every so many words in a row."""
    return np.unique(_runs(text, width))


def _runs(text: str, width: int) -> Hashes:
    return in_a_row(_word_codes(*_bytes_of_words(text)), width)


def _bytes_of_words(
    text: str,
) -> tuple[NDArray[np.uint8], NDArray[np.bool_], NDArray[np.intp]]:
    """A text's bytes, which of them are in words, and where words begin."""
    raw = np.frombuffer(_MARKS.sub(" ", text.lower()).encode("utf-8", "replace"), dtype=np.uint8)
    inside = _IN_WORD[raw]
    return raw, inside, np.flatnonzero(inside & ~np.concatenate(([False], inside[:-1])))


def _word_codes(
    raw: NDArray[np.uint8], inside: NDArray[np.bool_], starts: NDArray[np.intp]
) -> Hashes:
    """A polynomial hash of every word's bytes, all words at once."""
    if len(starts) == 0:
        return np.empty(0, dtype=np.uint64)
    lengths = np.diff(np.append(starts, len(raw)))
    place = np.arange(starts[0], len(raw)) - np.repeat(starts, lengths)
    values = np.where(inside[starts[0] :], raw[starts[0] :], 0).astype(np.uint64)
    powers = _POWERS[np.minimum(place, len(_POWERS) - 1)]
    codes = np.add.reduceat(values * powers, starts - starts[0])
    codes ^= codes >> _SHIFT
    return codes * _MIX


def _quoted(raw: NDArray[np.uint8], starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether a word follows an odd number of quotation marks in its line.

    A mark that nothing closes is a slip, but where a line begins with it.
    """
    marks = np.flatnonzero(raw == _QUOTE_MARK)
    ends = np.flatnonzero(raw == _LINE_END)
    line, before = np.searchsorted(ends, starts), np.searchsorted(marks, starts)
    lines = np.append(0, ends + 1)
    counted = np.append(np.searchsorted(marks, lines), len(marks))
    closed = before < counted[line + 1]
    opened = np.append(raw, _LINE_END)[lines] == _QUOTE_MARK
    quoted: NDArray[np.bool_] = ((before - counted[line]) % 2 == 1) & (closed | opened[line])
    return quoted
