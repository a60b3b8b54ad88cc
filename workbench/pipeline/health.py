"""Whether the desk can be used now: its database, its index, its worker, its last backup."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.bootstrap import WEIGHTS, Services
from workbench.errors import WorkbenchError
from workbench.pipeline import searchable
from workbench.stages import backup
from workbench.store import leases, wording
from workbench.store.base import Json
from workbench.store.ledger import Job
from workbench.store.models import Claim, EncoderRecord, Import, Report, Setting
from workbench.vectors.models import weights_sha256


@dataclass(slots=True)
class Readiness:
    """Whether people can work: nothing is wrong and the index holds all that the database does."""

    database: bool = False
    index_count: int | None = None
    behind: int | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether everything is usable and in step."""
        return not self.problems and self.behind == 0


def readiness(services: Services) -> Readiness:
    """Looks at the database and the index, writing nothing."""
    found = Readiness()
    try:
        with services.database.snapshot() as session:
            encoder = _encoder_id(session, services.encoder.name)
        found.database = True
        manifest = services.shelf.manifest()
        found.index_count = manifest.count
        found.behind = searchable.count(services, encoder, manifest)
    except WorkbenchError as error:
        found.problems.append(error.message)
    return found


def counts(session: Session) -> dict[str, dict[str, int]]:
    """How much of everything there is, by what it is counted under."""
    return {
        "reports": {"": session.scalar(select(func.count()).select_from(Report)) or 0},
        "claims": _by(session, Claim.state),
        "imports": _by(session, Import.state),
        "jobs": _by(session, Job.state),
        "workers": {"": len(leases.workers(session))},
    }


def upkeep(services: Services) -> Json:
    """What who runs a desk looks after: index, encoder, workers, backup, rights."""
    found = readiness(services)
    with services.database.snapshot() as session:
        last = backup.last(session)
        workers = [w.name for w in leases.workers(session)]
        encoders = list(session.scalars(select(EncoderRecord.name).order_by(EncoderRecord.id)))
        fixed = session.get(Setting, WEIGHTS)
        left = wording.erased(session)
    wrong = [*found.problems, *_exposed(services.settings.home)]
    wrong += _exchanged(services, fixed.value if fixed else None)
    if found.behind:
        wrong.append(
            f"The index is {found.behind} embeddings behind the database. "
            "Bring it in step: workbench match, or workbench index build."
        )
    if left:
        wrong.append(
            f"Words of erased reports are left in the word index ({len(left)}). "
            "Take them out: workbench index build."
        )
    if services.encoder.name not in encoders and encoders:
        wrong.append(
            f"The vectors were made by {encoders[-1]}, but the encoder here is "
            f"{services.encoder.name}: install that version, or let all be embedded anew."
        )
    return {
        "index": {"count": found.index_count, "behind": found.behind},
        "encoder": {"name": services.encoder.name, "known": encoders},
        "workers": workers,
        "last_backup": last,
        "wrong": wrong,
    }


def _exchanged(services: Services, fixed: str | None) -> list[str]:
    """Whether the model's file is the one that the desk was made with."""
    if services.given is not None:
        return []
    try:
        weights = weights_sha256(services.settings.encoder)
    except WorkbenchError as error:
        return [error.message]
    if fixed is None or fixed == weights:
        return []
    told = f"SHA-256 {weights[:12]}…, then {fixed[:12]}…"
    return [f"The encoder's weights are not those this desk was made with ({told}): put them back."]


def _encoder_id(session: Session, name: str) -> int:
    """The id of the encoder's vectors; 0, of which there are none, before the first is made."""
    return session.scalar(select(EncoderRecord.id).where(EncoderRecord.name == name)) or 0


def _by(session: Session, column: object) -> dict[str, int]:
    rows = session.execute(select(column, func.count()).group_by(column))  # type: ignore[call-overload]
    return {str(value): count for value, count in rows}


def _exposed(home: Path) -> list[str]:
    """What other accounts of this machine can read, or this one cannot write."""
    said = []
    for path in (home / "secret_key", home / "captures", home / "workbench.sqlite3"):
        if not path.exists():
            continue
        if not os.access(path, os.W_OK):
            said.append(f"{path} cannot be written by this account: mend its rights.")
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & stat.S_IROTH and home.stat().st_mode & stat.S_IXOTH:
            said.append(f"{path} can be read by every account of this machine: chmod -R o= {home}.")
    return said
