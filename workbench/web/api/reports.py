"""Reports: listed, one by one, sent as text, address or file."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Response, jsonify, url_for

from workbench.domain.vocabulary import Role
from workbench.errors import InputError
from workbench.pipeline import adding, catching_up
from workbench.pipeline import reading as reading_reports
from workbench.reading.addresses import is_address
from workbench.reading.record import Rejected, ReportRecord
from workbench.representations.changes import difference_json
from workbench.representations.reports import imprint_json, reference_json, report_json
from workbench.store import imprints, queries, versions
from workbench.store.base import Json
from workbench.store.models import Report as StoredReport
from workbench.web import intake, library, putting_right
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created, page
from workbench.web.api.asking import NewImprint, NewReport, ReportFile, ReportPath, ReportsQuery
from workbench.web.api.blueprint import blueprint
from workbench.web.context import reading, services
from workbench.web.people import me

api = blueprint("reports", "Documents as captured from sources.")
Records = Iterable[ReportRecord | Rejected]


@api.get("/reports", responses={200: shapes.Page[shapes.Shelved]})
@allow(Role.READER)
def index(query: ReportsQuery) -> Response:
    """The current reports, the latest stored first, with how far the desk is with each."""
    with reading() as session:
        rows = library.shelf(
            session,
            articles=query.articles,
            words=query.q,
            after=query.after or None,
            limit=query.limit,
        )
        items = [
            {**reference_json(row.report), "claims": row.claims, "decided": row.decided}
            for row in rows
        ]
    return page(items, limit=query.limit, cursor=rows[-1].report.id if rows else None)


@api.post("/reports", responses={201: shapes.Added, 200: shapes.Added})
@allow(Role.REVIEWER)
def create(body: NewReport) -> Response:
    """Stores a report from its text or address: 201, or 200 where the desk has it unchanged."""
    return _add(_sent(body), article=body.article)


@api.post("/reports/file", responses={201: shapes.Added, 200: shapes.Added})
@allow(Role.REVIEWER)
def upload(form: ReportFile) -> Response:
    """Stores the report that a file holds, of any kind that is read."""
    name = intake.plain_name(form.file)
    records = reading_reports.uploaded(services().settings, name, form.file.read())
    return _add(records, article=form.article)


@api.get("/reports/<int:report_id>", responses={200: shapes.Report})
@allow(Role.READER)
def read(path: ReportPath) -> Response:
    """One report whole, with the claims that were pulled from it."""
    return jsonify(_whole(path.report_id))


@api.post("/reports/<int:report_id>/imprint", responses={200: shapes.Report})
@allow(Role.REVIEWER)
def put_right(path: ReportPath, body: NewImprint) -> Response:
    """Its source and date as a person knows them; what rests on them is compared anew."""
    source = (body.source or "").strip() or None
    putting_right.put_right(path.report_id, source, body.published or None)
    return jsonify(_whole(path.report_id))


def _whole(report_id: int) -> Json:
    with reading() as session:
        row = queries.report(session, report_id)
        newer = versions.newest(session, [row]).get(row.id)
        before = session.get(StoredReport, row.replaces_id) if row.replaces_id else None
        return {
            **report_json(row),
            "claims": [claim.id for claim in queries.claims_of(session, report_id)],
            "newest": newer.id if newer else None,
            "changes": difference_json(before, row) if before else [],
            "imprints": [imprint_json(each) for each in imprints.stated(session, report_id)],
        }


def _sent(body: NewReport) -> Records:
    settings = services().settings
    if body.text is None:
        if body.url is None or not is_address(body.url):
            raise InputError("Give a text, or an address that begins with https:// or http://.")
        return reading_reports.reports(settings, body.url)
    line = json.dumps(body.model_dump(exclude_none=True, exclude={"article"}))
    found = reading_reports.uploaded(settings, "report.jsonl", line.encode())
    return [_sent_by_me(record) for record in found]


def _sent_by_me(record: ReportRecord | Rejected) -> ReportRecord | Rejected:
    return replace(record, input=f"sent by {me().name}")


def _add(records: Records, *, article: bool) -> Response:
    outcomes = list(adding.add(services(), records, by=me().name, article=article))
    if len(outcomes) != 1:
        raise InputError(
            f"{len(outcomes)} reports were found where one was expected. "
            "Add a collection from the command line: workbench add FILE."
        )
    outcome: dict[str, Any] = outcomes[0]
    if outcome["report"] is None:
        raise InputError(" ".join(outcome["problems"]))
    catching_up.catch_up(services())
    at = url_for("api_reports.read", report_id=outcome["report"])
    return created(outcome, at, status=200 if outcome["outcome"] == "unchanged" else 201)
