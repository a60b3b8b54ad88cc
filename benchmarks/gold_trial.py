"""A desk made for one trial: reports stored, gold claims put to them, proposals read back."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import numpy as np
from sqlalchemy import select

from benchmarks.gold_desk import GoldClaim
from benchmarks.reports import Report
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.language.particulars import particulars
from workbench.pipeline import adding, catching_up
from workbench.reading.own_days import outranking
from workbench.reading.record import ReportRecord
from workbench.representations.claims import particulars_json
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim
from workbench.store.models import Report as StoredReport
from workbench.vectors.encoder import SentenceEncoder, best_precision
from workbench.vectors.types import Vectors


class RememberingEncoder:
    """The desk's own encoder; a text that stands on several trial desks is encoded once."""

    def __init__(self) -> None:
        self._encoder = SentenceEncoder(precision=best_precision())
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """That of the encoder behind it."""
        return self._encoder.name

    @property
    def width(self) -> int:
        """That of the encoder behind it."""
        return self._encoder.width

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The rows, remembered or made."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(new, self._encoder.encode(new), strict=True))
        rows = [self._known[text] for text in texts]
        return np.array(rows, np.float32).reshape(len(rows), self.width)


@contextmanager
def desk(
    encoder: RememberingEncoder, reports: Sequence[Report], *, tables: Path | None = None
) -> Iterator[Services]:
    """A desk that holds these reports, gone afterwards; `tables` is a folder with its own ones."""
    folder = Path(tempfile.mkdtemp(prefix="trial-"))
    settings = Settings(home=folder / "desk", indexes=folder / "indexes")
    if tables is not None:
        shutil.copytree(tables, settings.home)
    services = bootstrap.init(settings, encoder=encoder)
    try:
        for _ in adding.add(services, map(_record, reports), by="trial", article=False):
            pass
        yield services
    finally:
        services.database.close()
        shutil.rmtree(folder)


def put(services: Services, claims: Sequence[GoldClaim]) -> dict[str, Casework]:
    """Puts the claims to the desk as if pulled, matches and assesses them; the cases by gold id."""
    stored = store(services, claims)
    catching_up.catch_up(services)
    with services.database.snapshot() as session:
        return {claim.id: open_case(session, row) for row, claim in stored.items()}


def store(services: Services, claims: Sequence[GoldClaim]) -> dict[int, GoldClaim]:
    """Stores the claims as if pulled, with what can be found for them; by the desk's ids."""
    with services.database.transaction() as session:
        reports = {r.acquired_from: r for r in session.scalars(select(StoredReport))}
        rows = [_claim(claim, reports) for claim in claims]
        session.add_all(rows)
    catching_up.embed(services, lambda _what, _count: None)
    catching_up.index(services)
    return {row.id: claim for row, claim in zip(rows, claims, strict=True)}


def by_id(reports: Sequence[Report]) -> Mapping[str, Report]:
    """The reports by id; where one id occurs twice, the texts are the same."""
    return {report.id: report for report in reports}


def _record(report: Report) -> ReportRecord:
    raw = report.text.encode()
    day = _day(report.published)
    return ReportRecord(
        input=report.id,
        text=report.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=text_hash(report.text),
        media_type="text/plain",
        source=report.source,
        published=(outranking(report.text, day) if day else None) or day,
        url=f"trial:{report.id}",
        raw=raw,
    )


def _claim(claim: GoldClaim, stored: Mapping[str, StoredReport]) -> Claim:
    said = claim.assertion
    report = stored[said.report]
    text = report.text[said.start : said.end]
    day = datetime.fromisoformat(report.published).date() if report.published else None
    return Claim(
        identity=f"gold:{claim.id}",
        report_id=report.id,
        start=said.start,
        end=said.end,
        text=text,
        text_hash=text_hash(text),
        check_worthiness=1.0,
        particulars=particulars_json(particulars(text, published=day)),
        source_id=report.source_id,
        claimed_at=report.published,
    )


def _day(written: str | None) -> str | None:
    """The month comes first: "4/5/17" heads a report of "Wed 05 Apr 2017"."""
    if not written:
        return None
    return datetime.strptime(written, "%m/%d/%y").date().isoformat()  # noqa: DTZ007 (a day)
