"""The door for other WSGI servers: gunicorn 'workbench.wsgi:application()'."""

from typing import TYPE_CHECKING

from workbench import bootstrap, config
from workbench.web.app import create_app

if TYPE_CHECKING:
    from flask import Flask


def application() -> "Flask":
    """The desk's web interface, under the settings of this process."""
    return create_app(bootstrap.open_desk(config.read()))
