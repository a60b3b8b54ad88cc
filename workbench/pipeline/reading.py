"""Inputs into reports, under the desk's settings."""

import ipaddress
import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from workbench.config import Settings, listed
from workbench.reading import reader
from workbench.reading.fetch import Fetcher
from workbench.reading.record import Known, Limits, Rejected, ReportRecord

MEGABYTE = 1024 * 1024
_MOST_CORES = 8  # each process that reads takes about 200 MB


def reports(
    settings: Settings, name: str, *, stdin: BinaryIO | None = None
) -> Iterator[ReportRecord | Rejected]:
    """Every report of one file, folder, address or standard input."""
    return reader.read(
        name,
        limits=limits(settings),
        fetcher=fetcher(settings),
        stdin=stdin,
        workers=_cores(settings),
    )


def new_reports(
    settings: Settings,
    name: str,
    is_known: Callable[[Known], bool],
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[ReportRecord | Rejected | Known]:
    """The same, but for documents whose bytes the desk has: they are named, not read again."""
    return reader.read_new(
        name,
        is_known,
        limits=limits(settings),
        fetcher=fetcher(settings),
        stdin=stdin,
        workers=_cores(settings),
    )


def uploaded(settings: Settings, name: str, raw: bytes) -> Iterator[ReportRecord | Rejected]:
    """Every report in bytes that a person pasted or uploaded."""
    return reader.read_bytes(name, raw, limits=limits(settings))


def fetcher(settings: Settings) -> Fetcher:
    """What fetches addresses: none that are private, but for the networks that the desk opens."""
    allowed = [ipaddress.ip_network(each) for each in listed(settings.fetch_networks)]
    return Fetcher(limits=limits(settings), allowed=allowed)


def limits(settings: Settings) -> Limits:
    """What the desk's settings allow a report to be."""
    return Limits(report_bytes=settings.report_megabytes * MEGABYTE)


def _cores(settings: Settings) -> int:
    """How many processes read a folder or an archive; the first reports are read in this one."""
    return min(settings.threads or os.cpu_count() or 1, _MOST_CORES)
