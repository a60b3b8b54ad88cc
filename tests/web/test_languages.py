"""Other scripts on the pages: right to left where they are, and what is not done is said."""

import pytest
from sqlalchemy import update

from tests.web.conftest import MakeVisitor
from workbench.bootstrap import Services
from workbench.interchange.rows import Row
from workbench.pipeline import creating
from workbench.store.models import Report

TEXTS = {
    "ar": "قال ضابط في الجيش إن أربعين جنديا قتلوا في المعارك حول بلدة تالفار.",
    "he": "קצין בצבא אמר כי ארבעים חיילים נהרגו בקרבות סביב העיירה טלוואר.",
    "ru": "Офицер сообщил, что сорок солдат были убиты в боях за город Тальвар.",
    "zh": "一名军官说四十名士兵在塔尔瓦镇附近的战斗中被打死。",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_claim_in_another_language_says_that_nothing_is_compared(
    services: Services, signed_in: MakeVisitor, language: str
) -> None:
    row = Row(1, None, {"text": TEXTS[language], "language": language})
    claim_id = creating.create(services, row, by="test").claim_id

    page = signed_in("ana").get(f"/claims/{claim_id}").text
    queue = signed_in("ana").get(f"/?q={TEXTS[language][:12]}").text

    assert f"in another language than English ({language})" in page
    assert TEXTS[language] in " ".join(page.replace("</span>", "").split())
    assert f'<blockquote class="said mb-1" dir="auto" lang="{language}">' in page
    assert TEXTS[language] in queue


def test_an_english_claim_says_nothing_of_languages(signed_in: MakeVisitor, claim_id: int) -> None:
    assert "another language" not in signed_in("ana").get(f"/claims/{claim_id}").text


def test_an_article_in_another_language_says_that_nothing_was_pulled(
    signed_in: MakeVisitor,
) -> None:
    ana = signed_in("ana")
    text = f"{TEXTS['ar'][:30]}\n\n{TEXTS['ar']}"

    added = ana.post("/articles/", text=text, title="", source="وكالة", published="", url="")
    page = ana.get(added.headers["Location"]).text

    assert "only English is pulled" in page
    assert "No checkable claim was found" not in page
    assert '<div class="reading sheet" id="reading" lang="ar"' in page
    assert 'dir="auto"' in page


def test_a_passage_names_its_language_to_who_hears_the_page(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        session.execute(update(Report).values(language="fr"))

    page = signed_in("ana").get(f"/claims/{claim_id}").text

    assert '<blockquote class="quote" dir="auto" lang="fr">' in page
