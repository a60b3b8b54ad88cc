"""Origins corrected by a person where a passage stands: joined, cut, given another basis."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import BasisKind
from workbench.pipeline import catching_up
from workbench.store.models import Match

Passages = Callable[..., int]


def matches(services: Services, claim_id: int) -> dict[int, Match]:
    with services.database.snapshot() as session:
        rows = session.scalars(select(Match).where(Match.claim_id == claim_id))
        return {row.passage_id: row for row in rows}


def origins(services: Services, claim_id: int) -> dict[int, int]:
    return {passage: row.origin for passage, row in matches(services, claim_id).items()}


@pytest.fixture
def pair(services: Services, claim_id: int, passage_of: Passages) -> tuple[int, int]:
    found = (passage_of("Daily Post"), passage_of("State Wire"))
    catching_up.assess(services, claim_id)
    return found


def taking_back(page: str, passage: int) -> str:
    """Where the correction that stands at a passage is taken back."""
    at = page.index(f'id="passage-{passage}"')
    found = re.search(r'action="(/claims/\d+/origins/\d+/take-back)"', page[at:])
    assert found
    return found[1]


def test_joined_origins_are_counted_once_and_taking_it_back_counts_them_apart(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    before = matches(services, claim_id)
    assert before[pair[0]].origin != before[pair[1]].origin

    given = {"passage": pair[0], "other": pair[1], "decision": "join", "why": "One spokesman."}
    sent = ana.post(f"/claims/{claim_id}/origins/", **given)

    assert sent.headers["Location"] == f"/claims/{claim_id}#passage-{pair[0]}"
    joined = matches(services, claim_id)
    assert joined[pair[0]].origin == joined[pair[1]].origin
    page = ana.get(f"/claims/{claim_id}").text
    assert "is of one origin with" in page
    assert "One spokesman." in page
    catching_up.assess(services, claim_id)  # it is remembered
    assert matches(services, claim_id)[pair[0]].origin == joined[pair[0]].origin
    back = taking_back(page, pair[0])
    ana.post(back, passage=pair[0])
    apart = matches(services, claim_id)
    assert apart[pair[0]].origin != apart[pair[1]].origin
    assert ana.post(back, passage=pair[0]).status_code == 409
    history = ana.get(f"/claims/{claim_id}/history").text
    assert f"said that passages {pair[0]} and {pair[1]} rest on the same" in history
    assert "One spokesman." in history
    assert f"took back that passages {pair[0]} and {pair[1]} rest on the same" in history


def test_corrections_of_what_is_matched_no_more_are_led_to(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    ana.post(f"/claims/{claim_id}/origins/", passage=pair[0], other=pair[1], decision="join")
    led = "1 correction of origins is about passages that are not among these any more"
    assert led not in ana.get(f"/claims/{claim_id}").text
    with services.database.transaction() as session:
        session.delete(matches(services, claim_id)[pair[0]])

    assert led in ana.get(f"/claims/{claim_id}").text


def test_a_passage_cut_out_stands_alone_until_that_is_taken_back(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    catching_up.assess(services, claim_id)
    here = f"/claims/{claim_id}/origins/"
    first, second, third = list(origins(services, claim_id))[:3]
    for other in (second, third):
        ana.post(here, passage=first, other=other, decision="join")

    ana.post(here, passage=second, decision="cut")

    found = origins(services, claim_id)
    assert found[first] == found[third] != found[second]
    page = ana.get(f"/claims/{claim_id}").text
    assert "stands alone" in page
    ana.post(taking_back(page, second), passage=second)
    assert f"took back that passage {second}" in ana.get(f"/claims/{claim_id}/history").text
    together = origins(services, claim_id)
    assert together[first] == together[second] == together[third]


def test_joining_overrules_what_was_cut_between_the_two_origins(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    catching_up.assess(services, claim_id)
    here = f"/claims/{claim_id}/origins/"
    first, second, third = list(origins(services, claim_id))[:3]
    for other in (second, third):
        ana.post(here, passage=first, other=other, decision="join")
    ana.post(here, passage=second, decision="cut")

    ana.post(here, passage=second, other=first, decision="join")

    found = origins(services, claim_id)
    assert found[first] == found[second] == found[third]


def test_a_passage_is_said_to_be_of_the_claims_own_origin_or_not(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    here = f"/claims/{claim_id}/origins/"

    ana.post(here, passage=pair[1], other="claim", decision="join")
    assert matches(services, claim_id)[pair[1]].same_origin_as_claim
    ana.post(here, passage=pair[1], decision="cut")
    assert not matches(services, claim_id)[pair[1]].same_origin_as_claim

    history = ana.get(f"/claims/{claim_id}/history").text
    assert f"said that passage {pair[1]} is of the claim’s own origin" in history
    assert f"said that passage {pair[1]} stands alone" in history


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


@pytest.mark.parametrize(
    "form", [{"other": "1"}, {"decision": "melt"}, {"passage": "987654"}, {"passage": "0"}]
)
def test_what_cannot_be_corrected_is_refused(
    ana: Visitor, claim_id: int, pair: tuple[int, int], form: dict[str, str]
) -> None:
    given = {"passage": str(pair[0]), "other": str(pair[1]), "decision": "join", **form}
    if form.get("other"):
        given["other"] = given["passage"]

    answer = ana.post(f"/claims/{claim_id}/origins/", **given)

    assert answer.status_code in {400, 404, 422}


def test_what_stands_alone_already_is_not_cut(ana: Visitor, claim_id: int) -> None:
    page = ana.get(f"/claims/{claim_id}").text
    passage = re.findall(r'id="passage-(\d+)"', page)[0]
    here = f"/claims/{claim_id}/origins/"
    ana.post(here, passage=passage, decision="cut")

    assert ana.post(here, passage=passage, decision="cut").status_code == 422
    assert "cut</button>" not in ana.get(f"{here}{passage}").text


def test_the_others_are_named_as_the_page_names_them(
    services: Services, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    label = matches(services, claim_id)[pair[1]].origin_label
    form = ana.get(f"/claims/{claim_id}/origins/{pair[0]}").text

    assert f">{label}: " in form
    assert f'id="correcting-{pair[0]}"' in form
    assert ana.get(f"/claims/{claim_id}/origins/987654").status_code == 404


@pytest.mark.parametrize("kind", BasisKind)
def test_each_kind_of_basis_is_said_in_plain_words_as_in_the_glossary(
    ana: Visitor, claim_id: int, pair: tuple[int, int], kind: BasisKind
) -> None:
    form = ana.get(f"/claims/{claim_id}/origins/{pair[0]}").text
    [meant] = re.findall(rf">{kind}: ([^<]+)</option>", form)

    glossary = Path("docs/glossary.md").read_text(encoding="utf-8")
    assert f"**{kind}**" in glossary
    assert meant in glossary


def test_readers_see_why_and_no_form(
    signed_in: MakeVisitor, ana: Visitor, claim_id: int, pair: tuple[int, int]
) -> None:
    ana.post(f"/claims/{claim_id}/origins/", passage=pair[0], other=pair[1], decision="join")
    seen = signed_in("rae").get(f"/claims/{claim_id}").text

    assert "Correct its origin" not in seen
    assert "take back" not in seen
    assert "is of one origin with" in seen
    assert "Correct its origin" in ana.get(f"/claims/{claim_id}").text
