"""A file of claims into the desk: once each, whatever happens in between."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from tests.conftest import AddReport, MakeUser
from workbench import config
from workbench.bootstrap import Services
from workbench.domain.vocabulary import ImportState, State, Verdict
from workbench.errors import ConflictError, DeskError, InputError
from workbench.interchange.rows import Directions
from workbench.pipeline import importing, undoing
from workbench.stages.undoing import DECIDED, NAMED
from workbench.store import events, leases
from workbench.store.ledger import Job, JobState
from workbench.store.models import (
    Claim,
    ClaimVersion,
    Embedding,
    Import,
    ImportedClaim,
    Match,
    Review,
)

BROKEN_OFF = 5 * importing.FIRST_BATCH
Write = Callable[..., Path]
Bring = Callable[..., dict[str, Any]]


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


def counts(receipt: dict[str, Any]) -> tuple[int, int, int, int, int]:
    names = ("rows", "new", "same", "changed", "rejected")
    rows, new, same, changed, rejected = (int(receipt[name]) for name in names)
    return rows, new, same, changed, rejected


def many(count: int) -> str:
    lines = (f"Shell {n} fell on Orvel and killed {n} people.,K-{n}\n" for n in range(count))
    return "text,external_id\n" + "".join(lines)


def total(services: Services, model: type) -> int:
    with services.database.snapshot() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def whole(services: Services) -> None:
    """No claim without its vector, none unmatched, none named twice."""
    with services.database.snapshot() as session:
        vectors = set(session.scalars(select(Embedding.text_hash)))
        claims = session.scalars(select(Claim)).all()
        assert {claim.text_hash for claim in claims} <= vectors
        assert [claim.id for claim in claims if claim.matched_at is None] == []
        assert not list(events.verify(session))


def test_claims_are_stored_embedded_and_matched(
    services: Services, bring: Bring, add_report: AddReport
) -> None:
    add_report("The bridge at Orvel was destroyed on Monday. Nobody was hurt.", source="Northwire")

    receipt = bring("text,speaker,colour\nThe bridge at Orvel was destroyed.,the mayor,red\n")

    assert counts(receipt) == (1, 1, 0, 0, 0)
    assert (receipt["state"], receipt["format"], receipt["encoding"]) == ("done", "csv", "utf-8")
    with services.database.snapshot() as session:
        claim = session.scalars(select(Claim)).one()
        assert claim.speaker is not None
        assert (claim.speaker["name"], claim.extra) == ("the mayor", {"colour": "red"})
        matches = session.scalars(select(Match).order_by(Match.rank)).all()
        assert [(m.rank, m.origin_label) for m in matches] == [(1, "Northwire"), (2, "Northwire")]
        assert (matches[0].similarity or 0) > (matches[1].similarity or 0)
        assert claim.searched is not None
        assert claim.searched["reports"] == 1
    whole(services)


def test_the_same_file_twice_is_all_the_same(services: Services, bring: Bring) -> None:
    bring(many(30))
    again = bring(many(30))

    assert counts(again) == (30, 0, 30, 0, 0)
    assert total(services, Claim) == 30
    assert total(services, ImportedClaim) == 60


def test_a_changed_row_keeps_the_old_version_and_asks_a_decision_to_be_seen_to(
    services: Services, bring: Bring
) -> None:
    bring("text,external_id,note\nForty died.,1,first\nNobody fled.,2,\n")
    with services.database.transaction() as session:
        claim = session.get_one(Claim, 1)
        claim.state, claim.verdict = State.DECIDED, Verdict.CORROBORATED

    receipt = bring("text,external_id\nFifty died.,1\nNobody fled.,2\n", "second.csv")

    assert counts(receipt) == (2, 0, 1, 1, 0)
    with services.database.snapshot() as session:
        claim = session.get_one(Claim, 1)
        assert (claim.text, claim.version, claim.note) == ("Fifty died.", 2, "first")
        assert (claim.state, claim.verdict) == (State.RECHECK, Verdict.CORROBORATED)
        old = session.scalars(select(ClaimVersion)).one()
        assert (old.fields["text"], old.replaced_by) == ("Forty died.", "import 2")
        happened = [(e["kind"], e["detail"].get("reason")) for e in events.history(session, 1)]
        assert happened == [("claim changed", None), ("recheck", "an import changed its text")]
    whole(services)


def test_equal_external_ids_with_other_contents_are_rejected(bring: Bring) -> None:
    rows = (
        "text,external_id\nForty died.,1\nFifty died.,1\nForty died.,1\nSame text.,\nSame text.,\n"
    )

    receipt = bring(rows)

    assert counts(receipt) == (5, 2, 2, 0, 1)
    assert receipt["problems"][0]["reason"] == "Row 1 has the same external_id and other contents."
    assert counts(bring(rows)) == (5, 0, 4, 0, 1)


def test_an_equal_external_id_in_a_later_batch_is_rejected_too(bring: Bring) -> None:
    count = importing.FIRST_BATCH + 5

    receipt = bring(many(count) + "Another text.,K-3\n")

    assert counts(receipt) == (count + 1, count, 0, 0, 1)
    assert receipt["problems"][0]["reason"].startswith("Row 4 has the same external_id")


def test_a_look_says_what_an_import_then_does(
    services: Services, bring: Bring, write: Write
) -> None:
    bring("text,external_id\nForty died.,1\nNobody fled.,2\n")
    rows = "text,external_id\nFifty died.,1\nNobody fled.,2\nNew.,3\nOther.,3\n,4\n"

    looked = importing.look(services, write(rows, "second.csv"), Directions())

    assert (counts(looked), looked["import"], looked["dry_run"]) == ((5, 1, 1, 1, 2), None, True)
    assert [row["outcome"] for row in looked["first_rows"]] == [
        *("changed", "same", "new", "rejected")
    ]
    assert total(services, Claim) == 2
    assert counts(bring(rows, "second.csv")) == counts(looked)


def test_rejected_rows_can_be_mended_and_brought_again(
    services: Services, bring: Bring, tmp_path: Path
) -> None:
    receipt = bring("text,external_id,colour\nForty died.,1,red\n,2,blue\n")

    written = importing.write_rejected(services, receipt["import"], tmp_path / "claims.csv")

    assert written.name == "claims.csv.rejected.csv"
    content = written.read_text("utf-8-sig")
    assert content.splitlines() == [
        "text,external_id,colour,reason",
        ",2,blue,The text is empty.",
    ]
    written.write_text(content.replace(",2,blue", "Fifty died.,2,blue"))
    mended = importing.import_file(services, written, by="test")
    assert counts(mended) == (1, 1, 0, 0, 0)
    with services.database.snapshot() as session:
        assert session.get_one(Claim, 2).extra == {"colour": "blue"}


def test_undo_removes_what_only_this_import_brought(
    services: Services, bring: Bring, make_user: MakeUser
) -> None:
    bring("text,external_id\nForty died.,1\n")
    second = bring("text,external_id\nFifty died.,1\nNobody fled.,2\nRain fell.,3\n", "b.csv")
    reviewer = make_user()
    with services.database.transaction() as session:
        session.add(
            Review(
                claim_id=2,
                number=1,
                verdict=Verdict.UNRESOLVED,
                rationale="Nothing is known.",
                reviewer_id=reviewer.id,
            )
        )

    done = undoing.undo(services, second["import"], by="test")

    assert (done["removed"], done["restored"]) == (1, 1)
    assert [(each["claim"], each["because"]) for each in done["stay"]] == [
        (1, NAMED),
        (2, DECIDED),
    ]
    with services.database.snapshot() as session:
        assert session.get_one(Claim, 1).text == "Forty died."
        assert session.get(Claim, 3) is None
        assert session.get_one(Import, 2).state is ImportState.UNDONE
    whole(services)
    assert undoing.undo(services, second["import"], by="test")["removed"] == 0


def test_undo_matches_what_it_restored_and_nothing_else(services: Services, bring: Bring) -> None:
    bring("text,external_id\nForty died.,1\nNobody fled.,2\n")
    second = bring("text,external_id\nFifty died.,1\n", "b.csv")
    with services.database.transaction() as session:
        session.execute(update(Claim).where(Claim.id == 2).values(matched_at=None))

    assert undoing.undo(services, second["import"], by="test")["restored"] == 1

    with services.database.snapshot() as session:
        restored, other = session.get_one(Claim, 1), session.get_one(Claim, 2)
        assert (restored.text, restored.matched_at is None) == ("Forty died.", False)
        assert other.matched_at is None


def test_an_undo_killed_before_it_matched_does_so_when_it_is_done_again(
    services: Services, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring("text,external_id\nForty died.,1\n")
    second = bring("text,external_id\nFifty died.,1\n", "b.csv")["import"]

    def kill(*_given: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(undoing, "Matcher", kill)
        with pytest.raises(Killed):
            undoing.undo(services, second, by="test")

    assert undoing.undo(services, second, by="test")["restored"] == 0
    whole(services)


class Killed(Exception):  # noqa: N818 (what happens, not an error)
    """Stands for the process's end."""


