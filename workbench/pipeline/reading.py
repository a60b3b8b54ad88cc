"""Inputs into reports, under the desk's settings."""

from collections.abc import Iterator
from typing import BinaryIO

from workbench.config import Settings
from workbench.reading import reader
from workbench.reading.record import Limits, Rejected, ReportRecord

MEGABYTE = 1024 * 1024


def reports(
    settings: Settings, name: str, *, stdin: BinaryIO | None = None
) -> Iterator[ReportRecord | Rejected]:
    """Every report of one file, folder, address or standard input."""
    return reader.read(name, limits=limits(settings), stdin=stdin)


def uploaded(
    settings: Settings, name: str, raw: bytes, *, url: str | None = None
) -> Iterator[ReportRecord | Rejected]:
    """Every report in bytes that a person pasted or uploaded."""
    return reader.read_bytes(name, raw, url=url, limits=limits(settings))


def limits(settings: Settings) -> Limits:
    """What the desk's settings allow a report to be."""
    return Limits(report_bytes=settings.report_megabytes * MEGABYTE)
