"""Files that people sent, kept in the desk's home until their import is over."""

import re
import secrets
import shutil
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from workbench.bootstrap import Services
from workbench.errors import NotFoundError

KEPT_SECONDS = 7 * 24 * 3600
_NAME_BYTES = 200  # of 255: what is made of it has a longer name
_TOKEN = re.compile(r"[0-9a-f]{32}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def folder(services: Services) -> Path:
    """Where they are."""
    return services.settings.home / "uploads"


def place(services: Services, name: str) -> tuple[str, Path]:
    """A token and the path to write a new upload to."""
    token = secrets.token_hex(16)
    inside = folder(services) / token
    inside.mkdir(parents=True, mode=0o700)
    return token, inside / _fit(name)


def find(services: Services, token: str) -> Path:
    """The upload of that token.

    Raises:
        NotFoundError: there is none, or its import is over.
    """
    inside = folder(services) / token
    if not _TOKEN.fullmatch(token) or not inside.is_dir():
        raise NotFoundError("This upload is no longer here: send the file again.")
    kept = next(inside.iterdir(), None)
    if kept is None:
        raise NotFoundError("This upload did not arrive whole: send the file again.")
    return kept


def is_upload(services: Services, path: str) -> bool:
    """Whether an input is one of them."""
    return Path(path).parent.parent == folder(services).absolute()


def forget_old(services: Services, wanted: Collection[str]) -> None:
    """Deletes what was sent long ago and no job wants: looked at, and never imported."""
    for inside in folder(services).glob("*"):
        with suppress(FileNotFoundError):  # its import is over meanwhile
            is_old = time.time() - inside.stat().st_mtime > KEPT_SECONDS
            if is_old and not any(Path(path).parent == inside.absolute() for path in wanted):
                shutil.rmtree(inside, ignore_errors=True)


def _fit(name: str) -> str:
    """The end of a name, which tells the format, as long as file systems take it."""
    plain = _CONTROL.sub("", name).strip(". ")
    return plain.encode(errors="replace")[-_NAME_BYTES:].decode(errors="ignore") or "claims.csv"


def discard(services: Services, path: str) -> None:
    """Deletes an upload; any other file stays."""
    if is_upload(services, path):
        shutil.rmtree(Path(path).parent, ignore_errors=True)
