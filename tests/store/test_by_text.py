"""Claims are found by their texts, in whichever part of the index they are."""

from collections.abc import Sequence

import pytest
from sqlalchemy import event, select

from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.store import by_text
from workbench.store.models import CLAIMS_A_PART, Claim

SAID, ELSE = (text_hash(text) for text in ("Forty died.", "Wheat rose."))
FAR = (1, CLAIMS_A_PART - 1, CLAIMS_A_PART, 7 * CLAIMS_A_PART + 5)


@pytest.fixture
def claims(services: Services) -> None:
    keep(services, FAR, "Forty died.")
    keep(services, (2, CLAIMS_A_PART + 1), "Wheat rose.")


def keep(services: Services, ids: Sequence[int], text: str) -> None:
    with services.database.transaction() as session:
        session.add_all(
            Claim(id=i, identity=f"i:{i}", text=text, text_hash=text_hash(text), check_worthiness=1)
            for i in ids
        )


def found(services: Services, hashes: Sequence[str]) -> list[int]:
    with services.database.snapshot() as session:
        rows = select(Claim.id).where(by_text.saying(session, hashes)).order_by(Claim.id)
        return list(session.scalars(rows))


@pytest.mark.usefixtures("claims")
def test_equal_texts_are_found_in_every_part(services: Services) -> None:
    assert found(services, [SAID]) == list(FAR)
    assert len(found(services, [SAID, ELSE])) == len(FAR) + 2
    assert found(services, [text_hash("Nobody said this.")]) == []


@pytest.mark.usefixtures("claims")
def test_a_changed_text_is_found_as_it_is_now(services: Services) -> None:
    with services.database.transaction() as session:
        session.get_one(Claim, FAR[-1]).text_hash = ELSE

    assert found(services, [SAID]) == list(FAR[:-1])
    assert FAR[-1] in found(services, [ELSE])


def test_a_desk_without_claims_has_none(services: Services) -> None:
    assert found(services, [SAID]) == []


@pytest.mark.sqlite
@pytest.mark.usefixtures("claims")
def test_they_are_looked_up_by_the_index_in_parts(services: Services) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    with services.database.snapshot() as session:
        connection = session.connection()
        rows = select(Claim.id).where(by_text.saying(session, [SAID, ELSE]))
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append(said[2:4]))
        session.execute(rows)
        [(statement, values)] = asked
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()

    assert "ix_claim_part_text_hash (<expr>=? AND text_hash=?)" in str(plan)
