"""A file of bulk claims into the desk: read, check, store, embed, match, batch by batch."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import ImportState
from workbench.errors import ConflictError, DatabaseAwayError, InputError, WorkbenchError
from workbench.interchange import rejects
from workbench.interchange.checking import BulkClaim, check
from workbench.interchange.claim_files import ClaimFile, open_claims
from workbench.interchange.rows import Directions, Problem, Row
from workbench.pipeline.bulk_matching import AT_ONCE, Matcher
from workbench.representations.receipts import PROBLEMS_SHOWN, receipt_json
from workbench.stages import importing
from workbench.stages.embedding import Text
from workbench.store import leases, queries
from workbench.store.ledger import Job, JobKind, JobState
from workbench.store.models import Import, ImportProblem

if TYPE_CHECKING:
    from concurrent.futures import Future

    from workbench.pipeline.bulk_matching import Searched

FIRST_BATCH = 128  # so that the first claims are there at once
BATCH = 2_048
GROWTH = 4
SHOWN = 20
Tell = Callable[[int, float], None]  # (rows that were done, how much of the file is read)
Json = dict[str, Any]


def import_file(
    services: Services,
    path: Path,
    *,
    by: str,
    directions: Directions = Directions(),  # noqa: B008 (frozen)
    tell: Tell = lambda _rows, _share: None,
) -> Json:
    """Imports one file here and now, or goes on where it was interrupted; gives its receipt.

    Raises:
        InputError: the file cannot be read as claims at all; nothing is stored then.
    """
    return run(services, prepare(services, path, by=by, directions=directions), tell)


def look(
    services: Services, path: Path, directions: Directions, *, most: int | None = None
) -> Json:
    """What an import would do, storing nothing: its receipt, with the first rows as read.

    Of a long file only the first `most` rows are looked at, where that is given.

    Raises:
        InputError: the file cannot be read as claims at all.
    """
    started = time.monotonic()
    with open_claims(path, directions) as file:
        batch, problems, first = _receipt(path, file, by=""), list[Problem](), list[Json]()
        seen = importing.Seen()
        for claims, rejected in _batches(islice(file.rows, most)):
            with services.database.snapshot() as session:
                verdicts = importing.preview(session, claims, seen)
            rejected += [each for each in verdicts if isinstance(each, Problem)]
            if len(first) < SHOWN:
                first += [_shown(c, v) for c, v in zip(claims, verdicts, strict=True)]
            _count(batch, Counter(v for v in verdicts if not isinstance(v, Problem)), rejected)
            problems += rejected[: PROBLEMS_SHOWN - len(problems)]
        batch.state = ImportState.DONE
        receipt = receipt_json(batch, problems, dry_run=True, seconds=time.monotonic() - started)
        share = 1.0 if most is None or batch.rows < most else file.share()
        return {
            **receipt,
            "header": list(file.header),
            "first_rows": first[:SHOWN],
            "looked_at": share,
        }


def prepare(services: Services, path: Path, *, by: str, directions: Directions) -> int:
    """Opens the import of a file, or finds the one that was interrupted; its job's id.

    Raises:
        InputError: the file cannot be read as claims at all.
    """
    with open_claims(path, directions) as file:
        batch = _receipt(path, file, by=by)
        job = Job(kind=JobKind.IMPORT, input=str(path.absolute()), by=by, batch=batch)
        job.directions = asdict(directions)
        with services.database.transaction() as session:
            for earlier in leases.interrupted(session, file.sha256):
                if _continues(earlier.batch, batch):
                    leases.reopen(earlier, job.input)
                    return earlier.id
            session.add(job)
            session.flush()
            return job.id


def run(
    services: Services,
    job_id: int,
    tell: Tell = lambda _rows, _share: None,
    *,
    owner: str | None = None,
) -> Json:
    """Does an import's job to its end, from wherever it stands; gives the receipt.

    Raises:
        ConflictError: somebody else is doing it.
        InputError: its file is gone, or is another by now.
    """
    owner = owner or leases.me()
    with services.database.transaction() as session:
        job = leases.take(session, job_id, owner)
    try:
        return _Run(services, job, owner, tell).whole()
    except (ConflictError, DatabaseAwayError):
        raise  # what is stored stays, and it goes on from there
    except WorkbenchError as error:
        with services.database.transaction() as session:
            leases.give_back(session, job_id, owner, JobState.FAILED, error.message)
        raise


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows that were read, while those whose claims may be new are searched for."""

    claims: list[BulkClaim]
    rejected: list[Problem]
    share: float
    searching: "Future[Searched] | None"

    @property
    def is_ready(self) -> bool:
        """Whether storing it waits for nothing."""
        return self.searching is None or self.searching.done()


