"""The composition root: what a process of the workbench is made of."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from workbench import config
from workbench.config import Settings
from workbench.errors import DeskError, InputError
from workbench.language import tables
from workbench.language.bodies import directory
from workbench.language.checkworthiness import fits
from workbench.language.gazetteer import gazetteer
from workbench.language.newsreading import weigher
from workbench.store import lexical, schema
from workbench.store.database import Database
from workbench.store.finds import Coverage
from workbench.store.models import Setting
from workbench.vectors.encoder import NumberFormat, SentenceEncoder, best_precision
from workbench.vectors.models import weights_sha256
from workbench.vectors.reranker import Reranker
from workbench.vectors.shelf import Shelf
from workbench.vectors.table_shelf import TableShelf
from workbench.vectors.types import Encoder, IndexShelf


@dataclass
class Noted:
    """What a process has found out about its desk, so as not to find it out at every search."""

    encoder_id: int | None = None
    mark: tuple[int | None, ...] = ()
    standing: tuple[int, int] | None = None
    waiting: int = 0
    until: float = 0.0
    counted: lexical.Counted = field(default_factory=lexical.Counted)
    covered: Coverage = field(default_factory=Coverage)


WEIGHTS = "encoder's weights"  # the setting with their SHA-256


@dataclass(frozen=True)
class Services:
    """An open desk; the encoder and the index are made when first used."""

    settings: Settings
    database: Database
    desk_id: str
    precision: NumberFormat
    given: Encoder | None = None

    @cached_property
    def noted(self) -> Noted:
        """What this process need not find out again."""
        return Noted()

    @cached_property
    def encoder(self) -> Encoder:
        """The desk's encoder; its model is loaded with the first text."""
        if self.given is not None:
            return self.given
        config.stay_offline()
        return SentenceEncoder(
            self.settings.encoder,
            precision=self.precision,
            threads=self.settings.threads or None,
        )

    @cached_property
    def reranker(self) -> Reranker | None:
        """What orders the best candidates a second time; None unless the settings name a model."""
        return Reranker(self.settings.reranker) if self.settings.reranker else None

    @cached_property
    def weigh(self) -> Callable[[Sequence[str]], Sequence[float]] | None:
        """Weighs sentences for check-worthiness; None where the head knows another encoder."""
        return _weigher(self.encoder)

    @cached_property
    def shelf(self) -> IndexShelf:
        """The index of all current passages."""
        return self._shelf("passages")

    @cached_property
    def claims_shelf(self) -> IndexShelf:
        """The index of the standing claims, which a new report searches."""
        return self._shelf("claims")

    def _shelf(self, name: str) -> IndexShelf:
        if self.settings.vector_index == config.PGVECTOR:
            engine, encoder = self.database.engine, self.encoder
            return TableShelf(engine, name, encoder=encoder.name, width=encoder.width)
        folder = self.settings.indexes / self.desk_id / name
        return Shelf(folder, encoder=self.encoder.name, width=self.encoder.width)

    @property
    def secret_key(self) -> str:
        """What signs sessions; made by `init`."""
        return self.settings.secret_key_file.read_text().strip()


def init(settings: Settings, *, encoder: Encoder | None = None) -> Services:
    """Makes the desk, or moves an older one up; safe to repeat.

    `encoder` takes the place of the one that the settings name, in tests and benchmarks.

    Raises:
        DeskError: its folder cannot be written, or it was made by a newer program.
    """
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_secret(settings.secret_key_file)
    except OSError as error:
        raise DeskError(f"The desk {settings.home} cannot be made: {error.strerror}.") from error
    database = Database(settings.url)
    try:
        schema.migrate(database)
        _fix(database, settings)
        if encoder is None:
            _fix_weights(database, settings)
    finally:
        database.close()
    services = open_desk(settings, encoder=encoder)
    for shelf in (services.shelf, services.claims_shelf):
        if not shelf.exists:
            shelf.build([])
    return services


def open_desk(settings: Settings, *, encoder: Encoder | None = None) -> Services:
    """An existing desk.

    Raises:
        DeskError: there is none, or it was made for another program version or encoder.
    """
    if settings.url.startswith("sqlite") and not _sqlite_file(settings).exists():
        raise DeskError(f"There is no desk in {settings.home}. Make one: workbench init.")
    database = Database(settings.url)
    schema.check(database)
    with database.snapshot() as session:
        fixed = dict(session.execute(select(Setting.name, Setting.value)).all())
    if not fixed:
        raise DeskError(
            f"The desk in {settings.home} was not made to its end. Finish it: workbench init "
            "(or workbench restore FILE)."
        )
    if fixed["encoder"] != settings.encoder:
        raise DeskError(
            f"This desk's vectors were made by the encoder {fixed['encoder']}; the setting says "
            f"{settings.encoder}. Set WORKBENCH_ENCODER={fixed['encoder']}, or make another desk."
        )
    _adopt_tables(settings.home)
    return Services(settings, database, fixed["desk"], NumberFormat(fixed["precision"]), encoder)


def bare_weigh(settings: Settings) -> Callable[[Sequence[str]], Sequence[float]] | None:
    """What weighs sentences where there is no desk, as a desk made here would."""
    config.stay_offline()
    return _weigher(SentenceEncoder(settings.encoder, precision=best_precision()))


def _weigher(encoder: Encoder) -> Callable[[Sequence[str]], Sequence[float]] | None:
    if isinstance(encoder, SentenceEncoder) and fits(encoder.name):
        return weigher(encoder.inner)
    return None


def _adopt_tables(home: Path) -> None:
    """The desk's own bodies and places are read beside those that ship with the workbench."""
    try:
        tables.adopt(home)
        if any(map(tables.own, tables.OWN)):  # those that ship are read when first needed
            directory()
            gazetteer()
    except (OSError, UnicodeDecodeError, InputError) as error:
        names = " and ".join(str(home / name) for name in tables.OWN if (home / name).exists())
        raise DeskError(f"The desk's own tables ({names}) cannot be used: {error}") from error


def _fix(database: Database, settings: Settings) -> None:
    """What holds for the desk's whole life is fixed once."""
    with database.transaction() as session:
        if session.get(Setting, "desk") is None:
            fixed = {
                "desk": secrets.token_hex(8),
                "encoder": settings.encoder,
                "precision": best_precision().value,
            }
            session.add_all(Setting(name=name, value=value) for name, value in fixed.items())


def _fix_weights(database: Database, settings: Settings) -> None:
    """Which file made the vectors: the doctor tells when another lies in its place."""
    with database.snapshot() as session:
        if session.get(Setting, WEIGHTS) is not None:
            return
    weights = weights_sha256(settings.encoder)
    with database.transaction() as session:
        session.merge(Setting(name=WEIGHTS, value=weights))


def _write_secret(path: Path) -> None:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))


def _sqlite_file(settings: Settings) -> Path:
    return Path(settings.url.removeprefix("sqlite:///"))
