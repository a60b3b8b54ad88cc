"""Documents read on several cores, in order, a few at a time so that memory stays flat."""

import hashlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from workbench.reading.documents import Document, attempt
from workbench.reading.record import Known, Limits, Rejected, ReportRecord

Item = Document | ReportRecord | Rejected | Known
Done = ReportRecord | Rejected | Known
_FEW = 32  # documents that are read before other processes are worth their start
_AHEAD = 4  # documents in hand for each process


def passed_over(items: Iterable[Item], is_known: Callable[[Known], bool]) -> Iterator[Item]:
    """The items; documents whose bytes the desk has are said and not read again."""
    for item in items:
        if isinstance(item, Document):
            known = Known(item.name, hashlib.sha256(item.data).hexdigest(), item.url)
            yield known if is_known(known) else item
        else:
            yield item


def resolved(items: Iterable[Item], limits: Limits, *, workers: int = 1) -> Iterator[Done]:
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


def _pooled(items: Iterator[Item], limits: Limits, workers: int) -> Iterator[Done]:
    waiting: deque[Done | _Reading] = deque()
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_leave_interrupts
    )
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


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that reads; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(document: Document, limits: Limits) -> ReportRecord | Rejected:
    """In the other process; the bytes need not travel back."""
    result = attempt(document, limits)
    return result if isinstance(result, Rejected) else replace(result, raw=b"")


def _finished(item: Done | _Reading) -> Done:
    if not isinstance(item, _Reading):
        return item
    result = item.result.result()
    return result if isinstance(result, Rejected) else replace(result, raw=item.document.data)
