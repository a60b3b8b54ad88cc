"""Two people at two browsers, and triage with the keys and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from workbench.store.models import User

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel.

Another officer said 250 square km of the Orvel plain had been captured.

Aid workers said 40 civilians had been wounded in the town of Talvar on 2 March 2019."""
COUNTED = (
    "Burials\n\nOur correspondent counted 121 graves of fighters killed in ambushes near Orvel."
)


@pytest.fixture(autouse=True)
def desk(make_user: Callable[..., User], add_report: Callable[..., int]) -> None:
    """Two reviewers, an article with its claims, a report beside it."""
    make_user("ana")
    make_user("ben")
    add_report(COUNTED, title="Burials", source="Hill Radio", published="2019-03-09")
    add_report(ARTICLE, title="Front", source="Northwire", published="2019-03-08", article=True)


def sign_in(page: Page, name: str = "ana") -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()


def test_two_browsers_never_get_the_same_claim(page: Page, chromium: Browser, address: str) -> None:
    sign_in(page)
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name=re.compile(r"Claim \d+"))).to_be_visible()
    other = chromium.new_context(base_url=address).new_page()
    sign_in(other, "ben")
    expect(other.get_by_text("with ana")).to_be_visible()
    other.get_by_role("link", name="Start").click()
    expect(other.get_by_role("heading", name=re.compile(r"Claim \d+"))).to_be_visible()

    assert page.url != other.url
    other.goto(page.url)
    expect(other.get_by_text("ana is at it")).to_be_visible()
    page.get_by_role("button", name="Leave it to others").click()
    other.reload()
    expect(other.get_by_text("ana is at it")).to_have_count(0)
    other.context.close()


def test_claims_are_sorted_with_one_key_each_and_undone(page: Page) -> None:
    sign_in(page)
    page.goto("/triage/")
    rows = page.locator(".triage .match")
    count = rows.count()
    assert count >= 2
    page.keyboard.press("y")
    expect(page.get_by_role("status")).to_contain_text("1 claim: kept.")
    expect(rows).to_have_count(count - 1)
    page.wait_for_load_state()
    page.keyboard.press("x")
    page.keyboard.press("4")
    expect(page.get_by_role("status")).to_contain_text("set aside, out of scope")
    expect(rows).to_have_count(count - 2)
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Undone for one claim.")
    expect(rows).to_have_count(count - 1)


def test_a_claim_is_worded_anew_from_the_keyboard(page: Page) -> None:
    sign_in(page)
    page.goto("/triage/")
    page.keyboard.press("e")
    wording = page.get_by_label("How it reads on its own").first
    expect(wording).to_be_focused()
    wording.fill("At least 117 fighters of the Valley Front were killed near Orvel.")
    page.get_by_role("button", name="Keep this wording").first.click()

    expect(page.get_by_role("status")).to_contain_text("worded anew")
    expect(page.get_by_text("On its own: At least 117 fighters")).to_be_visible()


def test_a_wording_half_typed_is_there_again(page: Page) -> None:
    sign_in(page)
    page.goto("/triage/")
    page.keyboard.press("e")
    page.keyboard.type(" Near Orvel")
    expect(page.locator(".match.current textarea").first).to_have_value(re.compile("Near Orvel"))

    page.goto("/")
    page.goto("/triage/")

    typed = page.locator(".match details[open] textarea")
    expect(typed).to_have_value(re.compile("Near Orvel"))
    page.locator(".match").nth(1).get_by_role("button", name="keep").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(typed).to_have_value(re.compile("Near Orvel"))
    page.get_by_role("button", name="Keep this wording").locator("visible=true").click()
    expect(page.get_by_text("worded anew")).to_be_visible()
    expect(typed).to_have_count(0)


def test_enter_in_the_field_of_tags_adds_one_and_removes_none(page: Page) -> None:
    sign_in(page)
    page.goto("/claims/1")
    for tag in ("casualties", "orvel"):
        page.get_by_label("A tag", exact=True).fill(tag)
        page.get_by_label("A tag", exact=True).press("Enter")
        expect(page.get_by_label(f"Remove the tag {tag}")).to_be_visible()

    expect(page.get_by_label("Remove the tag casualties")).to_be_visible()
    page.get_by_label("Remove the tag orvel").click()
    expect(page.get_by_label("Remove the tag orvel")).to_have_count(0)
    expect(page.get_by_label("Remove the tag casualties")).to_be_visible()


def test_triage_works_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    sign_in(page)
    page.goto("/triage/")
    boxes = page.locator('input[name="claim"]')
    for number in range(boxes.count()):
        boxes.nth(number).check()
    page.get_by_role("button", name="set aside: not checkable").click()

    expect(page.get_by_text("Nothing is left to sort here.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".triage .match").first).to_be_visible()
