"""Hasty hands: keys faster than the desk answers, back and forward, right to left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from workbench.bootstrap import Services
from workbench.interchange.rows import Row
from workbench.pipeline import creating
from workbench.store.models import User

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel.

Another officer said 250 square km of the Orvel plain had been captured."""
COUNTED = (
    "Burials\n\nOur correspondent counted 121 graves of fighters killed in ambushes near Orvel."
)
ARABIC = "قال ضابط في الجيش إن أربعين جنديا قتلوا في المعارك حول بلدة تالفار."


@pytest.fixture
def claim(page: Page, make_user: Callable[..., User], add_report: Callable[..., int]) -> str:
    """Ana at a claim that has a passage; its address."""
    make_user("ana")
    add_report(COUNTED, title="Burials", source="Hill Radio", published="2019-03-09")
    article = add_report(ARTICLE, title="Front", source="Northwire", article=True)
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"/reports/{article}")
    page.locator(".claim-mark", has_text="117").click()
    expect(page.locator(".match").first).to_be_visible()
    page.wait_for_load_state()
    return page.url


def slow(route: Route) -> None:
    """A desk that is busy when a stance comes."""
    route.request.frame.page.wait_for_timeout(400)
    route.continue_()


def test_a_verdict_given_while_its_stance_is_on_the_way_waits_for_it(
    page: Page, claim: str
) -> None:
    page.route("**/evidence", slow)

    for key in ("s", "1", "Enter"):
        page.keyboard.press(key)

    expect(page.get_by_role("status")).to_contain_text("corroborated")
    assert page.url != claim


@pytest.mark.parametrize("keys", ["r12", "r13r11", "cr12"])
def test_keys_pressed_while_a_stance_is_on_the_way_mean_what_they_mean_after_it(
    page: Page, claim: str, keys: str
) -> None:
    page.route("**/evidence", slow)

    for key in (*keys, "2", "Enter"):
        page.keyboard.press(key)

    expect(page.get_by_role("status")).to_contain_text("disputed")
    assert page.url != claim


def test_a_claim_is_set_aside_after_a_stance_was_given_on_the_same_page(
    page: Page, claim: str
) -> None:
    page.keyboard.press("c")
    expect(page.locator(".match.current button.given")).to_contain_text("context")
    page.keyboard.press("x")
    page.keyboard.press("4")

    expect(page.get_by_role("status")).to_contain_text("set aside")
    assert page.url != claim


@pytest.mark.usefixtures("claim")
def test_back_and_forward_keep_the_words_and_show_what_was_decided_since(page: Page) -> None:
    page.get_by_label("Rationale").fill("Nobody counted.")
    page.goto("/reports/")
    page.go_back()
    expect(page.get_by_label("Rationale")).to_have_value("Nobody counted.")
    page.go_forward()
    page.go_back()
    page.keyboard.press("3")
    page.keyboard.press("4")
    page.get_by_role("button", name="Decide and go on").click()
    expect(page.get_by_role("status")).to_contain_text("unresolved")

    page.go_back()
    expect(page.locator("#decision-title")).to_contain_text("Decided")
    expect(page.locator("#decision-title ~ div .notice")).to_contain_text("Nobody counted.")


@pytest.mark.usefixtures("claim")
def test_words_from_right_to_left_run_so_beside_a_page_that_does_not(
    page: Page, services: Services
) -> None:
    row = Row(1, None, {"text": ARABIC, "language": "ar"})
    page.goto(f"/claims/{creating.create(services, row, by='test').claim_id}")

    directions = page.locator(".said, #f-rationale").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).direction)"
    )
    page.get_by_label("Rationale").fill(ARABIC)

    assert directions[0] == "rtl"
    typed = page.get_by_label("Rationale").evaluate("one => getComputedStyle(one).direction")
    body = page.evaluate("getComputedStyle(document.body).direction")
    assert (typed, body) == ("rtl", "ltr")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
