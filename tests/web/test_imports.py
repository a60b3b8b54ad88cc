"""An import from the page: looked at, handed to the worker, followed, cancelled, taken back."""

import io

import pytest
from sqlalchemy import func, select

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.jobs.doing import do
from workbench.pipeline import uploads
from workbench.store import leases
from workbench.store.ledger import Job, JobState
from workbench.store.models import Claim, Import

CSV = b"text,speaker\nThe bridge at Orvel was destroyed.,a spokesman\n,nobody\n"


def send(visitor: Visitor, content: bytes = CSV, name: str = "claims.csv") -> str:
    sent = visitor.post("/imports/", file=(io.BytesIO(content), name))
    assert sent.status_code == 303
    return sent.headers["Location"]


def run_jobs(services: Services) -> None:
    with services.database.snapshot() as session:
        waiting = leases.waiting(session)
    for job_id in waiting:
        do(services, job_id)


def test_a_file_is_looked_at_before_it_is_imported(services: Services, ana: Visitor) -> None:
    address = send(ana)
    page = ana.get(address).text

    assert page.count(f'action="{address}"') == 2  # to import it, and to look again
    assert "What would become of" in page
    assert "The bridge at Orvel was destroyed." in page
    assert "The text is empty." in page
    assert "utf-8 (found)" in page
    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Claim)) == 2
        assert session.scalar(select(func.count()).select_from(Import)) == 0


def test_a_file_without_a_text_column_asks_which_one_it_is(ana: Visitor) -> None:
    address = send(ana, b"wording,who\nThe bridge at Orvel was destroyed.,him\n")

    asked = ana.get(address)
    assert (asked.status_code, "“wording”" in asked.text) == (422, True)
    assert "--map" not in asked.text
    assert '<label for="f-map-text">The claim</label>' in asked.text
    told = ana.get(f"{address}?map_text=wording")
    assert (told.status_code, "The bridge at Orvel" in told.text) == (200, True)


def test_an_import_waits_for_the_worker_and_ends_at_its_receipt(
    services: Services, ana: Visitor
) -> None:
    address = send(ana)
    ana.get(address)
    begun = ana.post(address)

    assert begun.headers["Location"] == "/imports/1"
    waiting = ana.get("/imports/1")
    assert waiting.headers["Refresh"] == "2"
    assert "No worker is running" in waiting.text

    run_jobs(services)

    receipt = ana.get("/imports/1")
    assert "Refresh" not in receipt.headers
    assert "Rejected rows" in receipt.text
    assert "The bridge at Orvel" in ana.get("/?import=1").text
    assert not list(uploads.folder(services).iterdir())


def test_the_guessed_encoding_can_be_changed(services: Services, ana: Visitor) -> None:
    address = send(ana, "text\nLe pont était détruit à Orvél près d’ici.\n".encode("utf-16-le"))

    assert "utf-16-le (found)" in ana.get(address).text
    assert ana.get(f"{address}?encoding=cp1252").status_code == 422
    ana.post(address, encoding="utf-16-le")
    run_jobs(services)
    with services.database.snapshot() as session:
        assert session.get_one(Import, 1).new == 1


def test_rejected_rows_come_as_a_file_to_mend(services: Services, ana: Visitor) -> None:
    address = send(ana)
    ana.post(address)
    run_jobs(services)

    file = ana.get("/imports/1/rejected.csv")

    assert file.headers["Content-Disposition"] == "attachment; filename=claims.csv.rejected.csv"
    assert file.text.splitlines() == [
        "\ufefftext,speaker,reason",
        ",nobody,The text is empty.",
    ]


def test_a_cancelled_import_stops_before_its_next_batch(services: Services, ana: Visitor) -> None:
    ana.post(send(ana))
    ana.post("/imports/1/cancel")

    run_jobs(services)

    assert "cancelled" in ana.get("/imports/1").text


def test_an_import_whose_file_is_gone_says_so_and_can_be_tried_again(
    services: Services, ana: Visitor
) -> None:
    ana.post(send(ana))
    with services.database.snapshot() as session:
        path = session.scalars(select(Job.input)).one()
    uploads.discard(services, path)
    run_jobs(services)

    page = ana.get("/imports/1").text
    assert "It stopped:" in page
    assert ana.post("/imports/1/continue").status_code == 303
    with services.database.snapshot() as session:
        assert session.scalars(select(Job.state)).one() is JobState.WAITING


def test_an_import_that_stopped_goes_on_when_its_file_is_sent_again(
    services: Services, ana: Visitor
) -> None:
    ana.post(send(ana))
    with services.database.snapshot() as session:
        uploads.discard(services, session.scalars(select(Job.input)).one())
    run_jobs(services)

    begun = ana.post(send(ana))
    run_jobs(services)

    assert begun.headers["Location"] == "/imports/1"
    with services.database.snapshot() as session:
        assert session.scalars(select(Job.state)).one() is JobState.DONE


def test_an_editor_takes_an_import_back(services: Services, signed_in: MakeVisitor) -> None:
    edda = signed_in("edda")
    edda.post(send(edda))
    run_jobs(services)

    edda.post("/imports/1/undo")
    run_jobs(services)

    shown = edda.get("/imports/1").text
    assert "It was taken back: none of its claims is left." in shown
    assert "Triage them" not in shown
    with services.database.snapshot() as session:
        assert session.scalar(select(func.count()).select_from(Claim)) == 2


@pytest.mark.parametrize("token", ["0" * 32, "..", "x"])
def test_an_upload_that_is_not_there_is_not_found(ana: Visitor, token: str) -> None:
    assert ana.get(f"/imports/look/{token}").status_code == 404


def test_no_file_is_refused(ana: Visitor) -> None:
    assert ana.post("/imports/").status_code == 422


def test_what_is_no_file_of_claims_is_said(ana: Visitor) -> None:
    assert ana.get(send(ana, b"\x00\x01", "x.csv")).status_code == 422


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("說" * 150 + ".csv", "說" * 65 + ".csv"),
        ("..", "claims.csv"),
        ("claims\x07.csv", "claims.csv"),
    ],
    ids=["long", "dots", "control"],
)
def test_a_file_of_any_name_is_kept(services: Services, ana: Visitor, name: str, kept: str) -> None:
    send(ana, name=name)

    assert [path.name for path in uploads.folder(services).glob("*/*")] == [kept]


def test_an_upload_that_broke_off_is_to_be_sent_again(services: Services, ana: Visitor) -> None:
    address = send(ana)
    [path] = uploads.folder(services).glob("*/*")
    path.unlink()

    assert ana.get(address).status_code == 404
