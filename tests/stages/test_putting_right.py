"""A report whose source or date was not known, or wrong, is put right; what rests on it follows."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from workbench.bootstrap import Services
from workbench.domain.vocabulary import State, Verdict
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.pipeline import adding, catching_up, putting_right
from workbench.reading.record import ReportRecord
from workbench.stages import assessing, matching
from workbench.store import events
from workbench.store.imprints import stated
from workbench.store.models import Claim, ClaimVersion, Event, Match, Passage, Report

MakeReport = Callable[..., ReportRecord]
ARTICLE = (
    "Bridge at Orm shelled\n\nShelling killed 12 civilians at the bridge of Orm on Tuesday, the "
    "governor said. The army denied it."
)
OTHER = (
    "Deaths at the bridge\n\nTwelve civilians were killed on 6 March 2019 by shelling at the "
    "bridge of Orm, a doctor at the hospital told us."
)


@pytest.fixture
def article(services: Services, make_report: MakeReport) -> int:
    """An article that says neither who published it nor when, beside another report."""
    records = [make_report(ARTICLE, source=None, published=None, url=None)]
    [done] = adding.add(services, records, by="ana", article=True)
    other = [make_report(OTHER, source="Post", published="2019-03-07", url=None)]
    list(adding.add(services, other, by="ana", article=False))
    catching_up.catch_up(services)
    return int(str(done["report"]))


def right(services: Services, report: int, source: str | None, published: str | None) -> bool:
    restated = putting_right.compute(services.database, report, source, published)
    with services.database.transaction() as session:
        return putting_right.record(session, restated, by="bo")


def the_claim(services: Services, article: int) -> Claim:
    with services.database.snapshot() as session:
        rows = select(Claim).where(Claim.report_id == article, Claim.text.contains("12 civilians"))
        return session.scalars(rows).one()


def the_other(services: Services, article: int) -> int:
    with services.database.snapshot() as session:
        return session.scalars(select(Report.id).where(Report.id != article)).one()


def dates(claim: Claim) -> list[str | None]:
    return [each["from"] for each in claim.particulars["dates"]]


def test_a_stated_day_tells_the_days_of_the_claims(services: Services, article: int) -> None:
    before = the_claim(services, article)

    assert right(services, article, "Orm Herald", "2019-03-07")

    claim = the_claim(services, article)
    assert (dates(before), dates(claim)) == ([None], ["2019-03-05"])
    assert (claim.claimed_at, claim.version) == ("2019-03-07", before.version + 1)
    with services.database.snapshot() as session:
        [kept] = session.scalars(select(ClaimVersion).where(ClaimVersion.claim_id == claim.id))
        assert session.get_one(Report, article).source.name == "Orm Herald"  # type: ignore[union-attr]
    assert kept.fields["particulars"] == before.particulars
    assert kept.replaced_by == "bo"


def test_everything_is_compared_anew(services: Services, article: int) -> None:
    right(services, article, "Orm Herald", "2019-03-07")
    assert the_claim(services, article).matched_at is None

    catching_up.catch_up(services)

    claim = the_claim(services, article)
    assert claim.assessed_at is not None
    with services.database.snapshot() as session:
        [match] = session.scalars(select(Match).where(Match.claim_id == claim.id))
    told = {slot["slot"]: slot["relation"] for slot in match.comparison}
    assert told["date"] == "differs"


def test_a_claim_that_is_matched_to_the_report_is_compared_again(
    services: Services, article: int
) -> None:
    claim, other = the_claim(services, article), the_other(services, article)
    assert claim.assessed_at is not None

    right(services, other, "Post", "2019-03-08")

    after = the_claim(services, article)
    assert (after.matched_at, after.assessed_at) == (claim.matched_at, None)


def test_who_compares_meanwhile_leaves_the_claim_to_be_compared_again(
    services: Services, article: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, other = the_claim(services, article), the_other(services, article)
    compute = assessing.compute

    def slowly(*given: Any) -> assessing.Assessment:
        found = compute(*given)
        right(services, other, "Post", "2019-03-08")
        return found

    monkeypatch.setattr(assessing, "compute", slowly)
    catching_up.assess(services, claim.id)

    assert the_claim(services, article).assessed_at is None
    monkeypatch.undo()
    catching_up.catch_up(services)
    assert the_claim(services, article).assessed_at is not None


def test_decisions_that_read_otherwise_are_put_up(services: Services, article: int) -> None:
    claim = the_claim(services, article)
    with services.database.transaction() as session:
        row = session.get_one(Claim, claim.id)
        row.state, row.verdict = State.DECIDED, Verdict.CORROBORATED

    right(services, article, None, "2019-03-07")

    after = the_claim(services, article)
    assert (after.state, after.verdict) == (State.RECHECK, Verdict.CORROBORATED)
    with services.database.snapshot() as session:
        told = events.history(session, claim.id)
    assert told[-1]["detail"]["reason"] == "a report's source or date was put right"


def test_a_date_that_was_put_right_meanwhile_is_not_overwritten(
    services: Services, article: int
) -> None:
    stale = putting_right.compute(services.database, article, None, "2019-03-07")
    right(services, article, None, "2019-03-15")

    with (
        pytest.raises(ConflictError, match="put right meanwhile"),
        services.database.transaction() as session,
    ):
        putting_right.record(session, stale, by="ana")

    assert dates(the_claim(services, article)) == ["2019-03-12"]


def test_a_source_alone_re_opens_nothing(services: Services, article: int) -> None:
    claim = the_claim(services, article)
    with services.database.transaction() as session:
        row = session.get_one(Claim, claim.id)
        row.state, row.verdict = State.DECIDED, Verdict.CORROBORATED

    right(services, article, "Orm Herald", None)

    after = the_claim(services, article)
    assert (after.state, after.version) == (State.DECIDED, claim.version)


def test_a_wording_that_a_person_wrote_stays(services: Services, article: int) -> None:
    claim = the_claim(services, article)
    with services.database.transaction() as session:
        session.get_one(Claim, claim.id).standalone = "In my words."

    right(services, article, None, "2019-03-07")

    after = the_claim(services, article)
    assert (after.standalone, dates(after)) == ("In my words.", ["2019-03-05"])


def test_what_was_stated_is_kept_with_what_held_before(services: Services, article: int) -> None:
    right(services, article, "Orm Herald", "2019-03-07")
    right(services, article, "Orm Herald", None)

    with services.database.snapshot() as session:
        first, last = stated(session, article)
        [*_, event] = session.scalars(select(Event).where(Event.kind == "imprint stated"))
    assert (first.source_was, first.source, first.published) == (None, "Orm Herald", "2019-03-07")
    assert (last.source_was, last.published_was, last.published) == (
        "Orm Herald",
        "2019-03-07",
        None,
    )
    assert (event.subject, event.detail["published_was"]) == (f"report {article}", "2019-03-07")


def test_the_same_again_changes_nothing(services: Services, article: int) -> None:
    assert right(services, article, "Orm Herald", None)

    assert not right(services, article, "Orm Herald", None)
    with services.database.snapshot() as session:
        assert len(stated(session, article)) == 1


def test_the_outlet_s_own_words_rest_on_it(services: Services, make_report: MakeReport) -> None:
    text = "Fire\n\nOur correspondent saw the mill of Orm burn."
    records = [make_report(text, source=None, url=None)]
    [done] = adding.add(services, records, by="ana", article=False)
    report = int(str(done["report"]))

    right(services, report, "Orm Herald", None)

    with services.database.snapshot() as session:
        [passage] = session.scalars(select(Passage).where(Passage.report_id == report))
    assert passage.basis is not None
    assert passage.basis["root"] == "Orm Herald"


def test_the_same_text_again_is_the_report_that_was_put_right(
    services: Services, article: int, make_report: MakeReport
) -> None:
    right(services, article, "Orm Herald", "2019-03-07")

    again = [make_report(ARTICLE, source=None, published=None, url=None)]
    [done] = adding.add(services, again, by="ana", article=True)

    assert (done["outcome"], done["report"]) == ("unchanged", article)


def test_what_a_search_covers_is_counted_again(services: Services, article: int) -> None:
    counted = services.noted.covered
    with services.database.snapshot() as session:
        assert matching.search_record(session, 0, counted)["sources"] == 1

    right(services, article, "Orm Herald", None)

    with services.database.snapshot() as session:
        assert matching.search_record(session, 0, counted)["sources"] == 2


@pytest.mark.parametrize(
    ("source", "published", "sentence"),
    [
        ("x" * 201, None, "at most 200 characters"),
        (None, "last week", "Write the publication date as 31 March 2017"),
        (None, "2199-01-01", "lies ahead"),
    ],
)
def test_what_cannot_be_is_refused(
    services: Services, article: int, source: str | None, published: str | None, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        right(services, article, source, published)

    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Event)) is not None
        assert stated(session, article) == []


def test_a_replaced_report_stays_as_it_is(services: Services, make_report: MakeReport) -> None:
    first, second = (make_report(text, url="https://post.example/1") for text in (ARTICLE, OTHER))
    done, _ = adding.add(services, [first, second], by="ana", article=False)

    with pytest.raises(ConflictError, match="was replaced or withdrawn"):
        right(services, int(str(done["report"])), "Orm Herald", None)


def test_a_report_that_is_not_there_is_said(services: Services) -> None:
    with pytest.raises(NotFoundError):
        right(services, 99, "Orm Herald", None)
