"""The commands by name, each loaded when it is called; errors become sentences and statuses."""

import importlib
import logging
import os
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoSuchCommand

from workbench.errors import DeskError, UsageError, WorkbenchError

COMMANDS = {  # name: (module, what `--help` says of it without loading it)
    "init": ("desk", "Create the desk, or move an older one up."),
    "demo": ("desk", "Build the example desk."),
    "read": ("reports", "Print each report as read; store nothing."),
    "pull": ("reports", "Print the claims of one article; store nothing."),
    "add": ("reports", "Store reports: split, embed and index them."),
    "watch": ("feeds", "Watch feeds: what is new in them is added by the worker."),
    "import": ("importing", "Import claims in bulk; embed and match them."),
    "embed": ("embedding", "Embed whatever has no vector yet, here or on a Ray cluster."),
    "match": ("claims", "Match what is pending, or one claim again."),
    "search": ("claims", "Search one claim against all reports; store nothing."),
    "show": ("claims", "Show one claim with its matches, evidence, reviews and history."),
    "compare": ("comparing", "Compare two texts slot by slot."),
    "replay": ("comparing", "Recompute what a decision rested on: same, or what differs and why."),
    "export": ("claims", "Export every claim that the filter selects, with its dossier."),
    "index": ("index", "Rebuild or verify the vector index."),
    "audit": ("audit", "Check the record of events; export it for others to check."),
    "backup": ("backup", "Write the whole desk into one file, while it is in use."),
    "restore": ("backup", "Put a desk back from its backup, into an empty folder."),
    "redact": ("redaction", "Mask what is sensitive; withdraw reports."),
    "user": ("people", "Add people; issue and revoke tokens; end sessions."),
    "work": ("work", "Do what waits in the background, until interrupted."),
    "serve": ("serve", "Serve the desk's pages."),
    "doctor": ("desk", "Say what is installed, configured and wrong."),
}
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from its module; there it is called like the command, with `_command`."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"workbench.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)  # noqa: S101 (said to the type checker)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; for one that there is not, its nearest by name are said."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, from the table above: no command is loaded for it."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fact-claim-workbench", prog_name="workbench")
def workbench() -> None:
    """Corroborate or dispute the claims in news reports, offline."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


def run(arguments: Sequence[str]) -> int:
    """Runs one command: 0 done, 1 some input rejected, 2 wrong usage, 3 the desk is unusable."""
    try:
        status = workbench.main(list(arguments), prog_name="workbench", standalone_mode=False)
    except WorkbenchError as error:
        click.echo(f"workbench: {error.message}", err=True)
        return _status(error)
    except click.exceptions.Abort:
        click.echo("workbench: stopped; what was done is kept.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:  # `workbench … | head` has read enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 (the interpreter flushes it last)
        return 0
    except KeyboardInterrupt:
        click.echo("workbench: stopped; what was done is kept.", err=True)
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _status(error: WorkbenchError) -> int:
    if isinstance(error, DeskError):
        return 3
    return 2 if isinstance(error, UsageError) else 1
