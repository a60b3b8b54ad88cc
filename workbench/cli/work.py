"""work: a worker of its own, for imports from the pages and for what is left to compare."""

import click

from workbench import config
from workbench.cli.opening import open_when_there
from workbench.jobs.worker import work


@click.command("work")
@click.option("--parent", type=int, hidden=True, help="The process to end with.")
def work_command(*, parent: int | None) -> None:
    """Do what waits in the background, until interrupted."""
    services = open_when_there(config.read())
    if parent is None:
        click.echo("Working; Ctrl-C ends it.", err=True)
    work(services, parent=parent)
