"""The server of the pages: its threads, and what keeps one answer from waiting for another."""

import gc
import sys
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer, MultiSocketServer

THREADS = 8
# Seconds after which a thread that computes lets another go on. After each statement a thread waits
# so long: with Python's 5 ms a writer with twenty statements held up all others for a tenth second.
SWITCHING = 0.0005


def make_server(
    app: Flask, host: str, port: int, *, ident: str | None = None
) -> "MultiSocketServer | BaseWSGIServer":
    """A server that listens and waits for `run`.

    Raises:
        OSError: the address cannot be used.
    """
    from waitress.server import create_server  # noqa: PLC0415 (only who serves needs it)

    server = create_server(app, host=host, port=port, threads=THREADS, ident=ident)
    sys.setswitchinterval(SWITCHING)
    gc.collect()
    gc.freeze()  # what the start made stays: looking through it again would hold up every answer
    return server
