"""Transactions, snapshots, and what the database says when it cannot."""

import contextlib
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from workbench.bootstrap import Services
from workbench.errors import DeskError, UsageError
from workbench.store.database import Database
from workbench.store.models import Passage, Source


def test_a_transaction_commits_on_success(services: Services) -> None:
    with services.database.transaction() as session:
        session.add(Source(name="Northwire", key="northwire"))

    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Source)) == 1


def test_a_transaction_is_undone_on_error(services: Services) -> None:
    with contextlib.suppress(RuntimeError), services.database.transaction() as session:
        session.add(Source(name="Northwire", key="northwire"))
        session.flush()
        raise RuntimeError

    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Source)) == 0


def test_a_snapshot_keeps_nothing(services: Services) -> None:
    with services.database.snapshot() as session:
        session.add(Source(name="Northwire", key="northwire"))
        session.flush()

    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Source)) == 0


def test_a_snapshot_does_not_see_what_is_written_meanwhile(services: Services) -> None:
    with services.database.snapshot() as reader:
        assert reader.scalar(select(func.count()).select_from(Source)) == 0
        with services.database.transaction() as session:
            session.add(Source(name="Northwire", key="northwire"))

        assert reader.scalar(select(func.count()).select_from(Source)) == 0


def test_foreign_keys_hold(services: Services) -> None:
    with pytest.raises(IntegrityError), services.database.transaction() as session:
        session.add(Passage(report_id=99, start=0, end=1, splitter="s", text_hash="0" * 64))


def test_ids_are_never_reused(services: Services) -> None:
    with services.database.transaction() as session:
        first = Source(name="a", key="a")
        session.add(first)
        session.flush()
        session.delete(first)
    with services.database.transaction() as session:
        second = Source(name="b", key="b")
        session.add(second)
        session.flush()

        assert second.id > first.id


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"no database at all" * 100)

    with (
        pytest.raises(DeskError, match="damaged"),
        Database(f"sqlite:///{tmp_path / 'x.sqlite3'}").snapshot() as session,
    ):
        session.execute(select(Source))


@pytest.mark.parametrize("url", ["mysql://localhost/x", "nonsense"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="WORKBENCH_DATABASE_URL"):
        Database(url)
