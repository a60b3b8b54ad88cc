"""Claims out of the desk, with their dossiers, as a stream."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from workbench.bootstrap import Services
from workbench.errors import InputError
from workbench.interchange import csv_dossiers
from workbench.pipeline.showing import show
from workbench.stages import redaction
from workbench.store import queries

Json = dict[str, Any]


def export(services: Services, chosen: queries.Filter, format_: str, output: str | None) -> None:
    """Writes every claim that the filter selects.

    Raises:
        InputError: the file cannot be written.
    """
    with _opened(output) as stream:
        write(stream, cases(services, chosen), format_)


def write(stream: TextIO, shapes: Iterator[Json], format_: str) -> None:
    """The claims in one of the formats."""
    if format_ == "csv":
        csv_dossiers.write(stream, shapes)
        return
    stream.writelines(json.dumps(shape, ensure_ascii=False) + "\n" for shape in shapes)


def cases(services: Services, chosen: queries.Filter) -> Iterator[Json]:
    """Each selected claim whole, in the order of their ids; what is sensitive is masked."""
    after = 0
    while True:
        with services.database.snapshot() as session:
            redaction.veil(session, None)
            page = [row.id for row in queries.claims(session, chosen, after=after)]
            yield from (show(session, claim_id) for claim_id in page)
        if not page:
            return
        after = page[-1]


@contextmanager
def _opened(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is whole or not there at all."""
    if output is None:
        yield sys.stdout
        return
    path = Path(output)
    beside = path.with_name(path.name + ".partial")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
