"""Pictures of every page at three widths, light and dark: python -m tests.browser.screenshots."""

import argparse
import re
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from tests.browser.conftest import CHROMIUM, FLAGS, free_port
from workbench import bootstrap, config
from workbench.pipeline import demo
from workbench.web.app import create_app

SIZES = ((360, 740), (1280, 800), (1920, 1080))
THEMES = ("light", "dark")
PAGES = (
    "/",
    "/claims/2",
    "/claims/2/history",
    "/claims/2/find?q=killed+in+the+explosion",
    "/?source=a&conflict=1",
    "/triage/",
    "/progress/",
    "/digest/",
    "/claims/2/similar/",
    "/articles/",
    "/articles/new",
    "/reports/",
    "/reports/57",
    "/reports/1?claim=2",
    "/search/?q=people+were+killed+in+the+explosion",
    "/imports/",
    "/imports/1",
    "/people/",
    "/redaction/",
    "/feeds/",
    "/account/",
    "/help/",
    "/help/reviewing",
    "/claims/1/dossier",
    "/keys",
)


def main() -> None:
    """Serves the desk that the environment names and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("screenshots"))
    parser.add_argument("--name", default=demo.REVIEWER)
    parser.add_argument("--password", default=demo.PASSWORD)
    given = parser.parse_args()
    given.to.mkdir(exist_ok=True)
    services = bootstrap.open_desk(config.read())
    port = free_port()
    server = create_server(create_app(services), host="127.0.0.1", port=port)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for theme in THEMES:
            page = _signed_in(browser, port, theme, given)
            for size in SIZES:
                _take(page, size, theme, given.to)
        browser.close()
    server.close()


def _signed_in(browser: Browser, port: int, theme: str, given: argparse.Namespace) -> Page:
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{port}", color_scheme="dark" if theme == "dark" else "light"
    )
    page = context.new_page()
    page.set_default_navigation_timeout(180_000)  # the first search loads the encoder
    page.goto("/sign-in")
    page.get_by_label("Name").fill(given.name)
    page.get_by_label("Password").fill(given.password)
    page.get_by_role("button", name="Sign in").click()
    return page


def _take(page: Page, size: tuple[int, int], theme: str, folder: Path) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in PAGES:
        page.goto(path)
        name = re.sub(r"\W+", "-", path).strip("-") or "queue"
        page.screenshot(path=folder / f"{name}-{size[0]}-{theme}.png", full_page=size[0] == 360)


if __name__ == "__main__":
    main()
