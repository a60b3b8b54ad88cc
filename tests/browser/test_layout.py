"""Pages at the widths and in the colours people have."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from workbench.domain.vocabulary import Role
from workbench.store.models import User

pytestmark = pytest.mark.browser

ARTICLE = (
    "Rebels take Talvar\n\nRebels seized the town of Talvar on 3 March 2019, an officer said. "
    "The officer said at least 40 soldiers had been killed in the fighting for Talvar."
)
OTHER = "Talvar falls\n\nA reporter saw the bodies of 42 soldiers killed in the town of Talvar."
PAGES = ("/", "/articles/", "/articles/new", "/reports/", "/reports/2", "/search/?q=Talvar")
MORE = ("/claims/1", "/claims/1/history", "/claims/1/find", "/imports/", "/people/", "/keys")


@pytest.fixture(autouse=True)
def desk(make_user: Callable[..., User], add_report: Callable[..., int], page: Page) -> None:
    """Ada is signed in."""
    make_user("ada", Role.ADMIN)
    add_report(OTHER, title="Talvar falls", source="Daily Post", published="2019-03-04")
    add_report(ARTICLE, article=True, title="Rebels take Talvar", source="Northwire")
    page.goto("/sign-in")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()


def test_no_page_scrolls_sideways_at_any_width(page: Page) -> None:
    too_wide = []
    for width in (360, 768, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES + MORE:
            page.goto(path)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append((width, path))

    assert too_wide == []


def test_every_page_has_its_landmarks_one_heading_and_labelled_fields(page: Page) -> None:
    for path in PAGES + MORE:
        page.goto(path)
        expect(page.get_by_role("main")).to_have_count(1)
        expect(page.get_by_role("banner")).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        unlabelled = page.locator("input:not([type=hidden]), select, textarea").evaluate_all(
            "fields => fields.filter(f => f.labels.length === 0).map(f => f.name)"
        )
        assert unlabelled == [], path


def test_the_claim_and_its_decision_fit_one_screen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/claims/1")

    button = page.get_by_role("button", name="Decide and go on").bounding_box()
    first = page.locator(".match").first.bounding_box()

    assert button
    assert first
    assert button["y"] + button["height"] <= 800
    assert first["y"] + first["height"] <= 800


def test_the_theme_follows_the_system_until_somebody_chooses(page: Page) -> None:
    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.goto("/")
    page.emulate_media(color_scheme="light")
    light = ground()
    page.emulate_media(color_scheme="dark")
    dark = ground()
    assert light != dark
    page.get_by_role("button", name="Light or dark").click()
    expect(page.get_by_role("button", name="Light", exact=True)).to_be_visible()
    assert ground() == light
    page.get_by_role("button", name="Light", exact=True).click()
    expect(page.get_by_role("button", name="Dark", exact=True)).to_be_visible()
    page.emulate_media(color_scheme="light")
    assert ground() == dark


def test_the_skip_link_leads_past_the_bar(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
