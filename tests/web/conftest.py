"""A desk with one article, four reports and people, seen through its pages."""

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from tests.compiled import COMPILED
from tests.conftest import WordsEncoder
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Role, Signal
from workbench.pipeline import adding, catching_up
from workbench.reading.record import ReportRecord
from workbench.stages import accounts
from workbench.store.database import Database
from workbench.store.models import Claim, Match, Passage, Report, User
from workbench.vectors.encoder import NumberFormat
from workbench.web.app import create_app

ARTICLE = (
    "Rebels take Talvar\n\n"
    "Rebels seized the town of Talvar on 3 March 2019, an officer said.\n\n"
    "The officer said at least 40 soldiers had been killed in the fighting for Talvar."
)
REPORTS = (
    (
        "Talvar falls",
        "Daily Post",
        "2019-03-04",
        (
            "Talvar falls\n\nIt was a long week. A reporter saw the bodies of 42 soldiers "
            "killed in Talvar. More is to come."
        ),
    ),
    (
        "Toll rises",
        "Hill Radio",
        "2019-03-05",
        (
            "Toll rises\n\nIt was a long week. The officer said at least 40 soldiers had been "
            "killed in Talvar. More is to come."
        ),
    ),
    (
        "Army statement",
        "State Wire",
        "2019-03-06",
        "Army statement\n\nOnly 9 soldiers were killed in Talvar, the army said.",
    ),
    ("Markets", "Daily Post", "2019-03-07", "Markets\n\nWheat prices rose again, traders said."),
)
PEOPLE = {
    "ana": Role.REVIEWER,
    "ben": Role.REVIEWER,
    "rae": Role.READER,
    "edda": Role.EDITOR,
    "ada": Role.ADMIN,
}
PASSWORD = "correct horse"
TOLL = "The officer said at least 40 soldiers had been killed in the fighting for Talvar."


@dataclass(frozen=True, slots=True)
class Built:
    """The desk that every test gets a copy of."""

    home: Path
    indexes: Path
    desk_id: str
    article: int
    claim: int


@dataclass
class Visitor:
    """Somebody at a browser: pages are got, forms are sent with their token."""

    client: FlaskClient
    _token: str = field(default="", repr=False)

    def get(self, path: str) -> TestResponse:
        page = self.client.get(path, buffered=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        self._token = found[1] if found else self._token
        return page

    def post(self, path: str, **form: object) -> TestResponse:
        if not self._token:
            self.get("/sign-in")
        return self.client.post(path, data={"csrf_token": self._token, **form}, buffered=True)


MakeVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One article with two claims, four reports beside it, and a person of every role."""
    folder = tmp_path_factory.mktemp("built")
    settings = Settings(home=folder / "desk", indexes=folder / "indexes")
    services = bootstrap.init(settings, encoder=WordsEncoder())
    with services.database.transaction() as session:
        for name, role in PEOPLE.items():
            accounts.add_user(session, name, PASSWORD, role, by="test")
    list(adding.add(services, [record(*report) for report in REPORTS], by="test", article=False))
    [added] = adding.add(
        services,
        [record("Rebels take Talvar", "Northwire", "2019-03-04", ARTICLE)],
        by="test",
        article=False,
    )
    with services.database.transaction() as session:
        article = session.get_one(Report, added["report"])
        article.is_article = True
        session.add_all(claim_of(article, text) for text in ARTICLE.split("\n\n")[1:])
    catching_up.catch_up(services)
    with services.database.snapshot() as session:
        claim = session.scalar(select(Claim.id).where(Claim.text == TOLL))
    services.database.close()
    assert claim
    return Built(settings.home, settings.indexes, services.desk_id, int(added["report"]), claim)


@pytest.fixture
def services(built: Built, tmp_path: Path) -> Iterator[Services]:
    """The desk's own copy for one test."""
    settings = Settings(home=tmp_path / "desk", indexes=tmp_path / "indexes")
    shutil.copytree(built.home, settings.home)
    shutil.copytree(built.indexes, settings.indexes)
    database = Database(settings.url)
    yield Services(settings, database, built.desk_id, NumberFormat.FLOAT32, WordsEncoder())
    database.close()


@pytest.fixture
def app(services: Services) -> Flask:
    made = create_app(services)
    made.jinja_env.bytecode_cache = COMPILED
    return made


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def signed_in(app: Flask, services: Services) -> MakeVisitor:
    """Signs people in, each at a browser of their own; the door itself has tests of its own."""

    def sign_in(name: str = "ana") -> Visitor:
        with services.database.snapshot() as session:
            person = session.scalars(select(User).where(User.name == name)).one()
        somebody = Visitor(app.test_client())
        with somebody.client.session_transaction() as cookie:
            cookie["_user_id"] = f"{person.id}.{person.session_number}"
            cookie["entered"] = int(time.time())
        somebody.get("/keys")
        return somebody

    return sign_in


@pytest.fixture
def ana(signed_in: MakeVisitor) -> Visitor:
    return signed_in("ana")


@pytest.fixture
def article(built: Built) -> int:
    return built.article


@pytest.fixture
def claim_id(built: Built) -> int:
    """The claim with the toll, matched."""
    return built.claim


@pytest.fixture
def passage_of(services: Services, claim_id: int) -> Callable[[str], int]:
    """The matched passage of a source, as an origin of its own."""

    def find(source: str, *, origin: int | None = None, own: bool = False) -> int:
        with services.database.transaction() as session:
            matches = session.scalars(select(Match).where(Match.claim_id == claim_id)).all()
            found = next(m for m in matches if _source(m.passage) == source)
            found.same_origin_as_claim = own
            found.origin = origin or found.passage_id
            found.signal = Signal.UNCLEAR
            return found.passage_id

    return find


@pytest.fixture
def statements(services: Services) -> Iterator[list[str]]:
    """Every SQL statement that is sent, but for those that begin a transaction."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(services.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(services.database.engine, "before_cursor_execute", note)


def record(title: str, source: str, published: str, text: str) -> ReportRecord:
    """A report as read."""
    raw = text.encode()
    return ReportRecord(
        input="test.txt",
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=text_hash(text),
        media_type="text/plain",
        title=title,
        source=source,
        published=published,
        url=f"https://reports.example/{title.replace(' ', '-')}",
        raw=raw,
    )


def claim_of(article: Report, text: str) -> Claim:
    """A claim of an article; the toll comes first in the queue."""
    start = article.text.index(text)
    weight = 0.9 if text == TOLL else 0.5
    return Claim(
        identity=f"report:{article.id}:{start}:{start + len(text)}",
        report_id=article.id,
        start=start,
        end=start + len(text),
        text=text,
        text_hash=text_hash(text),
        check_worthiness=weight,
        priority=weight,
        speaker={"name": "an officer", "as_written": "officer", "role": None, "for": None},
    )


def _source(passage: Passage) -> str:
    assert passage.report.source is not None
    return passage.report.source.name
