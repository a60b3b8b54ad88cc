"""The queue that tells workers of jobs: it carries their ids, the ledger says what they are."""

from huey import SqliteHuey
from huey.serializer import SignedSerializer

from workbench.bootstrap import Services
from workbench.jobs.doing import do


class Queue:
    """One desk's queue, in a file of its own beside the database."""

    def __init__(self, services: Services) -> None:
        self.huey = SqliteHuey(
            "workbench",
            filename=str(services.settings.home / "queue.sqlite3"),
            # Its messages are pickled: only this desk's key makes one that is read.
            serializer=SignedSerializer(secret=services.secret_key, salt="workbench queue"),
            results=False,
        )

        @self.huey.task(name="do")  # type: ignore[untyped-decorator]
        def task(job_id: int) -> None:
            do(services, job_id)

        self._task = task

    def announce(self, job_id: int) -> None:
        """Tells the workers that a job waits."""
        self._task(job_id)

    def is_empty(self) -> bool:
        """Whether all that was announced was heard."""
        return not self.huey.pending_count()


def make_queue(services: Services) -> Queue:
    """The desk's queue."""
    return Queue(services)
