"""Claims out of the desk, with their dossiers, as a stream."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.vocabulary import Publication
from workbench.errors import InputError
from workbench.interchange import (
    claim_reviews,
    csv_dossiers,
    dataset_dossiers,
    workbook_dossiers,
)
from workbench.interchange.claim_reviews import Publisher
from workbench.pipeline import silence
from workbench.pipeline.showing import show_all
from workbench.stages import redaction
from workbench.store import queries
from workbench.store.casework import Viewer, look_as
from workbench.store.models import Claim

Json = dict[str, Any]
AT_ONCE = 100  # claims that are read together
_JSON = "application/json"
_JSONL = "application/jsonl"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export: its media type, the end of its files' names, its text or its bytes."""

    media_type: str
    suffix: str
    write: Callable[[Iterable[Json], Settings], Iterator[str] | Iterator[bytes]]
    takes: Callable[[Claim], bool] = lambda _claim: True  # what else is not even looked up


FORMATS = {
    "csv": Format("text/csv", "csv", lambda cases, _: csv_dossiers.lines(cases)),
    "jsonl": Format(_JSONL, "jsonl", lambda cases, _: _lines(cases)),
    "xlsx": Format(_XLSX, "xlsx", lambda cases, _: workbook_dossiers.pieces(cases)),
    "claimreview": Format(
        "application/ld+json",
        "claimreview.json",
        lambda cases, settings: claim_reviews.pieces(cases, publisher(settings)),
        lambda claim: claim.publication is Publication.PUBLISHED,
    ),
    "fever": Format(
        _JSONL,
        "fever.jsonl",
        lambda cases, _: dataset_dossiers.fever(cases),
        lambda claim: claim.verdict is not None,
    ),
    "averitec": Format(
        _JSON,
        "averitec.json",
        lambda cases, _: dataset_dossiers.averitec(cases),
        lambda claim: claim.verdict is not None,
    ),
}


def export(services: Services, chosen: queries.Filter, format_: str, output: str | None) -> None:
    """Writes every claim that the filter selects.

    Raises:
        InputError: the file cannot be written.
    """
    with _opened(output) as stream:
        for piece in pieces(services, chosen, format_):
            stream.write(piece)


def pieces(services: Services, chosen: queries.Filter, format_: str) -> Iterator[bytes]:
    """Every claim that the filter selects in one of the formats, piece by piece."""
    wanted = FORMATS[format_]
    for piece in wanted.write(cases(services, chosen, wanted.takes), services.settings):
        yield piece if isinstance(piece, bytes) else piece.encode()


def publisher(settings: Settings) -> Publisher:
    """Who publishes this desk's reviews."""
    return Publisher(settings.publisher, settings.public_address)


def cases(
    services: Services,
    chosen: queries.Filter,
    takes: Callable[[Claim], bool] = lambda _claim: True,
) -> Iterator[Json]:
    """Each selected claim whole, in the order of their ids; what is sensitive is masked."""
    after = 0
    while True:
        with services.database.snapshot() as session:
            redaction.veil(session, None)
            look_as(session, Viewer(None, reviewers_required=services.settings.reviewers_required))
            claims = queries.claims(session, chosen, after=after, limit=AT_ONCE)
            taken = [claim for claim in claims if takes(claim)]
            shapes = [
                silence.hushed(shape) if silence.is_silent(services, claim) else shape
                for claim, shape in zip(taken, show_all(session, taken), strict=True)
            ]
        yield from shapes  # with the snapshot given back: a slow reader holds none open
        if len(claims) < AT_ONCE:
            return
        after = claims[-1].id


def _lines(shapes: Iterable[Json]) -> Iterator[str]:
    return (json.dumps(shape, ensure_ascii=False) + "\n" for shape in shapes)


@contextmanager
def _opened(output: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is whole or not there at all."""
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    path = Path(output)
    beside = path.with_name(path.name + ".partial")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
