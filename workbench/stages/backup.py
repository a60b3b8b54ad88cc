"""The whole desk into one file while people work, and out of it into an empty folder."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.config import Settings
from workbench.errors import DeskError, InputError, NotFoundError, UsageError
from workbench.interchange import backup_file
from workbench.interchange.backup_file import DATABASE, Manifest
from workbench.store import captures, copying, events, schema
from workbench.store.base import Json, now
from workbench.store.database import Database
from workbench.store.models import Claim, Event, Report, Setting, User

KIND = "backed up"
HEADS = "heads.txt"
_STAGING = ".restoring"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and what could not go into it."""

    file: Path
    sha256: str
    manifest: Manifest
    problems: list[str]


def make(database: Database, folder: Path, file: Path) -> Made:
    """Writes one file with the database and every capture; `folder` is where captures are kept.

    The captures are copied after the database: each that it names is there by then.

    Raises:
        UsageError: there is such a file already, or no such folder.
        InputError: it cannot be written.
        DeskError: the database is damaged.
    """
    if file.exists():
        raise UsageError(f"There is already a file {file}. Give the backup another name.")
    if not file.parent.is_dir():
        raise UsageError(
            f"There is no folder {file.parent}. Make it, or name another for the backup."
        )
    copy, partial = file.with_name(file.name + ".copy"), file.with_name(file.name + ".partial")
    try:
        for path in (copy, partial):
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
        copying.copy(database, copy)
        manifest, problems = _describe(copy, folder)
        kept = sorted(folder.glob("??/*.gz"))
        named = [(f"captures/{path.parent.name}/{path.name}", path) for path in kept]
        gone = backup_file.write(partial, [(DATABASE, copy), *named], manifest)
        problems += [f"{name} was erased meanwhile." for name in gone]
        _settle(partial, file)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        for path in (copy, partial):
            path.unlink(missing_ok=True)
    return Made(file, _sha256(file), manifest, problems)


def remember(session: Session, made: Made, *, by: str) -> None:
    """Records that a backup was made: `doctor` says when the last one was."""
    events.append(
        session,
        KIND,
        actor=by,
        subject="desk",
        file=made.file.name,
        sha256=made.sha256,
        head=made.manifest.head,
    )


def note_head(made: Made) -> Path:
    """Appends the chain's head to the list beside the backup; gives the list.

    Raises:
        InputError: it cannot be written.
    """
    path = made.file.with_name(HEADS)
    said = made.manifest
    try:
        with path.open("a") as file:
            file.write(f"{said.made_at} {said.head} {said.events} {made.file.name} {made.sha256}\n")
    except OSError as error:
        raise InputError(f"The head cannot be noted in {path}: {error.strerror}.") from error
    return path


def last(session: Session) -> Json | None:
    """When the last backup was made, and its file."""
    newest = select(Event).where(Event.kind == KIND).order_by(Event.id.desc()).limit(1)
    event = session.scalar(newest)
    if event is None:
        return None
    return {"at": event.at.isoformat(timespec="seconds"), "file": event.detail["file"]}


