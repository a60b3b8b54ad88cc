"""Streams with a bound: nothing is unpacked or held beyond the limits."""

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from workbench.errors import UnreadableError

if TYPE_CHECKING:
    from workbench.reading.record import Limits

_CHUNK = 256 * 1024


class Rewound(io.RawIOBase):
    """A stream whose first bytes were read already and are given again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The head first, then the stream."""
        size = len(buffer)
        data = self._head[:size] or self._stream.read(size)
        self._head = self._head[size:]
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A packed stream that counts what was taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """A gzip stream unpacked; it stops with a sentence where it is cut off or a bomb."""

    def __init__(self, packed: BinaryIO, name: str, limits: "Limits") -> None:
        self._packed = _Counted(packed)
        self._file = gzip.GzipFile(fileobj=io.BufferedReader(self._packed, _CHUNK))
        self._name = name
        self._limits = limits
        self._count = 0
        self._damage = f"{name} is packed and cut off or damaged. Fetch or copy it again."
        self._is_damaged = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._is_damaged:
            raise UnreadableError(self._damage)
        try:
            data = self._file.read1(len(buffer))  # what is sound before the damage comes first
        except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
            self._is_damaged = True
            raise UnreadableError(self._damage) from problem
        buffer[: len(data)] = data
        self._count += len(data)
        allowed = self._limits.expansion * self._packed.count
        if self._count > max(4 * self._limits.report_bytes, allowed):
            raise UnreadableError(
                f"{self._name} unpacks to more than {self._limits.expansion} times its size, "
                "as no report does. It was left unread."
            )
        return len(data)


def unpacked(stream: BinaryIO, *, name: str, limits: "Limits") -> BinaryIO:
    """The stream without its gzip packing; reading it raises UnreadableError where it fails."""
    return cast("BinaryIO", io.BufferedReader(_Unpacked(stream, name, limits), _CHUNK))


class Piecewise:
    """A stream that gives what it has rather than fail for want of the rest."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast("io.BufferedReader", stream)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        return self._stream.read1(size)


def read_head(stream: BinaryIO, size: int) -> bytes:
    """The first bytes; those before any damage where there is some, which shows on reading on."""
    head = bytearray()
    read = cast("io.BufferedReader", stream).read1
    try:
        while len(head) < size and (chunk := read(size - len(head))):
            head += chunk
    except UnreadableError:
        if not head:
            raise
    return bytes(head)


def read_whole(stream: BinaryIO, *, name: str, limits: "Limits") -> bytes:
    """All bytes of one report; raises UnreadableError where there are too many."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > limits.report_bytes:
            raise UnreadableError(
                f"{name} is larger than {megabytes(limits.report_bytes)}, the most one report may "
                "have. Split it, or give its reports as JSON Lines."
            )
    return bytes(data)


def megabytes(count: int) -> str:
    """A size for a person."""
    return f"{count / 1024 / 1024:.0f} MB"
