"""The main line, walked in a browser: from a pasted article to an exported decision."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from workbench.bootstrap import Services
from workbench.pipeline import exporting
from workbench.store.models import User
from workbench.store.queries import Filter

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

The Valley Front has taken three villages near Orvel since 2 March 2019, its commanders say.

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel.

Another officer said 250 square km of the Orvel plain had been captured."""
COUNTED = (
    "Burials counted\n\nOur correspondent counted 121 graves of fighters who had been killed in "
    "ambushes near Orvel."
)
PRICES = "Markets\n\nWheat prices in the capital rose again this week, traders said."


@pytest.fixture(autouse=True)
def desk(make_user: Callable[..., User], add_report: Callable[..., int]) -> None:
    """Ana's desk, with two reports to find evidence in."""
    make_user("ana")
    add_report(COUNTED, title="Burials counted", source="Hill Radio", published="2019-03-09")
    add_report(PRICES, title="Markets", source="Daily Post", published="2019-03-09")


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    page.wait_for_load_state()


def add_article(page: Page) -> None:
    page.goto("/articles/new")
    page.get_by_label("or its text").fill(ARTICLE)
    page.get_by_role("button", name="Read it and pull its claims").click()
    expect(page.locator(".claim-mark", has_text="117")).to_be_visible()


def open_claim(page: Page) -> None:
    page.locator(".claim-mark", has_text="117").click()
    expect(page.get_by_role("heading", name="Decide: is it so?")).to_be_visible()
    page.wait_for_load_state()


def exported(services: Services) -> list[tuple[str | None, list[tuple[str, bool]]]]:
    return [
        (case["verdict"], [(review["rationale"], review["undone"]) for review in case["reviews"]])
        for case in exporting.cases(services, Filter())
        if "117" in case["text"]
    ]


def test_from_a_pasted_article_to_an_exported_decision(page: Page, services: Services) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)
    claim = page.url

    page.get_by_role("radio", name="Corroborated").check()
    page.get_by_label("Rationale").fill("Counted by a correspondent.")
    page.get_by_role("button", name="Decide and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Corroborated needs 1 independent")
    expect(page.get_by_label("Rationale")).to_have_value("Counted by a correspondent.")

    counted = page.locator(".match", has_text="Burials counted")
    counted.get_by_role("button", name="supports").click()
    expect(counted.get_by_role("button", name="supports")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#tally")).to_contain_text(re.compile(r"Confirmed support\s*1 origin"))
    expect(page.get_by_label("Rationale")).to_have_value("Counted by a correspondent.")
    page.get_by_role("button", name="Decide and go on").click()

    expect(page.get_by_role("status")).to_contain_text("corroborated")
    assert page.url.split("#")[0] != claim
    page.goto(claim)
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("main")).to_contain_text("ana decided: corroborated")
    expect(page.get_by_role("main")).to_contain_text("Counted by a correspondent.")

    page.goto(claim)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    page.get_by_role("radio", name="Corroborated").check()
    page.get_by_label("Rationale").fill("Counted again.")
    page.get_by_role("button", name="Decide and go on").click()
    expect(page.get_by_role("status")).to_contain_text("corroborated")

    assert exported(services) == [
        ("corroborated", [("Counted by a correspondent.", True), ("Counted again.", False)])
    ]


def test_a_clear_claim_takes_three_keys(page: Page, services: Services) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)

    page.keyboard.press("s")
    expect(page.locator(".match.current button.given")).to_contain_text("supports")
    page.keyboard.press("1")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("corroborated")
    assert [verdict for verdict, _ in exported(services)] == ["corroborated"]


def test_refuting_asks_for_its_ground_by_a_digit(page: Page) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)

    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("1")

    given = page.locator(".match.current summary.given")
    expect(given).to_contain_text("refutes: contrary figure")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("disputed")
    page.wait_for_load_state()  # the keys are listened to
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Undone")


def test_keys_never_act_while_somebody_types(page: Page) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)
    claim = page.url

    page.get_by_label("Rationale").press_sequentially("six units search 123 xu?")

    expect(page.get_by_label("Rationale")).to_have_value("six units search 123 xu?")
    expect(page.locator("button.given")).to_have_count(0)
    assert page.url == claim
    page.reload()
    expect(page.get_by_label("Rationale")).to_have_value("six units search 123 xu?")


def test_after_a_verdict_what_is_typed_is_its_reason(page: Page, services: Services) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)

    page.keyboard.press("3")
    page.keyboard.press("4")
    page.keyboard.type("she was in Orvel")
    expect(page.get_by_label("Rationale")).to_have_value("she was in Orvel")
    expect(page.locator("button.given")).to_have_count(0)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and saw nothing")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("unresolved")
    assert exported(services) == [
        ("unresolved", [("she was in Orvel\nand saw nothing", False)]),
    ]


def test_escape_leads_from_the_reason_back_to_the_passages(page: Page) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)

    page.keyboard.press("1")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator(".match.current button.given")).to_contain_text("supports")
    page.keyboard.press("w")

    expect(page.get_by_label("Rationale")).to_be_focused()
    expect(page.get_by_label("Rationale")).to_have_value("")


def test_a_comment_half_typed_is_there_again_until_it_is_sent(page: Page) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)
    page.locator("summary", has_text="Comment").click()
    comment = page.locator("#f-comment")
    comment.fill("Who counted the fighters?")

    page.reload()
    expect(comment).to_be_visible()
    expect(comment).to_have_value("Who counted the fighters?")
    page.get_by_role("button", name="Say it").click()

    expect(page.get_by_text("Who counted the fighters?")).to_be_visible()
    page.reload()
    expect(comment).to_have_value("")


def test_the_keys_are_shown_and_move_about(page: Page) -> None:
    sign_in(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Words in the claim")).to_be_focused()


def test_a_last_paragraph_clicked_three_times_is_selected_whole(page: Page) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)
    page.keyboard.press("a")
    page.get_by_label("Words or a sentence").fill("Wheat prices in the capital")
    page.get_by_role("button", name="Search the reports").click()
    page.get_by_role("link", name="Markets").click()

    page.get_by_text("Wheat prices in the capital rose").click(click_count=3)

    expect(page.get_by_label("The words")).to_have_value(PRICES.partition("\n\n")[2])


def test_a_selected_stretch_becomes_evidence(page: Page) -> None:
    sign_in(page)
    add_article(page)
    open_claim(page)
    page.keyboard.press("a")
    page.get_by_label("Words or a sentence").fill("Wheat prices in the capital")
    page.get_by_role("button", name="Search the reports").click()
    page.get_by_role("link", name="Markets").click()

    page.get_by_text("Wheat prices in the capital rose").select_text()
    expect(page.get_by_label("The words")).to_have_value(
        "Wheat prices in the capital rose again this week, traders said."
    )
    page.get_by_label("It", exact=True).select_option("context")
    page.get_by_role("button", name="Add as evidence").click()

    expect(page.locator(".match", has_text="Wheat prices")).to_contain_text("✓ context")


def test_the_whole_line_works_without_scripts(without_scripts: Page, services: Services) -> None:
    page = without_scripts
    sign_in(page)
    add_article(page)
    open_claim(page)
    page.locator(".match", has_text="Burials counted").get_by_role(
        "button", name="supports"
    ).click()
    page.get_by_role("radio", name="Corroborated").check()
    page.get_by_role("button", name="Decide and go on").click()

    expect(page.get_by_role("status")).to_contain_text("corroborated")
    assert [verdict for verdict, _ in exported(services)] == ["corroborated"]
