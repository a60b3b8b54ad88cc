"""Keeps a worker running beside the web server: started with it, started again, stopped with it."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from workbench import config
from workbench.config import Settings

log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0  # before a worker that died is started again
PATIENCE_SECONDS = 5.0


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """A worker process for as long as the block runs."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(settings, stopping), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join(2 * PATIENCE_SECONDS)


def _keep(settings: Settings, stopping: threading.Event) -> None:
    while not stopping.is_set():
        worker = _start(settings)
        while worker.poll() is None and not stopping.wait(0.2):
            pass
        if not stopping.is_set():
            log.warning("the worker ended with status %s; another is started", worker.returncode)
            stopping.wait(PAUSE_SECONDS)
    _stop(worker)


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "workbench", "work", "--parent", str(os.getpid())]
    return subprocess.Popen(command, env=config.child_environment(settings))  # noqa: S603 (ours)


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
