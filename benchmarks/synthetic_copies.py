"""Copies of real reports made by rule, as papers make them: cut, moved, retitled, unquoted.

`python -m benchmarks.synthetic_copies --reports FILE --out DIR [--count N] [--seed S]` writes
`reports.jsonl` (each original and its copy) and `pairs.jsonl` (`same` true for each original and
copy, and as many pairs of different originals), each with its `kind`.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.reports import Report, read_reports

SEED = 20170404
LEAST_WORDS = 120  # shorter texts leave nothing to cut

_SENTENCE_END = re.compile(r"(?<=[.!?][”\"]) +|(?<=[.!?]) +(?=[A-Z“\"])")
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
    chance = random.Random(given.seed)
    usable = [r for r in read_reports(given.reports) if len(r.text.split()) >= LEAST_WORDS]
    originals = chance.sample(usable, min(given.count, len(usable)))
    given.out.mkdir(parents=True, exist_ok=True)
    with (given.out / "reports.jsonl").open("w", encoding="utf-8") as reports:
        for record in _records(originals, random.Random(given.seed)):
            reports.write(json.dumps(record, ensure_ascii=False) + "\n")
    with (given.out / "pairs.jsonl").open("w", encoding="utf-8") as pairs:
        for pair in _pairs(originals):
            pairs.write(json.dumps(pair) + "\n")


def headline_swapped(text: str, _chance: random.Random) -> str:
    """Another headline over the whole text."""
    return "Fighting goes on as talks are put off\n\n" + text


def cut_to(share: float) -> Callable[[str, random.Random], str]:
    """The beginning of the text, as a paper short of space prints it."""

    def cut(text: str, _chance: random.Random) -> str:
        sentences = _sentences(text)
        return " ".join(sentences[: max(1, round(share * len(sentences)))])

    return cut


def paragraphs_moved(text: str, chance: random.Random) -> str:
    """The same sentences in blocks of three, in another order."""
    sentences = _sentences(text)
    blocks = [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]
    chance.shuffle(blocks)
    return "\n\n".join(blocks)


def quotes_dropped(text: str, _chance: random.Random) -> str:
    """Without the sentences that quote."""
    kept = [s for s in _sentences(text) if _QUOTE.search(s) is None]
    return " ".join(kept or _sentences(text)[:3])


def dateline_changed(text: str, _chance: random.Random) -> str:
    """Under another paper's dateline."""
    return "HARBOUR (Norvane) - " + _DATELINE.sub("", text)


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "headline swapped": headline_swapped,
    "cut to 60 %": cut_to(0.6),
    "cut to 30 %": cut_to(0.3),
    "paragraphs moved": paragraphs_moved,
    "quotes dropped": quotes_dropped,
    "dateline changed": dateline_changed,
}


def _records(originals: list[Report], chance: random.Random) -> Iterator[dict[str, object]]:
    for number, report in enumerate(originals):
        kind = list(KINDS)[number % len(KINDS)]
        yield {"id": report.id, "text": report.text}
        yield {"id": f"{report.id}-copy", "text": KINDS[kind](report.text, chance)}


def _pairs(originals: list[Report]) -> Iterator[dict[str, object]]:
    for number, report in enumerate(originals):
        kind = list(KINDS)[number % len(KINDS)]
        yield {"id_a": report.id, "id_b": f"{report.id}-copy", "same": True, "kind": kind}
        other = originals[(number + 1) % len(originals)]
        yield {"id_a": report.id, "id_b": other.id, "same": False, "kind": "another report"}


def _sentences(text: str) -> list[str]:
    return [s for line in text.splitlines() for s in _SENTENCE_END.split(line) if s.strip()]


if __name__ == "__main__":
    main()
