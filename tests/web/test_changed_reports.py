"""A report that changed: flagged where it is quoted, with the difference on its page."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.web.conftest import ARTICLE, REPORTS, TOLL, Visitor, record
from workbench.bootstrap import Services
from workbench.domain.spans import Span
from workbench.pipeline import adding, catching_up, showing
from workbench.store.models import Passage, Report

TITLE, SOURCE, DAY, TEXT = REPORTS[0]
QUOTED = "A reporter saw the bodies of 42 soldiers killed in Talvar."
CORRECTED = "A reporter saw the bodies of 24 soldiers killed in Talvar."


@pytest.fixture
def replace_text(services: Services) -> Callable[[str, str, str], int]:
    """Stores another text at a report's address; the new report's id."""

    def replace(title: str, source: str, text: str) -> int:
        [done] = adding.add(services, [record(title, source, DAY, text)], by="test", article=False)
        assert done["outcome"] == "new version"
        catching_up.catch_up(services)
        return int(done["report"])

    return replace


@pytest.fixture
def quoted(services: Services) -> int:
    """The passage that is quoted."""
    with services.database.snapshot() as session:
        rows = session.scalars(select(Passage).join(Report).where(Report.title == TITLE))
        return next(p.id for p in rows if Span(p.start, p.end).of(p.report.text) == QUOTED)


def test_evidence_that_quoted_the_old_text_says_what_the_new_one_reads(
    services: Services,
    ana: Visitor,
    claim_id: int,
    quoted: int,
    replace_text: Callable[[str, str, str], int],
) -> None:
    ana.post(
        f"/claims/{claim_id}/evidence",
        passage_id=quoted,
        stance="supports",
        question="content",
    )
    newer = replace_text(TITLE, SOURCE, TEXT.replace(QUOTED, CORRECTED))

    page = ana.get(f"/claims/{claim_id}").text
    with services.database.snapshot() as session:
        [row] = showing.show(session, claim_id)["evidence"]

    assert "The report changed" in page
    assert CORRECTED in page
    assert row["report_changed"]["report"] == newer
    assert row["report_changed"]["stands"] is False
    assert row["report_changed"]["reads_now"] == CORRECTED


def test_evidence_whose_words_still_stand_says_so(
    services: Services,
    ana: Visitor,
    claim_id: int,
    quoted: int,
    replace_text: Callable[[str, str, str], int],
) -> None:
    ana.post(
        f"/claims/{claim_id}/evidence",
        passage_id=quoted,
        stance="supports",
        question="content",
    )
    replace_text(TITLE, SOURCE, TEXT.replace("More is to come.", "Nothing more is to come."))

    assert "these words still stand" in ana.get(f"/claims/{claim_id}").text
    with services.database.snapshot() as session:
        [row] = showing.show(session, claim_id)["evidence"]
    assert (row["report_changed"]["stands"], row["report_changed"]["reads_now"]) == (True, None)


def test_a_claim_whose_own_article_changed_is_flagged(
    services: Services,
    ana: Visitor,
    claim_id: int,
    replace_text: Callable[[str, str, str], int],
) -> None:
    newer = replace_text("Rebels take Talvar", "Northwire", ARTICLE.replace(TOLL, "No toll yet."))

    with services.database.snapshot() as session:
        shape = showing.show(session, claim_id)

    assert shape["report_changed"]["report"] == newer
    assert shape["report_changed"]["reads_now"] is None
    assert "these words are gone" in ana.get(f"/claims/{claim_id}").text


def test_the_new_report_shows_the_difference_and_the_old_one_leads_to_it(
    services: Services, ana: Visitor, replace_text: Callable[[str, str, str], int]
) -> None:
    with services.database.snapshot() as session:
        older = session.scalars(select(Report.id).where(Report.title == TITLE)).one()
    newer = replace_text(TITLE, SOURCE, TEXT.replace("42", "<b>24</b>"))

    page = ana.get(f"/reports/{newer}").text

    assert "What changed" in page
    assert "<del>42</del><ins>&lt;b&gt;24&lt;/b&gt;</ins>" in page
    assert f"report {newer}</a>, with what changed" in ana.get(f"/reports/{older}").text
    shape = ana.client.get(f"/api/v1/reports/{newer}").json
    assert shape is not None
    assert shape["replaces"] == older
    assert [step["change"] for step in shape["changes"]] == ["changed"]
