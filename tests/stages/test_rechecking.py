"""New reports wake standing claims; material news re-opens decisions, the rest does not."""

from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from workbench.bootstrap import Services
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Missing, SetAside, Signal, Stance, State, Verdict
from workbench.errors import ConflictError
from workbench.pipeline import catching_up, withdrawing
from workbench.pipeline.deciding import conclude
from workbench.stages import evidence, rechecking, reviewing, triaging
from workbench.stages.evidence import Judgement
from workbench.store import events
from workbench.store.casework import Casework, open_case
from workbench.store.models import Match, Report, User

AddReport = Callable[..., int]
ARTICLE = (
    "Talvar\n\nAt least 30 people were killed in Talvar on 3 March 2019, the Vel Monitor said."
)
SEEN = "Talvar\n\nOur reporter counted 31 people killed in Talvar on 3 March 2019."
UNSAID = "Talvar\n\nIn Talvar 31 people were killed on 3 March 2019."
COPY = "Dead\n\nAt least 30 people were killed in Talvar on 3 March 2019, the Vel Monitor said."
CONTRARY = "Talvar\n\nOur reporter counted 12 people killed in Talvar on 3 March 2019, no more."


@pytest.fixture
def ana(make_user: Callable[..., User]) -> User:
    return make_user()


@pytest.fixture
def claim(services: Services, add_report: AddReport) -> Casework:
    add_report("Wheat\n\nWheat rose.", source="Market", published="2019-03-01")
    add_report(ARTICLE, source="Blog", published="2019-03-06", article=True)
    return case(services)


def case(services: Services) -> Casework:
    with services.database.snapshot() as session:
        return open_case(session, 1)


def decide(services: Services, ana: User, verdict: Verdict, missing: Missing | None = None) -> None:
    with services.database.transaction() as session:
        words = Conclusion(verdict, "", missing=missing)
        seen = open_case(session, 1).revision
        conclude(services, session, 1, words, reviewer=ana, seen=seen)


def reasons(services: Services) -> list[str]:
    with services.database.snapshot() as session:
        happened = events.history(session, 1)
    return [e["detail"]["reason"] for e in happened if e["kind"] == "recheck"]


def herald(services: Services) -> Report:
    with services.database.snapshot() as session:
        return session.scalars(select(Report).where(Report.url.contains("herald"))).one()


@pytest.mark.usefixtures("claim")
def test_a_waiting_claim_is_woken_by_the_right_report(
    services: Services, add_report: AddReport
) -> None:
    with services.database.transaction() as session:
        for match in session.scalars(select(Match)):
            session.delete(match)
        open_case(session, 1).claim.state = State.WAITING
    add_report(SEEN, source="Herald", published="2019-03-05")

    assert case(services).claim.state is State.NEW
    assert "31 people" in case(services).matches[0].passage.report.text


@pytest.mark.sqlite
def test_the_claims_near_a_sentence_are_looked_up_by_the_index_on_what_is_near(
    services: Services,
) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    with services.database.snapshot() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append(said[2:4]))
        rechecking._nearest(session, "a hash")
        [(statement, values)] = asked
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()

    assert "ix_match_near" in str(plan)


@pytest.mark.usefixtures("claim")
def test_a_waiting_claim_is_woken_by_a_report_that_repeats_a_known_sentence(
    services: Services, add_report: AddReport
) -> None:
    with services.database.transaction() as session:
        open_case(session, 1).claim.state = State.WAITING
    sentence = ARTICLE.partition("\n\n")[2]
    again = add_report(f"{sentence} Rain fell in Orbe.", source="Herald", published="2019-03-05")

    after = case(services)
    assert after.claim.state is State.NEW
    assert again in {match.passage.report_id for match in after.matches}


@pytest.mark.usefixtures("claim")
def test_a_sentence_known_from_elsewhere_wakes_no_claim_that_never_met_it(
    services: Services, add_report: AddReport
) -> None:
    before = case(services).claim.matched_at
    add_report("Corn\n\nWheat rose. Corn fell.", source="Herald", published="2019-03-05")

    assert case(services).claim.matched_at == before


@pytest.mark.usefixtures("claim")
def test_first_independent_support_reopens_what_was_unresolved(
    services: Services, add_report: AddReport, ana: User
) -> None:
    decide(services, ana, Verdict.UNRESOLVED, Missing.NO_INDEPENDENT_REPORT)
    add_report(SEEN, source="Herald", published="2019-03-05")

    after = case(services).claim
    assert (after.state, after.verdict) == (State.RECHECK, Verdict.UNRESOLVED)
    assert reasons(services) == ["first independent support"]


@pytest.fixture
def reopened(services: Services, add_report: AddReport, ana: User, claim: Casework) -> int:
    decide(services, ana, Verdict.UNRESOLVED, Missing.NO_INDEPENDENT_REPORT)
    add_report(SEEN, source="Herald", published="2019-03-05")
    return claim.claim.id


def test_a_recheck_ends_with_the_next_decision(
    services: Services, ana: User, reopened: int
) -> None:
    decide(services, ana, Verdict.UNRESOLVED, Missing.NEEDS_DOCUMENT)

    assert case(services).claim.state is State.DECIDED
    assert reopened == 1


def test_undoing_that_decision_puts_the_claim_up_again(
    services: Services, ana: User, reopened: int
) -> None:
    decide(services, ana, Verdict.UNRESOLVED, Missing.NEEDS_DOCUMENT)
    with services.database.transaction() as session:
        reviewing.undo(session, reopened, reviewer=ana)

    assert case(services).claim.state is State.RECHECK


