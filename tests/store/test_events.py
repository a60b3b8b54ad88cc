"""The chain holds, and says where it does not."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.store import events
from workbench.store.models import Event


def tell(services: Services, count: int) -> None:
    with services.database.transaction() as session:
        for number in range(count):
            events.append(session, "test", actor="ana", subject="desk", claim_id=7, number=number)


def unlock(session: Session) -> None:
    """What somebody with the database's file in hand can do."""
    on = " ON event" if session.get_bind().dialect.name == "postgresql" else ""
    for trigger in ("event_kept", "event_stays"):
        session.execute(text(f"DROP TRIGGER {trigger}{on}"))


def broken(services: Services) -> list[int]:
    with services.database.snapshot() as session:
        return [each.event_id for each in events.verify(session)]


def test_an_untouched_chain_holds(services: Services) -> None:
    tell(services, 5)

    assert broken(services) == []


def test_the_database_itself_refuses_to_change_an_event(services: Services) -> None:
    tell(services, 2)

    for change in (update(Event).values(actor="bo"), delete(Event)):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            services.database.transaction() as s,
        ):
            s.execute(change)

    assert broken(services) == []


def test_an_edited_event_is_found(services: Services) -> None:
    tell(services, 5)
    with services.database.transaction() as session:
        unlock(session)
        session.execute(update(Event).where(Event.id == 3).values(actor="bo"))

    assert broken(services) == [3]


def test_a_removed_event_is_found(services: Services) -> None:
    tell(services, 5)
    with services.database.transaction() as session:
        unlock(session)
        session.execute(delete(Event).where(Event.id == 3))

    assert broken(services) == [4]


def test_a_claims_history_is_in_order_and_its_own(services: Services) -> None:
    tell(services, 2)
    with services.database.transaction() as session:
        events.append(session, "noise", actor="ana", subject="desk", claim_id=8)

    with services.database.snapshot() as session:
        assert [e["detail"] for e in events.history(session, 7)] == [{"number": 0}, {"number": 1}]
