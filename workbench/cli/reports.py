"""read, pull, add: reports and the claims in them."""

import sys
from collections.abc import Iterator
from typing import Any, TypeVar

import click

from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.cli.output import Progress, counted, emit, json_option, problem_of, who
from workbench.errors import UnreadableError
from workbench.pipeline import adding, catching_up, reading
from workbench.reading.record import Known, Rejected, ReportRecord
from workbench.representations.claims import pulled_json
from workbench.representations.reports import record_json
from workbench.stages import pulling
from workbench.stages.ingest import Outcome

Found = TypeVar("Found", bound=ReportRecord | Rejected | Known)

inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")


@click.command("read")
@inputs_argument
@json_option
def read_command(inputs: tuple[str, ...], *, as_json: bool) -> int:
    """Print each report as read; store nothing.

    INPUT is an address, a file (HTML, PDF, DOCX, text, mail), a folder, a feed or an archive of
    pages.
    """
    status = 0
    for report in _reports(inputs):
        if isinstance(report, Rejected):
            click.echo(report.reason, err=True)
            status = 1
        else:
            emit(record_json(report), as_json=as_json, people=_report)
    return status


@click.command("pull")
@click.argument("input_", metavar="INPUT")
@json_option
def pull_command(input_: str, *, as_json: bool) -> None:
    """Print the claims of one article; store nothing.

    INPUT is its address or its file.
    """
    weigh = bootstrap.bare_weigh(config.read())
    report = next(_reports((input_,)))
    if isinstance(report, Rejected):
        raise UnreadableError(report.reason)
    claims = pulling.compute(report.text, report.published, weigh)
    shape = {
        "report": record_json(report, with_text=False),
        "claims": [pulled_json(claim) for claim in claims],
        "problems": pulling.problems(report.text),
    }
    for problem in shape["problems"]:
        click.echo(problem, err=True)
    emit(shape, as_json=as_json, people=_claims)


@click.command("add")
@inputs_argument
@click.option("--article", is_flag=True, help="Also pull the claims and match them.")
@json_option
def add_command(inputs: tuple[str, ...], *, article: bool, as_json: bool) -> int:
    """Store reports: split, embed and index them.

    INPUT is an address, a file (HTML, PDF, DOCX, text, mail; JSONL of reports), a folder, a feed
    or an archive of pages. What is stored already is left as it is.
    """
    services = bootstrap.open_desk(config.read())
    receipt = adding.Receipt(inputs)
    reports = _reports(inputs) if article else _new_reports(services, inputs)
    try:
        for done in adding.add(services, reports, by=who(), article=article):
            receipt.count(done)
            for problem in done["problems"]:
                click.echo(problem_of(done["input"], problem), err=True)
            if as_json or done["outcome"] != Outcome.REJECTED:  # a reason names its input
                emit(done, as_json=as_json, people=_added)
        receipt.finished = True
    finally:
        adding.keep(services, receipt, by=who())
        click.echo(_receipt(receipt.as_json()), err=True)
    catching_up.catch_up(services, Progress())
    return 1 if receipt.counts[Outcome.REJECTED] else 0


def _reports(inputs: tuple[str, ...]) -> Iterator[ReportRecord | Rejected]:
    settings = config.read()
    for each in inputs:
        yield from _some(each, reading.reports(settings, each, stdin=sys.stdin.buffer))


def _new_reports(
    services: Services, inputs: tuple[str, ...]
) -> Iterator[ReportRecord | Rejected | Known]:
    known = adding.known_to(services)
    for each in inputs:
        found = reading.new_reports(services.settings, each, known, stdin=sys.stdin.buffer)
        yield from _some(each, found)


def _some(name: str, found: Iterator[Found]) -> Iterator[Found | Rejected]:
    """What was found in an input; that nothing was is said too."""
    first = next(found, None)
    yield Rejected(name, f"{name} holds no report.") if first is None else first
    yield from found


def _receipt(shape: dict[str, Any]) -> str:
    counts = ", ".join(f"{shape[outcome.value]} {outcome.value}" for outcome in Outcome)
    stopped = "" if shape["finished"] else " Stopped; the same command goes on from here."
    return f"{counted(shape['reports'], 'report')}: {counts}; {shape['seconds']} s.{stopped}"


def _report(shape: dict[str, Any]) -> str:
    facts = [shape["title"], shape["source"], shape["published"], shape["language"], shape["url"]]
    return " · ".join(fact or "unknown" for fact in facts) + f"\n\n{shape['text']}\n"


def _claims(shape: dict[str, Any]) -> str:
    lines = [shape["report"]["title"] or "untitled", ""]
    for number, claim in enumerate(shape["claims"], start=1):
        speaker = f"   — {claim['speaker']['name']}" if claim["speaker"] else ""
        lines.append(f"{number:3}. {claim['standalone'] or claim['text']}{speaker}")
    return "\n".join(lines)


def _added(done: dict[str, Any]) -> str:
    claims = f", {counted(len(done['claims']), 'claim')}" if done["claims"] else ""
    return f"{done['input']}: {done['outcome']}{claims}"
