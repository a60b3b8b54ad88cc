"""backup, restore: the whole desk into one file, and back."""

from pathlib import Path
from typing import Any

import click

from workbench import bootstrap, config
from workbench.cli.output import emit, json_option, who
from workbench.errors import WorkbenchError
from workbench.pipeline.rebuilding import rebuild
from workbench.stages import backup
from workbench.store import events


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
def backup_command(file: Path, *, as_json: bool) -> int:
    """Write the whole desk into one file, while it is in use."""
    services = bootstrap.open_desk(config.read())
    made = backup.make(services.database, services.settings.captures, file)
    problems = list(made.problems)
    try:
        backup.note_head(made)
        with services.database.transaction() as session:
            backup.remember(session, made, by=who())
    except WorkbenchError as error:
        problems.append(f"The backup is made, but not noted: {error.message}")
    for problem in problems:
        click.echo(problem, err=True)
    shape = {
        "file": str(file),
        "sha256": made.sha256,
        "bytes": file.stat().st_size,
        "head": made.manifest.head,
        "events": made.manifest.events,
        "captures": len(made.manifest.files) - 1,
        "problems": problems,
    }
    emit(shape, as_json=as_json, people=_made)
    return 1 if problems else 0


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
def restore_command(file: Path, *, as_json: bool) -> None:
    """Put a desk back from its backup, into an empty folder."""
    settings = config.read()
    manifest = backup.restore(file, settings)
    services = bootstrap.init(settings)
    with services.database.transaction() as session:
        events.append(
            session,
            "restored",
            actor=who(),
            subject="desk",
            made_at=manifest.made_at,
            head=manifest.head,
        )
    built = rebuild(services)
    shape = {
        "home": str(settings.home),
        "desk": manifest.desk,
        "made_at": manifest.made_at,
        "head": manifest.head,
        "events": manifest.events,
        "captures": len(manifest.files) - 1,
        "indexed": built.count,
    }
    emit(shape, as_json=as_json, people=_restored)


def _made(shape: dict[str, Any]) -> str:
    return (
        f"{shape['file']}: {shape['bytes'] / 1e6:.1f} MB, {shape['captures']} captures, "
        f"{shape['events']} events.\nHead {shape['head']}; keep it apart from the backup."
    )


def _restored(shape: dict[str, Any]) -> str:
    return (
        f"The desk in {shape['home']} is as it was at {shape['made_at']}: {shape['events']} "
        f"events, {shape['captures']} captures, {shape['indexed']} vectors. All sign in anew."
    )
