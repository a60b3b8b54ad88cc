"""Every page and every operation of the API: on PostgreSQL it says what it says on SQLite."""

import html
import io
import itertools
import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.conftest import WordsEncoder
from tests.servers import PostgreSql
from tests.web.conftest import REPORTS, TOLL, Built
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.vocabulary import Role, SetAside
from workbench.interchange.rows import Directions
from workbench.jobs.doing import do
from workbench.pipeline import importing
from workbench.pipeline.rebuilding import rebuild
from workbench.stages import accounts
from workbench.store import moving
from workbench.store.feeds import Feed
from workbench.store.ledger import Job, JobState
from workbench.store.models import User
from workbench.web.app import create_app

Json = Any
Said = dict[str, tuple[int, str]]  # status and words, by what was asked
CLAIMS = "text,speaker,place\nForty people died at Talvar.,Ana,\nWheat rose.,Lea Orn,\n,nobody,\n"
NO_PAGES = {
    "help.picture",
    "imports.look",  # an upload's own address
    "monitoring.metrics",  # of this process
    "static",
}
CHOSEN = (
    "state=new",
    "state=decided&verdict=unresolved",
    "q=soldiers+Talvar",
    "since=2019-01-01&until=2999-01-01",
    "source=northwire",
    "speaker=OFFICER",
    "place=talvar",
    "tag=front",
    "conflict=true",
    "import=1",
)
ASKED = {
    "api_audit.index": ("limit=3", "limit=3&cursor=4"),
    "api_claims.index": (*CHOSEN, "report=5", "limit=2", "limit=2&cursor=2"),
    "api_exports.export": (
        *(f"format={name}" for name in ("csv", "jsonl", "claimreview", "fever", "averitec")),
        *(f"format=jsonl&{each}" for each in CHOSEN),
    ),
    "api_imports.index": ("limit=1", "limit=1&cursor=2"),
    "api_queue.index": (*CHOSEN, "report=5", "limit=1", "limit=1&cursor=2"),
    "api_reports.index": ("articles=true", "q=hill+radio", "limit=2", "limit=2&cursor=3"),
    "api_search.find": (
        "q=forty+soldiers+killed+in+Talvar",
        "q=Talvar+%2242+soldiers%22&limit=3",
        "q=soldiers&before=2019-03-05&exclude_source=Hill+Radio&exclude_report=1&language=en",
    ),
    "api_triage.index": ("report=5", "import=1", "limit=1"),
    "api_watching.digest": ("since=2019-01-01",),
    "articles.index": ("q=rebels", "after=1"),
    "claims.next_claim": ("after=1",),
    "claims.show": ("question=saying",),
    "digest.show": ("since=2019-01-01",),
    "evidence.find": ("q=soldiers",),
    "queue.show": (
        *CHOSEN,
        "article=5",
        "conflict=yes",
        "after=2",
        "assigned=me",
        "q=%25_",
        "tag=front&state=new&q=town",
    ),
    "reports.index": ("q=hill+radio", "q=%25", "after=2"),
    "reports.show": ("claim=1", "passage=2", "claim=2&passage=2"),
    "search.show": (
        "q=forty+soldiers+killed+in+Talvar",
        "q=Talvar+%2242+soldiers%22&show=30",
        "q=soldiers&before=2019-03-05&source=Hill+Radio&language=en",
    ),
    "triage.show": ("article=5", "import=1", "after=1"),
}
_PASSING = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.+Z]*"  # moments
    r"|\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT"
    r"|\b[0-9a-f]{12,64}\b"  # hashes of what holds a moment
    r"|\"(?:seconds|rows_per_second|median_hours|slowest_tenth_hours)\": [\d.e-]+"
    r"|\b[\d.,]+ (?:s|seconds|rows a second)\b"
)


