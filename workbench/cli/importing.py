"""import: claims in bulk, looked at first, undone if need be."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.cli.output import Progress, counted, emit, json_option, who
from workbench.cli.row_progress import RowProgress
from workbench.errors import InputError, UsageError
from workbench.interchange.claim_files import FORMATS
from workbench.interchange.rows import FIELDS, Directions
from workbench.pipeline import catching_up, importing, undoing

Json = dict[str, Any]
_ASSESSED_AT_ONCE = 200  # more than these are left to the worker
_VALUE_SAID = 40  # letters of what was refused
_PROBLEMS_SAID = 20


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Say what would be done; store nothing.")
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column is what.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Instead of the one found.")
@click.option("--encoding", help="Instead of the one found.")
@click.option("--undo", "undone", type=int, metavar="ID", help="Take a whole import back.")
@json_option
def import_command(  # noqa: PLR0913 (click hands over every option)
    files: tuple[str, ...],
    *,
    dry_run: bool,
    pairs: tuple[str, ...],
    format_: str | None,
    encoding: str | None,
    undone: int | None,
    as_json: bool,
) -> int:
    """Import claims in bulk; embed and match them.

    FILE may be - for standard input. A FIELD is one of text, external_id, speaker, claimed_at, url,
    source, language, tags and note; whatever else a file has is kept beside the claim.
    """
    if bool(files) == (undone is not None):
        raise UsageError("Name at least one file of claims, or --undo ID.")
    directions = Directions(_mapping(pairs), format_, encoding)
    services = bootstrap.open_desk(config.read())
    if undone is not None:
        emit(undoing.undo(services, undone, by=who()), as_json=as_json, people=_undone)
        return 0
    status = 0
    for name in files:
        receipt = _import(services, name, directions, dry_run=dry_run)
        if receipt is None or receipt["rejected"]:
            status = 1
        if receipt is not None:
            emit(receipt, as_json=as_json, people=_receipt)
    if not dry_run:
        _assess(services)
    return status


def _import(services: Services, name: str, directions: Directions, *, dry_run: bool) -> Json | None:
    try:
        with _readable(name) as path, RowProgress() as progress:
            if dry_run:
                receipt = importing.look(services, path, directions)
            else:
                receipt = importing.import_file(
                    services, path, by=who(), directions=directions, tell=progress
                )
            if receipt["rejected"] and not dry_run:
                beside = Path(path.name) if name == "-" else path
                written = importing.write_rejected(services, receipt["import"], beside)
                receipt["rejected_file"] = str(written)
    except InputError as error:
        click.echo(f"{name}: {error.message}", err=True)
        return None
    for problem in receipt["problems"][:_PROBLEMS_SAID]:
        value = f" “{problem['value'][:_VALUE_SAID]}”:" if problem["value"] else ""
        click.echo(f"{name}: row {problem['row']}:{value} {problem['reason']}", err=True)
    if receipt["rejected"] > _PROBLEMS_SAID:
        more = receipt["rejected"] - _PROBLEMS_SAID
        click.echo(f"{name}: and {more:,} more rows were rejected.", err=True)
    return receipt


@contextmanager
def _readable(name: str) -> Iterator[Path]:
    """A file by its name; standard input by a copy, for it is read twice."""
    if name != "-":
        yield Path(name)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path


def _assess(services: Services) -> None:
    """A few claims are compared at once; many are left to the worker, the likeliest first."""
    if not catching_up.has_unassessed(services, more_than=_ASSESSED_AT_ONCE):
        catching_up.assess_pending(services, Progress())
    else:
        click.echo(
            "The claims are matched and not yet compared with what was found: "
            "serve and work do this beside, match does it now.",
            err=True,
        )


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise UsageError(f"--map {pair} has another form: --map FIELD=COLUMN.")
    mapping = dict(pair.split("=", 1) for pair in pairs)
    for field in mapping.keys() - set(FIELDS):
        raise UsageError(f"There is no field {field}; the fields are {', '.join(FIELDS)}.")
    return mapping


def _receipt(receipt: Json) -> str:
    counts = ", ".join(f"{receipt[k]:,} {k}" for k in ("new", "same", "changed", "rejected"))
    would = "would be " if receipt["dry_run"] else ""
    told = f"{receipt['file']}: {counted(receipt['rows'], 'row')}: {would}{counts}."
    if receipt["dry_run"]:
        columns = ", ".join(f"{field} = {name}" for field, name in receipt["columns"].items())
        return f"{told}\nRead as {receipt['format']}, {receipt['encoding']}; {columns}."
    told += f" Import {receipt['import']}."
    if "rejected_file" in receipt:
        told += f" Rejected rows: {receipt['rejected_file']}"
    return told


def _undone(done: Json) -> str:
    lines = [f"Import {done['import']} is undone: {done['removed']:,} claims removed."]
    if done["restored"]:
        lines.append(f"{done['restored']:,} claims read as before it.")
    shown = done["stay"][:_PROBLEMS_SAID]
    lines += [f"Stays: claim {each['claim']}, {each['because']}." for each in shown]
    if more := len(done["stay"]) + done["stay_left_out"] - len(shown):
        lines.append(f"{more:,} more stay.")
    return "\n".join(lines)
