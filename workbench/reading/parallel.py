"""Documents read on several cores, in order, a few at a time so that memory stays flat."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from workbench.reading.documents import Document, attempt
from workbench.reading.record import Limits, Rejected, ReportRecord

Item = Document | ReportRecord | Rejected
_FEW = 32  # documents that are read before other processes are worth their start
_AHEAD = 4  # documents in hand for each process


def resolved(
    items: Iterable[Item], limits: Limits, *, workers: int = 1
) -> Iterator[ReportRecord | Rejected]:
    """The items with every document read; what was read or rejected before passes through."""
    rest = iter(items)
    seen = 0
    while workers == 1 or seen < _FEW:
        item = next(rest, None)
        if item is None:
            return
        seen += isinstance(item, Document)
        yield attempt(item, limits) if isinstance(item, Document) else item
    yield from _pooled(rest, limits, workers)


def _pooled(
    items: Iterator[Item], limits: Limits, workers: int
) -> Iterator[ReportRecord | Rejected]:
    waiting: deque[ReportRecord | Rejected | _Reading] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        for item in items:
            if isinstance(item, Document):
                waiting.append(_Reading(item, pool.submit(_read, item, limits)))
            else:
                waiting.append(item)
            while len(waiting) >= _AHEAD * workers:
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document that another process is reading."""

    document: Document
    result: Future[ReportRecord | Rejected]


def _read(document: Document, limits: Limits) -> ReportRecord | Rejected:
    """In the other process; the bytes need not travel back."""
    result = attempt(document, limits)
    return result if isinstance(result, Rejected) else replace(result, raw=b"")


def _finished(item: ReportRecord | Rejected | _Reading) -> ReportRecord | Rejected:
    if not isinstance(item, _Reading):
        return item
    result = item.result.result()
    return result if isinstance(result, Rejected) else replace(result, raw=item.document.data)
