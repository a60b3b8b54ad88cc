"""A claim with many origins: those that hardly speak of its event stand behind the others."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from workbench.store.models import User
from workbench.web import ledger

pytestmark = pytest.mark.browser

ARTICLE = """Valley front loses men in month of ambushes

Commander Taro Velin said at least 117 of his fighters had been killed in ambushes near Orvel."""
REPORTS = (
    "Burials\n\nOur correspondent visited the families of fighters from near Orvel.",
    "Roads\n\nFighters of the Valley Front have left the roads near Orvel, a driver told us.",
    "Talks\n\nA mediator said the fighters near Orvel wish to talk about those killed.",
)


@pytest.fixture(autouse=True)
def desk(
    make_user: Callable[..., User],
    add_report: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An article beside reports that say nothing of its claim; one origin is in view at once."""
    monkeypatch.setattr(ledger, "AT_ONCE", 1)
    monkeypatch.setattr(ledger, "ELSEWHERE", 1.0)
    monkeypatch.setattr(ledger, "FEWEST_BEHIND", 1)
    make_user("ana")
    for number, text in enumerate(REPORTS):
        add_report(text, title=text.split("\n")[0], source=f"Post {number}", published="2019-03-09")
    add_report(ARTICLE, title="Front", source="Northwire", published="2019-03-08", article=True)


def test_who_goes_on_comes_to_what_stands_behind(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    page.get_by_role("link", name=re.compile("at least 117")).click()
    page.wait_for_load_state()
    passages, behind = page.locator(".match"), page.locator("#behind")
    expect(behind).not_to_have_attribute("open", "")
    assert passages.count() >= 2

    for _ in range(passages.count()):
        page.keyboard.press("j")
    expect(passages.last).to_have_class(re.compile("current"))
    page.keyboard.press("i")

    expect(passages.last.locator("button.given")).to_contain_text("irrelevant")
    expect(behind).to_have_attribute("open", "")
    expect(passages.last).to_be_visible()
    page.reload()
    expect(behind).to_have_attribute("open", "")