def restore(file: Path, settings: Settings) -> Manifest:
    """Puts a desk back from its backup, once all of it was checked; killed, it is run again.

    The key that signs sessions is no part of a backup: everybody signs in anew.

    Raises:
        InputError: the file is no backup, or damaged.
        UsageError: there is a desk with data in it.
        DeskError: the folder cannot be written, or the backup is of a newer program.
    """
    manifest = backup_file.read(file)
    _refuse_data(settings)
    staging = settings.home / _STAGING
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        _refuse_full(settings.home, manifest)
        staging.mkdir(mode=0o700)
        backup_file.extract(file, manifest, staging)
        _check(staging / DATABASE, manifest, settings.encoder)
        _move(staging, settings)
    except OSError as error:
        raise DeskError(
            f"The desk {settings.home} cannot be written: {error.strerror}. Nothing was restored."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _describe(copy: Path, folder: Path) -> tuple[Manifest, list[str]]:
    """The manifest of what was copied, and every capture that is not as it should be."""
    database = Database(f"sqlite:///{copy}")
    with database.snapshot() as session:
        head = events.head(session)
        manifest = Manifest(
            made_at=now().isoformat(timespec="seconds"),
            program=metadata.version("fact-claim-workbench"),
            schema=copying.revision(database),
            desk=session.get_one(Setting, "desk").value,
            head=head.hash,
            events=head.count,
        )
        problems = []
        for digest in session.scalars(select(Report.sha256).distinct().order_by(Report.sha256)):
            try:
                captures.fetch(folder, digest)
            except (DeskError, NotFoundError) as error:
                problems.append(error.message)
    database.close()
    return manifest, problems


def _settle(partial: Path, file: Path) -> None:
    """On the disk before it has its name."""
    with partial.open("rb") as written:
        os.fsync(written.fileno())
    partial.replace(file)


def _refuse_data(settings: Settings) -> None:
    file = _file(settings)
    if file is not None and not file.exists():
        return
    there = Database(settings.url)
    try:
        if file is None and not schema.is_there(there):
            return
        schema.check(there)
        with there.snapshot() as session:
            rows = sum(
                session.scalar(select(func.count()).select_from(table)) or 0
                for table in (Report, Claim, User, Event)
            )
    except DeskError:
        rows = 1
    finally:
        there.close()
    if rows:
        raise UsageError(
            f"The desk {settings.home} is not empty. Restore into another folder: "
            "WORKBENCH_HOME=new-desk workbench restore FILE."
            if file
            else f"The database {there.name} is not empty. Restore into another: "
            "WORKBENCH_DATABASE_URL=postgresql://… workbench restore FILE."
        )


def _refuse_full(home: Path, manifest: Manifest) -> None:
    free = shutil.disk_usage(home).free
    if free < manifest.size:
        raise DeskError(
            f"The backup needs {manifest.size // 1_000_000 + 1} MB and {home} has "
            f"{free // 1_000_000} MB free. Make room, then restore again."
        )


def _check(copy: Path, manifest: Manifest, encoder: str) -> None:
    """Whether the database in the backup is whole, usable here, and the one it says."""
    copying.check(copy)
    database = Database(f"sqlite:///{copy}")
    try:
        schema.refuse_newer(database)
        with database.snapshot() as session:
            head = events.head(session)
            made_by = session.get_one(Setting, "encoder").value
    finally:
        database.close()
    if made_by != encoder:
        raise UsageError(
            f"The backup's vectors were made by the encoder {made_by}, the setting says {encoder}. "
            f"Set WORKBENCH_ENCODER={made_by}, then restore."
        )
    if (head.hash, head.count) != (manifest.head, manifest.events):
        raise InputError("The backup is damaged: its events do not end where its manifest says.")


def _move(staging: Path, settings: Settings) -> None:
    """Captures first, the database last: only with it is there a desk."""
    for capture in sorted(staging.glob("captures/??/*.gz")):
        place = settings.captures / capture.parent.name / capture.name
        place.parent.mkdir(parents=True, exist_ok=True)
        capture.replace(place)
    target = _file(settings)
    if target is None:
        _pour(staging / DATABASE, settings)
        return
    for journal in ("-wal", "-shm"):
        target.with_name(target.name + journal).unlink(missing_ok=True)
    (staging / DATABASE).replace(target)
    target.chmod(0o600)


def _pour(copy: Path, settings: Settings) -> None:
    database = Database(settings.url)
    try:
        copying.pour_into(database, copy)
    finally:
        database.close()


def _file(settings: Settings) -> Path | None:
    """The file that keeps the desk; None where PostgreSQL does."""
    sqlite = settings.url.startswith("sqlite")
    return Path(settings.url.removeprefix("sqlite:///")) if sqlite else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
