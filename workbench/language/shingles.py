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

import numpy as np
from numpy.typing import NDArray

OPENING = 3  # the news stands in the first third of a report
HALF = 0.5
NEWS = 0.2  # the share of either's opening that two reports of one news have in common
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
_LONGEST_NOTICE = 220  # code points: a longer line is prose that happens to use such words


@dataclass(frozen=True, slots=True)
class Sequences:
    """Hashes of every five words in a row: distinct ones, sorted; those of the opening in order."""

    hashes: Hashes
    opening: Hashes


def sequences(text: str, *, common: Iterable[str] = ()) -> Sequences:
    """The word sequences of a text, boilerplate lines left out.

    `common`: lines known to stand on many pages of the source, as written.
    """
    known = {line.strip().casefold() for line in common}
    kept = [line for line in text.splitlines() if not _is_boilerplate(line, known)]
    runs = _runs("\n".join(kept), WIDTH)
    return Sequences(np.unique(runs), runs[: -(-len(runs) // OPENING)].copy())


def shingles(text: str, *, common: Iterable[str] = ()) -> Hashes:
    """The sorted, distinct hashes of every five words in a row, boilerplate lines left out."""
    return sequences(text, common=common).hashes


def sample(hashes: Hashes) -> list[int]:
    """The hashes that a desk stores for a report: integers that fit a signed 64-bit column."""
    kept = hashes[hashes % np.uint64(SAMPLED) == 0]
    if len(kept) < LEAST_SAMPLES:
        kept = np.union1d(kept, hashes[:LEAST_SAMPLES])
    return [int(each) for each in kept]


def containment(short: Hashes, long: Hashes) -> float:
    """The share of the first text's word sequences that the second has too, 0 to 1."""
    if len(short) == 0:
        return 0.0
    return len(np.intersect1d(short, long, assume_unique=True)) / len(short)


def held(short: Sequences, long: Sequences) -> float:
    """The share of the first text that the second holds, 0 where the two tell different news.

    They do where neither's opening stands in the other: what they share is background, which a
    newsroom puts under one event after another. Less than half is not looked at so closely.
    """
    share = containment(short.hashes, long.hashes)
    if share < HALF or _stands_in(short.opening, long) or _stands_in(long.opening, short):
        return share
    return 0.0


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


def _stands_in(opening: Hashes, text: Sequences) -> bool:
    return int(np.isin(opening, text.hashes).sum()) >= NEWS * len(opening)


def _is_boilerplate(line: str, known: set[str]) -> bool:
    stripped = line.strip()
    if known and stripped.casefold() in known:
        return True
    if len(stripped) >= _LONGEST_NOTICE:
        return False
    return stripped[stripped.rfind(" ") + 1 :] in _TEASED or bool(_BOILERPLATE.match(stripped))


def _hashes(text: str, width: int) -> Hashes:
    """The sorted, distinct hashes of every so many words in a row."""
    return np.unique(_runs(text, width))


def _runs(text: str, width: int) -> Hashes:
    """Each word's hash, mixed with those of the words after it; words are found as bytes."""
    raw = np.frombuffer(_MARKS.sub(" ", text.lower()).encode("utf-8", "replace"), dtype=np.uint8)
    inside = _IN_WORD[raw]
    starts = np.flatnonzero(inside & ~np.concatenate(([False], inside[:-1])))
    if len(starts) < width:
        return np.empty(0, dtype=np.uint64)
    codes = _word_codes(raw, inside, starts)
    count = len(codes) - width + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(width):
        mixed = (mixed ^ codes[at : at + count]) * _MIX
        mixed ^= mixed >> _SHIFT
    return mixed & _KEPT_BITS


def _word_codes(
    raw: NDArray[np.uint8], inside: NDArray[np.bool_], starts: NDArray[np.intp]
) -> Hashes:
    """A polynomial hash of every word's bytes, all words at once."""
    lengths = np.diff(np.append(starts, len(raw)))
    place = np.arange(starts[0], len(raw)) - np.repeat(starts, lengths)
    values = np.where(inside[starts[0] :], raw[starts[0] :], 0).astype(np.uint64)
    powers = _POWERS[np.minimum(place, len(_POWERS) - 1)]
    codes = np.add.reduceat(values * powers, starts - starts[0])
    codes ^= codes >> _SHIFT
    return codes * _MIX
