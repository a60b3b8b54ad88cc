"""match, search, show, export: claims one by one."""

from datetime import UTC, datetime
from typing import Any

import click

from workbench import bootstrap, config
from workbench.cli.output import Progress, emit, json_option
from workbench.domain.vocabulary import State, Verdict
from workbench.errors import UsageError
from workbench.language.identify import foreign
from workbench.pipeline import catching_up, exporting, showing
from workbench.pipeline.searching import MOST, Search, search
from workbench.store import queries
from workbench.store.casework import Viewer, look_as

NOT_YET = (
    "Passages found by their words alone so far: {:,}; more may bear on this (workbench match)."
)


@click.command("match")
@click.option("--claim", "claim_id", type=int, metavar="ID", help="One claim again.")
@json_option
def match_command(*, claim_id: int | None, as_json: bool) -> None:
    """Match what is pending, or one claim again."""
    services = bootstrap.open_desk(config.read())
    progress = Progress()
    catching_up.catch_up(services, progress)
    if claim_id is not None:
        with services.database.snapshot() as session:
            showing.show(session, claim_id)
        catching_up.match_one(services, claim_id)
    emit({"matched": claim_id or "pending"}, as_json=as_json, people=lambda _: "Matched.")


@click.command("search")
@click.argument("text")
@click.option(
    "--limit", default=10, type=click.IntRange(1, MOST), show_default=True, help="How many at most."
)
@click.option("--before", metavar="DATE", help="Only reports published before this day.")
@click.option("--exclude-report", type=int, metavar="ID", help="Not in this report.")
@click.option("--exclude-source", metavar="NAME", help="Not in reports of this source.")
@click.option("--language", metavar="CODE", help="Only reports in this language, such as en.")
@json_option
def search_command(  # noqa: PLR0913 - one for each option
    text: str,
    *,
    limit: int,
    before: str | None,
    exclude_report: int | None,
    exclude_source: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Search one claim against all reports; store nothing."""
    services = bootstrap.open_desk(config.read())
    wanted = Search(text, limit, _day(before), exclude_report, exclude_source, language)
    emit(search(services, wanted), as_json=as_json, people=_found)


@click.command("show")
@click.argument("claim_id", type=int)
@json_option
def show_command(claim_id: int, *, as_json: bool) -> None:
    """Show one claim with its matches, evidence, reviews and history."""
    services = bootstrap.open_desk(config.read())
    required = services.settings.reviewers_required
    with services.database.snapshot() as session:
        look_as(session, Viewer(None, reviewers_required=required))
        shape = showing.show(session, claim_id)
    emit(shape, as_json=as_json, people=_shown)


@click.command("export")
@click.option(
    "--format", "format_", type=click.Choice(list(exporting.FORMATS)), help="csv if none is named."
)
@click.option(
    "--state", type=click.Choice([s.value for s in State]), help="Only where the work stands so."
)
@click.option(
    "--verdict", type=click.Choice([v.value for v in Verdict]), help="Only with this verdict."
)
@click.option("--since", metavar="DATE", help="Only claims that came on this day or later.")
@click.option("-o", "output", type=click.Path(dir_okay=False), help="A file; else standard output.")
@json_option
def export_command(
    *,
    format_: str | None,
    state: str | None,
    verdict: str | None,
    since: str | None,
    output: str | None,
    as_json: bool,
) -> None:
    """Export every claim that the filter selects, with its dossier."""
    if as_json and format_ not in {None, "jsonl"}:
        raise UsageError(f"--json is --format jsonl: leave one of --json and --format {format_}.")
    services = bootstrap.open_desk(config.read())
    day = _day(since)
    chosen = queries.Filter(
        state=State(state) if state else None,
        verdict=Verdict(verdict) if verdict else None,
        since=day.date().isoformat() if day else None,
    )
    exporting.export(services, chosen, "jsonl" if as_json else format_ or "csv", output)


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is no date; write it as 2017-06-02.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _found(found: dict[str, Any]) -> str:
    waiting = found["searched"]["behind"]
    lines, held = [NOT_YET.format(waiting)] if waiting else [], False
    for match in found["matches"]:
        report = match["report"]
        if held and not match["literal"]:
            lines += ["", "Without these words:", ""]
        held = match["literal"]
        where = f"{report['source'] or 'unknown source'}, {report['published'] or 'unknown date'}"
        lines += [f"{match['similarity']:.2f}  {match['signal']:9}  {match['text']}"]
        lines += [f"      {where}"]
    if not found["matches"]:
        lines.append(_nothing_in(found["searched"]["reports"], waiting))
    return "\n".join(lines)


def _nothing_in(reports: int, waiting: int) -> str:
    if not reports:
        return "The desk has no reports to search yet. Add some: workbench add FILE."
    if waiting:
        return "Nothing was found in what can be searched."
    return f"Of the desk's reports ({reports:,}) none bears on this."


def _shown(shape: dict[str, Any]) -> str:
    lines = [shape["text"], f"{shape['state']}: {shape['verdict'] or 'no verdict'}"]
    if language := foreign(shape["text"]):
        lines.append(f"In another language than English ({language}): nothing is compared.")
    lines += [f"  {m['similarity']:.2f}  {m['signal']:9}  {m['text']}" for m in shape["matches"]]
    lines += [f"  {r['reviewer']}: {r['verdict']}. {r['rationale']}" for r in shape["reviews"]]
    return "\n".join(lines)
