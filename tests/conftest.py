"""A real desk for every test that asks for one: its database, a stand-in encoder, an index."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.servers import PostgreSql, postgresql_server
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Role
from workbench.pipeline import adding, catching_up
from workbench.reading.record import ReportRecord
from workbench.stages import accounts
from workbench.store.models import User
from workbench.vectors.types import Vectors

MakeReport = Callable[..., ReportRecord]
AddReport = Callable[..., int]
MakeUser = Callable[..., User]
WIDTH = 64
BOTH = ("sqlite", "postgresql")
TWICE = {"store", "stages"}  # folders whose tests run on both databases


class WordsEncoder:
    """Texts that share words point the same way: enough to test everything but the model."""

    name = "words-64"
    width = WIDTH

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), WIDTH), 1e-6, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % WIDTH] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever is said of the data holds on both databases."""
    folder = metafunc.definition.path.parent.name
    if "kept_in" in metafunc.fixturenames and folder in TWICE:
        only = metafunc.definition.get_closest_marker("sqlite")
        metafunc.parametrize("kept_in", BOTH[:1] if only else BOTH, indirect=True)


@pytest.fixture
def kept_in(request: pytest.FixtureRequest) -> str:
    """The kind of database that keeps the desk."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """The server of this test process, started when the first test asks for it."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that was made once, to be copied: making one runs all migrations."""
    folder = tmp_path_factory.mktemp("empty")
    made = Settings(home=folder / "desk", indexes=folder / "indexes")
    bootstrap.init(made, encoder=WordsEncoder()).database.close()
    return folder


@pytest.fixture(scope="session")
def empty_desk_on_postgresql(
    postgresql: PostgreSql, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The same on PostgreSQL: its folder, and the database to make others from."""
    folder, address = tmp_path_factory.mktemp("empty"), postgresql.new()
    made = Settings(home=folder / "desk", indexes=folder / "indexes", database_url=address)
    bootstrap.init(made, encoder=WordsEncoder()).database.close()
    return folder, address


@pytest.fixture
def settings(tmp_path: Path, kept_in: str, request: pytest.FixtureRequest) -> Iterator[Settings]:
    if kept_in == "sqlite":
        shutil.copytree(request.getfixturevalue("empty_desk"), tmp_path, dirs_exist_ok=True)
        yield Settings(home=tmp_path / "desk", indexes=tmp_path / "indexes")
        return
    server: PostgreSql = request.getfixturevalue("postgresql")
    folder, template = request.getfixturevalue("empty_desk_on_postgresql")
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    address = server.new(template)
    yield Settings(home=tmp_path / "desk", indexes=tmp_path / "indexes", database_url=address)
    server.drop(address)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    desk = bootstrap.open_desk(settings, encoder=WordsEncoder())
    yield desk
    desk.database.close()


@pytest.fixture(scope="session")
def hashed() -> Callable[[str], str]:
    """Hashes a password once for all tests: each time costs a fifth of a second."""
    return cache(accounts._hashed)


@pytest.fixture
def make_user(services: Services, hashed: Callable[[str], str]) -> MakeUser:
    """Makes people; one name, one person."""

    def make(name: str = "ana", role: Role = Role.REVIEWER) -> User:
        with (
            pytest.MonkeyPatch.context() as patch,
            services.database.transaction() as session,
        ):
            patch.setattr(accounts, "_hashed", hashed)
            return accounts.add_user(session, name, "correct horse", role, by="test")

    return make


@pytest.fixture
def make_report() -> MakeReport:
    """Makes reports as read; every one has its own text unless told otherwise."""

    def make(text: str, **fields: object) -> ReportRecord:
        raw = text.encode()
        given: dict[str, object] = {
            "input": "test.txt",
            "text": text,
            "sha256": hashlib.sha256(raw).hexdigest(),
            "text_sha256": text_hash(text),
            "media_type": "text/plain",
            "raw": raw,
            **fields,
        }
        return ReportRecord(**given)  # type: ignore[arg-type]  # fields by name

    return make


@pytest.fixture
def add_report(services: Services, make_report: MakeReport) -> AddReport:
    """Stores, embeds, indexes (and with `article` pulls and matches); gives the report's id."""

    def add(text: str, *, article: bool = False, **fields: object) -> int:
        [done] = adding.add(services, [make_report(text, **fields)], by="test", article=article)
        catching_up.catch_up(services)
        return int(done["report"])

    return add
