"""How a text differs from an earlier one: by sentences, and in changed ones by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_LIKE = 0.4  # share of words, from which a sentence is another's new wording
_AHEAD = 12  # sentences among which the new wording is looked for
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a stretch of the earlier text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words: in both texts, in the earlier only, or in the later only."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of either text, or both where one is the other's new wording."""

    change: Change
    before: str | None
    after: str | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its words, those taken out before those that came."""
        if self.change is Change.CHANGED:
            return tuple(_word_by_word(self.before or "", self.after or ""))
        return (Piece(self.change, self.after or self.before or ""),)


def difference(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """The sentences of both texts in reading order (Ratcliff and Obershelp's longest blocks)."""
    keys = [_key(each) for each in before], [_key(each) for each in after]
    steps: list[Step] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, *keys).get_opcodes():
        if tag == "equal":
            steps += [Step(Change.SAME, None, each) for each in after[j:j_end]]
        else:
            steps += _paired(before[i:i_end], after[j:j_end])
    return steps


def nearest(words: str, sentences: Sequence[str]) -> str | None:
    """The sentence that reads most like these words; None where none is their new wording."""
    likenesses = ((_likeness(words, sentence), sentence) for sentence in sentences)
    best = max(likenesses, key=lambda found: found[0], default=(0.0, ""))
    return best[1] if best[0] >= _LIKE else None


def stands(words: str, text: str) -> bool:
    """Whether a text still has these words, white space aside."""
    return _key(words) in _key(text)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Step]:
    """A stretch that was rewritten: sentences beside their new wording, the others alone."""
    at = 0
    for old in before:
        ahead = range(at, min(at + _AHEAD, len(after)))
        best = max(ahead, key=lambda j: _likeness(old, after[j]), default=None)
        if best is None or _likeness(old, after[best]) < _LIKE:
            yield Step(Change.REMOVED, old, None)
            continue
        yield from (Step(Change.ADDED, None, new) for new in after[at:best])
        yield Step(Change.CHANGED, old, after[best])
        at = best + 1
    yield from (Step(Change.ADDED, None, new) for new in after[at:])


def _word_by_word(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(new[j:j_end]))
            continue
        if i < i_end:
            yield Piece(Change.REMOVED, "".join(old[i:i_end]))
        if j < j_end:
            yield Piece(Change.ADDED, "".join(new[j:j_end]))


def _likeness(one: str, other: str) -> float:
    """Words in both among words in either."""
    a, b = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(a & b) / len(a | b) if a or b else 0.0


def _key(text: str) -> str:
    return " ".join(text.split())
