"""Writers of one process take turns, and a turn always ends."""

import contextlib
import threading

from sqlalchemy import func, select

from workbench.bootstrap import Services
from workbench.store.models import Source


def test_many_who_write_at_once_all_get_their_turn(services: Services) -> None:
    def write(number: int) -> None:
        with services.database.transaction() as session:
            session.add(Source(name=f"Source {number}", key=f"source {number}"))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Source)) == 12


def test_a_turn_that_failed_is_over(services: Services) -> None:
    with contextlib.suppress(RuntimeError), services.database.transaction():
        raise RuntimeError

    with services.database.transaction() as session:
        session.add(Source(name="Northwire", key="northwire"))
    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Source)) == 1
