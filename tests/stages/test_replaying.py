"""A decision replays the same until something it rested on changes."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from workbench.bootstrap import Services
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Stance, Verdict
from workbench.errors import InputError, NotFoundError
from workbench.pipeline import catching_up
from workbench.pipeline.deciding import conclude
from workbench.pipeline.replaying import replay
from workbench.stages import evidence
from workbench.stages.evidence import Judgement
from workbench.store.casework import open_case
from workbench.store.models import Passage, Review, User

AddReport = Callable[..., int]
ARTICLE = "Rebels take Talvar\n\nRebels seized the town of Talvar on 3 March 2019, an officer said."
OTHER = "Talvar falls\n\nRebels seized the town of Talvar on 3 March 2019, our reporter there saw."


@pytest.fixture
def decided(services: Services, add_report: AddReport, make_user: Callable[..., User]) -> Services:
    add_report(OTHER, source="Daily Post", url="https://post.example/1", published="2019-03-04")
    add_report(ARTICLE, source="Wire", url="https://w.example/1", article=True)
    ana = make_user()
    with services.database.transaction() as session:
        passage_id = open_case(session, 1).matches[0].passage_id
        evidence.on_passage(session, 1, passage_id, Judgement(Stance.SUPPORTS), reviewer=ana)
    catching_up.assess(services, 1)
    with services.database.transaction() as session:
        seen = open_case(session, 1).revision
        words = Conclusion(Verdict.CORROBORATED, "Seen.")
        conclude(services, session, 1, words, reviewer=ana, seen=seen)
    return services


def differences(services: Services) -> list[dict[str, Any]]:
    [review] = replay(services, 1)["reviews"]
    assert review["same"] is (not review["differences"])
    return list(review["differences"])


def test_an_untouched_decision_is_the_same(decided: Services) -> None:
    assert differences(decided) == []


def test_a_replaced_report_is_named(decided: Services, add_report: AddReport) -> None:
    add_report(OTHER + " Calm.", source="Daily Post", url="https://post.example/1")

    assert [d["is"] for d in differences(decided)] == ["replaced"]


def test_a_moved_passage_is_named(decided: Services) -> None:
    with decided.database.transaction() as session:
        session.execute(update(Passage).where(Passage.report_id == 1).values(start=0))

    assert "Its text is not what it was." in [d["why"] for d in differences(decided)]


def test_other_rules_are_named(decided: Services) -> None:
    with decided.database.transaction() as session:
        review = session.get_one(Review, 1)
        review.rests_on = {**review.rests_on, "under": {"comparison": "comparison 0"}}

    assert [d["what"] for d in differences(decided)] == ["version of comparison"]


@pytest.mark.parametrize("what", ["encoder", "ranker", "index", "splitter", "verdicts", "support"])
def test_every_version_that_changed_is_named_with_what_it_means(
    decided: Services, what: str
) -> None:
    with decided.database.transaction() as session:
        review = session.get_one(Review, 1)
        under = {**review.rests_on["under"], what: "another"}
        review.rests_on = {**review.rests_on, "under": under}

    [found] = differences(decided)

    assert (found["what"], found["was"]) == (f"version of {what}", "another")
    assert found["why"].endswith(".")


def test_a_slot_that_compares_otherwise_and_another_basis_are_named(decided: Services) -> None:
    with decided.database.transaction() as session:
        review = session.get_one(Review, 1)
        [row] = review.rests_on["evidence"]
        slots = [
            r | {"relation": "differs"} if r["slot"] == "place" else r for r in row["comparison"]
        ]
        row = {**row, "comparison": slots, "basis": {"kind": "statement", "root": "Valley Front"}}
        review.rests_on = {**review.rests_on, "evidence": [row]}

    found = {d["what"].partition(" ")[2].partition(" ")[2]: d for d in differences(decided)}

    assert found.keys() == {"place", "basis"}
    assert (found["place"]["was"], found["place"]["is"]) == ("differs", "agrees")
    assert found["basis"]["was"] == "statement, Valley Front"


def test_another_vector_is_named(decided: Services) -> None:
    with decided.database.transaction() as session:
        review = session.get_one(Review, 1)
        [row] = review.rests_on["evidence"]
        row = {**row, "similarity": row["similarity"] - 0.01}
        review.rests_on = {**review.rests_on, "evidence": [row]}

    assert [d["why"] for d in differences(decided)] == ["Its vector is another one."]


def test_support_that_turns_out_to_be_the_claims_own_is_named(decided: Services) -> None:
    with decided.database.transaction() as session:
        review = session.get_one(Review, 1)
        review.rests_on = {**review.rests_on, "supports_required": 2}

    assert [d["what"] for d in differences(decided)] == ["verdict"]


def test_an_open_claim_has_nothing_to_replay(services: Services, add_report: AddReport) -> None:
    add_report(ARTICLE, source="Wire", article=True)

    with pytest.raises(InputError, match="no standing decision"):
        replay(services, 1)


def test_an_unknown_claim_is_said_so(services: Services) -> None:
    with pytest.raises(NotFoundError):
        replay(services, 7)
