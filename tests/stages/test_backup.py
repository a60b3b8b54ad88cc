"""A backup is whole while people write, and nothing is restored that was not checked."""

import json
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import AddReport, MakeUser, WordsEncoder
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.errors import DeskError, InputError, UsageError
from workbench.interchange import backup_file
from workbench.stages import auditing, backup
from workbench.store import events
from workbench.store.models import Event, Report

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def made(services: Services, add_report: AddReport, make_user: MakeUser, tmp_path: Path) -> Path:
    add_report("Shells hit the mill of Talvar on Sunday.")
    make_user()
    path = tmp_path / "backups" / "desk.zip"
    path.parent.mkdir()
    backup.make(services.database, services.settings.captures, path)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "new", indexes=tmp_path / "new-indexes")


def test_a_desk_comes_back_as_it_was(services: Services, made: Path, elsewhere: Settings) -> None:
    manifest = backup.restore(made, elsewhere)

    restored = bootstrap.init(elsewhere, encoder=WordsEncoder())
    with restored.database.snapshot() as session:
        audit = auditing.verify(session, elsewhere.captures, heads=[manifest.head])
        assert session.scalars(select(Report.text)).all() == [
            "Shells hit the mill of Talvar on Sunday."
        ]
    assert audit.findings == []
    assert audit.head.count == manifest.events == 2
    assert restored.desk_id == services.desk_id == manifest.desk
    assert restored.secret_key != services.secret_key
    assert not (elsewhere.home / ".restoring").exists()
    restored.database.close()


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_beside_it(made: Path) -> None:
    assert made.stat().st_mode & 0o077 == 0
    assert [path.name for path in made.parent.iterdir()] == ["desk.zip"]


def test_the_head_is_noted_beside_it_and_the_desk_remembers(
    services: Services, tmp_path: Path
) -> None:
    done = backup.make(services.database, services.settings.captures, tmp_path / "first.zip")
    listed = backup.note_head(done)
    with services.database.transaction() as session:
        backup.remember(session, done, by="ana")

    [line] = listed.read_text().splitlines()
    assert line.split()[1:] == [events.GENESIS, "0", "first.zip", done.sha256]
    with services.database.snapshot() as session:
        last = backup.last(session)
    assert last
    assert last["file"] == "first.zip"


def test_an_earlier_backup_is_not_overwritten(services: Services, made: Path) -> None:
    with pytest.raises(UsageError, match="another name"):
        backup.make(services.database, services.settings.captures, made)


def test_a_capture_that_is_half_copied_is_said_and_the_rest_is_kept(
    services: Services, add_report: AddReport, tmp_path: Path
) -> None:
    add_report("One.")
    add_report("Two.")
    half = min(services.settings.captures.rglob("*.gz"))
    half.write_bytes(half.read_bytes()[:-9])

    done = backup.make(services.database, services.settings.captures, tmp_path / "desk.zip")

    assert len(done.problems) == 1
    assert half.stem in done.problems[0]
    assert len(done.manifest.files) == 3


