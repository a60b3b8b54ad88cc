"""A sentence that names neither place nor day is found through the report it stands in."""

from collections.abc import Callable

import pytest

from workbench.bootstrap import Services
from workbench.pipeline import searchable
from workbench.stages import widening
from workbench.stages.widening import Asked
from workbench.store.finds import Found, Query
from workbench.store.models import Claim, Passage

AddReport = Callable[..., int]
ARTICLE = (
    "Bomb in the Ostel grain market\n\nA bomb went off in the grain market of Ostel on Sunday. "
    "At least 40 people were killed, the Vel Monitor said."
)
SILENT = (
    "Grain market bomb\n\nA bomb went off in the grain market of Ostel on Sunday. "
    "Nobody claimed it. The count has come to 44 dead."
)
FAR = "Wheat\n\nThe price of wheat rose by a tenth last week. Prices of 44 goods rose."


@pytest.fixture
def desk(services: Services, add_report: AddReport) -> Services:
    add_report(FAR, source="Market Daily", published="2019-03-04")
    add_report(SILENT, source="Herald", published="2019-03-04")
    add_report(ARTICLE, source="Blog", published="2019-03-04", article=True)
    return services


def toll(services: Services) -> Claim:
    with services.database.snapshot() as session:
        claims = session.query(Claim).all()
    return next(claim for claim in claims if "40 people" in claim.text)


def found_beside(services: Services) -> list[str]:
    claim, encoder = toll(services), searchable.encoder_id(services)
    [vector] = services.encoder.encode([claim.text])
    with services.database.snapshot() as session:
        lead = widening.leads(session, encoder, [claim.id])[claim.id]
        near = services.shelf.index().search(lead.vectors, widening.NEAREST)
        query = Query(claim.text, claim.id, frozenset({claim.report_id or 0}))
        asked = Asked(query, vector, (), lead, near)
        return [_words(each) for each in widening.beside(session, encoder, asked)]


def _words(found: Found) -> str:
    return found.passage.report.text[found.passage.start : found.passage.end]


def test_the_silent_sentence_is_found_before_what_answers_nothing(desk: Services) -> None:
    found = found_beside(desk)

    assert found[0] == "The count has come to 44 dead."
    assert found.index("Nobody claimed it.") > 0


def test_no_more_is_compared_than_the_likeliest(
    desk: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widening, "LIKELIEST", 1)
    monkeypatch.setattr(widening, "WORDED", 0)

    assert found_beside(desk) == ["The count has come to 44 dead."]


def test_what_shares_a_rare_word_with_the_claim_is_compared_though_little_speaks_for_it(
    desk: Services, add_report: AddReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    worded = "The Monitor said nothing more of it."
    add_report(f"{SILENT} {worded}", source="Post", published="2019-03-04")
    monkeypatch.setattr(widening, "LIKELIEST", 2)
    monkeypatch.setattr(widening, "WORDED", 1)

    assert found_beside(desk)[2] == worded


def test_the_claims_own_report_is_never_looked_through(desk: Services) -> None:
    assert not any("40 people" in words for words in found_beside(desk))


def test_a_report_from_another_time_is_not_on_the_event(
    desk: Services, add_report: AddReport
) -> None:
    add_report(SILENT.replace("44", "43"), source="Post", published="2019-06-04")

    assert "The count has come to 43 dead." not in found_beside(desk)


def test_what_a_search_found_in_another_year_takes_no_reports_place(
    desk: Services, add_report: AddReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = add_report(SILENT.replace("44", "43"), source="Post", published="2016-06-04")
    monkeypatch.setattr(widening, "REPORTS", 1)
    claim = toll(desk)
    [vector] = desk.encoder.encode([claim.text])
    with desk.database.snapshot() as session:
        encoder = searchable.encoder_id(desk)
        lead = widening.leads(session, encoder, [claim.id])[claim.id]
        near = desk.shelf.index().search(lead.vectors, widening.NEAREST)
        passages = session.query(Passage).filter(Passage.report_id == old)
        found = [Found(passage, 0.99, 0.99) for passage in passages]
        query = Query(claim.text, claim.id, frozenset({claim.report_id or 0}))
        asked = Asked(query, vector, found, lead, near)
        words = [_words(each) for each in widening.beside(session, encoder, asked)]

    assert words[0] == "The count has come to 44 dead."
    assert all(each in SILENT for each in words)


def test_a_sentence_is_weighed_with_the_day_named_before_it(desk: Services) -> None:
    claim, encoder = toll(desk), searchable.encoder_id(desk)
    [vector] = desk.encoder.encode([claim.text])
    with desk.database.snapshot() as session:
        lead = widening.leads(session, encoder, [claim.id])[claim.id]
        near = desk.shelf.index().search(lead.vectors, widening.NEAREST)
        query = Query(claim.text, claim.id, frozenset({claim.report_id or 0}))
        asked = Asked(query, vector, (), lead, near)
        found = widening.sentences(session, encoder, asked)
    silent = next(
        each
        for each in found
        if each.passage.report.text.startswith("The count", each.passage.start)
    )

    assert not silent.told.own.dates
    assert [day.text for day in silent.told.before.dates] == ["Sunday"]
    assert silent.near.days == 0
    assert silent.standing.article > 0.5
    assert silent.standing.reports == 0


def test_a_claim_without_an_article_has_no_lead(services: Services) -> None:
    with services.database.snapshot() as session:
        assert widening.leads(session, searchable.encoder_id(services), [99]) == {}
