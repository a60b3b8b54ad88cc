"""Who is doing a job: taken, renewed with every step, given back, or found dead."""

import os
import secrets
import socket
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from workbench.domain.vocabulary import ImportState
from workbench.errors import ConflictError
from workbench.store.base import now
from workbench.store.ledger import Job, JobKind, JobState, Worker
from workbench.store.models import Import

LEASE = timedelta(seconds=90)  # longer than the slowest batch takes
GONE = timedelta(seconds=20)  # a worker that was not seen for so long is not there
FORGOTTEN = timedelta(days=1)
MOST_TRIES = 3
OPEN = (JobState.WAITING, JobState.RUNNING)
OVER = (JobState.DONE, JobState.CANCELLED)


def me() -> str:
    """A name for whoever asks, in this process; never given twice."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_live(job: Job) -> bool:
    """Whether somebody is doing it."""
    if job.owner is None or job.leased_until is None or job.leased_until < now():
        return False
    return not is_dead(job.owner)


def is_dead(owner: str) -> bool:
    """Whether it is a process of this machine that runs no more; of others nobody can tell."""
    host, pid, _ = owner.rsplit(":", 2)
    return host == socket.gethostname() and not _runs(int(pid))


def take(session: Session, job_id: int, owner: str) -> Job:
    """The job, held by its new owner.

    Raises:
        ConflictError: somebody else is doing it, or has done it meanwhile.
    """
    job = session.scalars(
        select(Job).where(Job.id == job_id).options(joinedload(Job.batch)).with_for_update(of=Job)
    ).one()
    if job.state in OVER:
        raise ConflictError(f"Import {job.import_id} was ended by somebody else.")
    if is_live(job) and job.owner != owner:
        raise ConflictError(f"Import {job.import_id} is being worked on by {job.owner}.")
    job.owner, job.leased_until, job.state = owner, now() + LEASE, JobState.RUNNING
    job.tries, job.problem = job.tries + 1, None
    session.flush()
    return job


def renew(session: Session, job_id: int, owner: str, **progress: float) -> bool:
    """Holds it on, and says how far it is; whether it is to go on. Tries count from here again.

    Raises:
        ConflictError: the lease was lost to somebody else.
    """
    held = session.execute(
        update(Job)
        .where(Job.id == job_id, Job.owner == owner)
        .values(leased_until=now() + LEASE, tries=0, **progress)
        .returning(Job.cancel_asked)
    ).one_or_none()
    if held is None:
        raise ConflictError("Another process has taken this import over; it goes on there.")
    return not held.cancel_asked


def give_back(
    session: Session, job_id: int, owner: str, state: JobState, problem: str | None = None
) -> None:
    """Lets it go, in this state."""
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.owner == owner)
        .values(owner=None, leased_until=None, state=state, problem=problem)
    )


def leave_waiting(session: Session, job_id: int, owner: str) -> None:
    """Lets whoever is free take it, where it is open and this owner has it."""
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.RUNNING, Job.owner == owner)
        .values(owner=None, leased_until=None, state=JobState.WAITING)
    )


def interrupted(session: Session, sha256: str) -> Sequence[Job]:
    """Imports of a file with this SHA-256 that were begun, not ended, and are nobody's."""
    rows = session.scalars(
        select(Job)
        .join(Job.batch)
        .where(Import.sha256 == sha256, Import.state == ImportState.RUNNING)
        .options(joinedload(Job.batch))
        .order_by(Job.id)
    )
    return [job for job in rows if not is_live(job)]


def abandoned(session: Session) -> Sequence[Job]:
    """Running jobs that nobody does any more."""
    rows = session.scalars(select(Job).where(Job.state == JobState.RUNNING).order_by(Job.id))
    return [job for job in rows if not is_live(job)]


def waiting(session: Session) -> Sequence[int]:
    """Jobs that nobody has taken yet."""
    rows = select(Job.id).where(Job.state == JobState.WAITING).order_by(Job.id)
    return session.scalars(rows).all()


def inputs(session: Session) -> Sequence[str]:
    """The files of jobs that may still be done or tried again."""
    rows = select(Job.input).where(Job.state.in_((*OPEN, JobState.FAILED)))
    return session.scalars(rows).all()


def over(session: Session) -> Sequence[str]:
    """The files of jobs that came to their end."""
    rows = select(Job.input).where(Job.state.in_((JobState.DONE, JobState.CANCELLED)))
    return session.scalars(rows).all()


def is_busy(session: Session) -> bool:
    """Whether any job is to be done or being done."""
    jobs = session.scalars(select(Job).where(Job.state.in_(OPEN)))
    return any(job.state is JobState.WAITING or is_live(job) for job in jobs)


def job_of(session: Session, import_id: int, kind: JobKind = JobKind.IMPORT) -> Job | None:
    """The latest job of an import."""
    rows = select(Job).where(Job.import_id == import_id, Job.kind == kind)
    return session.scalars(rows.order_by(Job.id.desc()).limit(1)).one_or_none()


def ask_to_cancel(session: Session, import_id: int) -> None:
    """Asks whoever does it to stop after the batch at hand."""
    session.execute(
        update(Job)
        .where(Job.import_id == import_id, Job.kind == JobKind.IMPORT, Job.state.in_(OPEN))
        .values(cancel_asked=True)
    )


def try_again(session: Session, import_id: int) -> Job:
    """Lets an import that stopped be taken up by a worker again.

    Raises:
        ConflictError: it has not stopped.
    """
    job = job_of(session, import_id)
    if job is None or job.state is not JobState.FAILED:
        raise ConflictError("This import has not stopped.")
    reopen(job, job.input)
    return job


def reopen(job: Job, file: str) -> None:
    """Lets a job that is nobody's be done with this file, from wherever it stands."""
    job.state, job.input, job.problem, job.tries = JobState.WAITING, file, None, 0
    job.cancel_asked = False  # it was asked of whoever did it then


def beat(session: Session, name: str) -> None:
    """Says that a worker is there."""
    found = session.execute(update(Worker).where(Worker.name == name).values(seen_at=now()))
    if not found.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result counts rows
        session.execute(delete(Worker).where(Worker.seen_at < now() - FORGOTTEN))
        session.add(Worker(name=name))


def leave(session: Session, name: str) -> None:
    """Says that a worker ends."""
    session.execute(delete(Worker).where(Worker.name == name))


def workers(session: Session) -> Sequence[Worker]:
    """The workers that are there."""
    return session.scalars(select(Worker).where(Worker.seen_at > now() - GONE)).all()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
