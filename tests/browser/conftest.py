"""A served desk and a real browser; skipped, and said so, where there is no Chromium."""

import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from waitress.server import create_server

from tests.compiled import COMPILED
from workbench.bootstrap import Services
from workbench.web.app import create_app

expect.set_options(timeout=20_000)  # milliseconds: a machine may be busy with other things
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def address(services: Services) -> Iterator[str]:
    """Where the desk is served for this test."""
    port = free_port()
    app = create_app(services)
    app.jinja_env.bytecode_cache = COMPILED
    server = create_server(app, host="127.0.0.1", port=port, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    # By its own thread: closed by another, it may be waiting on what is closed.
    server.trigger.pull_trigger(server.close)  # type: ignore[union-attr]
    thread.join(timeout=5)


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page at 1280 × 800 that fails the test on any error in the browser."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def without_scripts(chromium: Browser, address: str) -> Iterator[Page]:
    """The same with JavaScript switched off."""
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()
