"""Exports and the reference page over HTTP."""

import io
import json

import openpyxl
import pytest

from tests.web.api.conftest import Program
from tests.web.conftest import MakeVisitor
from workbench.bootstrap import Services
from workbench.pipeline import exporting
from workbench.store.queries import Filter


@pytest.mark.parametrize("format_", exporting.FORMATS)
def test_an_export_is_what_the_command_writes(
    ana: Program, services: Services, format_: str
) -> None:
    answer = ana.get("/export", format=format_)

    assert answer.status_code == 200
    assert answer.mimetype == exporting.FORMATS[format_].media_type
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=claims.")
    if format_ != "xlsx":  # which says when it was made
        assert answer.data == b"".join(exporting.pieces(services, Filter(), format_))


def test_an_export_takes_the_filter_of_the_list(ana: Program, claim_id: int) -> None:
    answer = ana.get("/export", format="jsonl", q="at least 40")

    assert [json.loads(line)["id"] for line in answer.text.splitlines()] == [claim_id]
    assert ana.get("/export", format="pdf").status_code == 422


def test_a_workbook_opens(ana: Program) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ana.get("/export", format="xlsx").data)).worksheets[0]

    assert sheet.max_row == 3


def test_the_reference_page_names_every_address_and_needs_no_script(
    signed_in: MakeVisitor, ana: Program
) -> None:
    page = signed_in("rae").get("/api/docs")

    assert page.status_code == 200
    for path, methods in ana.read("/openapi.json")["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page.text
    assert "<script>" not in page.text
    assert "style=" not in page.text
