"""A file of claims into the desk: once each, whatever happens in between."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.conftest import AddReport, MakeUser
from tests.pipeline.imported import Bring, Killed, Write, counts, many, total, whole
from workbench.bootstrap import Services
from workbench.domain.vocabulary import ImportState, State, Verdict
from workbench.errors import ConflictError
from workbench.interchange.rows import Directions
from workbench.pipeline import importing, undoing
from workbench.stages.undoing import DECIDED, NAMED
from workbench.store import drafts, events, leases
from workbench.store.ledger import JobState
from workbench.store.models import (
    Claim,
    ClaimVersion,
    Import,
    ImportedClaim,
    Match,
    Review,
)


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


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.FAILED])
def test_an_import_that_stopped_and_was_taken_back_is_not_gone_on_with(
    services: Services, bring: Bring, state: JobState
) -> None:
    stopped = bring("text,external_id\nForty died.,1\n")["import"]
    with services.database.transaction() as session:
        job = leases.job_of(session, stopped)
        assert job is not None
        job.state = state

    undoing.undo(services, stopped, by="test")

    with services.database.transaction() as session:
        with pytest.raises(ConflictError):
            leases.try_again(session, stopped)
        with pytest.raises(ConflictError):
            leases.take(session, job.id, leases.me())


def test_an_import_that_is_tried_again_is_not_cancelled_by_what_was_asked_before(
    services: Services, bring: Bring
) -> None:
    stopped = bring("text,external_id\nForty died.,1\n")["import"]
    with services.database.transaction() as session:
        job = leases.job_of(session, stopped)
        assert job is not None
        job.state = JobState.RUNNING
        leases.ask_to_cancel(session, stopped)
        job.state = JobState.FAILED

    with services.database.transaction() as session:
        again, me = leases.try_again(session, stopped), leases.me()
        leases.take(session, again.id, me)
        assert leases.renew(session, again.id, me)


def test_undo_leaves_what_somebody_begins_to_write(
    services: Services, bring: Bring, make_user: MakeUser
) -> None:
    receipt, ana = bring("text,external_id\nForty died.,1\nNobody fled.,2\n"), make_user()
    with services.database.transaction() as session:
        drafts.keep(session, 1, ana.id, {"rationale": "Seen by two reporters."})

    done = undoing.undo(services, receipt["import"], by="test")

    assert (done["removed"], [each["claim"] for each in done["stay"]]) == (1, [1])
    with services.database.snapshot() as session:
        assert drafts.of(session, 1, ana.id) is not None


def test_what_two_imports_name_goes_with_the_second_that_is_taken_back(
    services: Services, bring: Bring
) -> None:
    rows = "text,external_id\nForty died.,1\n"
    first, second = bring(rows)["import"], bring(rows, "b.csv")["import"]

    stays = undoing.undo(services, first, by="test")["stay"]
    gone = undoing.undo(services, second, by="test")["removed"]

    assert ([each["because"] for each in stays], gone) == ([NAMED], 1)
    assert total(services, Claim) == 0


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
