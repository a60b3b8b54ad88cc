"""Whatever is touched behind the record's back is found, and said where."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from tests.conftest import AddReport, MakeUser
from workbench.bootstrap import Services
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Ground, Publication, Role, Stance, State, Verdict
from workbench.interchange import bundle
from workbench.stages import auditing, bundling, evidence, publishing, reviewing
from workbench.stages.evidence import Judgement
from workbench.store import events
from workbench.store.base import now
from workbench.store.casework import open_case
from workbench.store.models import Claim, Event, Evidence, Passage, Report, Review, User

ARTICLE = "The mayor of Talvar said that 40 houses were hit by shells on Sunday, 3 March 2019."
OTHER = "A reporter counted 12 houses that were hit in Talvar on Sunday, 3 March 2019."


@dataclass(frozen=True)
class Case:
    """One decided claim."""

    services: Services
    claim_id: int

    def audit(self, *heads: str) -> auditing.Audit:
        with self.services.database.snapshot() as session:
            return auditing.verify(session, self.services.settings.captures, heads=heads)

    def touch(self, change: Callable[[Session], object]) -> list[str]:
        """Changes the database as an intruder would; gives where the audit says it did."""
        with self.services.database.transaction() as session:
            on = " ON event" if session.get_bind().dialect.name == "postgresql" else ""
            for trigger in ("event_kept", "event_stays"):
                session.execute(text(f"DROP TRIGGER {trigger}{on}"))
            change(session)
        return [finding.where for finding in self.audit().findings]


@pytest.fixture
def case(services: Services, add_report: AddReport, make_user: MakeUser) -> Case:
    add_report(OTHER, source="Hill Radio")
    article = add_report(ARTICLE, source="Northwire")
    ana = make_user()
    with services.database.transaction() as session:
        claim = Claim(identity="x:1", report_id=article, text=ARTICLE, text_hash="0" * 64)
        claim.start, claim.end, claim.check_worthiness = 0, len(ARTICLE), 0.9
        session.add(claim)
        session.flush()
        passage = session.scalars(select(Passage).where(Passage.report_id != article)).one()
        judgement = Judgement(Stance.REFUTES, ground=Ground.CONTRARY_FIGURE)
        evidence.on_passage(session, claim.id, passage.id, judgement, reviewer=ana)
        note = "Somebody who was there telephoned."
        evidence.on_note(session, claim.id, note, Judgement(Stance.CONTEXT), reviewer=ana)
        session.flush()
        conclusion = Conclusion(
            verdict=Verdict.DISPUTED, rationale="Twelve, not forty.", ground=Ground.CONTRARY_FIGURE
        )
        seen = open_case(session, claim.id).revision
        reviewing.conclude(session, claim.id, conclusion, reviewer=ana, seen=seen)
    return Case(services, claim.id)


def another(session: Session) -> int:
    user = User(name="bo", password_hash="-", role=Role.REVIEWER)
    session.add(user)
    session.flush()
    return user.id


def test_what_a_person_took_back_or_replaced_is_told(case: Case, make_user: MakeUser) -> None:
    bo = make_user("bo")
    with case.services.database.transaction() as session:
        given = select(Evidence.passage_id).where(Evidence.passage_id.is_not(None))
        passage = session.scalars(given).one() or 0
        for stance in (Stance.SUPPORTS, Stance.CONTEXT):  # the second takes the first one's place
            evidence.on_passage(session, case.claim_id, passage, Judgement(stance), reviewer=bo)
            session.flush()
        told = "A neighbour wrote."
        row = evidence.on_note(session, case.claim_id, told, Judgement(Stance.CONTEXT), reviewer=bo)
        evidence.withdraw(session, case.claim_id, row.id, reviewer=bo)

    assert case.audit().findings == []
    where = case.touch(lambda s: s.execute(update(Evidence).values(withdrawn_at=None)))
    assert where == [f"evidence {row.id}"]


def test_an_untouched_desk_holds(case: Case) -> None:
    audit = case.audit()

    assert audit.findings == []
    assert audit.remarks == []
    assert audit.head.count == 6


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda s: s.execute(update(Event).where(Event.id == 3).values(actor="bo")), "event 3"),
        (lambda s: s.execute(delete(Event).where(Event.id == 3)), "event 4"),
        (lambda s: s.execute(update(Review).values(verdict=Verdict.UNRESOLVED)), "review 1"),
        (lambda s: s.execute(update(Review).values(rationale="Forty.")), "review 1"),
        (lambda s: s.execute(delete(Review)), "review 1"),
        (lambda s: s.execute(update(Evidence).values(stance=Stance.SUPPORTS)), "evidence 1"),
        (lambda s: s.execute(delete(Evidence)), "evidence 1"),
        (lambda s: s.execute(update(Evidence).values(passage_id=2)), "evidence 1"),
        (lambda s: s.execute(update(Evidence).values(basis_root="army")), "evidence 1"),
        (lambda s: s.execute(update(Evidence).values(withdrawn_at=now())), "evidence 1"),
        (lambda s: s.execute(update(Evidence).values(note="He saw it.")), "evidence 2"),
        (lambda s: s.execute(update(Review).values(undone_at=now())), "review 1"),
        (lambda s: s.execute(update(Review).values(reviewer_id=another(s))), "review 1"),
        (lambda s: s.execute(update(Review).values(rests_on={"evidence": []})), "review 1"),
        (lambda s: s.execute(update(Claim).values(verdict=Verdict.CORROBORATED)), "claim 1"),
        (lambda s: s.execute(update(Claim).values(publication=Publication.PUBLISHED)), "claim 1"),
        (lambda s: s.execute(update(Claim).values(state=State.SET_ASIDE)), "claim 1"),
        (lambda s: s.execute(update(Report).where(Report.id == 1).values(text="-")), "report 1"),
    ],
)
def test_what_is_touched_is_found(
    case: Case, change: Callable[[Session], object], where: str
) -> None:
    assert any(where in found for found in case.touch(change))


def test_what_was_published_and_withdrawn_is_held_against_what_was_told(
    case: Case, make_user: MakeUser
) -> None:
    editor = make_user("cy", Role.EDITOR)
    with case.services.database.transaction() as session:
        publishing.publish(session, case.claim_id, by=editor)
        publishing.withdraw(session, case.claim_id, by=editor, why="Sent too soon.")
    assert case.audit().findings == []

    found = case.touch(lambda s: s.execute(update(Claim).values(publication=Publication.PUBLISHED)))

    assert found == [f"claim {case.claim_id}"]


def test_two_events_that_changed_places_are_found(case: Case) -> None:
    def swap(session: Session) -> None:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            session.execute(update(Event).where(Event.id == old).values(id=new))

    assert "event 2" in case.touch(swap)


def test_events_cut_off_the_end_are_found_by_the_head_that_was_kept(case: Case) -> None:
    kept = case.audit().head.hash
    with case.services.database.transaction() as session:
        events.append(session, "later", actor="ana", subject="desk")
    assert case.audit(kept).findings == []

    case.touch(lambda s: s.execute(delete(Event).where(Event.id >= 6)))

    assert case.audit(kept).findings[0].reason.startswith(f"the head {kept}")


def test_a_damaged_and_a_missing_capture_are_found(case: Case) -> None:
    first, second = sorted(case.services.settings.captures.rglob("*.gz"))
    first.write_bytes(first.read_bytes()[:20])
    second.unlink()

    found = [finding.reason for finding in case.audit().findings]

    assert len(found) == 2
    assert any("cannot be read" in reason for reason in found)
    assert any("There is no capture" in reason for reason in found)


def test_a_clock_that_went_back_is_remarked_and_the_chain_holds(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = case.audit().head.at
    assert early
    monkeypatch.setattr(events, "now", lambda: early.replace(year=2001))
    with case.services.database.transaction() as session:
        events.append(session, "late", actor="ana", subject="desk")

    audit = case.audit()

    assert audit.findings == []
    assert audit.remarks == ["At event 7 the clock stood before the event that precedes it."]


@pytest.fixture
def exported(case: Case, tmp_path: Path) -> Path:
    path = tmp_path / "audit.zip"
    services = case.services
    missing: list[str] = []
    with services.database.snapshot() as session:
        held = bundling.contents(session, services.desk_id, services.settings.captures, missing)
        bundle.write(path, held)
    assert missing == []
    return path


def python(*arguments: str) -> tuple[int, str]:
    """What plain Python says, without the workbench or any library."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", *arguments], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()


