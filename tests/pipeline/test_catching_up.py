"""Claims that change while the machine looks at them, and those that it cannot compare."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update

from tests.conftest import AddReport, MakeReport, MakeUser
from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Stance
from workbench.pipeline import adding, catching_up
from workbench.stages import assessing, evidence
from workbench.stages.evidence import Judgement
from workbench.store.base import now
from workbench.store.casework import Casework
from workbench.store.finds import Found
from workbench.store.models import Claim, Match, User

ARTICLE = (
    "Talvar\n\nAt least 30 people were killed in Talvar on 3 March 2019, an officer said.\n\n"
    "The dam at Orvel broke on Friday, the ministry said."
)
OTHER = "Talvar falls\n\nA reporter saw 30 people dead in Talvar. The dam at Orvel broke."
REWORDED = "The bridge at Orvel fell on Friday."


@pytest.fixture
def unmatched(services: Services, add_report: AddReport, make_report: MakeReport) -> Services:
    add_report(OTHER, source="Daily Post")
    list(adding.add(services, [make_report(ARTICLE)], by="test", article=True))
    return services


def claims(services: Services) -> list[Claim]:
    with services.database.snapshot() as session:
        return list(session.scalars(select(Claim).order_by(Claim.id)))


def reword(services: Services) -> None:
    with services.database.transaction() as session:
        words = {"text": REWORDED, "text_hash": text_hash(REWORDED), "matched_at": None}
        session.execute(update(Claim).where(Claim.id == 1).values(words))


def take_back(services: Services) -> None:
    with services.database.transaction() as session:
        session.execute(delete(Match).where(Match.claim_id == 1))
        session.execute(delete(Claim).where(Claim.id == 1))


@pytest.mark.parametrize(("change", "left"), [(reword, [1, 2]), (take_back, [2])])
def test_nothing_is_kept_of_a_claim_that_changed_while_it_was_searched_for(
    unmatched: Services,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Services], None],
    left: list[int],
) -> None:
    real = catching_up.again

    def again(services: Services, text: str, found: list[Found]) -> list[Found]:
        if text.startswith("At least 30"):
            change(services)
        return real(services, text, found)

    monkeypatch.setattr(catching_up, "again", again)
    catching_up.embed(unmatched, lambda _what, _count: None)
    catching_up.match_pending(unmatched, lambda _what, _count: None)

    assert [claim.id for claim in claims(unmatched)] == left
    assert [claim.id for claim in claims(unmatched) if claim.matched_at is not None] == [2]
    with unmatched.database.snapshot() as session:
        assert set(session.scalars(select(Match.claim_id))) == {2}


def match_again(services: Services) -> None:
    with services.database.transaction() as session:
        session.execute(update(Claim).where(Claim.id == 1).values(matched_at=now()))


@pytest.mark.parametrize(("change", "left"), [(match_again, [1, 2]), (take_back, [2])])
def test_a_claim_that_changed_while_it_was_compared_waits(
    unmatched: Services,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Services], None],
    left: list[int],
) -> None:
    real, changed = assessing.compute, list[int]()

    def compute(subject: object, case: Casework, *given: object) -> object:
        if case.claim.id == 1 and not changed:
            changed.append(1)
            change(unmatched)
        return real(subject, case, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(assessing, "compute", compute)
    catching_up.embed(unmatched, lambda _what, _count: None)
    catching_up.match_pending(unmatched, lambda _what, _count: None)

    assert catching_up.assess_some(unmatched, 16) == 2
    assert [claim.id for claim in claims(unmatched)] == left
    assert [claim.id for claim in claims(unmatched) if claim.assessed_at is not None] == [2]
    catching_up.catch_up(unmatched)
    assert all(claim.assessed_at for claim in claims(unmatched))


@pytest.mark.parametrize("step", ["compute", "confirmed"])
def test_what_somebody_marks_while_it_is_counted_is_counted(
    unmatched: Services, monkeypatch: pytest.MonkeyPatch, make_user: MakeUser, step: str
) -> None:
    catching_up.catch_up(unmatched)
    ana, bo = make_user("ana"), make_user("bo")
    with unmatched.database.snapshot() as session:
        found = session.scalars(select(Match.passage_id).where(Match.claim_id == 1)).all()
    real, marked = getattr(assessing, step), list[int]()

    def mark(reviewer: User, passage_id: int, stance: Stance) -> None:
        with unmatched.database.transaction() as session:
            evidence.on_passage(session, 1, passage_id, Judgement(stance), reviewer=reviewer)

    def meanwhile(*given: object) -> object:
        if not marked:
            marked.append(1)
            mark(bo, found[1], Stance.REFUTES)
            catching_up.recount(unmatched, 1)
        return real(*given)

    monkeypatch.setattr(assessing, step, meanwhile)
    if step == "confirmed":
        mark(ana, found[0], Stance.SUPPORTS)
        catching_up.recount(unmatched, 1)
    else:
        catching_up.assess(unmatched, 1)

    with unmatched.database.snapshot() as session:
        shown = dict(session.get_one(Claim, 1).confirmed or {})
    catching_up.assess(unmatched, 1)
    with unmatched.database.snapshot() as session:
        assert shown == session.get_one(Claim, 1).confirmed
    assert shown["refutes"]["at_most"] > 0


def test_a_claim_that_cannot_be_compared_does_not_keep_others_waiting(
    unmatched: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = assessing.compute

    def compute(subject: object, case: Casework, *given: object) -> object:
        if case.claim.id == 1:
            raise ValueError
        return real(subject, case, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(assessing, "compute", compute)
    catching_up.catch_up(unmatched)

    assert [claim.id for claim in claims(unmatched) if claim.assessed_at is not None] == [2]
    assert "claim 1 is not compared" in caplog.text
    assert catching_up.assess_some(unmatched, 16) == 0
