"""What is sensitive is shown to nobody who may not see it, and the original stays whole."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tests.conftest import AddReport, MakeUser
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role, Signal, Stance
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.pipeline import catching_up, exporting, health
from workbench.pipeline.rebuilding import rebuild
from workbench.pipeline.searching import Search, search
from workbench.stages import assessing, auditing, evidence, matching, redaction
from workbench.stages.evidence import Judgement
from workbench.store import captures, lexical
from workbench.store.finds import Found
from workbench.store.models import Claim, Event, Match, Passage, Report
from workbench.store.queries import Filter

LONG = " This is a long text that fills several pages of the database." * 300
TEXT = "Nadia al-Karim saw the shelling of the mill. The mill burnt down." + LONG


@pytest.fixture
def report_id(services: Services, add_report: AddReport) -> int:
    report_id = add_report(TEXT, title="What Nadia al-Karim saw", authors=("N. N.",))
    with services.database.transaction() as session:
        claim = Claim(identity="x:1", report_id=report_id, text=TEXT[:44], text_hash="0" * 64)
        claim.start, claim.end, claim.check_worthiness = 0, 44, 0.9
        session.add(claim)
    return report_id


@pytest.fixture
def mark_id(services: Services, report_id: int) -> int:
    del report_id
    with services.database.transaction() as session:
        row = redaction.mark(
            session, " Nadia  al-Karim ", visible_to=Role.EDITOR, reason="a witness", by="edda"
        )
    return row.id


def seen(services: Services, report_id: int, role: Role | None) -> tuple[str, str | None]:
    with services.database.snapshot() as session:
        redaction.veil(session, role)
        report = session.get_one(Report, report_id)
        return report.text, report.title


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (None, 0),
        (Role.READER, 0),
        (Role.REVIEWER, 0),
        (Role.EDITOR, 2),
        (Role.ADMIN, 2),
    ],
)
def test_marked_words_are_shown_from_the_named_role_on(
    services: Services, report_id: int, mark_id: int, role: Role | None, shown: int
) -> None:
    del mark_id
    text, title = seen(services, report_id, role)

    assert f"{text} {title}".count("Nadia") == shown
    assert len(text) == len(TEXT)
    assert "The mill burnt down." in text


def test_the_original_stays_and_the_record_does_not_repeat_the_words(
    services: Services, report_id: int, mark_id: int
) -> None:
    del mark_id
    seen(services, report_id, None)

    with services.database.snapshot() as session:
        assert session.get_one(Report, report_id).text == TEXT
        told = session.scalars(select(Event).where(Event.kind == "marked sensitive")).one()
        assert "Nadia" not in str(told.detail)
        assert auditing.verify(session, services.settings.captures).findings == []


def test_exports_never_show_it(services: Services, mark_id: int) -> None:
    del mark_id
    [shape] = exporting.cases(services, Filter())

    assert "Nadia" not in str(shape)
    assert shape["text"].endswith("saw the shelling of the mill.")


def test_search_shows_it_to_who_may(services: Services, mark_id: int) -> None:
    del mark_id
    for role, hidden in ((Role.READER, True), (Role.EDITOR, False)):
        found = search(services, Search("the shelling of the mill", seen_by=role))
        assert ("Nadia" not in str(found["matches"])) is hidden
        assert found["matches"]


def test_a_report_updated_in_bulk_stays_masked_where_it_is_loaded(
    services: Services, report_id: int, mark_id: int
) -> None:
    del mark_id
    with services.database.transaction() as session:
        redaction.veil(session, None)
        report = session.get_one(Report, report_id)
        session.execute(update(Report).where(Report.id == report_id).values(sequences=7))
        assert (report.sequences, "Nadia" in report.text) == (7, False)
    assert "Nadia" in seen(services, report_id, Role.EDITOR)[0]


def test_a_mark_is_lifted_once(services: Services, report_id: int, mark_id: int) -> None:
    with services.database.transaction() as session:
        redaction.lift(session, mark_id, by="edda")

    assert seen(services, report_id, None)[0] == TEXT
    with pytest.raises(NotFoundError), services.database.transaction() as session:
        redaction.lift(session, mark_id, by="edda")


@pytest.mark.parametrize("words", ["", " - ", "x" * 5001])
def test_what_is_no_name_is_refused(services: Services, words: str) -> None:
    with pytest.raises(InputError), services.database.transaction() as session:
        redaction.mark(session, words, visible_to=Role.EDITOR, reason="", by="edda")


def withdraw(services: Services, report_id: int, *, erase: bool = False) -> str | None:
    with services.database.transaction() as session:
        needless = redaction.withdraw(
            session, report_id, reason="a life is at risk", by="edda", erase=erase
        )
    catching_up.index(services)
    return needless


def test_a_withdrawn_report_is_a_tombstone_with_its_hashes(
    services: Services, report_id: int
) -> None:
    assert withdraw(services, report_id) is None

    text, title = seen(services, report_id, Role.ADMIN)
    assert (set(text) - {" "}, title) == ({"█"}, "Withdrawn report")
    [shape] = exporting.cases(services, Filter())
    assert "mill" not in str(shape)
    assert search(services, Search("the shelling of the mill", seen_by=Role.ADMIN))["matches"] == []
    with services.database.snapshot() as session:
        report = session.get_one(Report, report_id)
        told = session.scalars(select(Event).where(Event.kind == "report withdrawn")).one()
        assert told.detail["text_sha256"] == report.text_sha256
        assert told.detail["sha256"] == report.sha256
        assert session.scalars(select(Passage).where(Passage.current)).all() == []
        assert auditing.verify(session, services.settings.captures).findings == []
    with pytest.raises(ConflictError):
        withdraw(services, report_id)


def test_an_erased_report_is_gone_and_the_record_holds(services: Services, report_id: int) -> None:
    folder = services.settings.captures
    withdraw(services, report_id)
    needless = withdraw(services, report_id, erase=True)
    assert needless
    with pytest.raises(ConflictError):
        withdraw(services, report_id, erase=True)
    captures.forget(folder, needless)

    with services.database.snapshot() as session:
        assert "mill" not in session.get_one(Report, report_id).text
        assert "mill" not in session.scalars(select(Claim.text)).one()
        assert auditing.verify(session, folder).findings == []
    services.database.close()
    assert b"long text" not in whole(services.settings.home)
    assert not list(folder.rglob("*.gz"))
    assert b"shelling" not in whole(services.settings.home)
    assert b"karim" not in whole(services.settings.home).lower()


@pytest.mark.parametrize("before", [False, True], ids=["at once", "withdrawn before"])
def test_the_words_of_an_erased_report_are_in_no_search(
    services: Services, report_id: int, add_report: AddReport, *, before: bool
) -> None:
    add_report("Karim saw the mill.")
    if before:
        withdraw(services, report_id)

    withdraw(services, report_id, erase=True)

    with services.database.snapshot() as session:
        kept = lexical.frequencies(session, ["nadia", "karim", "mill", "burnt"])
    assert (kept.passages, kept.by_term) == (1, {"karim": 1, "mill": 1})


def test_words_that_an_erased_report_left_are_told_and_taken_out(
    services: Services, report_id: int, add_report: AddReport
) -> None:
    add_report("Karim saw the mill.")
    withdraw(services, report_id, erase=True)
    with services.database.transaction() as session:  # as it was left before words went, too
        [passage] = session.scalars(
            select(Passage.id).where(Passage.report_id == report_id).limit(1)
        )
        lexical.index(session, [lexical.Worded(passage, "Nadia saw it.", None)])

    [told] = [each for each in health.upkeep(services)["wrong"] if "erased" in each]
    rebuild(services)

    assert told.endswith("Take them out: workbench index build.")
    assert not [each for each in health.upkeep(services)["wrong"] if "erased" in each]
    with services.database.snapshot() as session:
        kept = lexical.frequencies(session, ["nadia", "karim", "mill", "saw"])
    assert (kept.passages, kept.by_term) == (1, {"karim": 1, "mill": 1, "saw": 1})
    assert len(search(services, Search("Karim saw the mill."))["matches"]) == 1


@pytest.fixture
def judged(services: Services, add_report: AddReport, make_user: MakeUser) -> tuple[int, int]:
    """A claim of one report, and another report on which a stance rests."""
    article, other = (
        add_report(f"{sentence} on 3 March 2019, {who} said.", source=paper, article=paper == "A")
        for sentence, who, paper in (
            ("At least 40 soldiers were killed in Talvar", "an officer", "A"),
            ("At least 42 soldiers died in Talvar", "Zebedee Hospital", "B"),
        )
    )
    ana = make_user()
    with services.database.transaction() as session:
        bearing = select(Match).join(Passage).where(Passage.report_id == other)
        match = session.scalars(bearing).one()
        evidence.on_passage(
            session, match.claim_id, match.passage_id, Judgement(Stance.SUPPORTS), reviewer=ana
        )
    return article, other


def readings(services: Services) -> str:
    """What the machine read in passages, as it is kept."""
    with services.database.snapshot() as session:
        claim = session.scalars(select(Claim)).one()
        rows = [*session.scalars(select(Match)), *session.scalars(select(Passage))]
        told = [{**vars(row), "_sa_instance_state": None} for row in rows]
        return str((told, claim.proposed))


def test_a_withdrawn_report_is_not_compared_again(
    services: Services, judged: tuple[int, int]
) -> None:
    assert "At least 42" in readings(services)
    withdraw(services, judged[1])
    with services.database.snapshot() as session:
        assert session.scalars(select(Claim.assessed_at)).all() == [None]

    catching_up.catch_up(services)

    assert "At least 42" not in readings(services)
    with services.database.snapshot() as session:
        match = session.scalars(select(Match)).one()
        assert (match.signal, match.counted) == (Signal.UNCLEAR, False)


def test_nothing_that_was_read_in_an_erased_report_is_kept(
    services: Services, judged: tuple[int, int]
) -> None:
    article, other = judged
    assert "Zebedee" in readings(services)

    withdraw(services, other, erase=True)

    assert "Zebedee" not in readings(services)
    assert "Talvar" not in readings(services)
    withdraw(services, article, erase=True)
    catching_up.catch_up(services)
    assert "officer" not in readings(services)


def test_what_is_compared_while_its_report_is_withdrawn_waits(
    services: Services, judged: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = assessing.compute

    def slowly(*given: Any) -> assessing.Assessment:
        found = compute(*given)
        withdraw(services, judged[1])
        return found

    monkeypatch.setattr(assessing, "compute", slowly)
    catching_up.assess(services, 1)

    assert "At least 42" not in readings(services)


def test_what_is_found_while_its_report_is_withdrawn_is_no_proposal(
    services: Services, add_report: AddReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = add_report("At least 40 soldiers died in Talvar on 3 March 2019.", source="Post")
    add_report("At least 40 soldiers were killed in Talvar on 3 March 2019.", article=True)
    with services.database.snapshot() as session:
        [match] = session.scalars(select(Match)).all()
        found = [(0.9, matching.Candidate(match.passage_id, other, "Post"))]

    def slowly(_services: Services, _text: str, ranked: list[Found]) -> list[Found]:
        assert ranked
        withdraw(services, other)
        return ranked

    monkeypatch.setattr(catching_up, "again", slowly)
    catching_up.match_again(services, [1])

    with services.database.transaction() as session:
        assert session.scalars(select(Match)).all() == []
        matching.record_imported(session, [(1, found)], {})
        assert session.scalars(select(Match)).all() == []


def test_a_capture_that_another_report_needs_is_kept(
    services: Services, report_id: int, add_report: AddReport
) -> None:
    add_report(TEXT, source="Another")

    assert withdraw(services, report_id, erase=True) is None


def test_proposals_go_with_their_report_however_far_they_were(
    services: Services, report_id: int, add_report: AddReport, make_user: MakeUser
) -> None:
    other, ana = add_report("The harvest was poor this year."), make_user()
    with services.database.transaction() as session:
        mine = session.scalars(select(Passage).where(Passage.report_id == report_id)).all()
        [others] = session.scalars(select(Passage).where(Passage.report_id == other)).all()
        near, rested_on, far = (row.id for row in mine[:3])
        session.execute(delete(Match))
        for passage_id, similarity in (
            (rested_on, 0.2),
            (near, 0.9),
            (far, 0.1),
            (others.id, 0.1),
        ):
            session.add(proposal(passage_id, similarity))
        session.flush()
        evidence.on_passage(session, 1, rested_on, Judgement(Stance.SUPPORTS), reviewer=ana)

    withdraw(services, report_id)

    with services.database.snapshot() as session:
        kept = session.scalars(select(Match).order_by(Match.passage_id)).all()
        assert {row.passage_id: row.comparison for row in kept} == {
            rested_on: [],
            others.id: [{"slot": "place"}],
        }


def proposal(passage_id: int, similarity: float) -> Match:
    return Match(
        claim_id=1,
        passage_id=passage_id,
        rank=passage_id,
        similarity=similarity,
        origin=1,
        origin_label="Herald",
        comparison=[{"slot": "place"}],
    )


def test_withdrawing_takes_a_reason_and_a_report(services: Services, report_id: int) -> None:
    for number, reason, error in ((99, "x", NotFoundError), (report_id, " ", InputError)):
        with pytest.raises(error), services.database.transaction() as session:
            redaction.withdraw(session, number, reason=reason, by="edda")


def whole(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
