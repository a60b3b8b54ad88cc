"""Search: one sentence against all reports, nothing stored."""

from datetime import UTC, date, datetime, time

from flask import Response, jsonify

from workbench.domain.vocabulary import Role
from workbench.pipeline.searching import Search, search
from workbench.web import silence
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.asking import SearchQuery
from workbench.web.api.blueprint import blueprint
from workbench.web.context import services
from workbench.web.people import me

api = blueprint("search", "Passages that bear on a sentence.")


@api.get("/search", responses={200: shapes.Found})
@allow(Role.READER)
def find(query: SearchQuery) -> Response:
    """The passages that bear on a sentence, best first; nothing is stored."""
    wanted = Search(
        query.q,
        query.limit,
        _moment(query.before),
        query.exclude_report,
        query.exclude_source,
        query.language,
        seen_by=me().role,
    )
    return jsonify(silence.searched(search(services(), wanted), query.q))


def _moment(day: date | None) -> datetime | None:
    if day is None or isinstance(day, datetime):
        return day
    return datetime.combine(day, time(0), UTC)
