"""Origins corrected by a person on the claim page: joined, cut, given another basis, taken back."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.pipeline import catching_up
from workbench.store.models import Match

Passages = Callable[..., int]


def matches(services: Services, claim_id: int) -> dict[int, Match]:
    with services.database.snapshot() as session:
        rows = session.scalars(select(Match).where(Match.claim_id == claim_id))
        return {row.passage_id: row for row in rows}


@pytest.fixture
def pair(services: Services, claim_id: int, passage_of: Passages) -> tuple[int, int]:
    found = (passage_of("Daily Post"), passage_of("State Wire"))
    catching_up.assess(services, claim_id)
    return found


def test_joined_passages_are_counted_once_and_taking_it_back_counts_them_apart(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    before = matches(services, claim_id)
    assert before[pair[0]].origin != before[pair[1]].origin

    sent = ana.post(f"/claims/{claim_id}/origins/", passage=pair[0], other=pair[1], decision="join")

    assert sent.headers["Location"] == f"/claims/{claim_id}#origins"
    joined = matches(services, claim_id)
    assert joined[pair[0]].origin == joined[pair[1]].origin
    page = ana.get(f"/claims/{claim_id}").text
    assert "rest on the same" in page
    assert "says ana" in page
    catching_up.assess(services, claim_id)  # it is remembered
    assert matches(services, claim_id)[pair[0]].origin == joined[pair[0]].origin
    back = re.search(r'action="(/claims/\d+/origins/\d+/take-back)"', page)
    assert back
    ana.post(back[1])
    apart = matches(services, claim_id)
    assert apart[pair[0]].origin != apart[pair[1]].origin
    assert ana.post(back[1]).status_code == 409
    history = ana.get(f"/claims/{claim_id}/history").text
    assert f"said that passages {pair[0]} and {pair[1]} rest on the same" in history
    assert f"took back that passages {pair[0]} and {pair[1]} rest on the same" in history


def test_cutting_parts_what_was_joined(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    for decision in ("join", "cut"):
        ana.post(f"/claims/{claim_id}/origins/", passage=pair[0], other=pair[1], decision=decision)

    found = matches(services, claim_id)
    assert found[pair[0]].origin != found[pair[1]].origin


def test_a_basis_is_corrected(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    ana.post(
        f"/claims/{claim_id}/origins/basis",
        passage=pair[0],
        basis_kind="statement",
        basis_root="Valley Front",
    )

    found = matches(services, claim_id)[pair[0]]
    assert (found.basis_kind, found.basis_root) == ("statement", "Valley Front")
    assert found.basis_because == "corrected by ana"
    assert "rests on" in ana.get(f"/claims/{claim_id}").text


@pytest.mark.parametrize("form", [{"other": "1"}, {"decision": "melt"}, {"passage": "987654"}])
def test_what_cannot_be_corrected_is_refused(
    ana: Visitor, claim_id: int, pair: tuple[int, int], form: dict[str, str]
) -> None:
    given = {"passage": str(pair[0]), "other": str(pair[1]), "decision": "join", **form}
    if form.get("other"):
        given["other"] = given["passage"]

    answer = ana.post(f"/claims/{claim_id}/origins/", **given)

    assert answer.status_code in {400, 404, 422}


def test_readers_see_no_form(
    signed_in: MakeVisitor, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    assert "Correct the origins" not in signed_in("rae").get(f"/claims/{claim_id}").text
    assert "Correct the origins" in ana.get(f"/claims/{claim_id}").text
    assert pair
