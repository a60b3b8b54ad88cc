"""A report's source and date, given with it or put right on its page."""

import io
import re

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import redaction
from workbench.store import queries
from workbench.store.models import Report

PAGE = b"Fire at the mill\n\nThe mill of Orm burned down on Tuesday, police said."


def read(services: Services, report_id: int) -> Report:
    with services.database.snapshot() as session:
        return queries.report(session, report_id)


def test_what_a_person_knows_of_a_file_outranks_it(services: Services, ana: Visitor) -> None:
    sent = {"source": "Orm Herald", "published": "2019-03-07"}

    answer = ana.post("/reports/", file=(io.BytesIO(PAGE), "mill.txt"), **sent)

    report = read(services, int(answer.headers["Location"].rpartition("/")[2]))
    assert report.source is not None
    assert (report.source.name, report.published) == ("Orm Herald", "2019-03-07")
    assert report.acquired_from == "mill.txt"


def test_it_is_put_right_on_its_page(services: Services, ana: Visitor, article: int) -> None:
    before = read(services, article)
    assert "Put its source or date right" in ana.get(f"/reports/{article}").text

    answer = ana.post(
        f"/reports/{article}/imprint", source="Orm Herald", published="2019-03-09T08:00+02:00"
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/reports/{article}")
    after = read(services, article)
    assert after.source is not None
    assert before.source is not None
    assert (after.source.name, after.published) == ("Orm Herald", "2019-03-09T08:00+02:00")
    shown = ana.get(f"/reports/{article}").text
    assert "Orm Herald" in shown
    assert f'before: <span dir="auto">{before.source.name}</span>' in shown


def test_an_empty_field_says_that_it_is_not_known(
    services: Services, ana: Visitor, article: int, claim_id: int
) -> None:
    mend = f'<a href="/reports/{article}#imprint"'
    assert mend not in ana.get(f"/claims/{claim_id}").text

    ana.post(f"/reports/{article}/imprint", source="", published="")

    after = read(services, article)
    assert (after.source, after.published, after.published_at) == (None, None, None)
    shown = ana.get(f"/reports/{article}").text
    assert "source unknown" in shown
    assert '<a href="#imprint">put it right</a>' in shown
    assert mend in ana.get(f"/claims/{claim_id}").text


@pytest.mark.parametrize(
    ("published", "sentence"),
    [("last week", "Write the publication date"), ("2199-01-01", "lies ahead")],
)
def test_what_is_no_day_comes_back_with_what_was_typed(
    services: Services, ana: Visitor, article: int, published: str, sentence: str
) -> None:
    before = read(services, article).published

    answer = ana.post(f"/reports/{article}/imprint", source="Orm Herald", published=published)

    assert answer.status_code in {400, 422}
    assert sentence in answer.text
    assert f'value="{published}"' in answer.text
    assert 'value="Orm Herald"' in answer.text
    assert read(services, article).published == before


def test_a_day_may_be_written_out(services: Services, ana: Visitor, article: int) -> None:
    ana.post(f"/reports/{article}/imprint", source="Orm Herald", published="31 March 2017")

    assert read(services, article).published == "2017-03-31"


def test_the_refusal_stands_at_the_field_and_its_address_can_be_read_again(
    ana: Visitor, article: int
) -> None:
    page = ana.post(f"/reports/{article}/imprint", source="", published="last week").text

    form = page[page.index('id="imprint"') : page.index("Put it right</button>")]
    assert "Write the publication date as 31 March 2017" in form
    again = ana.get(f"/reports/{article}/imprint")
    assert (again.status_code, again.headers["Location"]) == (303, f"/reports/{article}")
    assert "imprint-problem" not in ana.get(f"/reports/{article}").text


def test_a_masked_source_that_comes_back_as_shown_stays(
    services: Services, ana: Visitor, article: int
) -> None:
    before = read(services, article).source
    assert before is not None
    with services.database.transaction() as session:
        redaction.mark(session, before.name, visible_to=Role.ADMIN, reason="a life", by="test")
    shown = ana.get(f"/reports/{article}").text
    masked = re.search(r'name="source" type="text" value="([^"]*)"', shown)
    assert masked is not None
    assert before.name not in masked[1]

    ana.post(f"/reports/{article}/imprint", source=masked[1], published="2019-03-09")

    after = read(services, article)
    assert after.source is not None
    assert (after.source.name, after.published) == (before.name, "2019-03-09")


def test_who_only_reads_is_not_offered_it(signed_in: MakeVisitor, article: int) -> None:
    rae = signed_in("rae")

    assert "Put its source or date right" not in rae.get(f"/reports/{article}").text
    assert rae.post(f"/reports/{article}/imprint", source="x", published="").status_code == 403
