"""Decisions over the API: what the pages allow, and nothing else."""

from collections.abc import Callable

from tests.web.api.conftest import MakeProgram, Program

PassageOf = Callable[..., int]


def test_a_claim_is_corroborated_by_an_independent_passage(
    ana: Program, claim_id: int, passage_of: PassageOf
) -> None:
    sent = {"passage_id": passage_of("Daily Post"), "question": "content", "stance": "supports"}

    given = ana.post(f"/claims/{claim_id}/evidence", sent)
    decided = ana.post(
        f"/claims/{claim_id}/reviews",
        {"verdict": "corroborated", "rationale": "Seen.", "seen": revision(ana, claim_id)},
    )

    assert (given.status_code, decided.status_code) == (201, 201)
    assert given.get_json()["report"]["source"] == "Daily Post"
    assert decided.get_json()["verdict"] == "corroborated"
    assert decided.headers["Location"] == f"/api/v1/claims/{claim_id}"
    shown = ana.read(f"/claims/{claim_id}")
    assert (shown["state"], shown["verdict"]) == ("decided", "corroborated")
    assert shown["reviews"][0]["reviewer"] == "ana"


def test_a_verdict_that_rests_on_nothing_is_refused(ana: Program, claim_id: int) -> None:
    sent = {"verdict": "corroborated", "seen": revision(ana, claim_id)}

    assert ana.post(f"/claims/{claim_id}/reviews", sent).status_code == 422


def test_who_looked_at_an_older_state_is_told(
    ana: Program, program: MakeProgram, claim_id: int, passage_of: PassageOf
) -> None:
    seen = revision(ana, claim_id)
    ben = program("ben")
    ben.post(
        f"/claims/{claim_id}/evidence",
        {"passage_id": passage_of("State Wire"), "stance": "refutes", "ground": "contrary figure"},
    )

    late = ana.post(
        f"/claims/{claim_id}/reviews",
        {"verdict": "unresolved", "missing": "basis unknown", "seen": seen},
    )

    assert late.status_code == 409
    assert ana.read(f"/claims/{claim_id}")["state"] == "in review"


def test_a_decision_is_undone(ana: Program, claim_id: int) -> None:
    sent = {"verdict": "unresolved", "missing": "basis unknown", "seen": revision(ana, claim_id)}
    ana.post(f"/claims/{claim_id}/reviews", sent)

    undone = ana.post(f"/claims/{claim_id}/undo")

    assert undone.status_code == 200
    assert undone.get_json()["state"] == "new"
    assert undone.get_json()["reviews"][0]["undone"] is True
    assert ana.post(f"/claims/{claim_id}/undo").status_code == 409


def test_a_decision_is_named_that_is_taken_back(ana: Program, claim_id: int) -> None:
    here = f"/claims/{claim_id}"
    for _ in range(2):
        sent = {
            "verdict": "unresolved",
            "missing": "basis unknown",
            "seen": revision(ana, claim_id),
        }
        ana.post(f"{here}/reviews", sent)
    last = ana.read(here)["reviews"][-1]["number"]

    answers = [ana.post(f"{here}/undo", query_string={"number": last}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert "does not stand any more" in answers[1].get_json()["detail"]
    assert [each["undone"] for each in ana.read(here)["reviews"]] == [False, True]
    assert ana.post(f"{here}/undo", query_string={"number": 0}).status_code == 409
    assert ana.post(f"{here}/undo", query_string={"number": "last"}).status_code == 422


def test_what_is_published_is_named(ana: Program, program: MakeProgram, claim_id: int) -> None:
    here, edda = f"/claims/{claim_id}", program("edda")
    sent = {"verdict": "unresolved", "missing": "basis unknown", "seen": revision(ana, claim_id)}
    ana.post(f"{here}/reviews", sent)
    said = {"mark": "published", "number": 1}

    assert edda.post(f"{here}/publication", said | {"number": 2}).status_code == 409
    assert edda.post(f"{here}/publication", said).get_json()["published"] == "published"


def test_a_claim_is_set_aside_and_taken_up_again(ana: Program, claim_id: int) -> None:
    aside = ana.post(f"/claims/{claim_id}/set-aside", {"reason": "not checkable"})

    assert (aside.status_code, aside.get_json()["state"]) == (200, "set aside")
    assert ana.post(f"/claims/{claim_id}/undo").get_json()["state"] == "new"


def test_a_stance_is_given_on_any_stretch_of_a_report(
    ana: Program, claim_id: int, passage_of: PassageOf
) -> None:
    matches = ana.read(f"/claims/{claim_id}/matches")["items"]
    report = next(m["report"]["id"] for m in matches if m["passage_id"] == passage_of("Hill Radio"))
    sent = {"report_id": report, "start": 12, "end": 31, "stance": "context"}

    given = ana.post(f"/claims/{claim_id}/evidence", sent)

    assert given.get_json()["text"] == "It was a long week."


def test_a_note_is_evidence_and_can_be_taken_back(ana: Program, claim_id: int) -> None:
    note = {"note": "A clerk told me by phone.", "stance": "supports"}
    given = ana.post(f"/claims/{claim_id}/evidence", note).get_json()

    taken = ana.delete(f"/claims/{claim_id}/evidence/{given['id']}")

    assert (taken.status_code, taken.text) == (204, "")
    assert ana.read(f"/claims/{claim_id}")["evidence"] == []
    assert ana.delete(f"/claims/{claim_id}/evidence/{given['id']}").status_code == 409


def test_a_stance_on_nothing_or_on_two_things_is_refused(ana: Program, claim_id: int) -> None:
    for sent in ({}, {"passage_id": 1, "note": "x"}, {"report_id": 1, "start": 3}):
        answer = ana.post(f"/claims/{claim_id}/evidence", {"stance": "supports", **sent})

        assert answer.status_code == 422


def revision(who: Program, claim_id: int) -> str:
    return str(who.read(f"/claims/{claim_id}")["revision"])


def test_what_is_sent_twice_is_done_once(
    ana: Program, claim_id: int, passage_of: PassageOf
) -> None:
    stance = {"passage_id": passage_of("Daily Post"), "stance": "supports"}
    for _ in range(2):
        ana.post(f"/claims/{claim_id}/evidence", stance)
    verdict = {"verdict": "corroborated", "seen": revision(ana, claim_id)}

    answers = [ana.post(f"/claims/{claim_id}/reviews", verdict).status_code for _ in range(2)]

    shown = ana.read(f"/claims/{claim_id}")
    assert answers == [201, 409]
    assert (len(shown["evidence"]), len(shown["reviews"])) == (1, 1)


def test_a_claim_that_was_split_takes_no_verdict(ana: Program, claim_id: int) -> None:
    here = f"/claims/{claim_id}"
    parts = ["40 soldiers were killed in Talvar.", "There was fighting for Talvar."]
    made = ana.post(f"{here}/parts", {"parts": parts}).get_json()["claims"]
    verdict = {"verdict": "unresolved", "missing": "basis unknown"}

    refused = ana.post(f"{here}/reviews", {**verdict, "seen": ana.read(here)["revision"]})

    assert refused.status_code == 409
    assert "its parts are decided in its place" in refused.get_json()["detail"]
    assert all(f"claim {part}" in refused.get_json()["detail"] for part in made)
    assert ana.read(here)["verdict"] is None