class _Run:
    """One process's work on one import."""

    def __init__(self, services: Services, job: Job, owner: str, tell: Tell) -> None:
        self._services, self._job, self._owner, self._tell = services, job, owner, tell
        self._batch = job.batch
        self._path = Path(job.input)
        self._started = time.monotonic()
        self._before = job.batch.rows

    def whole(self) -> Json:
        """The rest of the file; the receipt."""
        with (
            open_claims(self._path, Directions(**self._job.directions)) as file,
            Matcher(self._services) as matcher,
        ):
            if file.sha256 != self._batch.sha256:
                raise InputError(f"{self._path.name} is another file than when its import began.")
            state = self._through(file, matcher)
            matcher.match_rest(self._batch.id)
        return self._end(state)

    def _through(self, file: ClaimFile, matcher: Matcher) -> ImportState:
        """Every batch: while some are being encoded, the next are read and the last are stored."""
        under_way: deque[_Batch] = deque()
        for claims, rejected in _batches(islice(file.rows, self._before, None)):
            under_way.append(self._begun(claims, rejected, file.share(), matcher))
            while under_way and (len(under_way) > AT_ONCE or under_way[0].is_ready):
                if not self._store(under_way.popleft(), matcher):
                    return ImportState.CANCELLED
        while under_way:
            if not self._store(under_way.popleft(), matcher):
                return ImportState.CANCELLED
        return ImportState.DONE

    def _begun(
        self, claims: list[BulkClaim], rejected: list[Problem], share: float, matcher: Matcher
    ) -> "_Batch":
        with self._services.database.snapshot() as session:
            unknown = importing.unknown(session, claims)
        texts = [claim.values["text"] for claim in unknown]
        searching = (
            matcher.search([Text(text_hash(text), text) for text in texts]) if texts else None
        )
        return _Batch(claims, rejected, share, searching)

    def _store(self, rows: "_Batch", matcher: Matcher) -> bool:
        """One batch with its vectors, its matches and its count, all or none; whether to go on."""
        batch, count = self._batch, len(rows.claims) + len(rows.rejected)
        found = matcher.proposals(rows.searching.result()) if rows.searching else None
        search = found.search() if found else importing.NOT_SEARCHED
        with self._services.database.transaction() as session:
            go_on = leases.renew(
                session,
                self._job.id,
                self._owner,
                share=rows.share,
                rows_per_second=self._rate(count),
            )
            if not go_on:
                return False
            session.add(batch)
            tally = importing.record(session, batch.id, rows.claims, search)
            if found:
                found.keep(session, tally.matched)
            problems = [*rows.rejected, *tally.problems]
            importing.reject(session, batch.id, problems)
            _count(batch, tally.outcomes, problems)
        self._tell(count, rows.share)
        return True

    def _end(self, state: ImportState) -> Json:
        done = JobState.DONE if state is ImportState.DONE else JobState.CANCELLED
        with self._services.database.transaction() as session:
            session.add(self._batch)
            self._batch.state = state
            importing.close(session, self._batch)
            leases.give_back(session, self._job.id, self._owner, done)
            problems = queries.problems_of(session, self._batch.id, limit=PROBLEMS_SHOWN)
        seconds = time.monotonic() - self._started
        return receipt_json(self._batch, problems, dry_run=False, seconds=seconds)

    def _rate(self, more: int) -> float:
        done = self._batch.rows - self._before + more
        return done / max(1e-3, time.monotonic() - self._started)


def rejected_rows(services: Services, import_id: int) -> Iterator[ImportProblem]:
    """Every row that an import did not take, in the order of the file."""
    after = 0
    while True:
        with services.database.snapshot() as session:
            page = queries.problems_of(session, import_id, after=after, limit=BATCH)
        yield from page
        if not page:
            return
        after = page[-1].id


def write_rejected(services: Services, import_id: int, path: Path) -> Path:
    """Writes an import's rejected rows beside its input; where they are.

    Raises:
        InputError: the file cannot be written.
    """
    target = path.with_name(rejects.named(path.name))
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            rejects.write(stream, lambda: rejected_rows(services, import_id))
    except OSError as error:
        raise InputError(
            f"The rejected rows cannot be written to {target}: {error.strerror}."
        ) from error
    return target


def _receipt(path: Path, file: ClaimFile, *, by: str) -> Import:
    return Import(
        file=path.name,
        sha256=file.sha256,
        encoding=file.encoding,
        format=file.format,
        columns=file.columns,
        by=by,
        state=ImportState.RUNNING,
        rows=0,
        new=0,
        same=0,
        changed=0,
        rejected=0,
    )


def _continues(earlier: Import, batch: Import) -> bool:
    """Whether both read the same file in the same way."""
    return (earlier.format, earlier.encoding, earlier.columns) == (
        batch.format,
        batch.encoding,
        batch.columns,
    )


def _batches(rows: Iterable[Row | Problem]) -> Iterator[tuple[list[BulkClaim], list[Problem]]]:
    stream, size = iter(rows), FIRST_BATCH
    while batch := list(islice(stream, size)):
        checked = [check(row) if isinstance(row, Row) else row for row in batch]
        yield (
            [each for each in checked if not isinstance(each, Problem)],
            [each for each in checked if isinstance(each, Problem)],
        )
        size = min(BATCH, GROWTH * size)


def _count(
    batch: Import, outcomes: Counter[importing.Outcome], rejected: Sequence[Problem]
) -> None:
    batch.rows += outcomes.total() + len(rejected)
    batch.rejected += len(rejected)
    batch.new += outcomes[importing.Outcome.NEW]
    batch.same += outcomes[importing.Outcome.SAME]
    batch.changed += outcomes[importing.Outcome.CHANGED]


def _shown(claim: BulkClaim, verdict: importing.Outcome | Problem) -> Json:
    outcome = "rejected" if isinstance(verdict, Problem) else verdict.value
    return {
        "row": claim.row.row,
        "outcome": outcome,
        "fields": claim.row.fields,
        "extra": claim.row.extra,
    }
