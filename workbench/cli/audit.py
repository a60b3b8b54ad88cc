"""audit verify, audit export: whether the record was touched, for us and for others."""

from pathlib import Path
from typing import Any

import click

from workbench import bootstrap, config
from workbench.cli.output import counted, emit, json_option
from workbench.errors import DeskError, InputError, UsageError
from workbench.interchange import bundle
from workbench.stages import auditing, bundling


@click.group("audit")
def audit_command() -> None:
    """Check the record of events; export it for others to check."""


@audit_command.command("verify")
@click.option("--head", "heads", multiple=True, metavar="HASH", help="A head that was kept.")
@click.option(
    "--heads", "kept", type=click.Path(dir_okay=False), help="The heads.txt beside the backups."
)
@json_option
def verify(*, heads: tuple[str, ...], kept: str | None, as_json: bool) -> None:
    """Find every event, decision, text and capture that was touched."""
    services = bootstrap.open_desk(config.read())
    wanted = {*heads, *(_heads(Path(kept)) if kept else ())}
    with services.database.snapshot() as session:
        audit = auditing.verify(session, services.settings.captures, heads=wanted)
    found = {
        "ok": not audit.findings,
        "events": audit.head.count,
        "head": audit.head.hash,
        "findings": [{"where": f.where, "reason": f.reason} for f in audit.findings],
        "remarks": audit.remarks,
    }
    emit(found, as_json=as_json, people=_verified)
    if audit.findings:
        raise DeskError(
            f"The record was touched in {counted(len(audit.findings), 'place')}. "
            "Compare with the last backup: workbench restore FILE, into an empty desk."
        )


@audit_command.command("export")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False), metavar="ZIP")
@json_option
def export(*, output: str, as_json: bool) -> int:
    """Write a bundle that verifies without the workbench."""
    services = bootstrap.open_desk(config.read())
    path = Path(output)
    beside = path.with_name(path.name + ".partial")
    missing: list[str] = []
    try:
        beside.unlink(missing_ok=True)
        with services.database.snapshot() as session:
            held = bundling.contents(session, services.desk_id, services.settings.captures, missing)
            files = bundle.write(beside, held)
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
    for problem in missing:
        click.echo(problem, err=True)
    made = {"file": output, "head": held.head, "files": len(files), "problems": missing}
    emit(made, as_json=as_json, people=_exported)
    return 1 if missing else 0


def _heads(path: Path) -> list[str]:
    """The heads of a file that backups append to: the second word of each line."""
    try:
        lines = path.read_text().splitlines()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    words = [line.split() for line in lines if line.strip()]
    if any(len(each) < 2 for each in words):
        raise UsageError(f"{path} is no list of heads: a line has a time and a head.")
    return [each[1] for each in words]


def _verified(found: dict[str, Any]) -> str:
    lines = [f"{f['where']}: {f['reason']}" for f in found["findings"]]
    summary = "the record holds" if found["ok"] else "the record was touched"
    return "\n".join(
        [*lines, *found["remarks"], f"{found['events']} events, head {found['head']}: {summary}."]
    )


def _exported(made: dict[str, Any]) -> str:
    return (
        f"{made['files']} files in {made['file']}, head {made['head']}. "
        f"To verify it with Python alone: python {made['file']}"
    )