def test_the_bundle_verifies_itself_with_python_alone(case: Case, exported: Path) -> None:
    head = case.audit().head.hash

    assert python(str(exported), head) == (0, "Everything is as it was sealed.")
    assert python(str(exported), "f" * 64)[0] == 1
    with zipfile.ZipFile(exported) as opened:
        names = opened.namelist()
        script = opened.read("verify.py").decode()
    assert len([name for name in names if name.startswith("captures/")]) == 2
    assert len([name for name in names if name.startswith("texts/")]) == 2
    assert len(script.splitlines()) <= 60


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("events.jsonl", b'"actor": "ana"', b'"actor": "bob"', "event "),
        ("decisions.jsonl", b"Twelve, not forty.", b"Forty, not twelve.", "decision 1"),
        ("evidence.jsonl", b"who was there", b"who was away", "evidence 2"),
        ("evidence.jsonl", b'"stance": "refutes"', b'"stance": "supports"', "evidence 1"),
        ("decisions.jsonl", b'"similarity": null', b'"similarity": 0.99', "decision 1"),
        ("evidence.jsonl", b'"quote": "A reporter', b'"quote": "A passerby', "evidence 1"),
        ("texts/", b"12 houses", b"40 houses", "was edited"),
        ("captures/", b"12 houses", b"40 houses", "was edited"),
    ],
)
def test_an_edited_bundle_is_found_out_even_with_a_new_manifest(
    exported: Path, name: str, old: bytes, new: bytes, said: str
) -> None:
    forged = forge(exported, name, old, new)

    status, words = python(str(forged))

    assert status == 1
    assert said in words


def forge(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """The bundle with one file changed, and the manifest made to fit."""
    with zipfile.ZipFile(path) as opened:
        files = {n: opened.read(n) for n in opened.namelist()}
    changed = {n: c.replace(old, new) if n.startswith(name) else c for n, c in files.items()}
    assert changed != files
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {n: hashlib.sha256(changed[n]).hexdigest() for n in manifest["files"]}
    changed["manifest.json"] = json.dumps(manifest).encode()
    forged = path.with_name("forged.zip")
    with zipfile.ZipFile(forged, "w") as written:
        for each, content in changed.items():
            written.writestr(each, content)
    return forged
