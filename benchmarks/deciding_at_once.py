"""Twenty reviewers decide at once over real HTTP: what is kept, what is told, what is neither."""

import os
import random
import re
import signal
import socket
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.fault_trials import PASSWORD, begin, open_desk, serve, wait
from benchmarks.visitors import Visitor
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Role
from workbench.stages import accounts, auditing
from workbench.store.models import Claim, Review, User

REVIEWERS, CLAIMS = 20, 60
INJECTED = 0.15  # share of decisions that are sent with what was seen before somebody else's


class Desk:
    """What all reviewers share: the claims, what was seen on them earlier, what was answered."""

    def __init__(self, port: int, claims: list[int], seconds: float) -> None:
        self.port, self.claims, self.seconds = port, claims, seconds
        self.until = float("inf")
        self.answers: Counter[str] = Counter()
        self.kept: set[str] = set()
        self.refused: set[str] = set()
        self.problems: list[str] = []
        self.lock = threading.Lock()
        self.ready = threading.Barrier(REVIEWERS, action=self._begin)

    def _begin(self) -> None:
        self.until = time.monotonic() + self.seconds

    def note(self, rationale: str, status: int, *, stale: bool) -> None:
        """One decision, and what came of it."""
        with self.lock:
            self.answers[f"{status}, sent with an old view" if stale else str(status)] += 1
            (self.kept if 200 <= status < 400 else self.refused).add(rationale)
            if status not in ((409,) if stale else (303, 409)):
                self.problems.append(f"{rationale}: answered {status}")


def run(where: Path, seconds: float, seed: int = 1) -> dict[str, Any]:
    """Lets them decide for so long on the desk in this folder; the counts."""
    claims = _people_and_claims(where)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        child = begin(lambda folder: serve(folder, listening), where)
        desk = Desk(listening.getsockname()[1], claims, seconds)
    threads = [
        threading.Thread(target=_review, args=(desk, number, random.Random(seed * 1000 + number)))
        for number in range(REVIEWERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.kill(child, signal.SIGKILL)
    wait(child)
    problems = [*desk.problems, *_compare(where, desk)]
    return {
        "reviewers": REVIEWERS,
        "seconds": seconds,
        "decisions_sent": sum(desk.answers.values()),
        "answers": dict(sorted(desk.answers.items())),
        "kept": len(desk.kept),
        "problems": problems[:20],
    }


def _people_and_claims(where: Path) -> list[int]:
    services = open_desk(where)
    with services.database.transaction() as session:
        template = accounts.find(session, "ana").password_hash
        for number in range(REVIEWERS):
            session.add(User(name=f"r{number}", password_hash=template, role=Role.REVIEWER))
        for number in range(CLAIMS):
            text = f"House {number} was hit on Sunday."
            identity = f"at once:{number}"
            row = Claim(identity=identity, text=text, text_hash=text_hash(text))
            row.check_worthiness = 0.5
            session.add(row)
        session.flush()
        made = select(Claim.id).where(Claim.identity.like("at once:%"))
        claims = list(session.scalars(made))
    services.database.close()
    return claims


def _review(desk: Desk, number: int, chosen: random.Random) -> None:
    name, earlier = f"r{number}", dict[int, str]()
    who = Visitor(desk.port)
    if who.sign_in(name, PASSWORD) != 303:
        desk.problems.append(f"{name} was not let in")
    desk.ready.wait(120)
    turn = 0
    while time.monotonic() < desk.until:
        turn += 1
        claim_id = chosen.choice(desk.claims)
        found = re.search(r'name="seen" value="([0-9a-f]+)"', who.get(f"/claims/{claim_id}"))
        if found is None:
            desk.problems.append(f"{name}: claim {claim_id} shows no form")
            continue
        old = earlier.get(claim_id)
        stale = old is not None and old != found[1] and chosen.random() < INJECTED
        earlier.setdefault(claim_id, found[1])
        rationale = f"{name} asked around, turn {turn}."
        status = who.post(
            f"/claims/{claim_id}/reviews",
            verdict="unresolved",
            missing="needs document",
            rationale=rationale,
            seen=old if stale and old else found[1],
        )
        desk.note(rationale, status, stale=stale)


def _compare(where: Path, desk: Desk) -> list[str]:
    """Everything that was answered and is not so in the database."""
    services = open_desk(where)
    with services.database.snapshot() as session:
        rows = session.scalars(select(Review.rationale)).all()
        twice = session.execute(
            select(Review.claim_id, Review.number)
            .group_by(Review.claim_id, Review.number)
            .having(func.count() > 1)
        ).all()
        audit = auditing.verify(session, services.settings.captures)
    services.database.close()
    there = set(rows)
    return [
        *(f"lost: {each}" for each in sorted(desk.kept - there)),
        *(f"refused, yet there: {each}" for each in sorted(desk.refused & there)),
        *(f"there, and nobody was told: {e}" for e in sorted(there - desk.kept - desk.refused)),
        *(f"two reviews of claim {c} have the number {n}" for c, n in twice),
        *(f"{found.where}: {found.reason}" for found in audit.findings),
        *(["a review is there twice"] if len(rows) != len(there) else []),
    ]
