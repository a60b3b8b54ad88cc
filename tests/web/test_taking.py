"""A sentence that was not pulled is taken as a claim by hand."""

import pytest
from sqlalchemy import func, select

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.store import queries
from workbench.store.models import Claim, Report

MISSED = "Rebels take Talvar"


@pytest.fixture
def markets(services: Services) -> int:
    """A report that is no article."""
    with services.database.snapshot() as session:
        return session.scalars(select(Report.id).where(Report.title == "Markets")).one()


def claims(services: Services, report_id: int) -> list[Claim]:
    with services.database.snapshot() as session:
        return list(queries.claims_of(session, report_id))


def test_words_of_a_missed_sentence_become_a_claim_that_is_matched(
    services: Services, ana: Visitor, article: int
) -> None:
    before = {claim.id for claim in claims(services, article)}
    assert "A claim that was missed" in ana.get(f"/reports/{article}").text

    answer = ana.post(f"/reports/{article}/claims", quote=MISSED)

    [taken] = [claim for claim in claims(services, article) if claim.id not in before]
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/claims/{taken.id}")
    assert (taken.text, taken.because) == (MISSED, "A reviewer took it by hand.")
    assert taken.check_worthiness == 1.0
    assert taken.assessed_at is not None
    assert MISSED in ana.get(f"/claims/{taken.id}").text


def test_a_part_of_a_sentence_selected_takes_the_whole_and_only_once(
    services: Services, ana: Visitor, article: int
) -> None:
    ana.post(f"/reports/{article}/claims", start=2, end=9, quote="bels ta")
    ana.post(f"/reports/{article}/claims", quote="take Talvar")

    taken = [claim.text for claim in claims(services, article)]
    assert taken.count(MISSED) == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"quote": ""}, "do not stand in the report"),
        ({"quote": "Barley prices fell"}, "do not stand in the report"),
        ({"start": "0", "end": "99999"}, "Select one sentence"),
        ({"start": "9", "end": "3"}, "Select one sentence"),
        ({"start": "x", "end": "3"}, "must be a whole number"),
    ],
)
def test_a_stretch_that_is_no_sentence_is_refused_on_its_page(
    services: Services, ana: Visitor, article: int, form: dict[str, str], sentence: str
) -> None:
    before = len(claims(services, article))

    answer = ana.post(f"/reports/{article}/claims", **form)

    assert answer.status_code in {400, 422}
    assert sentence in answer.text
    assert "Take as a claim" in answer.text
    assert len(claims(services, article)) == before


def test_only_an_article_has_claims_to_take(ana: Visitor, markets: int) -> None:
    assert "Take as a claim" not in ana.get(f"/reports/{markets}").text

    answer = ana.post(f"/reports/{markets}/claims", quote="Wheat prices rose again")

    assert answer.status_code in {400, 422}
    assert "add it as an article first" in answer.text


def test_who_only_reads_is_not_offered_it(signed_in: MakeVisitor, article: int) -> None:
    assert "Take as a claim" not in signed_in("rae").get(f"/reports/{article}").text


def test_no_claim_is_taken_from_a_report_that_is_not_there(
    services: Services, ana: Visitor
) -> None:
    answer = ana.post("/reports/9999/claims", quote=MISSED)

    assert answer.status_code == 404
    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).where(Claim.report_id == 9999)) == 0
