"""The backup's form: one ZIP with the database, the captures and the SHA-256 of each."""

import errno
import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from workbench.errors import InputError

FORMAT = 1
DATABASE = "workbench.sqlite3"
# RuntimeError is what zipfile says of an entry that is locked or packed in a way it does not know.
_UNREADABLE = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    RuntimeError,
)
_MANIFEST = "manifest.json"
_NAME = re.compile(r"workbench\.sqlite3|captures/[0-9a-f]{2}/[0-9a-f]{64}\.gz")
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `files` gives each file's SHA-256 and size in bytes."""

    made_at: str
    program: str
    schema: str
    desk: str
    head: str
    events: int
    format: int = FORMAT
    files: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes on disk once restored."""
        return sum(size for _, size in self.files.values())


def write(path: Path, files: Iterable[tuple[str, Path]], manifest: Manifest) -> list[str]:
    """Writes the backup; fills the manifest's `files`, which comes last.

    Gives the names of captures that went meanwhile: whoever erases a report waits for no backup.
    """
    gone = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, file in files:
            try:
                manifest.files[name] = _add(archive, name, file)
            except FileNotFoundError:
                gone.append(name)
        if DATABASE in gone:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), DATABASE)
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
    return gone


def read(path: Path) -> Manifest:
    """Reads every byte of a backup and gives its manifest.

    Raises:
        InputError: it is no backup, one of a newer program, or not what was written.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(path, archive)
            for name, expected in manifest.files.items():
                if _digest(archive, name, expected[1]) != expected:
                    raise InputError(f"The backup {path} is damaged: {name} is not what was kept.")
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except _UNREADABLE as error:
        raise InputError(f"{path} is no backup of a desk, or it is damaged: {error}.") from error
    return manifest


def extract(path: Path, manifest: Manifest, folder: Path) -> None:
    """Writes the files of a backup that was read into an empty folder."""
    with zipfile.ZipFile(path) as archive:
        for name in manifest.files:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("xb") as written:
                _copy(source, written)


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    said = json.loads(archive.read(_MANIFEST))
    if said["format"] > FORMAT:
        raise InputError(f"The backup {path} was made by a newer workbench. Install that one.")
    files = {name: (str(digest), int(size)) for name, (digest, size) in said["files"].items()}
    foreign = sorted(name for name in files if not _NAME.fullmatch(name))
    if foreign or DATABASE not in files or {*files, _MANIFEST} != set(archive.namelist()):
        raise InputError(f"{path} is no backup of a desk: it holds other files.")
    return Manifest(**{**said, "files": files})


def _add(archive: zipfile.ZipFile, name: str, file: Path) -> tuple[str, int]:
    entry = zipfile.ZipInfo.from_file(file, name)
    packed = name.endswith(".gz")
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as written:
        return _copy(source, written)


def _copy(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        target.write(piece)
    return digest.hexdigest(), size


def _digest(archive: zipfile.ZipFile, name: str, most: int) -> tuple[str, int]:
    """Reads no more than the manifest promises: a bomb is cut off."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as source:
        while size <= most and (piece := source.read(_PIECE)):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
