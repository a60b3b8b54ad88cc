"""What an attacker would try at the pages, each with what must come of it."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from tests.conftest import MakeReport
from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role, Stance
from workbench.errors import WorkbenchError
from workbench.interchange import csv_dossiers
from workbench.pipeline import adding, catching_up, exporting
from workbench.stages import evidence
from workbench.stages.evidence import Judgement
from workbench.store.models import Claim, Evidence, Report, Source, User
from workbench.store.queries import Filter
from workbench.web.access import declared

MARKUP = "<xss-mark onload=alert(1)></xss-mark>'\"><script>xss</script>{{7*7}}${7*7}"
SCRIPT = "javascript:alert(1)//https://a.example"
INJECTIONS = (
    "' OR 1=1 --",
    "'; DROP TABLE claim; --",
    '" OR "" = "',
    'Talvar" NEAR("a" "b", 5)',
    "Talvar AND NOT (",
    "words:*",
    "^*",
    "%_\\",
    "\x00",
    "\u202e\ud7ff",
)


@pytest.fixture
def poisoned(services: Services, make_report: MakeReport) -> int:
    """A report and a claim of it with markup in every field that a file may fill."""
    fields = dict.fromkeys(("title", "source", "language", "published", "url"), MARKUP)
    fields["published"], fields["language"], fields["url"] = "2019-03-04", "en", SCRIPT
    report = make_report(f"Talvar {MARKUP}. Shells fell.", authors=(MARKUP,), **fields)
    [added] = adding.add(services, [report], by=MARKUP, article=False)
    catching_up.catch_up(services)
    with services.database.transaction() as session:
        row = session.get_one(Report, added["report"])
        row.is_article = True
        claim = Claim(
            identity="xss:1", report_id=row.id, text=MARKUP, text_hash="0" * 64, check_worthiness=1
        )
        claim.start, claim.end, claim.speaker = 7, 7 + len(MARKUP), {"name": MARKUP}
        claim.cue, claim.because, claim.note, claim.url = "said", MARKUP, MARKUP, SCRIPT
        claim.external_id, claim.tags, claim.priority_because = MARKUP, [MARKUP], MARKUP
        claim.priority, claim.standalone = 9, MARKUP
        session.add(claim)
        session.flush()
        ana = session.scalars(select(User).where(User.name == "ana")).one()
        evidence.on_note(session, claim.id, MARKUP, Judgement(Stance.CONTEXT), reviewer=ana)
        return claim.id


def gets(app: Flask, numbers: dict[str, int]) -> Iterator[str]:
    """Every page's address, for these ids."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint != "static":
                wanted: dict[str, Any] = {name: numbers.get(name, 1) for name in rule.arguments}
                yield app.url_for(rule.endpoint, **wanted)


def ones(rule: Rule) -> dict[str, Any]:
    return dict.fromkeys(rule.arguments, 1)


def foreign(page: str) -> list[str]:
    """What a text made of itself that is no text: elements, handlers, addresses that run."""
    found = []
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "xss-mark" or (
            element.tag == "script" and "xss" in element.text_content()
        ):
            found.append(element.tag)
        for name, value in element.attrib.items():
            runs = (
                str(value).strip().casefold().startswith(("javascript:", "data:text", "vbscript:"))
            )
            if str(name).startswith("on") or (runs and name in {"href", "src", "action"}):
                found.append(f"{element.tag} {name}={value!r}")
    return found


def test_no_field_of_a_file_becomes_markup_on_any_page(
    app: Flask, services: Services, signed_in: MakeVisitor, poisoned: int
) -> None:
    with services.database.snapshot() as session:
        report_id = session.get_one(Claim, poisoned).report_id or 0
    ada, shown = signed_in("ada"), 0
    for path in gets(app, {"claim_id": poisoned, "report_id": report_id}):
        answer = ada.get(path)
        assert answer.status_code < 500, path
        if answer.mimetype == "text/html" and answer.status_code == 200:
            assert foreign(answer.text) == [], path
            assert "49" not in re.findall(r"xss-mark.{0,200}?(49)", answer.text)
            shown += "&lt;xss-mark" in answer.text
    assert shown >= 5


def test_nothing_in_an_address_is_reflected_as_markup(app: Flask, signed_in: MakeVisitor) -> None:
    ada = signed_in("ada")
    names = ("q", "next", "question", "state", "verdict", "after", "claim", "import", "words")
    for path in gets(app, {}):
        answer = ada.client.get(path, query_string=MultiDict((n, MARKUP) for n in names))
        assert answer.status_code < 500, path
        if answer.mimetype == "text/html" and answer.text:
            assert foreign(answer.text) == [], path


def test_what_was_typed_wrongly_comes_back_as_text(signed_in: MakeVisitor, claim_id: int) -> None:
    ana = signed_in("ana")
    for path, form in (
        ("/sign-in", {"name": MARKUP, "password": "x", "next": MARKUP}),
        (f"/claims/{claim_id}/evidence/note", {"note": MARKUP, "stance": MARKUP}),
        ("/reports/", {"text": "", "url": MARKUP, "source": MARKUP}),
    ):
        answer = ana.post(path, **form)
        assert 400 <= answer.status_code < 500
        assert foreign(answer.text) == []


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_that_are_searched_for_are_never_a_query(
    services: Services, ana: Visitor, words: str
) -> None:
    for path in ("/", "/search/", "/reports/", "/articles/", "/imports/"):
        assert ana.client.get(path, query_string={"q": words}).status_code < 500

    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Claim)) == 2
    listed = ana.client.get("/reports/", query_string={"q": words}).text
    assert "Army statement" not in listed or "\x00" in words  # a blank finds everything


