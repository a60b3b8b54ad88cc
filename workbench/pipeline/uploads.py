"""Files that people sent, kept in the desk's home until their import is over."""

import re
import secrets
import shutil
from pathlib import Path

from workbench.bootstrap import Services
from workbench.errors import NotFoundError

_TOKEN = re.compile(r"[0-9a-f]{32}")


def folder(services: Services) -> Path:
    """Where they are."""
    return services.settings.home / "uploads"


def place(services: Services, name: str) -> tuple[str, Path]:
    """A token and the path to write a new upload to."""
    token = secrets.token_hex(16)
    inside = folder(services) / token
    inside.mkdir(parents=True, mode=0o700)
    return token, inside / (name or "claims.csv")


def find(services: Services, token: str) -> Path:
    """The upload of that token.

    Raises:
        NotFoundError: there is none, or its import is over.
    """
    inside = folder(services) / token
    if not _TOKEN.fullmatch(token) or not inside.is_dir():
        raise NotFoundError("This upload is no longer here: send the file again.")
    return next(inside.iterdir())


def is_upload(services: Services, path: str) -> bool:
    """Whether an input is one of them."""
    return Path(path).parent.parent == folder(services).absolute()


def discard(services: Services, path: str) -> None:
    """Deletes an upload; any other file stays."""
    if is_upload(services, path):
        shutil.rmtree(Path(path).parent, ignore_errors=True)
