"""A desk that may fetch from a web site on the loopback; files of claims, brought to a desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.imported import Bring, Write
from tests.reading.sites import Site, served
from workbench.bootstrap import Services
from workbench.pipeline import importing
from workbench.reading.fetch import Fetcher


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)  # politeness has its own tests
    with served() as site:
        yield site


@pytest.fixture
def desk(services: Services) -> Services:
    return replace(services, settings=replace(services.settings, fetch_networks="127.0.0.0/8"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to(rows: str, name: str = "claims.csv") -> Path:
        path = tmp_path / name
        path.write_text(rows, encoding="utf-8")
        return path

    return to


@pytest.fixture
def bring(services: Services, write: Write) -> Bring:
    """Imports rows of a CSV and gives the receipt."""

    def rows(content: str, name: str = "claims.csv") -> dict[str, Any]:
        return importing.import_file(services, write(content, name), by="test")

    return rows
