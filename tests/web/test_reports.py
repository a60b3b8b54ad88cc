"""Reports and articles: lists, texts with their claims marked, adding one."""

import io

import pytest
from sqlalchemy import func, select

from tests.reading.bad_files import BAD
from tests.web.conftest import ARTICLE, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import SetAside, State, Verdict
from workbench.store import leases, queries
from workbench.store.base import now
from workbench.store.models import Claim, Report

PASTE = (
    "Bridge at Orvel destroyed\n\n"
    "Government troops destroyed the bridge at Orvel on 7 March 2019, a spokesman said. "
    "He said 12 people had been killed."
)


def test_reports_are_listed_with_source_and_date(ana: Visitor) -> None:
    page = ana.get("/reports/").text

    assert "Army statement" in page
    assert "State Wire" in page
    assert "6 Mar 2019" in page


def test_a_word_narrows_the_list_by_title_or_source(ana: Visitor) -> None:
    by_title, by_source = ana.get("/reports/?q=marke").text, ana.get("/reports/?q=hill").text

    assert ("Markets" in by_title, "Army statement" in by_title) == (True, False)
    assert ("Toll rises" in by_source, "Army statement" in by_source) == (True, False)


def test_signs_of_the_query_language_are_plain_characters(ana: Visitor) -> None:
    assert "Nothing here with these words" in ana.get("/reports/?q=%25_%27").text


def test_a_long_list_goes_on_on_another_page(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.store.queries.PAGE", 2)

    first = ana.get("/reports/").text
    assert "Further reports" in first
    assert ("Rebels take Talvar" in first, "Toll rises" in first) == (True, False)
    assert "Toll rises" in ana.get("/reports/?after=3").text


def test_only_articles_are_listed_as_articles(ana: Visitor) -> None:
    page = ana.get("/articles/").text

    assert ("Rebels take Talvar" in page, "Markets" in page) == (True, False)
    assert "0 of 2" in page


def test_claims_are_marked_in_the_text_by_verdict_and_sign(
    services: Services, ana: Visitor, article: int, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.state, claim.verdict = State.DECIDED, Verdict.DISPUTED
        other = session.scalars(select(Claim).where(Claim.id != claim_id)).one()
        other.state, other.set_aside = State.SET_ASIDE, SetAside.DUPLICATE

    page = ana.get(f"/reports/{article}").text

    assert f'<a href="/claims/{claim_id}" class="claim-mark is-disputed"' in page
    assert f'title="claim {claim_id}: disputed" data-sign="✕"' in page
    assert 'class="claim-mark is-set-aside"' in page


def test_a_report_that_was_replaced_points_to_the_newer_text(
    services: Services, ana: Visitor, article: int
) -> None:
    ana.post("/reports/", text=ARTICLE + " It was corrected later.", source="Northwire")
    with services.database.transaction() as session:
        newer = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
        newer.replaces_id = article
        session.get_one(Report, article).current = False
        newer_id = newer.id

    assert f"report {newer_id}</a>" in ana.get(f"/reports/{article}").text


def test_an_article_is_added_by_paste_and_shown_with_its_claims(
    services: Services, ana: Visitor
) -> None:
    answer = ana.post("/articles/", text=PASTE, source="Northwire", published="2019-03-08")

    assert answer.status_code == 303
    page = ana.get(answer.headers["Location"]).text
    assert "Bridge at Orvel destroyed" in page
    assert 'class="claim-mark is-new"' in page
    with services.database.snapshot() as session:
        claims = session.scalar(select(func.count()).where(Claim.matched_at.is_not(None)))
    assert claims
    assert claims >= 3


def test_an_article_is_added_by_file_and_its_name_opens_nothing(
    services: Services, ana: Visitor
) -> None:
    upload = (io.BytesIO(PASTE.encode()), "../../etc/bridge.txt")

    answer = ana.post("/articles/", file=upload)

    assert answer.status_code == 303
    with services.database.snapshot() as session:
        report = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
    assert report.acquired_from == "bridge.txt"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"text": ""}, 400),
        ({"text": "a claim", "published": "yesterday"}, 400),
        ({"url": "ftp://example.org/x"}, 422),
        ({"file": (io.BytesIO(b""), "empty.txt")}, 422),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_form(
    ana: Visitor, form: dict[str, object], status: int
) -> None:
    answer = ana.post("/articles/", **form)

    assert answer.status_code == status
    assert "Read it and pull its claims" in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_is_refused_on_the_page_with_its_name_and_the_reason(
    ana: Visitor, name: str
) -> None:
    data, reason = BAD[name]

    answer = ana.post("/articles/", file=(io.BytesIO(data), name))

    assert answer.status_code == 422
    alert = answer.text.partition('role="alert"')[2].partition("</")[0]
    assert name in alert
    assert reason in alert


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:1/a", "private or reserved"),
        ("http://localhost/a", "private or reserved"),
        ("http://[::1]/a", "private or reserved"),
        ("http://2130706433/a", "private or reserved"),
        ("file:///etc/hostname", "only http and https"),
        ("https://", "address"),
    ],
)
def test_a_bad_address_is_refused_on_the_page_with_the_reason(
    ana: Visitor, address: str, reason: str
) -> None:
    answer = ana.post("/articles/", url=address)

    assert answer.status_code == 422
    assert reason in answer.text.partition('role="alert"')[2].partition("</")[0]


def test_there_is_no_page_for_a_report_that_is_not_there(ana: Visitor) -> None:
    assert ana.get("/reports/99").status_code == 404


def test_an_article_shows_how_far_the_worker_is_with_its_claims(
    ana: Visitor, services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.assessed_at, address = None, f"/reports/{claim.report_id}"
        all_ = len(queries.claims_of(session, claim.report_id or 0))
    alone = ana.get(address)
    assert "no worker is running" in alone.text
    assert "Refresh" not in alone.headers

    with services.database.transaction() as session:
        leases.beat(session, "a worker")
    worked = ana.get(address)
    assert f"{all_ - 1} of {all_} claims compared" in worked.text
    assert worked.headers["Refresh"] == "2"
    assert "Refresh" not in ana.get(f"{address}?claim={claim_id}").headers
    missed = "A claim that was missed"  # its form would lose what is typed
    assert (missed in alone.text, missed in worked.text) == (True, False)
    assert missed in ana.post(f"{address}/claims", quote="no such words").text

    with services.database.transaction() as session:
        session.get_one(Claim, claim_id).assessed_at = now()
    done = ana.get(address)
    assert "<progress" not in done.text
    assert missed in done.text
    assert "Refresh" not in done.headers