class Desk:
    """A desk with somebody at a browser and a program, both of whom may do everything."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.app: Flask = create_app(services)
        with services.database.transaction() as session:
            token = accounts.issue_token(session, "ada", by="test")
            [ada] = session.query(User).where(User.name == "ada")
            entered = f"{ada.id}.{ada.session_number}"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.browser = self.app.test_client()
        with self.browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["entered"] = entered, int(time.time())
        self.done: Said = {}

    def page(self, address: str) -> tuple[int, str]:
        """What a page says to who reads it."""
        if address.startswith("/api/v1"):
            return self.ask("GET", address)
        answer = self.browser.get(address, buffered=True)
        return answer.status_code, visible(answer.text)

    def ask(self, method: str, address: str, **more: Any) -> tuple[int, str]:
        """What a program is answered."""
        answer = self.app.test_client().open(
            address, method=method, headers=self._headers, buffered=True, **more
        )
        words = json.dumps(answer.get_json()) if answer.is_json else answer.text
        return answer.status_code, words

    def do(self, method: str, path: str, body: object = None, **more: Any) -> Json:
        """Asks as a program, notes what is answered, and gives it."""
        more |= {} if body is None else {"json": body}
        status, words = self.ask(method, f"/api/v1{path}", **more)
        self.done[f"{len(self.done)} {method} {path} {body}"] = (status, steady(words))
        return json.loads(words) if words.startswith(("{", "[")) else None


@pytest.fixture(scope="module")
def desks(
    built: Built,
    postgresql: PostgreSql,
    empty_desk_on_postgresql: tuple[Path, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Desk, Desk]]:
    """One desk twice, with the same work done on it, on SQLite first."""
    folder = tmp_path_factory.mktemp("twice")
    with ExitStack() as opened:
        here = copied(built, folder / "sqlite")
        opened.callback(here.database.close)
        settings = Settings(
            home=folder / "postgresql" / "desk",
            indexes=folder / "postgresql" / "indexes",
            database_url=postgresql.new(empty_desk_on_postgresql[1]),
        )
        shutil.copytree(empty_desk_on_postgresql[0], folder / "postgresql")
        there = poured(here, settings)
        opened.callback(there.database.close)
        pair = Desk(here), Desk(there)
        for desk in pair:
            work(desk)
        yield pair


def copied(built: Built, folder: Path) -> Services:
    """The built desk with an import, a row of which was rejected, and a feed."""
    settings = Settings(home=folder / "desk", indexes=folder / "indexes")
    shutil.copytree(built.home, settings.home)
    shutil.copytree(built.indexes, settings.indexes)
    services = bootstrap.open_desk(settings, encoder=WordsEncoder())
    (folder / "claims.csv").write_text(CLAIMS)
    importing.import_file(services, folder / "claims.csv", by="ana", directions=Directions())
    with services.database.transaction() as session:
        session.add(Feed(url="https://news.example/feed", title="News", added_by="edda"))
    return services


def poured(here: Services, settings: Settings) -> Services:
    """The same desk on PostgreSQL."""
    shutil.copytree(here.settings.captures, settings.captures, dirs_exist_ok=True)
    there = bootstrap.open_desk(settings, encoder=WordsEncoder())
    with here.database.snapshot() as source, there.database.transaction() as target:
        moving.pour(source, target)
    there.database.close()
    there = bootstrap.open_desk(settings, encoder=WordsEncoder())
    rebuild(there)
    return there


def work(desk: Desk) -> None:
    """Every operation of the API that writes, where it is done and where it is refused."""
    found = desk.do("GET", "/claims", query_string={"limit": 50})["items"]
    toll = next(each["id"] for each in found if each["text"] == TOLL)
    other = next(each["id"] for each in found if each["text"] != TOLL)
    claim = f"/claims/{toll}"
    talk(desk, claim)
    decide(desk, claim, toll)
    correct(desk, claim)
    sort(desk, claim, other)
    report(desk)
    bring(desk)
    keep_house(desk)


def talk(desk: Desk, claim: str) -> None:
    desk.do("POST", f"{claim}/assignment", {"person": "ben"})
    desk.do("POST", f"{claim}/assignment", {"person": "nobody"})
    desk.do("POST", f"{claim}/tags", {"add": "front"})
    said = desk.do("POST", f"{claim}/comments", {"text": "Ask the town hall."})
    desk.do("POST", f"{claim}/comments", {"text": "They do not answer."})
    desk.do("DELETE", f"{claim}/comments/{said['comments'][0]['id']}")
    desk.do("POST", "/queue/next", {})
    desk.do("POST", f"{claim}/leave")


def decide(desk: Desk, claim: str, toll: int) -> None:
    matches = desk.do("GET", f"{claim}/matches")["items"]
    by_source = {match["report"]["source"]: match for match in matches}
    own, against = by_source["Daily Post"]["passage_id"], by_source["State Wire"]["passage_id"]
    given = desk.do("POST", f"{claim}/evidence", {"passage_id": own, "stance": "supports"})
    refutes = {"passage_id": against, "stance": "refutes", "ground": "contrary figure"}
    desk.do("POST", f"{claim}/evidence", refutes)
    desk.do("POST", f"{claim}/evidence", {"note": "By telephone.", "stance": "context"})
    stretch = {"report_id": by_source["Hill Radio"]["report"]["id"], "start": 12, "end": 31}
    desk.do("POST", f"{claim}/evidence", {**stretch, "stance": "context"})
    desk.do("DELETE", f"{claim}/evidence/{given['id']}")
    for missing in ("basis unknown", "needs document"):
        seen = desk.do("GET", claim)["revision"]
        review = {"verdict": "unresolved", "missing": missing, "rationale": "Nobody else says so."}
        desk.do("POST", f"{claim}/reviews", {**review, "seen": seen})
        desk.do("POST", f"{claim}/reviews", {**review, "seen": "of yesterday"})
    desk.do("POST", f"{claim}/undo", query_string={"number": 2})
    desk.do("POST", f"{claim}/undo", query_string={"number": 2})
    desk.do("POST", f"{claim}/publication", {"mark": "published", "number": 1})
    again = desk.do("POST", "/claims", {"text": "40 soldiers were killed in the fighting."})
    desk.do("POST", f"{claim}/join", {"other": again["id"]})
    desk.do("POST", f"/claims/{again['id']}/separate")
    desk.do("POST", f"{claim}/join", {"other": again["id"]})
    desk.do("POST", f"{claim}/join", {"other": toll})


def correct(desk: Desk, claim: str) -> None:
    first, second = [m["passage_id"] for m in desk.do("GET", claim)["matches"]][:2]
    joined = {"passage": first, "other": second, "decision": "join", "why": "One telephone call."}
    [kept] = desk.do("POST", f"{claim}/corrections", joined)["items"]
    desk.do("DELETE", f"{claim}/corrections/{kept['id']}")
    basis = {"passage": first, "basis_kind": "artefact", "basis_root": "a video"}
    desk.do("POST", f"{claim}/corrections", basis)
    desk.do("POST", f"{claim}/corrections", {"passage": second, "decision": "join"})


def sort(desk: Desk, claim: str, other: int) -> None:
    desk.do("POST", f"/claims/{other}/wording", {"wording": "Rebels seized Talvar."})
    desk.do("POST", f"{claim}/wording", {"wording": "Too late."})
    desk.do("POST", "/triage/keep", {"claims": [other]})
    desk.do("POST", "/triage/undo", {"claims": [other], "step": "kept"})
    parts = ["Rebels seized Talvar.", "An officer said so."]
    made = desk.do("POST", f"/claims/{other}/parts", {"parts": parts})["claims"]
    aside = {"reason": SetAside.DUPLICATE.value}
    desk.do("POST", "/triage/set-aside", {"claims": made[:1], **aside})
    desk.do("POST", f"/claims/{made[1]}/set-aside", aside)


def report(desk: Desk) -> None:
    text = "Bridge closed\n\nThe mayor of Orsk closed the bridge on 4 March 2019. It was icy."
    fields = {"source": "Hill Radio", "published": "2019-03-04", "url": "https://hill.example/a"}
    first = desk.do("POST", "/reports", {"text": text, **fields, "article": True})["report"]
    newer = text.replace("icy", "broken")
    desk.do("POST", "/reports", {"text": newer, **fields, "article": True})
    desk.do("POST", f"/reports/{first}/imprint", {"source": "Hill Wire", "published": "2019-03-05"})
    start = text.index("It was icy")
    desk.do("POST", f"/reports/{first}/claims", {"start": start, "end": start + 10})
    sent = {"file": (io.BytesIO(REPORTS[3][3].encode()), "a.txt"), "article": "true"}
    desk.do("POST", "/reports/file", data=sent, content_type="multipart/form-data")
    desk.do("POST", "/reports/4/withdraw", {"reason": "The source asked us to."})
    desk.do("POST", "/sensitive", {"words": "Lea Orn", "visible_to": "admin", "reason": "a source"})
    mark = {"words": "officer", "visible_to": "editor", "reason": "a source"}
    marked = desk.do("POST", "/sensitive", mark)
    desk.do("DELETE", f"/sensitive/{marked['id']}")


def bring(desk: Desk) -> None:
    """Bulk claims."""
    for number in (2, 3):
        sent = {
            "file": (io.BytesIO(f"text\nBridge {number} in Orsk is closed.\n".encode()), "b.csv")
        }
        desk.do("POST", "/imports", data=sent, content_type="multipart/form-data")
    desk.do("POST", "/imports/3/cancel")
    with desk.services.database.snapshot() as session:
        waiting = [job.id for job in session.query(Job).where(Job.state == JobState.WAITING)]
    for job in waiting:
        do(desk.services, job)
    desk.do("POST", "/imports/3/continue")
    desk.do("POST", "/imports/2/continue")
    desk.do("DELETE", "/imports/2")


def keep_house(desk: Desk) -> None:
    chosen = {"name": "Talvar", "chosen": {"state": "in review", "q": "town"}}
    desk.do("POST", "/filters", chosen)
    saved = desk.do("POST", "/filters", {**chosen, "name": "Gone"})
    desk.do("DELETE", f"/filters/{saved['id']}")
    desk.do("POST", "/feeds", {"url": "/etc/hostname"})
    for step in ("pause", "resume", "pause"):
        desk.do("POST", f"/feeds/1/{step}")
    desk.do("DELETE", "/feeds/2")
    made = {"name": "Noor", "password": "long enough words", "role": Role.READER.value}
    noor = f"/people/{desk.do('POST', '/people', made)['id']}"
    desk.do("POST", "/people", made)
    desk.do("POST", f"{noor}/role", {"role": "reviewer"})
    desk.do("POST", f"{noor}/password", {"password": "other words still"})
    for step in ("disable", "enable", "end-sessions"):
        desk.do("POST", f"{noor}/{step}")


@pytest.mark.timeout(400)
def test_whatever_is_asked_is_answered_alike(desks: tuple[Desk, Desk]) -> None:
    here, there = desks
    addresses = list(dict.fromkeys(every_address(here.app)))

    assert differing(here.done, there.done) == {}
    assert never_asked(here) == set()
    pages = [{at: steadied(desk.page(at)) for at in addresses} for desk in desks]
    assert differing(*pages) == {}
    assert {at: status for at, (status, _) in pages[0].items() if status >= 500} == {}


def every_address(app: Flask) -> Iterator[str]:
    """Whatever is got, at rows that are there, and with what may be asked for besides."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in NO_PAGES:
            continue
        for ids in itertools.product(*(IDS[name] for name in sorted(rule.arguments))):
            with app.test_request_context():
                at = app.url_for(
                    rule.endpoint, **dict(zip(sorted(rule.arguments), ids, strict=True))
                )
            yield at
            yield from (f"{at}?{asked}" for asked in ASKED.get(rule.endpoint, ()))


