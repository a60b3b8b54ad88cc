"""compare, replay: how two texts stand to each other, and whether a decision still does."""

from typing import Any, BinaryIO

import click

from workbench import bootstrap, config
from workbench.cli.output import emit, json_option
from workbench.errors import UsageError
from workbench.pipeline.comparing import compare_lines, compare_texts
from workbench.pipeline.replaying import replay


@click.command("compare")
@click.argument("texts", nargs=-1, metavar="A B")
@click.option("--pairs", type=click.File("rb"), help='JSONL of {"a", "b"}.')
@json_option
def compare_command(texts: tuple[str, ...], *, pairs: BinaryIO | None, as_json: bool) -> int:
    """Compare two texts slot by slot.

    A is the claim, B what is held beside it.
    """
    if pairs is not None and not texts:
        bad = 0
        for found in compare_lines(pairs):
            bad += "problem" in found
            emit(found, as_json=as_json, people=_compared)
        return 1 if bad else 0
    if pairs is not None or len(texts) != 2:
        raise UsageError("Give two texts, or a file of pairs: compare A B, compare --pairs FILE.")
    emit(compare_texts({"a": texts[0], "b": texts[1]}), as_json=as_json, people=_compared)
    return 0


@click.command("replay")
@click.argument("claim_id", type=int)
@json_option
def replay_command(claim_id: int, *, as_json: bool) -> None:
    """Recompute what a decision rested on: same, or what differs and why."""
    found = replay(bootstrap.open_desk(config.read()), claim_id)
    emit(found, as_json=as_json, people=_replayed)


def _compared(found: dict[str, Any]) -> str:
    if "problem" in found:
        return str(found["problem"])
    lines = [f"{found['signal']}: {found['because']}"]
    lines += [f"  {row['slot']:6} {row['relation']:14} {row['why']}" for row in found["comparison"]]
    return "\n".join(lines)


def _replayed(found: dict[str, Any]) -> str:
    lines = []
    for review in found["reviews"]:
        said = "same" if review["same"] else "differs"
        lines.append(f"Review {review['number']}, {review['verdict']}: {said}.")
        lines += [
            f"  {d['what']}: was {d['was']}, is {d['is']}. {d['why']}"
            for d in review["differences"]
        ]
    return "\n".join(lines)
