"""A desk moves from one database to the other with its ids, its history and its words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from tests.conftest import BOTH, AddReport, MakeUser, WordsEncoder
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.errors import DeskError, UsageError
from workbench.interchange.rows import Directions
from workbench.pipeline import importing, searching
from workbench.pipeline.rebuilding import rebuild
from workbench.stages import auditing, backup
from workbench.store import events, lexical, moving
from workbench.store.models import Claim, Report, Source

MakeElsewhere = Callable[[str], Settings]


@pytest.fixture
def elsewhere(tmp_path: Path, request: pytest.FixtureRequest) -> MakeElsewhere:
    def make(kind: str) -> Settings:
        server = request.getfixturevalue("postgresql") if kind == "postgresql" else None
        return Settings(
            home=tmp_path / "new",
            indexes=tmp_path / "new-indexes",
            database_url=server.new() if server else "",
        )

    return make


@pytest.fixture
def made(services: Services, add_report: AddReport, make_user: MakeUser, tmp_path: Path) -> Path:
    make_user("zoë")
    for day in ("1", "2"):  # the second replaces the first
        add_report(
            f"Shells hit the mill of Talvar on day {day}. Nobody spoke.",
            article=True,
            url="https://example.org/a",
            source="Northwire",
            published="2026-03-01",
        )
    file = tmp_path / "claims.csv"
    file.write_text('text,speaker,extra\n"Forty died at Talvar, \\ “they” said.",Ana,1\n')
    importing.import_file(services, file, by="test", directions=Directions())
    with services.database.transaction() as session:
        session.add(Source(name="gone", key="gone"))
        session.flush()
        session.execute(delete(Source).where(Source.key == "gone"))
    path = tmp_path / "desk.zip"
    backup.make(services.database, services.settings.captures, path)
    return path


@pytest.mark.parametrize("other", BOTH)
def test_a_desk_comes_back_in_either_database(
    services: Services, made: Path, elsewhere: MakeElsewhere, other: str
) -> None:
    settings = elsewhere(other)
    manifest = backup.restore(made, settings)
    there = bootstrap.init(settings, encoder=WordsEncoder())
    rebuild(there)

    with services.database.snapshot() as before, there.database.snapshot() as after:
        for table in moving.tables():
            assert moving._digest(before, table) == moving._digest(after, table), table.name
        audit = auditing.verify(after, settings.captures, heads=[manifest.head])
        assert audit.findings == []
        assert lexical.frequencies(after, ["mill"]) == lexical.frequencies(before, ["mill"])
        assert set(after.scalars(select(Report.current))) == {True, False}
    assert there.desk_id == services.desk_id
    wanted = searching.Search("Shells at Talvar")
    assert searching.search(there, wanted) == searching.search(services, wanted)
    with there.database.transaction() as session:
        row = Source(name="new", key="new")
        session.add(row)
        session.flush()
        assert row.id == 3  # the id of the one that is gone is not given again
        events.append(session, "later", actor="ana", subject="desk")
        assert list(events.verify(session)) == []
    there.database.close()


def test_a_postgresql_desk_with_data_is_never_restored_over(
    made: Path, elsewhere: MakeElsewhere
) -> None:
    settings = elsewhere("postgresql")
    backup.restore(made, settings)

    with pytest.raises(UsageError, match="not empty"):
        backup.restore(made, settings)


def test_what_does_not_come_out_as_it_went_in_is_not_kept(
    made: Path, elsewhere: MakeElsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = elsewhere("postgresql")
    read = moving._rows

    def misread(session: object, table: object) -> object:
        for row in read(session, table):  # type: ignore[arg-type]
            on_postgresql = session.get_bind().dialect.name == "postgresql"  # type: ignore[attr-defined]
            yield {**row, "start": 7} if on_postgresql and "splitter" in row else row

    monkeypatch.setattr(moving, "_rows", misread)
    with pytest.raises(DeskError, match="passage was not copied"):
        backup.restore(made, settings)
    monkeypatch.undo()

    backup.restore(made, settings)
    there = bootstrap.init(settings, encoder=WordsEncoder())
    with there.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Claim)) == 3
        assert session.scalar(select(Claim.text_hash).where(Claim.id == 2)) == text_hash(
            session.get_one(Claim, 2).text
        )
    there.database.close()
