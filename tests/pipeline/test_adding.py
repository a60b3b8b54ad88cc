"""Folders added twice: what the desk has is not read again; a receipt says what became of all."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import MakeReport
from tests.reading.samples import BODY, article, page
from workbench.bootstrap import Services
from workbench.errors import ConflictError
from workbench.pipeline import adding, putting_right, reading, withdrawing
from workbench.reading import documents
from workbench.reading.documents import Document
from workbench.reading.record import Known, Limits, ReportRecord
from workbench.stages import ingest
from workbench.store import captures
from workbench.store.base import Json
from workbench.store.models import Event, Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a.html").write_bytes(page(article()))
    (made / "b.html").write_bytes(page(article(*BODY[::-1], headline="Dam changes hands")))
    return made


def add(desk: Services, folder: Path, *, article: bool = False) -> list[Json]:
    known = adding.known_to(desk)
    reports = reading.new_reports(desk.settings, str(folder), known)
    return list(adding.add(desk, reports, by="test", article=article))


def test_bytes_that_the_desk_has_are_not_read_again(
    services: Services, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = add(services, folder)
    (folder / "c.html").write_bytes(page(article(*BODY, "Ten more arrived.", headline="More come")))
    read: list[str] = []
    real = documents.read_document

    def noting(document: Document, limits: Limits) -> ReportRecord:
        read.append(document.name)
        return real(document, limits)

    monkeypatch.setattr(documents, "read_document", noting)

    again = add(services, folder)

    assert [done["outcome"] for done in first] == ["added", "added"]
    assert [done["outcome"] for done in again] == ["unchanged", "unchanged", "added"]
    assert [done["report"] for done in again] == [1, 2, 3]
    assert read == [str(folder / "c.html")]


def test_a_text_that_the_desk_has_is_not_split_again(
    services: Services, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = make_report("The dam broke at night.")
    list(adding.add(services, [record], by="test", article=False))
    monkeypatch.setattr(ingest, "compute", None)

    [done] = adding.add(services, [record], by="test", article=False)

    assert (done["report"], done["outcome"]) == (1, "unchanged")


def test_the_same_bytes_at_another_address_are_another_report(
    services: Services, make_report: MakeReport
) -> None:
    record = make_report("The dam broke at night.", url="https://a.example/dam")
    list(adding.add(services, [record], by="test", article=False))
    known = adding.known_to(services)

    assert known(Known("file.warc#3", record.sha256, "https://a.example/dam"))
    assert known(Known("test.txt", record.sha256, "https://b.example/dam"))
    assert not known(Known("file.warc#4", record.sha256, "https://b.example/dam"))
    assert known(Known("copy.html", record.sha256))


def test_an_article_is_pulled_again_though_its_text_is_known(
    services: Services, folder: Path
) -> None:
    add(services, folder)
    reports = reading.reports(services.settings, str(folder))

    done = list(adding.add(services, reports, by="test", article=True))

    assert all(each["outcome"] == "unchanged" and each["claims"] for each in done)


def test_a_receipt_counts_what_became_of_everything_and_is_kept(
    services: Services, folder: Path
) -> None:
    (folder / "d.html").write_bytes(b"\x00\x01\x02\x03" * 40)
    receipt = adding.Receipt([str(folder)])
    for done in add(services, folder):
        receipt.count(done)
    receipt.finished = True

    adding.keep(services, receipt, by="test")

    with services.database.snapshot() as session:
        event = session.scalars(select(Event).where(Event.kind == "reports added")).one()
        assert session.scalar(select(func.count()).select_from(Report)) == 2
    kept = {key: event.detail[key] for key in event.detail if key != "seconds"}
    assert kept == {
        "inputs": [str(folder)],
        "reports": 3,
        "added": 2,
        "unchanged": 0,
        "new version": 0,
        "withdrawn": 0,
        "rejected": 1,
        "finished": True,
    }


def withdraw(desk: Services, report_id: int, *, erase: bool = False) -> None:
    withdrawing.withdraw(desk, report_id, reason="a life is at risk", by="edda", erase=erase)


def add_records(desk: Services, *records: ReportRecord) -> list[Json]:
    return list(adding.add(desk, records, by="test", article=False))


@pytest.mark.parametrize("erase", [False, True])
def test_a_withdrawn_report_is_not_added_again_by_its_bytes(
    services: Services, folder: Path, *, erase: bool
) -> None:
    add(services, folder)
    withdraw(services, 1, erase=erase)

    again = add(services, folder)

    assert [done["outcome"] for done in again] == ["withdrawn", "unchanged"]
    assert again[0]["report"] is None
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    assert again[0]["problems"] == [
        f"It was withdrawn on {today}, as report 1, and is not added again."
    ]
    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Report)) == 2


def test_nor_by_its_address_though_the_text_there_is_another(
    services: Services, make_report: MakeReport
) -> None:
    there = "https://a.example/dam"
    add_records(services, make_report("The dam broke at night.", url=there))
    withdraw(services, 1)

    [same] = add_records(services, make_report("The dam broke at dawn.", url=there))
    [elsewhere] = add_records(services, make_report("It held.", url="https://a.example/mill"))

    assert (same["outcome"], elsewhere["outcome"]) == ("withdrawn", "added")


def test_an_address_whose_older_text_was_withdrawn_takes_new_ones(
    services: Services, make_report: MakeReport
) -> None:
    there = "https://a.example/dam"
    for text in ("The dam broke at night.", "The dam broke at dawn."):
        add_records(services, make_report(text, url=there))
    withdraw(services, 1)

    first, third = add_records(
        services,
        make_report("The dam broke at night.", url=there),
        make_report("The dam broke at noon.", url=there),
    )

    assert (first["outcome"], third["outcome"]) == ("withdrawn", "new version")


def test_a_pasted_text_is_known_by_its_words(services: Services, make_report: MakeReport) -> None:
    record = make_report("The dam broke at night.")
    add_records(services, record)
    withdraw(services, 1)

    [pasted] = add_records(services, replace(record, sha256="0" * 64))

    assert pasted["outcome"] == "withdrawn"


def test_what_is_withdrawn_while_it_is_read_again_is_not_added(
    services: Services, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_report("The dam broke at night.", url="https://a.example/dam")
    list(adding.add(services, [first], by="test", article=False))
    compute = ingest.compute

    def slowly(report: ReportRecord) -> list[ingest.Sentence]:
        monkeypatch.undo()
        withdrawing.withdraw(services, 1, reason="a life is at risk", by="edda")
        return compute(report)

    monkeypatch.setattr(ingest, "compute", slowly)
    again = make_report("The dam broke at night, they said.", url="https://a.example/dam")

    [done] = adding.add(services, [again], by="test", article=False)

    assert (done["report"], done["outcome"]) == (None, "withdrawn")


def test_what_is_stated_of_a_page_while_it_is_read_again_holds_for_its_next_version(
    services: Services, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_report("The dam broke at night.", url="https://a.example/dam")
    list(adding.add(services, [first], by="test", article=False))
    compute = ingest.compute

    def slowly(report: ReportRecord) -> list[ingest.Sentence]:
        monkeypatch.undo()
        restated = putting_right.compute(services.database, 1, "Hill Radio", None)
        with services.database.transaction() as session:
            putting_right.record(session, restated, by="ana")
        return compute(report)

    monkeypatch.setattr(ingest, "compute", slowly)
    again = make_report("The dam broke at night, they said.", url="https://a.example/dam")

    [done] = adding.add(services, [again], by="test", article=False)

    with services.database.snapshot() as session:
        report = session.get_one(Report, done["report"])
        assert (done["outcome"], report.source and report.source.name) == (
            *("new version", "Hill Radio"),
        )


def test_an_erasure_that_was_cut_off_is_finished_by_the_next(
    services: Services, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.html").unlink()
    add(services, folder)
    captured = services.settings.captures

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(captures, "forget", cut_off)
        with pytest.raises(KeyboardInterrupt):
            withdraw(services, 1, erase=True)
    assert list(captured.rglob("*.gz"))

    withdraw(services, 1, erase=True)

    assert not list(captured.rglob("*.gz"))
    with pytest.raises(ConflictError):
        withdraw(services, 1, erase=True)
    with services.database.snapshot() as session:
        told = session.scalars(select(Event).where(Event.kind == "report withdrawn")).all()
    assert len(told) == 1
