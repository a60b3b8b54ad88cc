"""Exports: every claim that the filter selects, with its dossier, streamed."""

from enum import StrEnum
from typing import Any

from flask import Response

from workbench.domain.vocabulary import Role
from workbench.pipeline import exporting
from workbench.pipeline.exporting import FORMATS
from workbench.web.access import allow
from workbench.web.api.asking import Selection
from workbench.web.api.blueprint import blueprint
from workbench.web.context import services

api = blueprint("exports", "Dossiers, out of the desk.")
FormatName = StrEnum("FormatName", list(FORMATS))  # type: ignore[misc]  # the table has the names
_STREAMED: dict[str, Any] = {
    "description": "The file, streamed.",
    "content": {each.media_type: {"schema": {}} for each in FORMATS.values()},
}


class ExportQuery(Selection):
    """Which claims, in which format."""

    format: FormatName = FormatName("csv")


@api.get("/export", responses={200: _STREAMED})
@allow(Role.READER)
def export(query: ExportQuery) -> Response:
    """Every claim that the filter selects, without a limit of rows."""
    wanted = FORMATS[query.format]
    pieces = exporting.pieces(services(), query.chosen(), query.format)
    answer = Response(pieces, mimetype=wanted.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=f"claims.{wanted.suffix}")
    return answer
