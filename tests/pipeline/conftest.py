"""A desk that may fetch from a web site on the loopback."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.reading.sites import Site, served
from workbench.bootstrap import Services
from workbench.reading.fetch import Fetcher


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)  # politeness has its own tests
    with served() as site:
        yield site


@pytest.fixture
def desk(services: Services) -> Services:
    return replace(services, settings=replace(services.settings, fetch_networks="127.0.0.0/8"))
