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
    """The runs of words of one text that another has as well."""

    begins: Places
    counterparts: Places  # where the same runs begin in the other: unquoted, if anywhere
    own: Mask  # words that both have, and neither quotes
    left_out: Mask  # words that both have, and either quotes

    @classmethod
    def of(cls, text: Sequences, other: Sequences) -> "_Common":
        """Compare two texts."""
        mine, theirs = in_a_row(text.words, SEED), in_a_row(other.words, SEED)
        places = np.argsort(_quotes(other), kind="stable")
        distinct, first = np.unique(theirs[places], return_index=True)
        found = np.minimum(np.searchsorted(distinct, mine), len(distinct) - 1)
        begins = np.flatnonzero(distinct[found] == mine)
        counterparts = places[first[found[begins]]]
        shared, own = np.zeros((2, len(text.words)), dtype=np.bool_)
        for at in range(SEED):
            shared[begins + at] = True
            own[begins[~other.quoted[counterparts + at]] + at] = True
        own &= ~text.quoted
        return cls(begins, counterparts, own, shared & ~own)

    @property
    def told(self) -> float:
        """The share of the text that stands in the other word for word, as its own."""
        return self._share(self.own)

    @property
    def edited(self) -> float:
        """The share that lies in stretches of the other, with what was changed in them."""
        on, over = np.diff(self.begins), np.diff(self.counterparts)
        parted = (on > SEED + GAP) | (over <= 0) | (over > SEED + GAP)
        starts = self.begins[np.append(True, parted)]
        ends = self.begins[np.append(parted, True)] + SEED
        long, edges = ends - starts >= STRETCH, len(self.own) + 1
        opened = np.bincount(starts[long], minlength=edges)
        closed = np.bincount(ends[long], minlength=edges)
        return self._share(np.cumsum(opened - closed)[:-1] > 0)

    def _share(self, held: Mask) -> float:
        rest = ~self.left_out
        return int((held & rest).sum()) / max(1, int(rest.sum()))


def _has_one_lead(short: Sequences, long: Sequences) -> bool:
    """Whether what either begins with stands in the other; a text must be more than its lead."""
    return len(short.words) >= 2 * LEAD and (_has_lead(short, long) or _has_lead(long, short))


def _has_lead(text: Sequences, other: Sequences) -> bool:
    lead, theirs = in_a_row(text.words[:LEAD], SEED), in_a_row(other.words, SEED)
    own = np.zeros(LEAD, dtype=np.bool_)
    for begin in np.flatnonzero(_stand_in(lead, theirs[~_quotes(other)])):
        own[begin : begin + SEED] = True
    return int((own & ~text.quoted[:LEAD]).sum()) >= LEAD_HELD * LEAD


def _quotes(text: Sequences) -> Mask:
    """Of each run of words, whether any of them is quoted."""
    before = np.append(0, np.cumsum(text.quoted))
    quotes: Mask = before[SEED:] > before[:-SEED]
    return quotes


def _names_stand_in(text: Sequences, other: Sequences) -> bool:
    named = names(text.head)
    return int(_stand_in(named, other.words).sum()) >= NAMED * len(named)


def _stands_in(opening: Hashes, text: Sequences) -> bool:
    return containment(opening, text.hashes) >= NEWS


def _stand_in(few: Hashes, many: Hashes) -> Mask:
    """Which of a few are among many: quicker than `np.isin`, which looks for what is twice."""
    if len(many) == 0:
        return np.zeros(len(few), dtype=np.bool_)
    ordered = np.sort(many)
    found: Mask = ordered[np.minimum(np.searchsorted(ordered, few), len(many) - 1)] == few
    return found
