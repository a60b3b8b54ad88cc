"""What is refused because it is too much: wordings, claims joined to one another."""

from collections.abc import Sequence

import pytest

from tests.conftest import MakeUser
from workbench.bootstrap import Services
from workbench.errors import InputError
from workbench.stages import joining, triaging
from workbench.store.models import Claim


def claims(services: Services, count: int) -> Sequence[int]:
    rows = [
        Claim(identity=f"x:{n}", text=f"{n} died.", text_hash=f"{n:064}", check_worthiness=0.5)
        for n in range(count)
    ]
    with services.database.transaction() as session:
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


@pytest.mark.parametrize(
    ("length", "refused"),
    [(triaging.LONGEST_WORDING, False), (triaging.LONGEST_WORDING + 1, True)],
)
def test_a_wording_has_a_length(
    services: Services, make_user: MakeUser, length: int, *, refused: bool
) -> None:
    [claim_id], ana = claims(services, 1), make_user()
    wording = "x" * length

    with services.database.transaction() as session:
        if refused:
            with pytest.raises(InputError, match="A wording has at most"):
                triaging.word(session, claim_id, wording, by=ana)
        else:
            triaging.word(session, claim_id, wording, by=ana)

        kept = session.get_one(Claim, claim_id).standalone
    assert (kept == wording) is not refused


def test_a_group_of_joined_claims_has_a_size(services: Services, make_user: MakeUser) -> None:
    ids, ana = claims(services, joining.MOST + 1), make_user()
    with services.database.transaction() as session:
        for other in ids[1:-1]:
            joining.join(session, ids[0], other, by=ana)

        with pytest.raises(InputError, match="At most"):
            joining.join(session, ids[-1], ids[0], by=ana)
