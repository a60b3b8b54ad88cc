"""A file's bytes, packed or not: surveyed once, then read as a stream."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from workbench.errors import InputError
from workbench.interchange.encodings import MARKED, Evidence

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
_RATIO = 200  # no text packs better; a bomb does a thousandfold
_FREE = 64 << 20


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a file tells: its SHA-256, first unpacked bytes, likeliest encoding."""

    sha256: str
    size: int
    head: bytes
    encoding: str


class Opened:
    """A file's unpacked bytes, and how far they have been read."""

    def __init__(self, packed: BinaryIO, size: int) -> None:
        self._packed, self._size = packed, size
        self._text: TextIO | None = None
        is_gzip = packed.read(2) == _GZIP
        packed.seek(0)
        self.stream: io.BufferedReader = (
            io.BufferedReader(_Unpacking(packed, size), _CHUNK)
            if is_gzip
            else io.BufferedReader(packed, _CHUNK)  # type: ignore[arg-type]  # a raw file
        )

    def text(self, encoding: str) -> TextIO:
        """The bytes as characters, line ends as they are; unfit bytes are marked."""
        self._text = io.TextIOWrapper(self.stream, encoding, MARKED, newline="")
        return self._text

    def share(self) -> float:
        """How much of the file is read: 0..1."""
        return min(1.0, self._packed.tell() / self._size) if self._size else 1.0

    def close(self) -> None:
        """Lets go of it."""
        (self._text or self.stream).close()


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The file's unpacked bytes.

    Raises:
        InputError: it cannot be opened; or, while it is read, its packing is damaged or a bomb.
    """
    try:
        with path.open("rb", buffering=0) as packed:
            file = Opened(packed, path.stat().st_size)
            with closing(file):
                yield file
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error


def survey(path: Path) -> Survey:
    """Reads the file once, whole; flat in memory.

    Raises:
        InputError: as `opened`.
    """
    evidence, head = Evidence(), b""
    with opened(path) as file:
        while chunk := file.stream.read(_CHUNK):
            head = head or chunk[:_CHUNK]
            evidence.add(chunk)
        size = path.stat().st_size
        with path.open("rb") as packed:
            digest = hashlib.file_digest(packed, "sha256").hexdigest()
    return Survey(digest, size, head, evidence.encoding())


class _Unpacking(io.RawIOBase):
    """Gunzips, and stops at what no text unpacks to."""

    def __init__(self, packed: BinaryIO, size: int) -> None:
        self._gzip = gzip.GzipFile(fileobj=packed, mode="rb")
        self._left = _FREE + _RATIO * size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._gzip.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"The file's gzip packing is damaged: {error}.") from error
        self._left -= len(chunk)
        if self._left < 0:
            raise InputError(
                "The file unpacks to far more than a text could: it may be a gzip bomb. "
                "Unpack it yourself if you trust it."
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)
