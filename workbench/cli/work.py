"""work: a worker of its own, for imports from the pages and for what is left to compare."""

import time

import click

from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.errors import DatabaseAwayError
from workbench.jobs.worker import work

AWAY_SECONDS = 2.0


@click.command("work")
@click.option("--parent", type=int, hidden=True, help="The process to end with.")
def work_command(*, parent: int | None) -> None:
    """Do what waits in the background, until interrupted."""
    services = _open(config.read())
    if parent is None:
        click.echo("Working; Ctrl-C ends it.", err=True)
    work(services, parent=parent)


def _open(settings: Settings) -> Services:
    """The desk; a database server that is away is waited for."""
    told = False
    while True:
        try:
            return bootstrap.open_desk(settings)
        except DatabaseAwayError as error:
            if not told:
                click.echo(f"{error.message} Waiting for it.", err=True)
            told = True
            time.sleep(AWAY_SECONDS)