@pytest.fixture
def broken_off(services: Services, write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose import ended, as by a kill, while its second batch was being embedded."""
    path = write(many(BROKEN_OFF))
    encode, calls = type(services.encoder).encode, [0]

    def break_off(self: Any, texts: Any) -> Any:
        calls[0] += 1
        if calls[0] == 2:
            raise Killed
        return encode(self, texts)

    with monkeypatch.context() as patch:
        patch.setattr(type(services.encoder), "encode", break_off)
        with pytest.raises(Killed):
            importing.import_file(services, path, by="test")
    monkeypatch.setattr(leases, "_runs", lambda _pid: False)  # as if its process were gone
    return path


def test_an_import_broken_off_goes_on_where_it_stood(services: Services, broken_off: Path) -> None:
    receipt = importing.import_file(services, broken_off, by="test")

    assert (receipt["import"], counts(receipt)) == (1, (BROKEN_OFF, BROKEN_OFF, 0, 0, 0))
    whole(services)


def test_what_is_stored_is_whole_whenever_it_is_broken_off(
    services: Services, broken_off: Path
) -> None:
    assert total(services, Claim) == total(services, ImportedClaim) == importing.FIRST_BATCH
    assert broken_off.exists()
    whole(services)


def test_an_import_leaves_the_claims_of_another_to_it(
    services: Services, write: Write, bring: Bring
) -> None:
    bring("text,external_id\nForty died.,1\nNobody fled.,2\n")
    with services.database.transaction() as session:
        session.execute(update(Claim).values(matched_at=None))

    importing.import_file(services, write("text\nThe dam broke.\n", "mine.csv"), by="test")

    with services.database.snapshot() as session:
        unmatched = select(Claim.external_id).where(Claim.matched_at.is_(None))
        assert session.scalars(unmatched.order_by(Claim.id)).all() == ["1", "2"]


def test_a_running_import_of_the_same_file_is_not_joined(services: Services, write: Write) -> None:
    path = write(many(5))
    job_id = importing.prepare(services, path, by="test", directions=Directions())
    with services.database.transaction() as session:
        leases.take(session, job_id, leases.me())

    with pytest.raises(ConflictError, match="is being worked on"):
        importing.run(services, job_id)
    second = importing.import_file(services, path, by="test")
    assert (second["import"], counts(second)) == (2, (5, 5, 0, 0, 0))


def test_a_lease_lost_stops_the_one_who_lost_it(services: Services, write: Write) -> None:
    job_id = importing.prepare(services, write(many(5)), by="test", directions=Directions())
    with services.database.transaction() as session:
        leases.take(session, job_id, mine := leases.me())
        session.get_one(Job, job_id).owner = leases.me()

    with services.database.transaction() as session, pytest.raises(ConflictError, match="taken"):
        leases.renew(session, job_id, mine)


def test_a_file_that_changed_in_between_is_refused(services: Services, write: Write) -> None:
    job_id = importing.prepare(services, write(many(5)), by="test", directions=Directions())
    write(many(6))

    with pytest.raises(InputError, match="another file"):
        importing.run(services, job_id)
    with services.database.snapshot() as session:
        assert session.get_one(Job, job_id).state is JobState.FAILED


def test_a_database_that_another_writes_to_is_waited_for(services: Services, bring: Bring) -> None:
    file = services.settings.url.removeprefix("sqlite:///")
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    def finish() -> None:
        time.sleep(0.5)
        other.execute("COMMIT")

    thread = threading.Thread(target=finish)
    thread.start()
    assert counts(bring(many(5))) == (5, 5, 0, 0, 0)
    thread.join()
    other.close()


def test_a_full_disk_leaves_the_desk_whole_and_the_import_to_be_gone_on_with(
    services: Services, write: Write
) -> None:
    path = write(many(2_000))
    with services.database.transaction() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = [pages + 120]

    def full(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={limit[0]}")

    event.listen(services.database.engine, "connect", full)
    services.database.close()
    with pytest.raises(DeskError, match="full"):
        importing.import_file(services, path, by="test")
    limit[0] = 1_000_000
    services.database.close()

    receipt = importing.import_file(services, path, by="test")

    assert (receipt["import"], counts(receipt)[:2]) == (1, (2_000, 2_000))
    whole(services)


def test_two_imports_at_once_keep_every_claim_once(services: Services, write: Write) -> None:
    left, right = write(many(700), "left.csv"), write(many(900), "right.csv")
    receipts: list[dict[str, Any]] = []

    def run(path: Path) -> None:
        receipts.append(importing.import_file(services, path, by="test"))

    threads = [threading.Thread(target=run, args=(path,)) for path in (left, right)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(receipt["new"] for receipt in receipts) == total(services, Claim) == 900
    assert sum(receipt["same"] for receipt in receipts) == 700
    whole(services)


@pytest.mark.parametrize("delay", [0.02, 0.2, 0.5])
def test_killed_at_any_moment_and_run_again_it_is_whole(
    services: Services, write: Write, delay: float
) -> None:
    path, count = write(many(1_500)), 1_500
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from tests.conftest import WordsEncoder\n"
        "from workbench import bootstrap, config\n"
        "from workbench.pipeline import importing\n"
        "desk = bootstrap.open_desk(config.read(), encoder=WordsEncoder())\n"
        "print('begins', flush=True)\n"
        "importing.import_file(desk, Path(sys.argv[2]), by='test')\n"
    )
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", program, root, str(path)],
        env=config.child_environment(services.settings),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begins\n"
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    receipt = importing.import_file(services, path, by="test")

    assert counts(receipt)[0] == count
    assert receipt["new"] + receipt["same"] == total(services, Claim) == count
    assert total(services, ImportedClaim) in {count, 2 * count}
    whole(services)
