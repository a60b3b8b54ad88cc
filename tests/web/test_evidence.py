"""Evidence of one's own: a stretch of a stored report, a report added on the spot, a note."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.web.conftest import Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Ground, Stance
from workbench.store.models import Evidence, Report


@pytest.fixture
def markets(services: Services) -> Report:
    """A stored report that no claim was matched with."""
    with services.database.snapshot() as session:
        return session.scalars(select(Report).where(Report.title == "Markets")).one()


@pytest.fixture
def given(services: Services) -> Callable[[], list[Evidence]]:
    """What stands on the claims by now."""

    def read() -> list[Evidence]:
        with services.database.snapshot() as session:
            rows = list(session.scalars(select(Evidence)).all())
            for row in rows:
                assert row.passage is None or row.passage.report.text  # loaded while open
            return rows

    return read


def test_the_three_ways_are_on_one_page(ana: Visitor, claim_id: int) -> None:
    page = ana.get(f"/claims/{claim_id}/find").text

    for words in ("In a stored report", "In a report that is not here yet", "Off the platform"):
        assert words in page


def test_words_are_found_in_stored_reports_but_not_in_the_claims_own(
    ana: Visitor, claim_id: int
) -> None:
    page = ana.get(f"/claims/{claim_id}/find?q=soldiers+killed+in+Talvar").text

    assert "Army statement" in page
    assert ">Rebels take Talvar</a>" not in page


def test_a_passage_that_a_search_found_takes_a_stance_at_once(
    ana: Visitor, claim_id: int, given: Callable[[], list[Evidence]]
) -> None:
    page = ana.get(f"/claims/{claim_id}/find?q=Wheat+prices").text
    found = re.search(r'name="passage_id" value="(\d+)"', page)
    assert found

    ana.post(f"/claims/{claim_id}/evidence", passage_id=found[1], stance="context")

    assert [row.passage_id for row in given()] == [int(found[1])]


def test_words_copied_from_a_report_become_evidence_with_their_offsets(
    ana: Visitor, claim_id: int, markets: Report, given: Callable[[], list[Evidence]]
) -> None:
    answer = ana.post(
        f"/claims/{claim_id}/evidence/stretch",
        report_id=markets.id,
        quote=" Wheat  prices\nrose again ",
        stance="context",
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/claims/{claim_id}")
    [row] = given()
    assert row.passage
    assert row.passage.report.text[row.passage.start : row.passage.end] == "Wheat prices rose again"
    assert "found by a person" in ana.get(f"/claims/{claim_id}").text


def test_a_selection_is_taken_by_its_offsets(
    ana: Visitor, claim_id: int, markets: Report, given: Callable[[], list[Evidence]]
) -> None:
    start = markets.text.index("traders")
    ana.post(
        f"/claims/{claim_id}/evidence/stretch",
        report_id=markets.id,
        start=start,
        end=start + len("traders said"),
        quote="traders said",
        stance="refutes: contrary observation",
    )

    [row] = given()
    assert row.passage
    assert (row.passage.start, row.passage.end) == (start, start + 12)
    assert (row.stance, row.ground) == (Stance.REFUTES, Ground.CONTRARY_OBSERVATION)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"quote": "Barley prices fell"}, "do not stand in the report"),
        ({"quote": ""}, "do not stand in the report"),
        ({"quote": "r"}, "more than once"),
        ({"start": "0", "end": "99999"}, "outside"),
        ({"start": "9", "end": "3"}, "empty"),
        ({"start": "-1", "end": "3"}, "must be a whole number"),
    ],
)
def test_a_stretch_that_is_not_there_is_refused_with_the_page_it_was_taken_from(
    ana: Visitor,
    claim_id: int,
    markets: Report,
    given: Callable[[], list[Evidence]],
    form: dict[str, str],
    sentence: str,
) -> None:
    answer = ana.post(
        f"/claims/{claim_id}/evidence/stretch", report_id=markets.id, stance="context", **form
    )

    assert answer.status_code in {400, 422}
    assert sentence in answer.text
    assert "As evidence for" in answer.text
    assert given() == []


def test_the_claims_own_sentence_is_no_evidence_for_itself(
    ana: Visitor, claim_id: int, article: int
) -> None:
    answer = ana.post(
        f"/claims/{claim_id}/evidence/stretch",
        report_id=article,
        quote="at least 40 soldiers had been killed",
        stance="supports",
    )

    assert answer.status_code == 422
    assert "own sentence" in answer.text


def test_a_note_keeps_who_told_what(
    ana: Visitor, claim_id: int, given: Callable[[], list[Evidence]]
) -> None:
    ana.post(
        f"/claims/{claim_id}/evidence/note",
        note="A nurse told me by telephone on 5 March.",
        stance="supports",
    )

    [row] = given()
    assert (row.note, row.stance) == ("A nurse told me by telephone on 5 March.", Stance.SUPPORTS)
    assert "A nurse told me by telephone" in ana.get(f"/claims/{claim_id}").text


def test_a_note_without_a_stance_is_refused_and_kept(ana: Visitor, claim_id: int) -> None:
    answer = ana.post(f"/claims/{claim_id}/evidence/note", note="A nurse told me.")

    assert answer.status_code == 400
    assert "A nurse told me.</textarea>" in answer.text


def test_a_report_added_on_the_spot_is_opened_to_select_in(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    answer = ana.post(
        f"/claims/{claim_id}/evidence/report",
        text="Hospital list\n\nThe hospital in Talvar listed 41 dead soldiers by name.",
        source="City Hospital",
        published="2019-03-08",
    )

    with services.database.snapshot() as session:
        added = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
    assert answer.headers["Location"].startswith(f"/reports/{added.id}?claim={claim_id}")
    assert (added.published, added.acquired_by, added.is_article) == ("2019-03-08", "ana", False)
    assert f"claim {claim_id}</a>" in ana.get(answer.headers["Location"]).text


@pytest.mark.parametrize("form", [{}, {"url": "file:///etc/passwd"}, {"url": "/etc/passwd"}])
def test_nothing_sent_and_no_address_are_refused(
    ana: Visitor, claim_id: int, form: dict[str, str]
) -> None:
    answer = ana.post(f"/claims/{claim_id}/evidence/report", **form)

    assert answer.status_code in {400, 422}
    assert "What I found for" in answer.text
