"""Every page there is: with axe in light and dark, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, url_for
from playwright.sync_api import Page, expect

from workbench.bootstrap import Services
from workbench.domain.vocabulary import ImportState, Missing, Role, State, Verdict
from workbench.stages import talking
from workbench.store.base import now
from workbench.store.models import Claim, Import, Review, User
from workbench.web.app import create_app

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel.

Aid workers said 40 civilians had been wounded in the town of Talvar on 2 March 2019."""
COUNTED = (
    "Burials\n\nOur correspondent counted 121 graves of fighters killed in ambushes near Orvel."
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NO_PAGES = {"imports.look", "imports.rejected"}  # an upload's own address, a file
IDS = {"claim_id": 1, "report_id": 2, "import_id": 1, "evidence_id": 1}
SEARCHES = {"search.show": "?q=fighters+were+killed", "evidence.find": "?q=graves"}


@pytest.fixture(autouse=True)
def desk(
    make_user: Callable[..., User], add_report: Callable[..., int], services: Services
) -> None:
    """A claim with a comment, a tag and somebody who has it; an import."""
    make_user("ada", Role.ADMIN)
    add_report(COUNTED, title="Burials", source="Hill Radio", published="2019-03-09")
    add_report(ARTICLE, title="Front", source="Northwire", published="2019-03-08", article=True)
    with services.database.transaction() as session:
        ada = session.get_one(User, 1)
        talking.assign(session, 1, "ada", by=ada)
        talking.tag(session, 1, "front", by=ada)
        talking.comment(session, 1, "Ask the hospital.", by=ada)
        batch = Import(file="a.csv", sha256="0" * 64, encoding="utf-8", format="csv", by="ada")
        batch.columns, batch.state = {"text": "claim"}, ImportState.DONE
        session.add(batch)
        decided = session.get_one(Claim, 2)
        decided.state, decided.verdict = State.DECIDED, Verdict.UNRESOLVED
        decided.decided_at = batch.started_at = now()
        said = {"rationale": "Nobody else says so.", "missing": Missing.BASIS_UNKNOWN}
        session.add(Review(claim_id=2, number=1, reviewer_id=1, verdict=decided.verdict, **said))


@pytest.fixture
def addresses(services: Services) -> list[str]:
    """Where the pages are, from the application itself: a new page is among them."""
    app = create_app(services)
    with app.test_request_context():
        return [_address(endpoint, needs) for endpoint, needs in _pages(app)]


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()


@pytest.mark.timeout(180)
def test_axe_finds_nothing_in_light_or_dark(page: Page, addresses: list[str]) -> None:
    axe, found = Axe(), list[str]()
    page.emulate_media(reduced_motion="reduce")  # colours are looked at when they have settled
    page.goto("/sign-in")
    found += _breaches(axe, page, "/sign-in", {"type": "tag", "values": WCAG})
    sign_in(page)
    for address in addresses:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        found += _breaches(axe, page, address, {"type": "tag", "values": WCAG})
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += _breaches(axe, page, address, {"type": "rule", "values": ["color-contrast"]})

    assert found == [], "\n".join(found)


def test_every_page_is_whole_without_scripts(without_scripts: Page, addresses: list[str]) -> None:
    page = without_scripts
    sign_in(page)
    for address in addresses:
        answer = page.goto(address)
        assert answer, address
        assert answer.status == 200, address
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("main")).to_be_visible()


def test_a_claim_is_worked_through_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    sign_in(page)
    page.goto("/claims/1")
    page.get_by_label("Rationale").fill("The graves were counted")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Your draft is kept.")).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value("The graves were counted")
    page.get_by_role("button", name="supports").first.click()
    page.get_by_label("Corroborated").check(force=True)
    page.get_by_role("button", name="Decide and go on").click()
    expect(page.get_by_role("status").first).to_contain_text("corroborated")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("in review").first).to_be_visible()


def test_what_is_typed_is_kept_as_it_is_typed(page: Page) -> None:
    sign_in(page)
    page.goto("/claims/1")
    with page.expect_response("**/claims/1/draft") as kept:
        page.get_by_label("Rationale").fill("Half a sentence")
    assert kept.value.status == 204
    page.context.clear_cookies()
    sign_in(page)
    page.goto("/claims/1")

    expect(page.get_by_label("Rationale")).to_have_value("Half a sentence")


def _pages(app: Flask) -> list[tuple[str, set[str]]]:
    return [
        (rule.endpoint, rule.arguments)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and rule.endpoint.partition(".")[0] in {module.split(".")[0] for module in app.blueprints}
        and not rule.endpoint.startswith(("api", "monitoring", "openapi"))
        and rule.endpoint not in NO_PAGES | {"claims.next_claim", "sign_in.show"}
        and rule.arguments <= IDS.keys()
    ]


def _address(endpoint: str, needs: set[str]) -> str:
    ids: dict[str, Any] = {name: IDS[name] for name in needs}
    ids |= {"claim_id": 2} if endpoint.startswith("dossiers") else {}
    return url_for(endpoint, **ids) + SEARCHES.get(endpoint, "")


def _breaches(axe: Axe, page: Page, address: str, rules: dict[str, object]) -> list[str]:
    found = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{address}: {broken['id']} at {node['target']}: {node.get('failureSummary')}"
        for broken in found.response["violations"]
        for node in broken["nodes"]
    ]
