"""A desk on its first day: every list says that it is empty, and what fills it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import WordsEncoder
from tests.web.conftest import PASSWORD, Visitor
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.vocabulary import Role
from workbench.stages import accounts


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings(home=tmp_path / "desk", indexes=tmp_path / "indexes")
    desk = bootstrap.init(settings, encoder=WordsEncoder())
    with desk.database.transaction() as session:
        accounts.add_user(session, "ana", PASSWORD, Role.ADMIN, by="test")
    yield desk
    desk.database.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "This desk has no claim yet"),
        ("/?q=Talvar", "This desk has no claim yet"),
        ("/triage/", "Nothing is left to sort here"),
        ("/articles/", "No article yet"),
        ("/articles/?q=Talvar", "Nothing here with these words"),
        ("/reports/", "No report yet"),
        ("/search/?q=Talvar+fell", "Nothing found"),
        ("/imports/", "Nothing was imported yet"),
        ("/feeds/", "No feed is watched yet"),
        ("/progress/", "There is no claim yet"),
        ("/digest/", "Nothing was decided"),
    ],
)
def test_a_list_without_rows_says_so(ana: Visitor, address: str, said: str) -> None:
    page = ana.get(address)

    assert page.status_code == 200
    assert said in page.text
    assert "<tbody>\n      </tbody>" not in page.text
