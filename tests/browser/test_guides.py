"""The guides, the reference of the API and a dossier in a browser; its errors fail a test."""

import io
from collections.abc import Callable
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from workbench.bootstrap import Services
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Missing, Role, Verdict
from workbench.pipeline import deciding
from workbench.stages import accounts
from workbench.store.casework import Viewer, open_case
from workbench.store.models import User

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel."""
LINKS = "links => links.map(link => link.href)"
ANCHORS = "all => all.map(each => each.id)"


@pytest.mark.timeout(180)
def test_every_guide_renders_with_its_pictures_and_no_link_leads_nowhere(page: Page) -> None:
    page.goto("/help/")
    here, links, anchors = page.url, set[str](), dict[str, set[str]]()
    todo = {link for link in page.locator("main a").evaluate_all(LINKS) if link.startswith(here)}
    assert len(todo) > 10

    for address in sorted({urldefrag(link).url for link in todo}):
        page.goto(address, wait_until="load")
        expect(page.locator("main h1").first).to_be_visible()
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()  # they are loaded when they are looked at
            expect(picture).not_to_have_js_property("naturalWidth", 0)
        anchors[address] = set(page.locator("[id]").evaluate_all(ANCHORS))
        links |= set(page.locator("main a").evaluate_all(LINKS))

    mine = {link for link in links if link.startswith(urljoin(here, "/"))}
    bare = {urldefrag(link).url for link in mine}
    assert [each for each in bare if page.request.get(each).status != 200] == []
    within = [urldefrag(link) for link in mine if urldefrag(link).url in anchors]
    assert [link for link in within if link[1] and link[1] not in anchors[link[0]]] == []


def test_the_reference_of_the_api_is_drawn_under_the_policy(
    page: Page, make_user: Callable[..., User]
) -> None:
    make_user("ada", Role.ADMIN)
    sign_in(page)

    answer = page.goto("/api/docs")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert ("default-src 'self'" in policy, "unsafe" in policy) == (True, False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("POST /api/v1/claims/{claim_id}/reviews")).to_be_visible()
    sheets = "Array.from(document.styleSheets, sheet => sheet.cssRules.length > 0)"
    assert all(page.evaluate(sheets))  # each was let in and read


def test_a_dossier_prints_whole_and_without_what_is_for_the_screen(
    page: Page, decided: int
) -> None:
    sign_in(page)
    page.goto(f"/claims/{decided}/dossier")
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_text("print this page")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.get_by_text("print this page")).to_be_hidden()
    for heading in ("The claim", "Is it so?", "What was searched", "How it was done"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert f"Dossier of claim {decided}" in words
    assert "Nobody says how it is known." in words
    assert "Sign out" not in words


@pytest.fixture
def decided(
    services: Services, make_user: Callable[..., User], add_report: Callable[..., int]
) -> int:
    """A claim that was found unresolved."""
    make_user("ada", Role.ADMIN)
    add_report(ARTICLE, title="Front", source="Northwire", published="2019-03-08", article=True)
    conclusion = Conclusion(
        Verdict.UNRESOLVED, "Nobody says how it is known.", missing=Missing.BASIS_UNKNOWN
    )
    with services.database.transaction() as session:
        ada = accounts.find(session, "ada")
        seen = open_case(session, 1, Viewer(ada.id, ada.name, ada.role)).revision
        deciding.conclude(services, session, 1, conclusion, reviewer=ada, seen=seen)
    return 1


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
