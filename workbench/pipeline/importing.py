"""A file of bulk claims into the desk: check, store, embed, match, batch by batch."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from workbench.bootstrap import Services
from workbench.domain.vocabulary import ImportState
from workbench.errors import InputError
from workbench.interchange.csv_rows import CsvRows
from workbench.interchange.rows import Problem, Row
from workbench.pipeline import catching_up
from workbench.representations.receipts import receipt_json
from workbench.stages import importing
from workbench.store import queries
from workbench.store.base import now
from workbench.store.models import Import, ImportProblem

BATCH = 500
Json = dict[str, Any]


def import_file(
    services: Services,
    path: Path,
    *,
    by: str,
    given: Mapping[str, str],
    dry_run: bool,
    tell: catching_up.Tell = lambda _what, _count: None,
) -> Json:
    """Imports one file and gives its receipt.

    Raises:
        InputError: the file cannot be read as claims at all; nothing is stored then.
    """
    started = time.monotonic()
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            rows = CsvRows(stream, "utf-8-sig", given)
            batch = _receipt(path, digest, rows.columns, by)
            if dry_run:
                problems: Sequence[Problem | ImportProblem] = _try(services, batch, rows)
            else:
                problems = _run(services, batch, rows, tell)
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror}.") from error
    return receipt_json(batch, problems, dry_run=dry_run, seconds=time.monotonic() - started)


def _receipt(path: Path, digest: str, columns: dict[str, str], by: str) -> Import:
    return Import(
        file=path.name,
        sha256=digest,
        encoding="utf-8",
        format="csv",
        columns=columns,
        by=by,
        rows=0,
        new=0,
        same=0,
        changed=0,
        rejected=0,
        state=ImportState.RUNNING,
        started_at=now(),
    )


def _try(services: Services, batch: Import, rows: CsvRows) -> list[Problem]:
    """What an import would do, storing nothing."""
    problems: list[Problem] = []
    for claims, rejected in _batches(rows):
        problems += rejected
        with services.database.snapshot() as session:
            _count(batch, importing.preview(session, claims), rejected)
    batch.state = ImportState.DONE
    return problems


def _run(
    services: Services, batch: Import, rows: CsvRows, tell: catching_up.Tell
) -> Sequence[ImportProblem]:
    with services.database.transaction() as session:
        session.add(batch)
    for claims, rejected in _batches(rows):
        with services.database.transaction() as session:
            session.add(batch)
            _count(batch, importing.record(session, batch.id, claims), rejected)
            importing.reject(session, batch.id, rejected)
        tell("stored", len(claims))
        catching_up.embed(services, tell)
        catching_up.match_pending(services, tell)
    with services.database.transaction() as session:
        session.add(batch)
        batch.state = ImportState.DONE
        importing.close(session, batch)
        return queries.problems_of(session, batch.id)


def _batches(rows: CsvRows) -> Iterator[tuple[list[importing.BulkClaim], list[Problem]]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        checked = [importing.check(row) if isinstance(row, Row) else row for row in batch]
        yield (
            [each for each in checked if not isinstance(each, Problem)],
            [each for each in checked if isinstance(each, Problem)],
        )


def _count(
    batch: Import, outcomes: Counter[importing.Outcome], rejected: Sequence[Problem]
) -> None:
    batch.rows += outcomes.total() + len(rejected)
    batch.rejected += len(rejected)
    batch.new += outcomes[importing.Outcome.NEW]
    batch.same += outcomes[importing.Outcome.SAME]
    batch.changed += outcomes[importing.Outcome.CHANGED]
