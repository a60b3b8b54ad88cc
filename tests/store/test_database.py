"""Transactions, snapshots, and what the database says when it cannot."""

import contextlib
import os
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from workbench.bootstrap import Services
from workbench.errors import DeskError, UsageError
from workbench.store import database as databases
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


def test_what_is_written_is_on_the_disk_on_return_and_the_next_writer_waits_for_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = _with_a_table(tmp_path)
    log, waited = (tmp_path / "desk.sqlite3-wal").stat().st_ino, []
    to_the_disk = os.fsync

    def slow(file: int) -> None:
        waited.append(os.fstat(file).st_ino)
        if len(waited) == 1:  # while the first waits for the disk, another one writes
            _write(database, "second")
        to_the_disk(file)

    monkeypatch.setattr("workbench.store.database.os.fsync", slow)
    _write(database, "first")

    assert waited == [log, log]
    assert _kept(database) == ["first", "second"]
    database.close()


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = _with_a_table(tmp_path)

    def broken(_file: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("workbench.store.database.os.fsync", broken)
    with pytest.raises(DeskError, match="cannot be written to the disk: Input/output error"):
        _write(database, "first")
    database.close()


def test_the_log_is_copied_back_every_so_many_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "TIDIED_AFTER", 3)
    database = _with_a_table(tmp_path)
    _write(database, "a word to look for")
    assert b"a word to look for" not in (tmp_path / "desk.sqlite3").read_bytes()
    _write(database, "another")
    assert b"a word to look for" in (tmp_path / "desk.sqlite3").read_bytes()
    database.close()


def _with_a_table(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder}/desk.sqlite3")
    with database.transaction() as session:
        session.execute(text("CREATE TABLE written (words TEXT)"))
    return database


def _write(database: Database, words: str) -> None:
    with database.transaction() as session:
        session.execute(text("INSERT INTO written VALUES (:words)"), {"words": words})


def _kept(database: Database) -> list[str]:
    with database.snapshot() as session:
        return list(session.scalars(text("SELECT words FROM written")))
