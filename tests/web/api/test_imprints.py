"""A report's source and date put right by a program."""

import pytest

from tests.web.api.conftest import Program


def test_it_is_put_right_and_kept_with_what_held_before(ana: Program, article: int) -> None:
    before = ana.read(f"/reports/{article}")
    stated = {"source": "Orm Herald", "published": "2019-03-09"}

    shown = ana.post(f"/reports/{article}/imprint", stated).get_json()

    assert (shown["source"], shown["published"]) == ("Orm Herald", "2019-03-09")
    [kept] = shown["imprints"]
    assert (kept["source_was"], kept["published_was"]) == (before["source"], before["published"])
    assert kept["by"] == "ana"
    assert ana.read(f"/reports/{article}") == shown


@pytest.mark.parametrize(
    "body",
    [
        {"source": "Orm Herald"},  # who says nothing of the date does not say: unknown
        {"source": "Orm Herald", "published": "soon"},
        {"source": "Orm Herald", "published": "2199-01-01"},
        {"source": 7, "published": None},
    ],
)
def test_what_cannot_be_is_refused(ana: Program, article: int, body: dict[str, object]) -> None:
    answer = ana.post(f"/reports/{article}/imprint", body)

    assert answer.status_code == 422
    assert ana.read(f"/reports/{article}")["imprints"] == []


def test_a_report_that_is_not_there_is_said(ana: Program) -> None:
    assert ana.post("/reports/9999/imprint", {"source": None, "published": None}).status_code == 404


def test_a_day_written_out_is_kept_as_iso_writes_it(ana: Program, article: int) -> None:
    stated = {"source": "Orm Herald", "published": "31 March 2017"}

    shown = ana.post(f"/reports/{article}/imprint", stated).get_json()

    assert shown["published"] == "2017-03-31"
