"""Fixtures for the tests of reading."""

from collections.abc import Iterator

import pytest

from tests.reading.sites import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site
