"""How much of a report another holds: word for word, and lightly edited.

Word for word it is the share of five words in a row. What house style leaves of an agency's story
is told by text alignment (seeding, extension and filtering: Potthast and others 2013): runs of
words in both are the seeds; seeds that few words part in either text, in the same order, are one
stretch; short stretches are chance. Quotations that both have count neither way.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.domain.copies import Held
from workbench.language.shingles import Hashes, Sequences, containment, in_a_row, names

LEAST = 0.25  # word for word: whoever holds less is not looked at closely
HALF = 0.5
NEWS = 0.2  # the share of either's opening that two reports of one news have in common
SEED = 4  # words
GAP = 8  # words put in, left out or changed between two seeds
STRETCH = 12  # words
LEAD = 30  # words; whoever has fewer than two leads has none
LEAD_HELD = 2 / 3
NAMED = 0.25  # of the names at the head of either, in a report of the same news
TOLD = 0.3  # of the text without what both have and either quotes
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]
_NOTHING = Held(0.0)


def held(short: Sequences, long: Sequences) -> Held:
    """What the second text holds of the first: nothing where the two tell different news.

    They do where neither's opening stands in the other: what they share is background, which a
    newsroom puts under one event after another; where the one tells of others than the other, in
    the same formulas; and where they share what somebody said.
    """
    share = containment(short.hashes, long.hashes)
    if share < LEAST:
        return Held(share)
    common = _Common.of(short, long)
    if common.told < TOLD or not (_names_stand_in(short, long) or _names_stand_in(long, short)):
        return _NOTHING
    if share >= HALF and not (_stands_in(short.opening, long) or _stands_in(long.opening, short)):
        return _NOTHING
    return Held(share, common.edited if _has_one_lead(short, long) else 0.0)


@dataclass(frozen=True, slots=True)
class _Common:
    """The runs of words of one text that another has as well, neither quoting them."""

    begins: Places
    counterparts: Places  # where the same runs begin in the other: the first of each
    left_out: Mask  # words of runs that both have and either quotes
    words: int

    @classmethod
    def of(cls, text: Sequences, other: Sequences) -> "_Common":
        """Compare two texts."""
        mine, theirs = in_a_row(text.words, SEED), in_a_row(other.words, SEED)
        at, place = _unquoted(text), _unquoted(other)
        distinct, first = np.unique(theirs[place], return_index=True)
        found = np.searchsorted(distinct, mine[at])
        same = np.append(distinct, 0)[found] == mine[at]
        begins, words = at[same], len(text.words)
        shared = _covered(np.flatnonzero(np.isin(mine, theirs)), words)
        left_out = shared & ~_covered(begins, words)
        return cls(begins, place[first[found[same]]], left_out, words)

    @property
    def told(self) -> float:
        """The share of the text that stands in the other word for word, as its own."""
        return self._share(_covered(self.begins, self.words))

    @property
    def edited(self) -> float:
        """The share that lies in stretches of the other, with what was changed in them."""
        held = np.zeros(self.words, dtype=np.bool_)
        on, over = np.diff(self.begins), np.diff(self.counterparts)
        parted = (on > SEED + GAP) | (over <= 0) | (over > SEED + GAP)
        starts = self.begins[np.append(True, parted)]
        ends = self.begins[np.append(parted, True)] + SEED
        for start, end in zip(starts, ends, strict=True):
            if end - start >= STRETCH:
                held[start:end] = True
        return self._share(held)

    def _share(self, held: Mask) -> float:
        own = ~self.left_out
        return int((held & own).sum()) / max(STRETCH, int(own.sum()))


def _has_one_lead(short: Sequences, long: Sequences) -> bool:
    """Whether what either begins with stands in the other; a text must be more than its lead."""
    return len(short.words) >= 2 * LEAD and (_has_lead(short, long) or _has_lead(long, short))


def _has_lead(text: Sequences, other: Sequences) -> bool:
    lead, theirs = in_a_row(text.words[:LEAD], SEED), in_a_row(other.words, SEED)
    begins = np.flatnonzero(np.isin(lead, theirs[_unquoted(other)]))
    own = _covered(begins, LEAD) & ~text.quoted[:LEAD]
    return int(own.sum()) >= LEAD_HELD * LEAD


def _unquoted(text: Sequences) -> Places:
    """Where the runs begin of which no word is quoted."""
    quoted = np.append(0, np.cumsum(text.quoted))
    return np.flatnonzero(quoted[SEED:] == quoted[:-SEED])


def _covered(begins: Places, words: int) -> Mask:
    """The words of the runs that begin there."""
    found = np.zeros(words, dtype=np.bool_)
    for at in range(SEED):
        found[begins + at] = True
    return found


def _names_stand_in(text: Sequences, other: Sequences) -> bool:
    named = names(text)
    return int(np.isin(named, other.words).sum()) >= NAMED * len(named)


def _stands_in(opening: Hashes, text: Sequences) -> bool:
    return int(np.isin(opening, text.hashes).sum()) >= NEWS * len(opening)
