"""Whatever changes how a claim stands is told in its history, in words, by whom."""

import re
from collections.abc import Callable

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.web.history import in_words


def told(who: Visitor, claim_id: int) -> list[str]:
    page = who.get(f"/claims/{claim_id}/history").text
    rows = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)[1:]
    plain = [re.sub(r"<time.*?</time>|<[^>]+>", " ", row) for row in rows]
    return [" ".join(row.split()) for row in plain]


def seen(who: Visitor, claim_id: int) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', who.get(f"/claims/{claim_id}").text)
    assert found
    return found[1]


def test_every_step_there_and_back_is_told_by_whom(signed_in: MakeVisitor, claim_id: int) -> None:
    ana, edda, at = signed_in("ana"), signed_in("edda"), f"/claims/{claim_id}"
    ana.post("/triage/", keep=claim_id)
    ana.post(f"{at}/assignment", person="ben")
    ana.post(f"{at}/assignment", person="")
    ana.post(f"{at}/set-aside", reason="not checkable", seen=seen(ana, claim_id))
    ana.post(f"{at}/undo")
    form = {"verdict": "unresolved", "missing": "needs document", "seen": seen(ana, claim_id)}
    ana.post(f"{at}/reviews", **form)
    edda.post(f"{at}/publication", mark="published")
    edda.post(f"{at}/publication", mark="withdrawn", why="The source asked us to.")
    ana.post(f"{at}/undo")

    assert told(ana, claim_id) == [
        "ana kept it, to be reviewed",
        "ana gave it to ben",
        "ana took it off ben",
        "ana set it aside: not checkable",
        "ana took it up again, out of what is set aside",
        "ana decided: unresolved (needs document)",
        "edda published it as unresolved",
        "edda withdrew its publication The source asked us to.",
        "ana took decision 1 back",
    ]


def test_a_passage_that_is_named_can_be_read_and_opened(
    signed_in: MakeVisitor, claim_id: int, passage_of: Callable[[str], int]
) -> None:
    ana, passage = signed_in("ana"), passage_of("Daily Post")
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")

    page = ana.get(f"/claims/{claim_id}/history").text

    [(address, words)] = re.findall(r'<a class="meta" href="([^"]+)" dir="auto">“(.+?)”</a>', page)
    assert words in " ".join(re.sub("<[^>]+>", "", ana.get(address.partition("#")[0]).text).split())
    assert address.endswith(f"passage={passage}#passage")


@pytest.mark.parametrize(
    ("kind", "detail", "words"),
    [
        ("kept no more", {}, "took back that it was kept"),
        (
            "claim changed",
            {"version": 2},
            "brought it anew with other values: version 2; before: “So.”",
        ),
        ("joined", {"claims": [7]}, "joined it with claim 7: they share evidence"),
        ("separated", {"claims": [7, 8]}, "separated it from claims 7, 8"),
    ],
)
def test_what_a_walk_does_not_pass_is_told_too(
    kind: str, detail: dict[str, object], words: str
) -> None:
    event = {"at": "2019-03-04T08:00:00+00:00", "actor": "ana", "kind": kind, "detail": detail}

    assert in_words(event, {2: "So."} if kind == "claim changed" else {}).words == words