def test_a_form_without_its_token_is_refused_on_every_address(
    app: Flask, signed_in: MakeVisitor
) -> None:
    ada, tried = signed_in("ada"), 0
    with app.test_request_context():
        posts = [
            app.url_for(rule.endpoint, **ones(rule))
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
        ]
    for path in posts:
        for form in ({}, {"csrf_token": "guessed"}, {"csrf_token": ""}):
            assert ada.client.post(path, data=form).status_code == 400, path
            tried += 1
    assert tried >= 30


def test_a_token_of_one_session_is_no_token_of_another(signed_in: MakeVisitor) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    refused = ana.client.post("/theme", data={"csrf_token": ben._token, "theme": "dark"})

    assert refused.status_code == 400


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_pages_for_reading_take_nothing_else(ana: Visitor, method: str) -> None:
    answer = getattr(ana.client, method)("/keys", data={"csrf_token": ana._token})

    assert answer.status_code in {400, 405}


def test_a_stance_is_taken_back_by_who_gave_it_on_the_claim_it_is_on(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        ana = session.scalars(select(User).where(User.name == "ana")).one()
        row = evidence.on_note(session, claim_id, "Mine.", Judgement(Stance.CONTEXT), reviewer=ana)
    path = f"/claims/{{}}/evidence/{row.id}/withdraw"
    with services.database.snapshot() as session:
        other = session.scalar(select(Claim.id).where(Claim.id != claim_id))

    assert signed_in("ben").post(path.format(claim_id)).status_code in {403, 404, 409}
    assert signed_in("ana").post(path.format(other)).status_code == 404
    with services.database.snapshot() as session:
        assert session.get_one(Evidence, row.id).withdrawn_at is None


@pytest.mark.parametrize("number", ["0", "-1", "999999999999999999999999", "1.5", "1%00", "../1"])
def test_a_number_that_names_nothing_is_not_found(ana: Visitor, number: str) -> None:
    for path in ("/claims/{}", "/reports/{}", "/imports/{}", "/claims/{}/history"):
        assert ana.get(path.format(number)).status_code in {400, 404}


@pytest.mark.parametrize(
    "name",
    ["../../escaped.txt", "..\\..\\escaped.txt", "/etc/passwd", "a\x00.txt", "C:escaped.txt"],
)
def test_the_name_of_a_file_is_never_a_path(services: Services, ana: Visitor, name: str) -> None:
    before = {path for path in services.settings.home.rglob("*") if "captures" not in str(path)}
    content = (io.BytesIO(b"Shells fell on the mill. People fled the town."), name)

    answer = ana.post("/reports/", file=content)

    assert answer.status_code < 500
    after = {path for path in services.settings.home.rglob("*") if "captures" not in str(path)}
    assert {path.name for path in after - before} <= {
        "workbench.sqlite3-wal",
        "workbench.sqlite3-shm",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..\\app.py",
    ],
)
def test_static_files_end_at_their_folder(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code in {303, 308, 400, 404}
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "//127.0.0.1/",
        "ftp://example.org/a",
        "/etc/passwd",
    ],
)
def test_an_address_that_is_sent_opens_no_file(ana: Visitor, address: str) -> None:
    answer = ana.post("/reports/", url=address)

    assert answer.status_code in {400, 422}
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://user@127.0.0.1:8080/",
    ],
)
def test_an_address_of_our_own_network_is_refused(ana: Visitor, address: str) -> None:
    answer = ana.post("/reports/", url=address)

    assert answer.status_code in {400, 422}


def test_no_cell_of_an_export_is_a_formula(services: Services) -> None:
    with services.database.transaction() as session:
        for row in session.scalars(select(Claim)):
            row.text = row.note = row.external_id = '=HYPERLINK("http://evil.example","x")'
        for start, source in zip("+-@\t=", session.scalars(select(Source)), strict=False):
            source.name = f"{start}SUM(A1)"
    stream = io.StringIO()
    csv_dossiers.write(stream, exporting.cases(services, Filter()))

    cells = [cell for row in csv.reader(io.StringIO(stream.getvalue())) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    for cell in cells:
        bare = cell.lstrip("\ufeff")
        assert not bare.startswith(("=", "+", "@", "\t", "\r")), cell
        assert not bare.startswith("-") or re.fullmatch(r"-[\d.]+", bare), cell


def test_no_view_that_changes_something_is_open_to_anyone(app: Flask) -> None:
    open_posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and declared(app)[rule.endpoint] not in set(Role)
    }

    assert open_posts <= {"sign_in.enter", "sign_in.leave", "preferences.theme"}


def test_what_stops_us_is_said_in_words_of_our_own() -> None:
    for kind in WorkbenchError.__subclasses__():
        assert kind().message.endswith(".")
