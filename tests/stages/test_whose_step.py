"""Who may take a step, and what stands in its way, whatever page or program asks for it."""

import pytest

from tests.conftest import MakeUser
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role, SetAside, Stance, State, Verdict
from workbench.errors import ConflictError, ForbiddenError, InputError
from workbench.stages import evidence, publishing, reviewing
from workbench.stages.evidence import Judgement
from workbench.store.models import Claim


@pytest.fixture
def claim_id(services: Services) -> int:
    """A decided claim."""
    row = Claim(identity="x:1", text="Forty died.", text_hash="0" * 64, check_worthiness=0.5)
    row.state, row.verdict = State.DECIDED, Verdict.UNRESOLVED
    with services.database.transaction() as session:
        session.add(row)
        session.flush()
        return row.id


def test_nobody_takes_back_what_another_gave(
    services: Services, make_user: MakeUser, claim_id: int
) -> None:
    ana, ben = make_user("ana"), make_user("ben")
    with services.database.transaction() as session:
        given = evidence.on_note(
            session, claim_id, "Told by a nurse.", Judgement(Stance.CONTEXT), reviewer=ana
        )

        with pytest.raises(ConflictError, match="Only the person who gave"):
            evidence.withdraw(session, claim_id, given.id, reviewer=ben)

        evidence.withdraw(session, claim_id, given.id, reviewer=ana)
        assert given.withdrawn_at is not None


def test_publishing_takes_an_editor_and_a_reason_of_some_length(
    services: Services, make_user: MakeUser, claim_id: int
) -> None:
    ana, edda = make_user("ana"), make_user("edda", Role.EDITOR)
    most = publishing.LONGEST_REASON
    with services.database.transaction() as session:
        with pytest.raises(ForbiddenError):
            publishing.publish(session, claim_id, by=ana, why="")
        with pytest.raises(InputError, match="at most"):
            publishing.publish(session, claim_id, by=edda, why="x" * (most + 1))

        published = publishing.publish(session, claim_id, by=edda, why="x" * most)
        assert published.publication is not None


def test_a_decided_claim_is_not_set_aside(
    services: Services, make_user: MakeUser, claim_id: int
) -> None:
    ana = make_user()
    with services.database.transaction() as session:
        with pytest.raises(ConflictError, match="already decided"):
            reviewing.set_aside(session, claim_id, SetAside.DUPLICATE, reviewer=ana)

        assert session.get_one(Claim, claim_id).state is State.DECIDED
