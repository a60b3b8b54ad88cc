"""Reports as JSON."""

from typing import Any

from workbench.reading.record import ReportRecord
from workbench.store.imprints import Imprint
from workbench.store.models import Report

Json = dict[str, Any]


def record_json(record: ReportRecord, *, with_text: bool = True) -> Json:
    """A report as read, stored or not."""
    shape: Json = {
        "input": record.input,
        "title": record.title,
        "source": record.source,
        "authors": list(record.authors),
        "published": record.published,
        "language": record.language,
        "url": record.url,
        "agency": record.agency,
        "dateline_place": record.dateline_place,
        "media_type": record.media_type,
        "sha256": record.sha256,
        "text_sha256": record.text_sha256,
        "problems": list(record.problems),
    }
    return {**shape, "text": record.text} if with_text else shape


def report_json(row: Report) -> Json:
    """A stored report, whole."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source.name if row.source else None,
        "authors": row.authors,
        "published": row.published,
        "language": row.language,
        "url": row.url,
        "agency": row.agency,
        "dateline_place": row.dateline_place,
        "media_type": row.media_type,
        "sha256": row.sha256,
        "text_sha256": row.text_sha256,
        "problems": row.problems,
        "acquired_at": row.acquired_at.isoformat(),
        "acquired_from": row.acquired_from,
        "acquired_by": row.acquired_by,
        "replaces": row.replaces_id,
        "current": row.current,
        "text": row.text,
    }


def reference_json(row: Report) -> Json:
    """A report as a match names it."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source.name if row.source else None,
        "published": row.published,
        "url": row.url,
    }


def imprint_json(row: Imprint) -> Json:
    """What somebody stated of a report's source and date."""
    return {
        "source": row.source,
        "source_was": row.source_was,
        "published": row.published,
        "published_was": row.published_was,
        "by": row.stated_by,
        "at": row.stated_at.isoformat(),
    }
