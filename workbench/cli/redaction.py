"""redact …: what is masked in exports and for most people; reports that are withdrawn."""

from dataclasses import asdict
from typing import Any

import click

from workbench import bootstrap, config
from workbench.cli.output import emit, json_option, who
from workbench.domain.vocabulary import Role
from workbench.pipeline import withdrawing
from workbench.stages import redaction

reason_option = click.option("--reason", required=True, help="Kept on record; name nobody in it.")


@click.group("redact")
def redact_command() -> None:
    """Mask what is sensitive; withdraw reports."""


@redact_command.command("mark")
@click.argument("words")
@click.option(
    "--visible-to",
    type=click.Choice([role.value for role in Role]),
    default=Role.EDITOR.value,
    show_default=True,
    help="The least role that still sees it; exports never do.",
)
@reason_option
@json_option
def mark(words: str, *, visible_to: str, reason: str, as_json: bool) -> None:
    """Mask a name, or a passage word for word, wherever it stands."""
    services = bootstrap.open_desk(config.read())
    with services.database.transaction() as session:
        row = redaction.mark(session, words, visible_to=Role(visible_to), reason=reason, by=who())
        made = {"id": row.id, "visible_to": row.visible_to.value}
    emit(made, as_json=as_json, people=lambda m: f"Mark {m['id']} holds; lift it by that number.")


@redact_command.command("list")
@json_option
def list_(*, as_json: bool) -> None:
    """The marks that hold, with their words."""
    services = bootstrap.open_desk(config.read())
    with services.database.snapshot() as session:
        found = [
            {
                "id": row.id,
                "words": row.words,
                "visible_to": row.visible_to.value,
                "reason": row.reason,
                "by": row.marked_by,
                "at": row.marked_at.isoformat(),
            }
            for row in redaction.marks(session)
        ]
    emit(found, as_json=as_json, people=_marks)


@redact_command.command("lift")
@click.argument("mark_id", type=int)
@json_option
def lift(mark_id: int, *, as_json: bool) -> None:
    """Show these words again."""
    services = bootstrap.open_desk(config.read())
    with services.database.transaction() as session:
        redaction.lift(session, mark_id, by=who())
    emit({"lifted": mark_id}, as_json=as_json, people=lambda m: f"Mark {m['lifted']} is lifted.")


@redact_command.command("withdraw")
@click.argument("report_id", type=int)
@click.option("--erase", is_flag=True, help="Overwrite its words and its capture for good.")
@reason_option
@json_option
def withdraw(report_id: int, *, erase: bool, reason: str, as_json: bool) -> None:
    """Take a report out of use; its hashes stay."""
    services = bootstrap.open_desk(config.read())
    stays = withdrawing.withdraw(services, report_id, reason=reason, by=who(), erase=erase)
    emit({**asdict(stays), "erased": erase}, as_json=as_json, people=_withdrawn)


def _marks(found: list[dict[str, Any]]) -> str:
    return "\n".join(f"{m['id']}  {m['visible_to']}  {m['words']}" for m in found) or "No marks."


def _withdrawn(said: dict[str, Any]) -> str:
    kept = "Its words are overwritten; backups made before still hold them."
    end = kept if said["erased"] else "Its words stay under lock: no page and no export shows them."
    return f"Report {said['report']} is withdrawn; its hashes stay. {end}"