IDS: dict[str, tuple[Any, ...]] = {
    "claim_id": (1, 2, 5),  # split; decided, published, joined; brought by a program
    "report_id": (4, 5, 6, 99),  # withdrawn, the article, replaced, none
    "import_id": (1, 2),
    "passage_id": (2, 4),
    "name": ("reviewing",),
}


def never_asked(desk: Desk) -> set[str]:
    """The operations of the API that write and that the work passed over."""
    adapter = desk.app.url_map.bind("localhost")
    asked = set()
    for said in desk.done:
        _, method, path, *_ = said.split(" ")
        asked.add(adapter.match(f"/api/v1{path}", method=method)[0])
    return {
        rule.endpoint
        for rule in desk.app.url_map.iter_rules()
        if rule.endpoint.startswith("api") and {"POST", "DELETE"} & set(rule.methods or ())
    } - asked


def differing(here: Said, there: Said) -> dict[str, Any]:
    """What was said otherwise: both, from a little before the first difference."""
    return {
        asked: [(status, words[max(0, at - 80) : at + 200]) for status, words in (one, other)]
        for asked, one in here.items()
        if one != (other := there.get(asked, (0, "")))
        for at in [first_difference(one[1], other[1])]
    } | {asked: [there[asked]] for asked in there.keys() - here.keys()}


def first_difference(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), 0)  # noqa: B905


def visible(page: str) -> str:
    """The words that are read; of a file all of them."""
    bare = re.sub(r"(?s)<(script|style|head)\b.*?</\1>|<[^>]*>", " ", page)
    return " ".join(html.unescape(bare).split())


def steady(words: str) -> str:
    """The same without what the moment gives."""
    return _PASSING.sub("…", words)


def steadied(said: tuple[int, str]) -> tuple[int, str]:
    status, words = said
    return status, steady(words)
