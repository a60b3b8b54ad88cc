"""The server of the pages: its threads, and what keeps one answer from waiting for another."""

import gc
import logging
import threading
from typing import TYPE_CHECKING

from flask import Flask

from workbench.bootstrap import Services
from workbench.errors import WorkbenchError
from workbench.pipeline import searching

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer, MultiSocketServer

log = logging.getLogger(__name__)

THREADS = 8


def make_server(app: Flask, host: str, port: int) -> "MultiSocketServer | BaseWSGIServer":
    """A server that listens and waits for `run`.

    Raises:
        OSError: the address cannot be used.
    """
    from waitress.server import create_server  # noqa: PLC0415 (only who serves needs it)

    server = create_server(app, host=host, port=port, threads=THREADS, ident=None)
    _freeze()
    return server


def warm_up(services: Services) -> threading.Thread:
    """Loads the model beside the first answers and rehearses: nobody need wait for either."""
    thread = threading.Thread(target=_load, args=(services,), name="warm-up", daemon=True)
    thread.start()
    return thread


def _load(services: Services) -> None:
    try:
        services.encoder.encode(["The model is loaded with its first text."])
        if services.weigh is not None:
            services.weigh(["The head that weighs sentences is read with its first one."])
    except WorkbenchError as error:  # whoever needs the model is told again, on their page
        log.warning("the model is not loaded: %s", error.message)
    else:
        _rehearse(services)
    _freeze()


def _rehearse(services: Services) -> None:
    try:
        searching.rehearse(services)
    except WorkbenchError as error:  # whoever searches is told again
        log.warning("no search was rehearsed: %s", error.message)
    except RuntimeError:  # no thread can be started: the server is ending already
        log.info("no search is rehearsed while the server ends")


def _freeze() -> None:
    """What the start made stays: looking through it again would hold up every answer."""
    gc.collect()
    gc.freeze()
