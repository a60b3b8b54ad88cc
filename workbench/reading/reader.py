"""Every report of a file, a folder, an address or standard input, as a stream."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from workbench.errors import UnreadableError
from workbench.reading.addresses import is_address
from workbench.reading.documents import Document
from workbench.reading.parallel import Done, Item, passed_over, resolved
from workbench.reading.record import Known, Limits, Rejected, ReportRecord
from workbench.reading.sniffing import HEAD, Kind, kind_of
from workbench.reading.unpacking import Rewound, read_head, read_whole, unpacked

if TYPE_CHECKING:
    from workbench.reading.fetch import Fetched, Fetcher

Reports = Iterator[ReportRecord | Rejected]
_DEEPEST = 3  # packings inside one another
_STREAMED = frozenset({Kind.WARC, Kind.JSONL, Kind.CSV})


@dataclass(frozen=True, slots=True)
class _Source:
    """Where bytes come from and what goes with them."""

    name: str
    limits: Limits
    url: str | None = None
    charset: str | None = None
    fetcher: "Fetcher | None" = None
    depth: int = 0


def read(
    input: str,  # noqa: A002 - the contract's word
    *,
    limits: Limits | None = None,
    fetcher: "Fetcher | None" = None,
    stdin: BinaryIO | None = None,
    workers: int = 1,
) -> Reports:
    """Every report of one input; what cannot be read is yielded as Rejected and the rest goes on.

    A `fetcher` lets addresses be fetched, those of a feed's entries too. Folders and archives are
    read on as many cores as `workers`.
    """
    yield from _read(
        read_new(input, _is_new, limits=limits, fetcher=fetcher, stdin=stdin, workers=workers)
    )


def read_new(
    input: str,  # noqa: A002 - the contract's word
    is_known: Callable[[Known], bool],
    *,
    limits: Limits | None = None,
    fetcher: "Fetcher | None" = None,
    stdin: BinaryIO | None = None,
    workers: int = 1,
) -> Iterator[Done]:
    """The same, but for documents whose bytes `is_known`: these are named and not read again."""
    source = _Source(input, limits or Limits(), fetcher=fetcher)
    items = passed_over(_read_input(source, stdin), is_known)
    try:
        yield from resolved(items, source.limits, workers=workers)
    except UnreadableError as problem:
        yield Rejected(input, problem.message)


def read_bytes(
    name: str,
    data: bytes,
    *,
    url: str | None = None,
    limits: Limits | None = None,
) -> Reports:
    """Every report in bytes already at hand, such as an upload or a paste."""
    source = _Source(name, limits or Limits(), url)
    yield from _read(resolved(_read_stream(source, io.BytesIO(data)), source.limits))


def read_fetched(
    fetched: "Fetched",
    *,
    limits: Limits | None = None,
    fetcher: "Fetcher | None" = None,
) -> Reports:
    """Every report in what an address answered: a page, a document, a feed, an archive."""
    source = _Source(fetched.asked, limits or Limits(), fetched.url, fetched.charset, fetcher)
    yield from _read(resolved(_read_stream(source, io.BytesIO(fetched.body)), source.limits))


def _is_new(_known: Known) -> bool:
    return False


def _read(items: Iterator[Done]) -> Reports:
    """Without what was passed over."""
    for item in items:
        if not isinstance(item, Known):
            yield item


def _read_input(source: _Source, stdin: BinaryIO | None) -> Iterator[Item]:
    if source.name == "-":
        if stdin is None:
            raise UnreadableError("There is no standard input to read. Name a file instead.")
        yield from _read_stream(replace(source, name="standard input"), stdin)
    elif is_address(source.name):
        if source.fetcher is None:
            raise UnreadableError(f"{source.name} was not fetched: fetching is off here.")
        fetched = source.fetcher.fetch(source.name)
        yield from read_fetched(fetched, limits=source.limits, fetcher=source.fetcher)
    else:
        for path in _files(Path(source.name)):
            yield from _read_file(replace(source, name=str(path)))


def _files(path: Path) -> Iterator[Path]:
    """A file itself; a folder's files in order, hidden ones and links left aside."""
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else None
    except (OSError, ValueError) as problem:
        raise UnreadableError(f"{path} cannot be opened: {problem}.") from problem
    if inside is None:
        yield path
        return
    for member in inside:
        if not member.name.startswith(".") and not member.is_symlink():
            yield from _files(member)


def _read_file(source: _Source) -> Iterator[Item]:
    try:
        with Path(source.name).open("rb") as stream:
            yield from _read_stream(source, stream)
    except FileNotFoundError:
        yield Rejected(source.name, f"There is no file or folder {source.name}.")
    except (OSError, ValueError) as problem:
        yield Rejected(source.name, f"{source.name} cannot be opened: {problem}.")


def _read_stream(source: _Source, stream: BinaryIO) -> Iterator[Item]:
    """The stream's reports, then what stopped the reading, if anything did."""
    try:
        head = read_head(stream, HEAD)
        kind = kind_of(head, name=source.name)
        whole = cast("BinaryIO", io.BufferedReader(Rewound(head, stream), HEAD))
        yield from _read_kind(kind, source, whole)
    except UnreadableError as problem:
        yield Rejected(source.name, problem.message)


def _read_kind(kind: Kind, source: _Source, stream: BinaryIO) -> Iterator[Item]:
    if kind is Kind.GZIP:
        if source.depth >= _DEEPEST:
            raise UnreadableError(f"{source.name} is packed too many times over. Unpack it first.")
        inner = unpacked(stream, name=source.name, limits=source.limits)
        yield from _read_stream(replace(source, depth=source.depth + 1), inner)
    elif kind in _STREAMED:
        yield from _read_members(kind, source, stream)
    else:
        data = read_whole(stream, name=source.name, limits=source.limits)
        document = Document(source.name, data, source.url, source.charset)
        yield from _read_whole(kind, source, document)


def _read_members(kind: Kind, source: _Source, stream: BinaryIO) -> Iterator[Item]:
    if kind is Kind.WARC:
        from workbench.reading.warc import answers  # noqa: PLC0415 - slow to load

        yield from answers(stream, name=source.name, limits=source.limits)
        return
    from workbench.reading.tables import read_csv, read_jsonl  # noqa: PLC0415 - seldom needed

    rows = read_jsonl if kind is Kind.JSONL else read_csv
    yield from rows(stream, name=source.name, limits=source.limits)


def _read_whole(kind: Kind, source: _Source, document: Document) -> Iterator[Item]:
    if kind is not Kind.FEED:
        yield document
        return
    from workbench.reading.feeds import read_feed  # noqa: PLC0415 - slow to load

    yield from read_feed(document, source.limits, fetcher=source.fetcher)
