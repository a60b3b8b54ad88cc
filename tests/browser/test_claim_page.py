"""What stands on the claim page and is reached by keys, by touch and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.domain.vocabulary import Signal
from workbench.store.models import Match, User

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel."""
COUNTED = "Burials\n\nOur correspondent counted 121 fighters killed in ambushes near Orvel."
TOLD = "Toll\n\nThe Orvel Monitor said 34 fighters had been killed in ambushes near Orvel."


@pytest.fixture(autouse=True)
def desk(make_user: Callable[..., User], add_report: Callable[..., int]) -> None:
    """Ana's desk: an article, and two reports of two origins beside it."""
    make_user("ana")
    add_report(COUNTED, title="Burials", source="Hill Radio", published="2019-03-09")
    add_report(TOLD, title="Toll", source="Daily Post", published="2019-03-09")
    add_report(ARTICLE, title="Front", source="Northwire", published="2019-03-08", article=True)


def open_claim(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    page.goto("/claims/1")
    page.wait_for_load_state()


def test_an_origin_is_corrected_where_the_passage_stands_with_the_keyboard_alone(
    page: Page,
) -> None:
    open_claim(page)
    expect(page.locator("section.origin")).to_have_count(2)
    page.locator(".match", has_text="Burials").locator(".basis > summary").focus()
    page.keyboard.press("Enter")
    others = page.get_by_label("same origin as")
    expect(others).to_be_focused()
    page.keyboard.press("Enter")  # with nothing chosen nothing is sent
    page.keyboard.press("Escape")
    others.select_option(index=1)
    page.get_by_label("Why").first.fill("Both quote the monitor.")
    page.keyboard.press("Enter")

    expect(page.locator("section.origin")).to_have_count(1)
    passage = page.locator(".match", has_text="Burials")
    expect(passage).to_be_focused()
    expect(passage.locator(".correction")).to_contain_text("ana")
    expect(passage.locator(".correction")).to_contain_text("Both quote the monitor.")
    passage.get_by_role("button", name="take back").click()

    expect(page.locator("section.origin")).to_have_count(2)


def test_an_origin_is_corrected_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    open_claim(page)
    page.locator(".match", has_text="Burials").locator(".basis > summary").click()
    page.get_by_role("link", name="Correct its origin").first.click()
    page.get_by_label("same origin as").select_option(index=1)
    page.get_by_role("button", name="Same origin: join").click()
    expect(page.locator("section.origin")).to_have_count(1)

    page.locator(".match", has_text="Burials").locator(".basis > summary").click()
    page.locator(".match", has_text="Burials").get_by_role("link", name="Correct its").click()
    page.get_by_role("button", name="Stands alone: cut").click()

    expect(page.locator("section.origin")).to_have_count(2)
    expect(page.locator(".match", has_text="Burials")).to_contain_text("is not of one origin with")


def test_the_reasons_of_a_comparison_are_read_by_key_and_by_touch(
    page: Page, chromium: Browser, address: str
) -> None:
    open_claim(page)
    reasons = page.locator(".match.current .reasons")
    expect(reasons).to_be_hidden()
    page.keyboard.press("o")
    expect(reasons).to_be_visible()
    expect(reasons).to_contain_text("number: ")
    page.keyboard.press("o")
    expect(reasons).to_be_hidden()

    phone = chromium.new_context(
        base_url=address, viewport={"width": 360, "height": 740}, has_touch=True
    ).new_page()
    open_claim(phone)
    phone.locator(".match .slots").last.tap()
    expect(phone.locator(".match .reasons").last).to_be_visible()
    phone.context.close()


@pytest.mark.parametrize(("width", "height"), [(360, 740), (640, 400), (960, 540)])
def test_the_claim_stays_in_sight_in_a_fifth_of_a_small_screen(
    page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_claim(page)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    kept = page.locator(".kept")
    expect(kept).to_be_in_viewport(ratio=1)
    expect(kept).to_contain_text("at least 117 of his fighters")
    box = kept.bounding_box()

    assert box
    assert box["height"] <= height / 5


def test_on_a_wide_screen_the_claim_stands_beside_the_passages_as_ever(page: Page) -> None:
    open_claim(page)

    expect(page.locator(".kept")).to_be_hidden()


def test_a_key_leads_to_what_conflicts_wherever_it_stands(page: Page, services: Services) -> None:
    with services.database.transaction() as session:
        for match in session.scalars(select(Match)):
            is_told = match.passage.report.title == "Toll"
            match.signal = Signal.CONFLICTS if is_told else Signal.AGREES
    open_claim(page)
    page.locator(".match", has_text="Burials").click()
    expect(page.locator(".bearing")).to_contain_text("1 conflicts")
    page.keyboard.press("d")
    expect(page.locator(".match", has_text="Toll")).to_be_focused()
    page.get_by_role("link", name="1 agrees").click()

    expect(page.locator(".match", has_text="Burials")).to_be_focused()