def test_a_capture_that_is_erased_meanwhile_is_said_and_the_rest_is_kept(
    services: Services, add_report: AddReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_report("One.")
    add_report("Two.")
    erased, kept = sorted(services.settings.captures.rglob("*.gz"))
    write = backup_file.write

    def late(
        path: Path, files: list[tuple[str, Path]], manifest: backup_file.Manifest
    ) -> list[str]:
        erased.unlink()
        return write(path, files, manifest)

    monkeypatch.setattr(backup_file, "write", late)
    done = backup.make(services.database, services.settings.captures, tmp_path / "desk.zip")

    assert done.problems == [f"captures/{erased.parent.name}/{erased.name} was erased meanwhile."]
    assert [Path(name).name for name in backup_file.read(tmp_path / "desk.zip").files] == [
        "workbench.sqlite3",
        kept.name,
    ]


def test_a_backup_while_others_write_is_one_state(
    services: Services, elsewhere: Settings, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write(name: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with services.database.transaction() as session:
                events.append(session, "test", actor=name, subject="desk", number=number)
                events.append(session, "test", actor=name, subject="desk", number=number)

    writers = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    try:
        done = backup.make(services.database, services.settings.captures, tmp_path / "desk.zip")
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    backup.restore(tmp_path / "desk.zip", elsewhere)

    restored = bootstrap.init(elsewhere, encoder=WordsEncoder())
    with restored.database.snapshot() as session:
        assert list(events.verify(session, heads=[done.manifest.head])) == []
        assert (session.scalar(select(func.count()).select_from(Event)) or 0) % 2 == 0
    restored.database.close()


def test_a_desk_with_data_is_never_restored_over(services: Services, made: Path) -> None:
    with pytest.raises(UsageError, match="not empty"):
        backup.restore(made, services.settings)


def test_a_desk_that_was_only_made_is_empty_enough(made: Path, elsewhere: Settings) -> None:
    bootstrap.init(elsewhere, encoder=WordsEncoder()).database.close()

    assert backup.restore(made, elsewhere).events == 2


def test_what_stands_where_a_desk_would_be_is_left_alone(made: Path, elsewhere: Settings) -> None:
    elsewhere.home.mkdir()
    (elsewhere.home / "workbench.sqlite3").write_bytes(b"something else" * 100)

    with pytest.raises(UsageError, match="not empty"):
        backup.restore(made, elsewhere)


def flip(files: dict[str, bytes]) -> None:
    page = bytearray(files["workbench.sqlite3"])
    page[5000] ^= 1
    files["workbench.sqlite3"] = bytes(page)


def shorten(files: dict[str, bytes]) -> None:
    name = next(n for n in files if n.startswith("captures/"))
    files[name] = files[name][:10]


def climb(files: dict[str, bytes]) -> None:
    files["captures/../../escaped"] = b"x"
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["captures/../../escaped"] = ["0" * 64, 1]
    files["manifest.json"] = json.dumps(manifest).encode()


def blow_up(files: dict[str, bytes]) -> None:
    files["workbench.sqlite3"] = bytes(50_000_000)


def another_end(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["head"] = "1" * 64
    files["manifest.json"] = json.dumps(manifest).encode()


def of_tomorrow(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["format"] = 2
    files["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "change", [flip, shorten, climb, blow_up, another_end, of_tomorrow, dict.clear]
)
def test_a_backup_that_was_changed_touches_nothing(
    made: Path, elsewhere: Settings, change: Change, tmp_path: Path
) -> None:
    with zipfile.ZipFile(made) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)

    with pytest.raises(InputError, match=r"backup|newer"):
        backup.restore(changed, elsewhere)

    assert not (elsewhere.home / "workbench.sqlite3").exists()
    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize("kept", [0, 10, 500])
def test_a_backup_that_was_cut_off_touches_nothing(
    made: Path, elsewhere: Settings, kept: int
) -> None:
    made.write_bytes(made.read_bytes()[:kept])

    with pytest.raises(InputError, match="no backup of a desk"):
        backup.restore(made, elsewhere)

    assert not elsewhere.home.exists()


def test_a_file_that_is_not_there_is_said(elsewhere: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        backup.restore(tmp_path / "nothing.zip", elsewhere)


def test_another_encoder_is_refused_before_anything_is_written(
    made: Path, elsewhere: Settings
) -> None:
    with pytest.raises(UsageError, match="WORKBENCH_ENCODER=all-MiniLM-L6-v2"):
        backup.restore(made, replace(elsewhere, encoder="another"))

    assert list(elsewhere.home.iterdir()) == []


@pytest.mark.sqlite
def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(
    services: Services, add_report: AddReport, tmp_path: Path
) -> None:
    for number in range(40):
        add_report(f"Number {number}. " + "Shells fell on the town again and again. " * 40)
    file = Path(services.settings.url.removeprefix("sqlite:///"))
    services.database.close()
    with sqlite3.connect(file) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(content)

    with pytest.raises(DeskError, match="damaged"):
        backup.make(services.database, services.settings.captures, tmp_path / "desk.zip")

    assert not list(tmp_path.glob("desk.zip*"))


def test_the_form_of_the_file_is_fixed(made: Path) -> None:
    manifest = backup_file.read(made)

    assert manifest.format == 1
    assert max(manifest.files) == "workbench.sqlite3"
    assert manifest.size == sum(size for _, size in manifest.files.values())
