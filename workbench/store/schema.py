"""The database's version: made, moved up, and checked before use."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from workbench.errors import DeskError
from workbench.store.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Creates the tables, or moves an older desk up.

    Raises:
        DeskError: the desk was made by a newer program.
    """
    refuse_newer(database)
    with database.transaction() as session:  # who asks meanwhile waits, then finds it done
        config = _config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")


def check(database: Database) -> None:
    """Refuses a desk that this program cannot use as it is.

    Raises:
        DeskError: there are no tables, or they are older or newer than this program.
    """
    refuse_newer(database)
    revision = _revision(database)
    if revision is None:
        raise DeskError("There is no desk here yet. Make one: workbench init.")
    if revision != _scripts().get_current_head():
        raise DeskError("The desk was made by an older program. Move it up: workbench init.")


def is_there(database: Database) -> bool:
    """Whether there are any tables of a desk."""
    return _revision(database) is not None


def refuse_newer(database: Database) -> None:
    """Refuses tables that this program does not know.

    Raises:
        DeskError: they were made by a newer program.
    """
    revision = _revision(database)
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise DeskError(
            f"The desk's database has version {revision}, which this program does not know: "
            "it was made by a newer one. Install that version of the workbench."
        )


def _revision(database: Database) -> str | None:
    with database.snapshot() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
