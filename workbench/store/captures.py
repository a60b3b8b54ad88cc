"""Raw bytes as they were acquired, kept once under their SHA-256, compressed."""

import gzip
import hashlib
import os
import re
import tempfile
from pathlib import Path

from workbench.errors import DeskError, NotFoundError

_SHA256 = re.compile(r"[0-9a-f]{64}")


def keep(folder: Path, raw: bytes) -> str:
    """Stores the bytes unless they are there already; gives their SHA-256.

    Raises:
        DeskError: the folder cannot be written.
    """
    digest = hashlib.sha256(raw).hexdigest()
    path = _path(folder, digest)
    if path.exists():
        return digest
    try:
        _write(path, gzip.compress(raw, mtime=0))
    except OSError as error:
        raise DeskError(
            f"Captures cannot be kept in {folder}: {error.strerror}. Make room or mend its rights."
        ) from error
    return digest


def fetch(folder: Path, digest: str) -> bytes:
    """The bytes under that hash.

    Raises:
        NotFoundError: there are none.
        DeskError: what is kept is not what was kept.
    """
    try:
        raw = gzip.decompress(_path(folder, digest).read_bytes())
    except FileNotFoundError:
        raise NotFoundError(f"There is no capture {digest}.") from None
    except (OSError, EOFError) as error:
        raise DeskError(f"The capture {digest} cannot be read: {error}.") from error
    if hashlib.sha256(raw).hexdigest() != digest:
        raise DeskError(f"The capture {digest} is damaged. Restore it from a backup.")
    return raw


def has(folder: Path, digest: str) -> bool:
    """Whether there are bytes under that hash."""
    return _path(folder, digest).exists()


def forget(folder: Path, digest: str) -> None:
    """Removes the bytes under that hash for good, if they are there."""
    _path(folder, digest).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a half-copied capture never carries the final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _path(folder: Path, digest: str) -> Path:
    if not _SHA256.fullmatch(digest):  # a name from a file that was tampered with is no path
        raise NotFoundError("There is no capture of that name.")
    return folder / digest[:2] / f"{digest}.gz"
