"""The queue that tells workers of jobs: it carries their ids, the ledger says what they are."""

import logging
from typing import Any

from huey import PostgresHuey, SqliteHuey
from huey.serializer import SignedSerializer
from psycopg import OperationalError
from sqlalchemy import text
from sqlalchemy.engine import make_url

from workbench.bootstrap import Services
from workbench.errors import DatabaseAwayError
from workbench.jobs.doing import do

log = logging.getLogger(__name__)


_LISTENING = ("huey.consumer.Worker", "huey.consumer.Scheduler")


class Queue:
    """One desk's queue: in a file of its own beside the database, or in PostgreSQL with it."""

    def __init__(self, services: Services) -> None:
        self.huey = _huey(services)

        @self.huey.task(name="do")  # type: ignore[untyped-decorator]
        def task(job_id: int) -> None:
            do(services, job_id)

        self._task = task
        for name in _LISTENING:
            logging.getLogger(name).addFilter(_is_news)

    def announce(self, job_id: int) -> None:
        """Tells the workers that a job waits; those who were not told find it themselves."""
        try:
            self._task(job_id)
        except OperationalError as error:
            log.warning("job %d is not announced: %s", job_id, type(error).__name__)
        finally:
            self.huey.storage.close()

    def is_empty(self) -> bool:
        """Whether all that was announced was heard."""
        try:
            return not self.huey.pending_count()
        except OperationalError as error:
            raise DatabaseAwayError from error


def make_queue(services: Services) -> Queue:
    """The desk's queue."""
    return Queue(services)


def _is_news(record: logging.LogRecord) -> bool:
    """Not that the database is away: the worker says so in a sentence, the library many times."""
    return not (record.exc_info and isinstance(record.exc_info[1], OperationalError))


def _huey(services: Services) -> Any:  # noqa: ANN401 (the library carries no types)
    # Its messages are pickled: only this desk's key makes one that is read.
    serializer = SignedSerializer(secret=services.secret_key, salt="workbench queue")
    address = make_url(services.settings.url)
    if address.get_backend_name() == "sqlite":
        file = str(services.settings.home / "queue.sqlite3")
        return SqliteHuey("workbench", filename=file, serializer=serializer, results=False)
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        queue = PostgresHuey(
            "workbench",
            dsn=plain,
            serializer=serializer,
            results=False,
            table_prefix="queue",
            create_tables=False,
        )
        _make_tables(services, queue)
    except OperationalError as error:
        raise DatabaseAwayError from error
    return queue


def _make_tables(services: Services, queue: PostgresHuey) -> None:
    """PostgreSQL fails two that make the same table at once, `if not exists` or not: in turn."""
    with services.database.snapshot() as session:
        if session.scalar(text("SELECT to_regclass('queue_counter')")) is not None:  # the last
            return
    with services.database.transaction():
        queue.storage.initialize_schema()
