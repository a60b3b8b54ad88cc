"""Imports over the API, with the worker's part done by hand."""

import io

import openpyxl
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.api.conftest import MakeProgram, Program
from workbench.bootstrap import Services
from workbench.jobs.doing import do
from workbench.store.ledger import Job, JobState

ROWS = b"text,speaker\nA dam broke in Orsk.,Lea Orn\n,nobody\nWheat rose in Orsk.,Lea Orn\n"


def test_a_file_is_taken_and_imported_by_a_worker(ana: Program, services: Services) -> None:
    taken = send(ana, ROWS)
    work(services)

    receipt = ana.get(taken.headers["Location"].removeprefix("/api/v1")).get_json()
    assert taken.status_code == 202
    assert taken.get_json()["state"] == "running"
    assert (receipt["state"], receipt["share"]) == ("done", 1.0)
    assert (receipt["new"], receipt["rejected"]) == (2, 1)
    assert receipt["problems"][0]["reason"] == "The text is empty."
    assert len(ana.read("/claims", **{"import": receipt["import"]})["items"]) == 2


def test_what_is_no_file_of_claims_is_refused_and_not_kept(
    ana: Program, services: Services
) -> None:
    assert send(ana, b"").status_code == 422
    assert send(ana, b"\x89PNG\r\n").status_code == 422
    assert list((services.settings.home / "uploads").iterdir()) == []


def test_a_workbook_is_known_by_its_bytes_whatever_its_name(
    ana: Program, services: Services
) -> None:
    written, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append(["A dam broke in Orsk."])
    book.save(written)

    taken = send(ana, written.getvalue(), "claims")
    work(services)

    assert taken.get_json()["format"] == "xlsx"
    assert ana.read(f"/imports/{taken.get_json()['import']}")["new"] == 1


def test_an_import_without_a_file_is_refused(ana: Program) -> None:
    kind = "multipart/form-data"

    assert ana.post("/imports", data={"format": "csv"}, content_type=kind).status_code == 422


def test_an_import_is_taken_back_by_an_editor(
    ana: Program, program: MakeProgram, services: Services
) -> None:
    receipt = send(ana, ROWS).get_json()
    path = f"/imports/{receipt['import']}"
    edda = program("edda")
    assert ana.delete(path).status_code == 403
    work(services)

    undone = edda.delete(path)

    assert (undone.status_code, undone.get_json()["removed"]) == (200, 2)
    assert ana.read(path)["state"] == "undone"


def test_an_import_is_cancelled(ana: Program, services: Services) -> None:
    receipt = send(ana, ROWS).get_json()

    cancelled = ana.post(f"/imports/{receipt['import']}/cancel")
    work(services)

    assert cancelled.status_code == 202
    assert ana.read(f"/imports/{receipt['import']}")["state"] == "cancelled"


def test_imports_are_listed_the_latest_first(ana: Program) -> None:
    ids = [send(ana, ROWS + str(n).encode()).get_json()["import"] for n in range(3)]

    page = ana.read("/imports", limit=2)
    rest = ana.read("/imports", limit=2, cursor=page["next"])

    assert [each["import"] for each in page["items"] + rest["items"]] == ids[::-1]


def send(who: Program, rows: bytes, name: str = "claims.csv") -> TestResponse:
    return who.post("/imports", data={"file": (io.BytesIO(rows), name)})


def work(services: Services) -> None:
    with services.database.snapshot() as session:
        waiting = list(session.scalars(select(Job.id)))
    for job_id in waiting:
        do(services, job_id)


def test_a_dry_run_says_what_would_be_done_and_stores_nothing(
    ana: Program, services: Services
) -> None:
    told = {"dry_run": "true", "map": ["text=words", "speaker=who"]}
    sent = {"file": (io.BytesIO(b"words,who\nA dam broke in Orsk.,Lea Orn\n"), "c.csv"), **told}

    looked = ana.post("/imports", data=sent, content_type="multipart/form-data")

    assert looked.status_code == 200
    assert (looked.get_json()["dry_run"], looked.get_json()["new"]) == (True, 1)
    assert looked.get_json()["columns"]["text"] == "words"
    assert ana.read("/imports")["items"] == []
    assert list((services.settings.home / "uploads").iterdir()) == []


def test_columns_are_mapped_to_known_fields_only(ana: Program) -> None:
    sent = {"file": (io.BytesIO(ROWS), "c.csv"), "map": "words=text"}

    assert ana.post("/imports", data=sent, content_type="multipart/form-data").status_code == 422


def test_rejected_rows_are_given_back_with_their_reasons(ana: Program, services: Services) -> None:
    receipt = send(ana, ROWS).get_json()
    work(services)

    answer = ana.get(f"/imports/{receipt['import']}/rejected")

    assert answer.mimetype == "text/csv"
    assert answer.text.splitlines()[-1] == ",nobody,The text is empty."


def test_only_an_import_that_stopped_goes_on(ana: Program, services: Services) -> None:
    receipt = send(ana, ROWS).get_json()
    again = f"/imports/{receipt['import']}/continue"
    assert ana.post(again).status_code == 409

    with services.database.transaction() as session:
        session.scalars(select(Job)).one().state = JobState.FAILED
    assert ana.post(again).status_code == 202
    work(services)

    assert ana.read(f"/imports/{receipt['import']}")["state"] == "done"
