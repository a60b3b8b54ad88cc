"""Copies of real reports made by rule, as papers make them: cut, moved, retitled, edited.

`python -m benchmarks.synthetic_copies --reports FILE --out DIR [--count N] [--seed S]` writes
`reports.jsonl` (each original and what was made of it) and `pairs.jsonl` (`same` true for an
original and its copy, false for what only looks like one and for different originals), each with
its `kind`.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import edited_copies
from benchmarks.edited_copies import sentences
from benchmarks.reports import Report, read_reports

SEED = 20170404
LEAST_WORDS = 120  # shorter texts leave nothing to cut
Maker = Callable[[str, str, random.Random], str]  # a text, another report's and chance

_DATELINE = re.compile(r"^[A-Z][A-Z .,'-]{2,40}(?:, [A-Z][a-z]+ \d+)? ?\([A-Za-z]+\) ?[-–—] ?")
_QUOTE = re.compile(r"[“\"][^”\"]{20,}[”\"]")


def main() -> None:
    """Write the copies and the pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    usable = [r for r in read_reports(given.reports) if len(r.text.split()) >= LEAST_WORDS]
    drawn = random.Random(given.seed).sample(usable, min(2 * given.count, len(usable)))
    originals, others = drawn[::2], drawn[1::2]  # the others lend sentences only
    given.out.mkdir(parents=True, exist_ok=True)
    with (given.out / "reports.jsonl").open("w", encoding="utf-8") as reports:
        for record in _records(originals, others, random.Random(given.seed)):
            reports.write(json.dumps(record, ensure_ascii=False) + "\n")
    with (given.out / "pairs.jsonl").open("w", encoding="utf-8") as pairs:
        for pair in _pairs(originals):
            pairs.write(json.dumps(pair) + "\n")


def headline_swapped(text: str, _other: str, _chance: random.Random) -> str:
    """Another headline over the whole text."""
    return "Fighting goes on as talks are put off\n\n" + text


def cut_to(share: float) -> Maker:
    """The beginning of the text, as a paper short of space prints it."""

    def cut(text: str, _other: str, _chance: random.Random) -> str:
        told = sentences(text)
        return " ".join(told[: max(1, round(share * len(told)))])

    return cut


def paragraphs_moved(text: str, _other: str, chance: random.Random) -> str:
    """The same sentences in blocks of three, in another order."""
    told = sentences(text)
    blocks = [" ".join(told[n : n + 3]) for n in range(0, len(told), 3)]
    chance.shuffle(blocks)
    return "\n\n".join(blocks)


def quotes_dropped(text: str, _other: str, _chance: random.Random) -> str:
    """Without the sentences that quote."""
    kept = [s for s in sentences(text) if _QUOTE.search(s) is None]
    return " ".join(kept or sentences(text)[:3])


def dateline_changed(text: str, _other: str, _chance: random.Random) -> str:
    """Under another paper's dateline."""
    return "HARBOUR (Norvane) - " + _DATELINE.sub("", text)


COPIES: dict[str, Maker] = {
    "headline swapped": headline_swapped,
    "cut to 60 %": cut_to(0.6),
    "cut to 30 %": cut_to(0.3),
    "paragraphs moved": paragraphs_moved,
    "quotes dropped": quotes_dropped,
    "dateline changed": dateline_changed,
    "lightly edited": edited_copies.lightly_edited,
    "merged and split": edited_copies.merged_and_split,
    "attribution moved": edited_copies.attribution_moved,
    "figures updated": edited_copies.figures_updated,
    "half kept": edited_copies.half_kept,
    "in a roundup": edited_copies.in_a_roundup,
}
NO_COPIES: dict[str, Maker] = {
    "background under other news": edited_copies.background_under_other_news,
    "quoted at length": edited_copies.quoted_at_length,
    "told of another event": edited_copies.told_of_another_event,
}


KINDS = list(COPIES | NO_COPIES)


def _records(
    originals: list[Report], others: list[Report], chance: random.Random
) -> Iterator[dict[str, object]]:
    makers = COPIES | NO_COPIES
    for number, report in enumerate(originals):
        other = others[number % len(others)].text
        made = makers[_kind(number)](report.text, other, chance)
        yield {"id": report.id, "text": report.text}
        yield {"id": f"{report.id}-made", "text": made}


def _pairs(originals: list[Report]) -> Iterator[dict[str, object]]:
    for number, report in enumerate(originals):
        kind = _kind(number)
        other = originals[(number + 1) % len(originals)]
        yield {"id_a": report.id, "id_b": f"{report.id}-made", "same": kind in COPIES, "kind": kind}
        yield {"id_a": report.id, "id_b": other.id, "same": False, "kind": "another report"}


def _kind(number: int) -> str:
    return KINDS[number % len(KINDS)]


if __name__ == "__main__":
    main()
