"""Opens the desk for what stays: a database server that is away is waited for."""

import time

import click

from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.errors import DatabaseAwayError

AWAY_SECONDS = 2.0


def open_when_there(settings: Settings) -> Services:
    """The desk, as soon as its database answers; that it waits is said once.

    Raises:
        DeskError: what waiting does not mend.
    """
    told = False
    while True:
        try:
            return bootstrap.open_desk(settings)
        except DatabaseAwayError as error:
            if not told:
                click.echo(f"{error.message} Waiting for it.", err=True)
            told = True
            time.sleep(AWAY_SECONDS)
