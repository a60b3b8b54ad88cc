"""Addresses are fetched under the desk's settings: private ones only where it opens them."""

from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from workbench.config import Settings
from workbench.pipeline import reading
from workbench.reading.record import Rejected, ReportRecord

PAGE = (
    "<html><head><title>Bridge falls</title></head><body><article><h1>Bridge falls</h1>"
    "<p>The bridge at Orm fell on Monday, police said. Nobody was hurt when it came down.</p>"
    "<p>It had been closed to lorries since March, the mayor of Orm told reporters.</p>"
    "</article></body></html>"
)


class Page(BaseHTTPRequestHandler):
    """One article at every address but that of the robots' rules."""

    def do_GET(self) -> None:
        found = self.path != "/robots.txt"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if found:
            self.wfile.write(PAGE.encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/story"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_private_address_is_refused(settings: Settings, address: str) -> None:
    [rejected] = reading.reports(settings, address)

    assert isinstance(rejected, Rejected)
    assert "private" in rejected.reason or "loopback" in rejected.reason


def test_a_network_that_the_desk_opens_is_fetched(settings: Settings, address: str) -> None:
    opened = replace(settings, fetch_networks="10.0.0.0/8, 127.0.0.0/8")

    [report] = reading.reports(opened, address)

    assert isinstance(report, ReportRecord)
    assert report.title == "Bridge falls"
    assert report.url == address
