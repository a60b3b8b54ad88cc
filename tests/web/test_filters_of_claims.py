"""Filters of the queue: each in the address, together, and saved by name."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Signal
from workbench.store.models import Claim, Match

TOLL, TOWN = "at least 40 soldiers", "Rebels seized the town"


@pytest.fixture
def told(services: Services, claim_id: int) -> int:
    """The toll has a tag, a place and a speaker of its own, and a passage that conflicts."""
    with services.database.transaction() as session:
        session.query(Match).update({"signal": Signal.UNCLEAR})
        claim = session.get_one(Claim, claim_id)
        claim.tags, claim.speaker = ["élan", "toll"], {"name": "Taro Velin"}
        claim.particulars = {"places": [{"text": "Orvel Gate"}]}
        match = session.query(Match).filter_by(claim_id=claim_id).first()
        assert match
        match.signal, match.same_origin_as_claim = Signal.CONFLICTS, False
    return claim_id


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "query", ["tag=toll", "tag=élan", "speaker=velin", "place=orvel+gate", "conflict=1", "q=40"]
)
def test_each_filter_selects_the_claim_it_means(ana: Visitor, query: str) -> None:
    page = ana.get(f"/?{query}").text

    assert TOLL in page
    assert TOWN not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source=northwire", True),
        ("source=hill", False),
        ("since=2000-01-01", True),
        ("since=2999-01-01", False),
        ("until=2000-01-01", False),
        ("source=northwire&q=killed&since=2000-01-01", True),
        ("source=100%25", False),
        ("place=talvar", True),
    ],
)
def test_filters_are_joined(ana: Visitor, query: str, *, found: bool) -> None:
    assert (TOLL in ana.get(f"/?{query}").text) == found


def test_a_day_edited_by_hand_is_answered(ana: Visitor) -> None:
    answer = ana.get("/?since=yesterday")

    assert (answer.status_code, "Write a day as" in answer.text) == (400, True)


def test_a_selection_is_saved_by_name_for_oneself_and_forgotten(signed_in: MakeVisitor) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")

    sent = ana.post("/saved?place=Talvar&tag=&state=new&after=3", name=" The   toll ")

    assert sent.headers["Location"] == "/?place=Talvar&state=new"
    page = ana.get("/").text
    assert 'href="/?place=Talvar&amp;state=new">The toll</a>' in page
    assert "The toll" not in ben.get("/").text
    assert ben.post("/saved/1/remove").status_code == 404
    assert ana.post("/saved/1/remove").status_code == 303
    assert "The toll" not in ana.get("/").text


@pytest.mark.parametrize("name", [" ", "x" * 81])
def test_a_selection_without_a_fitting_name_is_refused(ana: Visitor, name: str) -> None:
    form = MultiDict({"name": name})

    assert ana.post("/saved?q=a", **form.to_dict()).status_code == 422
