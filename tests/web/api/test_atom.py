"""The feeds: who may read them, what they say, that they are Atom."""

import base64

import feedparser
import pytest
from lxml import etree
from werkzeug.test import TestResponse

from tests.web.api.conftest import MakeProgram, Program
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import accounts, redaction
from workbench.store import events

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def edda(program: MakeProgram) -> Program:
    return program("edda")


def decide(ana: Program, claim_id: int, missing: str, rationale: str = "Nobody says how.") -> None:
    verdict = {"verdict": "unresolved", "missing": missing, "rationale": rationale}
    seen = ana.read(f"/claims/{claim_id}")["revision"]
    answer = ana.post(f"/claims/{claim_id}/reviews", {**verdict, "seen": seen})
    assert answer.status_code == 201


def mark(edda: Program, claim_id: int, word: str, why: str = "") -> None:
    answer = edda.post(f"/claims/{claim_id}/publication", {"mark": word, "why": why})
    assert answer.status_code == 200, answer.text


def entries(who: Program, feed: str = "published", **query: str) -> list[feedparser.FeedParserDict]:
    answer = who.get(f"/atom/{feed}", **query)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return list(parsed.entries)


def test_what_was_published_is_in_the_feed(ana: Program, edda: Program, claim_id: int) -> None:
    decide(ana, claim_id, "basis unknown")
    assert entries(ana) == []

    mark(edda, claim_id, "published")

    [entry] = entries(ana)
    assert entry.title.startswith("Unresolved: The officer said at least 40 soldiers")
    assert entry.link == f"http://127.0.0.1:8080/claims/{claim_id}"
    assert entry.id == entry.link
    assert entry.tags[0].term == "unresolved"
    assert "Nobody says how." in entry.content[0].value
    assert "no finding against the claim" in entry.content[0].value


def test_what_is_withdrawn_says_so_under_the_same_id(
    ana: Program, edda: Program, claim_id: int
) -> None:
    decide(ana, claim_id, "basis unknown")
    mark(edda, claim_id, "published")
    [before] = entries(ana)
    mark(edda, claim_id, "withdrawn", "The source asked us to.")

    [after] = entries(ana)

    assert after.id == before.id
    assert after.title.startswith("Withdrawn: ")
    assert after.content[0].value == "This is published no more: The source asked us to."
    assert after.updated >= before.updated


def test_a_feed_is_of_the_same_selection_as_the_queue(
    ana: Program, edda: Program, claim_id: int
) -> None:
    decide(ana, claim_id, "basis unknown")
    mark(edda, claim_id, "published")

    assert len(entries(ana, q="soldiers", verdict="unresolved")) == 1
    assert entries(ana, q="wheat") == []
    assert ana.get("/atom/published", sate="decided").status_code == 422


def test_what_came_back_is_in_the_other_feed(
    ana: Program, services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        events.append(
            session,
            "recheck",
            actor="workbench",
            subject=f"claim {claim_id}",
            claim_id=claim_id,
            reason="independent contrary evidence",
            origin="State Wire",
        )

    [entry] = entries(ana, "rechecks")

    assert entry.title.startswith("Look again: The officer")
    assert entry.content[0].value == "independent contrary evidence: State Wire"
    assert entries(ana) == []


def test_a_feed_has_what_rfc_4287_requires(ana: Program, edda: Program, claim_id: int) -> None:
    decide(ana, claim_id, "basis unknown", "A bell \u0007 & <b>bold</b> words.")
    mark(edda, claim_id, "published")

    root = etree.fromstring(ana.get("/atom/published").data)

    for element in (root, root.find(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [found] = element.findall(f"{ATOM}{name}")
            assert found.text
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Claim desk"
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]
    content = root.find(f"{ATOM}entry/{ATOM}content").text
    assert "A bell \ufffd & <b>bold</b> words." in content


def test_what_is_sensitive_is_masked(
    ana: Program, edda: Program, services: Services, claim_id: int
) -> None:
    decide(ana, claim_id, "basis unknown", "Lea Orn told us.")
    mark(edda, claim_id, "published")
    with services.database.transaction() as session:
        redaction.mark(session, "Lea Orn", visible_to=Role.READER, reason="", by="test")

    assert "Lea Orn" not in entries(ana)[0].content[0].value


def basic(who: Program, name: str, secret: str, path: str = "/atom/published") -> TestResponse:
    said = base64.b64encode(f"{name}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {said}"}
    return who.client.get(f"/api/v1{path}", headers=headers)


def test_a_feed_reader_sends_a_name_and_a_token(ana: Program) -> None:
    assert basic(ana, "ana", ana.token).status_code == 200
    assert basic(ana, "ben", ana.token).status_code == 401
    assert basic(ana, "ana", "correct horse").status_code == 401  # a password opens no feed
    assert basic(ana, "ana", "").status_code == 401
    assert ana.client.get("/api/v1/atom/published").headers["WWW-Authenticate"].startswith("Basic")


def test_names_with_tokens_open_feeds_only(ana: Program) -> None:
    assert basic(ana, "ana", ana.token, "/claims").status_code == 401


@pytest.mark.parametrize("sent", ["Basic", "Basic !", "Basic /w==", "Digest x"])
def test_what_is_no_name_and_token_opens_nothing(ana: Program, sent: str) -> None:
    headers = {"Authorization": sent}

    assert ana.client.get("/api/v1/atom/published", headers=headers).status_code == 401


def test_a_token_that_was_revoked_opens_no_feed(ana: Program, services: Services) -> None:
    with services.database.transaction() as session:
        accounts.revoke_token(session, 1, by="test")

    assert basic(ana, "ana", ana.token).status_code == 401


def test_what_did_not_change_is_not_sent_again(ana: Program, edda: Program, claim_id: int) -> None:
    decide(ana, claim_id, "basis unknown")
    mark(edda, claim_id, "published")
    first = ana.get("/atom/published")

    again = ana.ask(
        "GET", "/api/v1/atom/published", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.data) == (304, b"")
