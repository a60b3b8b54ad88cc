"""Markup pasted into what a person writes is text wherever it is read: pages, feeds, exports."""

import csv
import io
import json
import re
from collections.abc import Callable

import feedparser
import pytest
from lxml import html

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.pipeline import exporting
from workbench.store.queries import Filter

PASTED = (
    "<p>Pasted <b>bold</b></p><script>xss</script><img src=x onerror=alert(1)>"
    '</textarea></title><a href="javascript:alert(1)">here</a>'
)


@pytest.fixture
def edda(signed_in: MakeVisitor, claim_id: int, passage_of: Callable[..., int]) -> Visitor:
    """An editor; ana decided the claim and wrote with pasted markup wherever one can write."""
    ana, edda, here = signed_in("ana"), signed_in("edda"), f"/claims/{claim_id}"
    ana.get(here)
    ana.post(f"{here}/evidence", passage_id=passage_of("Daily Post"), stance="supports")
    ana.post(f"{here}/evidence/note", note=PASTED, stance="context")
    ana.post(f"{here}/comments", comment=PASTED)
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ana.get(here).text)
    assert seen
    form = {"verdict": "corroborated", "rationale": PASTED, "seen": seen[1]}
    assert ana.post(f"{here}/reviews", **form).status_code == 303
    assert edda.post(f"{here}/publication", mark="published").status_code == 303
    return edda


def pasted_into(page: str) -> list[str]:
    """What became an element of the page that was pasted."""
    found = html.fromstring(page).xpath(
        "//*[@onerror] | //img[@src='x'] | //a[starts-with(@href, 'javascript:')]"
        " | //script[contains(., 'xss')] | //b[. = 'bold']"
    )
    assert isinstance(found, list)
    return [str(element) for element in found]


@pytest.mark.parametrize("path", ["", "/history", "/dossier"])
def test_on_a_page_it_is_shown_as_it_was_typed(edda: Visitor, claim_id: int, path: str) -> None:
    page = edda.get(f"/claims/{claim_id}{path}").text

    assert PASTED in html.fromstring(page).text_content()
    assert pasted_into(page) == []


def test_a_feed_gives_it_as_text(edda: Visitor) -> None:
    answer = edda.get("/api/v1/atom/published")

    [entry] = feedparser.parse(answer.data).entries
    assert entry.content[0].type == "text/plain"
    assert PASTED in entry.content[0].value


@pytest.mark.usefixtures("edda")
def test_exports_give_it_letter_for_letter(services: Services, claim_id: int) -> None:
    lines = b"".join(exporting.pieces(services, Filter(), "jsonl")).decode().splitlines()
    rows = csv.DictReader(
        io.StringIO(b"".join(exporting.pieces(services, Filter(), "csv")).decode("utf-8-sig"))
    )

    [case] = [case for case in map(json.loads, lines) if case["id"] == claim_id]
    assert case["reviews"][0]["rationale"] == PASTED
    assert [row["rationale"] for row in rows if row["rationale"]] == [PASTED]
