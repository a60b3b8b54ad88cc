"""The desk's work by program: the queue, triage, corrections, publication, people, progress."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.api.conftest import MakeProgram, Program
from tests.web.test_access import ALLOWED as PAGES
from workbench.web.access import declared

# What a program does instead of using a page; None where there is nothing for a program to do.
INSTEAD = {
    "account.change_password": None,  # a token makes no tokens, no sessions and no passwords
    "account.end_sessions": None,
    "account.issue": None,
    "account.revoke": None,
    "account.show": None,
    "articles.create": "api_reports.create",
    "articles.index": "api_reports.index",
    "articles.new": None,  # a form
    "claims.conclude": "api_decisions.review",
    "claims.draft": None,  # a form that is not sent yet
    "claims.give_stance": "api_decisions.give_stance",
    "claims.history": "api_claims.read",
    "claims.leave": "api_queue.leave",
    "claims.next_claim": "api_queue.take",
    "claims.publish": "api_decisions.publish",
    "claims.set_aside": "api_decisions.set_aside",
    "claims.show": "api_claims.read",
    "claims.undo": "api_decisions.undo",
    "claims.withdraw": "api_decisions.withdraw",
    "digest.show": "api_watching.digest",
    "dossiers.show": "api_dossiers.read",
    "evidence.add_report": "api_reports.create",
    "evidence.find": "api_search.find",
    "evidence.note": "api_decisions.give_stance",
    "evidence.take": "api_decisions.give_stance",
    "feeds.create": "api_watching.create",
    "feeds.drop": "api_watching.drop",
    "feeds.index": "api_watching.index",
    "feeds.pause": "api_watching.pause",
    "feeds.resume": "api_watching.resume",
    "help.index": None,  # text for people
    "help.picture": None,
    "help.show": None,
    "imports.begin": "api_imports.create",
    "imports.cancel": "api_imports.cancel",
    "imports.create": "api_imports.create",
    "imports.go_on": "api_imports.go_on",
    "imports.index": "api_imports.index",
    "imports.look": "api_imports.create",
    "imports.rejected": "api_imports.rejected",
    "imports.show": "api_imports.read",
    "imports.undo": "api_imports.undo",
    "monitoring.alive": None,  # for programs as it is
    "monitoring.metrics": None,
    "monitoring.ready": None,
    "origins.decide": "api_corrections.correct",
    "origins.rebase": "api_corrections.correct",
    "origins.show": None,  # a form
    "origins.take_back": "api_corrections.take_back",
    "people.change_role": "api_people.change_role",
    "people.create": "api_people.create",
    "people.disable": "api_people.disable",
    "people.enable": "api_people.enable",
    "people.end_sessions": "api_people.end_sessions",
    "people.index": "api_people.index",
    "people.set_password": "api_people.set_password",
    "preferences.cover": None,  # of a screen
    "preferences.keys": None,  # of a keyboard
    "preferences.theme": None,  # of a screen
    "progress.show": "api_progress.show",
    "queue.remove": "api_queue.remove",
    "queue.save": "api_queue.save",
    "queue.show": "api_queue.index",
    "redaction.index": "api_redaction.index",
    "redaction.lift": "api_redaction.lift",
    "redaction.mark": "api_redaction.mark",
    "redaction.withdraw": "api_redaction.withdraw",
    "reports.create": "api_reports.upload",
    "reports.index": "api_reports.index",
    "reports.new": None,  # a form
    "reports.show": "api_reports.read",
    "reports.put_right": "api_reports.put_right",
    "reports.sent": None,  # back from where a form was refused
    "reports.take": "api_claims.take",
    "search.show": "api_search.find",
    "sign_in.enter": None,  # a token instead
    "sign_in.leave": None,
    "sign_in.show": None,
    "similar.join": "api_talk.join",
    "similar.separate": "api_talk.separate",
    "similar.show": "api_talk.similar",
    "static": None,
    "talk.assign": "api_talk.assign",
    "talk.comment": "api_talk.comment",
    "talk.tag": "api_talk.tag",
    "talk.take_back": "api_talk.take_back",
    "triage.show": "api_triage.index",
    "triage.sort": "api_triage.keep",
    "triage.undo": "api_triage.undo",
}


def test_whatever_the_pages_can_do_a_program_can_do(app: Flask) -> None:
    assert sorted(INSTEAD) == sorted(PAGES)
    assert {name for name in INSTEAD.values() if name} <= declared(app).keys()


@pytest.fixture
def edda(program: MakeProgram) -> Program:
    return program("edda")


def pages(who: Program, path: str, **query: object) -> Iterator[int]:
    """The ids of a list, one a page."""
    cursor: dict[str, str] = {}
    while True:
        answer = who.read(path, limit=1, **query, **cursor)
        yield from (item["id"] for item in answer["items"])
        if answer["next"] is None:
            return
        cursor = {"cursor": answer["next"]}


def test_the_queue_is_turned_page_by_page_in_the_order_of_work(ana: Program) -> None:
    whole = [item["id"] for item in ana.read("/queue")["items"]]

    assert list(pages(ana, "/queue")) == whole
    assert len(whole) == 2


def test_the_next_claim_is_at_one_program_only(ana: Program, program: MakeProgram) -> None:
    ben = program("ben")

    mine, his = ana.post("/queue/next", {}).get_json(), ben.post("/queue/next", {}).get_json()

    assert mine["id"] != his["id"]
    assert {i["id"]: i["with"] for i in ana.read("/queue")["items"]} == {
        mine["id"]: "ana",
        his["id"]: "ben",
    }
    assert program("edda").post("/queue/next", {}).status_code == 204
    assert ana.post(f"/claims/{mine['id']}/leave").status_code == 204
    assert ben.post("/queue/next", {"after": his["id"]}).get_json()["id"] == mine["id"]


def test_a_selection_is_kept_as_the_queue_s_address_has_it(ana: Program) -> None:
    saved = ana.post(
        "/filters", {"name": "Talvar", "chosen": {"state": "in review", "report": 5, "q": "town"}}
    ).get_json()

    assert saved["query"] == "state=in+review&article=5&q=town"
    assert ana.read("/filters")["items"] == [saved]
    assert ana.delete(f"/filters/{saved['id']}").status_code == 204
    assert ana.read("/filters")["items"] == []


@pytest.mark.parametrize(
    "chosen", [{"report": "5"}, {"report": True}, {"import": "2"}, {"conflict": "yes"}]
)
def test_a_selection_in_another_spelling_is_refused(
    ana: Program, chosen: dict[str, object]
) -> None:
    assert ana.post("/filters", {"name": "Talvar", "chosen": chosen}).status_code == 422


def test_triage_keeps_sets_aside_and_takes_back(ana: Program) -> None:
    one, other = pages(ana, "/triage")

    assert ana.post("/triage/keep", {"claims": [one]}).get_json() == {"claims": [one]}
    aside = {"claims": [other], "reason": "out of scope"}
    assert ana.post("/triage/set-aside", aside).get_json() == {"claims": [other]}
    assert ana.read("/triage")["items"] == []
    for step, claims in (("kept", [one]), ("kept", []), ("set aside", [other])):
        sent = {"claims": [one, other], "step": step}
        assert ana.post("/triage/undo", sent).get_json() == {"claims": claims}
    assert ana.post("/triage/undo", {"claims": [one, other]}).get_json() == {"claims": []}
    assert len(ana.read("/triage")["items"]) == 2


def test_a_claim_is_worded_and_split(ana: Program, claim_id: int) -> None:
    worded = ana.post(f"/claims/{claim_id}/wording", {"wording": "40 soldiers died at Talvar."})
    assert worded.get_json()["standalone"] == "40 soldiers died at Talvar."

    parts = ["40 soldiers were killed in Talvar.", "There was fighting for Talvar."]
    made = ana.post(f"/claims/{claim_id}/parts", {"parts": parts}).get_json()["claims"]

    assert [ana.read(f"/claims/{part}")["text"] for part in made] == parts
    assert ana.read(f"/claims/{claim_id}")["state"] == "set aside"


def test_origins_are_corrected_and_the_correction_taken_back(ana: Program, claim_id: int) -> None:
    here = f"/claims/{claim_id}/corrections"
    passage = ana.read(f"/claims/{claim_id}")["matches"][0]["passage_id"]

    basis = {"passage": passage, "basis_kind": "artefact", "basis_root": "a video"}
    [kept] = ana.post(here, basis).get_json()["items"]

    assert (kept["basis"]["root"], kept["reviewer"]) == ("a video", "ana")
    assert basis_of(ana, claim_id, passage) == "artefact"
    assert ana.delete(f"{here}/{kept['id']}").status_code == 204
    assert ana.read(here)["items"] == []
    assert basis_of(ana, claim_id, passage) != "artefact"


def test_a_passage_stands_alone_or_is_of_the_claims_own_origin(ana: Program, claim_id: int) -> None:
    here = f"/claims/{claim_id}/corrections"
    passage = ana.read(f"/claims/{claim_id}")["matches"][0]["passage_id"]

    own = {"passage": passage, "decision": "join", "why": "It quotes the claim's own article."}
    [kept] = ana.post(here, own).get_json()["items"]
    assert (kept["other"], kept["others"], kept["why"]) == (None, [], own["why"])
    assert is_own(ana, claim_id, passage)

    assert ana.post(here, {"passage": passage, "decision": "cut"}).status_code == 201
    assert not is_own(ana, claim_id, passage)


def test_a_correction_says_one_thing(ana: Program, claim_id: int) -> None:
    answer = ana.post(f"/claims/{claim_id}/corrections", {"passage": 1, "other": 2})

    assert answer.status_code == 422


def is_own(who: Program, claim_id: int, passage: int) -> bool:
    matches = who.read(f"/claims/{claim_id}")["matches"]
    return next(bool(m["same_origin_as_claim"]) for m in matches if m["passage_id"] == passage)


def basis_of(who: Program, claim_id: int, passage: int) -> str:
    matches = who.read(f"/claims/{claim_id}")["matches"]
    return next(str(m["basis"]["kind"]) for m in matches if m["passage_id"] == passage)


def test_an_editor_publishes_and_withdraws(ana: Program, edda: Program, claim_id: int) -> None:
    here = f"/claims/{claim_id}"
    verdict = {"verdict": "unresolved", "missing": "basis unknown"}
    seen = ana.read(here)["revision"]
    assert ana.post(f"{here}/reviews", {**verdict, "seen": seen}).status_code == 201

    published = edda.post(f"{here}/publication", {"mark": "published"})
    unsaid = edda.post(f"{here}/publication", {"mark": "withdrawn"})
    withdrawn = edda.post(f"{here}/publication", {"mark": "withdrawn", "why": "A typing error."})

    assert published.get_json()["published"] == "published"
    assert unsaid.status_code == 422
    assert withdrawn.get_json()["published"] == "withdrawn"


def test_an_admin_adds_people(program: MakeProgram, app: Flask) -> None:
    ada = program("ada")
    new = {"name": "Noor", "password": "long enough words", "role": "reviewer"}

    made = ada.post("/people", new)

    assert made.status_code == 201
    assert "long enough words" not in made.text
    assert made.get_json() in ada.read("/people")["items"]
    assert program("Noor").get("/queue").status_code == 200
    assert app.secret_key


def test_progress_is_of_the_whole_desk(ana: Program) -> None:
    found = ana.read("/progress")

    assert found["states"] == {"new": 2}
    assert found["reviewers"]["claims"] == 0
    assert found["pace"]["decisions"] == 0


def test_reports_are_listed_with_how_far_the_desk_is(ana: Program) -> None:
    [article] = ana.read("/reports", articles=True)["items"]

    assert (article["title"], article["claims"], article["decided"]) == ("Rebels take Talvar", 2, 0)
    assert [r["title"] for r in ana.read("/reports", q="hill radio")["items"]] == ["Toll rises"]
    assert len(list(pages(ana, "/reports"))) == 5


def test_a_claim_is_given_to_somebody_tagged_and_talked_about(
    ana: Program, program: MakeProgram, claim_id: int
) -> None:
    here = f"/claims/{claim_id}"
    assert ana.post(f"{here}/assignment", {"person": "ben"}).get_json()["assigned"] == "ben"
    assert ana.post(f"{here}/tags", {"add": "floods"}).get_json()["tags"] == ["floods"]
    said = ana.post(f"{here}/comments", {"text": "Ask the town hall."})

    [comment] = said.get_json()["comments"]
    assert (said.status_code, comment["by"], comment["text"]) == (201, "ana", "Ask the town hall.")
    remark = f"{here}/comments/{comment['id']}"
    assert program("ben").delete(remark).status_code == 403
    assert ana.delete(remark).status_code == 204
    ana.post(f"{here}/tags", {"remove": "floods"})
    ana.post(f"{here}/assignment", {})
    assert ana.read(f"{here}/talk") == {"assigned": None, "tags": [], "comments": []}


def test_claims_that_say_the_same_are_joined_and_separated(ana: Program, claim_id: int) -> None:
    again = ana.post("/claims", {"text": "At least 40 soldiers were killed in Talvar."}).get_json()
    here = f"/claims/{claim_id}"
    assert ana.read(f"{here}/similar")["joined"] == []

    joined = ana.post(f"{here}/join", {"other": again["id"]})

    assert joined.status_code == 200
    assert ana.read(f"{here}/similar")["joined"] == [again["id"]]
    assert ana.post(f"{here}/separate").status_code == 200
    assert ana.read(f"{here}/similar")["joined"] == []


def test_an_admin_changes_what_somebody_may_do(program: MakeProgram) -> None:
    ada, ben = program("ada"), program("ben")
    [number] = [each["id"] for each in ada.read("/people")["items"] if each["name"] == "ben"]

    assert ada.post(f"/people/{number}/role", {"role": "reader"}).get_json()["role"] == "reader"
    assert ben.post("/queue/next", {}).status_code == 403
    assert ada.post(f"/people/{number}/disable").get_json()["disabled"] is True
    assert ben.get("/queue").status_code == 401
    assert ada.post(f"/people/{number}/enable").get_json()["disabled"] is False
    new = {"password": "another long one"}
    assert ada.post(f"/people/{number}/password", new).status_code == 200
    assert ada.post(f"/people/{number}/end-sessions").status_code == 200


def test_an_editor_masks_words_and_withdraws_a_report(edda: Program, claim_id: int) -> None:
    mark = {"words": "The officer", "visible_to": "editor", "reason": "a source"}
    made = edda.post("/sensitive", mark)
    report = edda.read("/reports", q="hill radio")["items"][0]["id"]

    assert made.status_code == 201
    assert [each["words"] for each in edda.read("/sensitive")["items"]] == ["The officer"]
    assert edda.delete(f"/sensitive/{made.get_json()['id']}").status_code == 204
    assert edda.read("/sensitive")["items"] == []
    assert (
        edda.post(f"/reports/{report}/withdraw", {"reason": "a", "erase": True}).status_code == 403
    )
    gone = edda.post(f"/reports/{report}/withdraw", {"reason": "The source asked us to."})
    assert gone.get_json()["report"] == report
    assert edda.read(f"/claims/{claim_id}")["state"] == "new"


def test_the_digest_says_what_was_decided(ana: Program, claim_id: int) -> None:
    seen = ana.read(f"/claims/{claim_id}")["revision"]
    verdict = {"verdict": "unresolved", "missing": "basis unknown", "seen": seen}
    ana.post(f"/claims/{claim_id}/reviews", verdict)

    found = ana.read("/digest")

    assert found["counts"]["decided"] == 1
    assert found["decided"][0]["claim"] == claim_id
    assert ana.get("/digest", since="1999-01-01").status_code == 422


def test_feeds_are_listed_and_what_is_none_is_refused(ana: Program, edda: Program) -> None:
    assert ana.read("/feeds") == {"items": [], "next": None}
    assert edda.post("/feeds", {"url": "/etc/hostname"}).status_code == 422
    assert edda.post("/feeds/1/pause").status_code == 404
    assert edda.delete("/feeds/1").status_code == 404
