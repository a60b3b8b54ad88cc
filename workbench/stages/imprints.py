"""Who published a report and when, put right by a person: signed, kept, put right again at will."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.spans import Span
from workbench.domain.values import Basis
from workbench.errors import ConflictError, InputError
from workbench.language import sentences
from workbench.language.basis import bases
from workbench.language.outlets import Outlet
from workbench.representations.origins import basis_json
from workbench.representations.subjects import moment
from workbench.store.base import now
from workbench.store.imprints import Imprint, keep
from workbench.store.models import Passage, Report
from workbench.store.sources import source_named

STATED = "imprint stated"
LONGEST_SOURCE = 200
_ANY_ZONE = timedelta(days=1)  # the day may have begun elsewhere


def check(source: str | None, published: str | None) -> None:
    """Refuses what cannot be stated of a report.

    Raises:
        InputError: the name is too long, or the day is none or lies ahead.
    """
    if source is not None and len(source) > LONGEST_SOURCE:
        raise InputError(f"Name the source in at most {LONGEST_SOURCE} characters.")
    _hold_past(published)


def compute(text: str, source: str | None, agency: str | None) -> dict[Span, Basis]:
    """What each sentence of a report rests on, published by this source."""
    split = sentences.split(text)
    found = bases(text, Outlet(source, agency), sentences=split)
    return {sentence.span: basis for sentence, basis in zip(split, found, strict=True)}


def state(
    session: Session,
    report: Report,
    source: str | None,
    published: str | None,
    *,
    rests: Mapping[Span, Basis],
    by: str,
) -> bool:
    """Writes both into the report, and what its passages rest on now; whether that changed it.

    `published`: an ISO day or moment. None says that it is not known.

    Raises:
        ConflictError: it was replaced or withdrawn.
    """
    if not report.current:
        raise ConflictError(f"Report {report.id} was replaced or withdrawn: it stays as it is.")
    was = report.source.name if report.source else None
    if (source, published) == (was, report.published):
        return False
    _keep(session, report, Imprint(source=source, published=published), was, by)
    _rest_anew(session, report, rests)
    return True


def _hold_past(published: str | None) -> None:
    try:
        at = moment(published)
    except ValueError:
        raise InputError(
            "Write the publication date as 31 March 2017 or 2017-03-31, or with time and zone."
        ) from None
    if at is not None and at > now() + _ANY_ZONE:
        raise InputError(f"{published} lies ahead: no report is published then.")


def _keep(session: Session, report: Report, stated: Imprint, was: str | None, by: str) -> None:
    stated.stated_by, stated.source_was, stated.published_was = by, was, report.published
    report.source_id = source_named(session, stated.source)
    report.published, report.published_at = stated.published, moment(stated.published)
    session.flush()
    session.refresh(report, ["source"])
    before = {"source_was": was, "published_was": stated.published_was}
    keep(session, report.id, stated, STATED, by=by, **before)


def _rest_anew(session: Session, report: Report, rests: Mapping[Span, Basis]) -> None:
    for passage in session.scalars(select(Passage).where(Passage.report_id == report.id)):
        basis = rests.get(Span(passage.start, passage.end))
        if basis is not None:  # a stretch that somebody chose keeps what it rests on
            passage.basis = basis_json(basis)