def test_a_recheck_that_was_set_aside_comes_back_as_one(
    services: Services, ana: User, reopened: int
) -> None:
    with services.database.transaction() as session:
        reviewing.set_aside(session, reopened, SetAside.OUT_OF_SCOPE, reviewer=ana)
        reviewing.undo(session, reopened, reviewer=ana)

    after = case(services).claim
    assert (after.state, after.verdict) == (State.RECHECK, Verdict.UNRESOLVED)


def test_triage_does_not_take_up_what_was_reviewed(
    services: Services, ana: User, reopened: int
) -> None:
    with services.database.transaction() as session:
        reviewing.set_aside(session, reopened, SetAside.OUT_OF_SCOPE, reviewer=ana)

    with (
        pytest.raises(ConflictError, match="take it up again on its own page"),
        services.database.transaction() as session,
    ):
        triaging.undo(session, [reopened], by=ana)


@pytest.mark.parametrize("take_up", ["review", "triage"])
@pytest.mark.usefixtures("claim")
def test_a_claim_taken_up_again_meets_what_came_meanwhile(
    services: Services, add_report: AddReport, ana: User, take_up: str
) -> None:
    with services.database.transaction() as session:
        reviewing.set_aside(session, 1, SetAside.OUT_OF_SCOPE, reviewer=ana)
    add_report(SEEN, source="Herald", published="2019-03-05")
    assert not any("31 people" in m.passage.report.text for m in case(services).matches)

    with services.database.transaction() as session:
        if take_up == "review":
            reviewing.undo(session, 1, reviewer=ana)
        else:
            triaging.undo(session, [1], by=ana)
    catching_up.catch_up(services)

    assert any("31 people" in m.passage.report.text for m in case(services).matches)


@pytest.mark.usefixtures("claim")
def test_what_agrees_and_does_not_say_how_it_knows_is_added_quietly(
    services: Services, add_report: AddReport, ana: User
) -> None:
    decide(services, ana, Verdict.UNRESOLVED, Missing.NO_INDEPENDENT_REPORT)
    add_report(UNSAID, source="Herald", published="2019-03-05")

    after = case(services)
    [unsaid] = [m for m in after.matches if "31 people" in m.passage.report.text]
    assert (unsaid.signal, unsaid.counted) == (Signal.AGREES, False)
    assert after.claim.state is State.DECIDED
    assert reasons(services) == []


@pytest.mark.usefixtures("claim")
def test_a_copy_of_the_same_origin_is_no_news(
    services: Services, add_report: AddReport, ana: User
) -> None:
    decide(services, ana, Verdict.UNRESOLVED, Missing.NO_INDEPENDENT_REPORT)
    add_report(COPY, source="Daily Post", published="2019-03-05")

    assert case(services).claim.state is State.DECIDED
    assert reasons(services) == []


class TestCorroborated:
    @pytest.fixture(autouse=True)
    def corroborated(
        self, services: Services, add_report: AddReport, ana: User, claim: Casework
    ) -> None:
        add_report(SEEN, source="Herald", published="2019-03-05", url="https://herald.example/1")
        [herald] = [m for m in case(services).matches if "31 people" in m.passage.report.text]
        with services.database.transaction() as session:
            judgement = Judgement(Stance.SUPPORTS)
            evidence.on_passage(session, claim.claim.id, herald.passage_id, judgement, reviewer=ana)
        catching_up.assess(services, 1)
        decide(services, ana, Verdict.CORROBORATED)

    def test_more_support_is_added_quietly(self, services: Services, add_report: AddReport) -> None:
        add_report(SEEN.replace("Our", "Their"), source="Radio Vel", published="2019-03-05")

        assert case(services).claim.state is State.DECIDED

    def test_a_correction_at_the_source_reopens(
        self, services: Services, add_report: AddReport
    ) -> None:
        add_report(
            SEEN.replace("31", "13"),
            source="Herald",
            published="2019-03-05",
            url="https://herald.example/1",
        )

        assert case(services).claim.state is State.RECHECK
        assert reasons(services)[0] == "evidence was corrected at its source"

    def test_a_report_withdrawn_reopens(self, services: Services) -> None:
        withdrawing.withdraw(services, herald(services).id, reason="Retracted.", by="dina")

        assert case(services).claim.state is State.RECHECK
        assert reasons(services) == ["a report it rests on was withdrawn"]

    def test_a_mark_taken_back_reopens(self, services: Services, ana: User) -> None:
        with services.database.transaction() as session:
            [mark] = open_case(session, 1).evidence
            evidence.withdraw(session, 1, mark.id, reviewer=ana)

        after = case(services).claim
        assert (after.state, after.verdict) == (State.RECHECK, Verdict.CORROBORATED)
        assert reasons(services) == ["a mark it rests on was taken back"]

    @pytest.mark.parametrize(
        ("stance", "state"),
        [(Stance.SUPPORTS, State.DECIDED), (Stance.REFUTES, State.RECHECK)],
    )
    def test_a_mark_changed_reopens_and_the_same_again_does_not(
        self, services: Services, ana: User, stance: Stance, state: State
    ) -> None:
        with services.database.transaction() as session:
            [mark] = open_case(session, 1).evidence
            assert mark.passage_id is not None
            evidence.on_passage(session, 1, mark.passage_id, Judgement(stance), reviewer=ana)

        assert case(services).claim.state is state

    def test_the_evidence_stays_when_the_report_is_replaced(
        self, services: Services, add_report: AddReport
    ) -> None:
        add_report(
            SEEN.replace("31", "13"),
            source="Herald",
            published="2019-03-05",
            url="https://herald.example/1",
        )

        [kept] = case(services).evidence
        assert kept.passage is not None
        assert kept.passage_id in {m.passage_id for m in case(services).matches}
