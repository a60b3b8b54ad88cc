"""Twenty reviewers decide at once: what was answered with success is kept, the rest is told."""

import re
import threading
from collections import Counter

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import accounts, auditing
from workbench.store.models import Claim, Review, User

REVIEWERS, TURNS = 20, 3


def test_every_success_is_kept_and_every_conflict_is_told(
    services: Services, signed_in: MakeVisitor
) -> None:
    with services.database.transaction() as session:
        template = accounts.find(session, "ana").password_hash
        for number in range(REVIEWERS):
            user = User(name=f"r{number}", password_hash=template, role=Role.REVIEWER)
            session.add(user)
        claims = [claim.id for claim in session.query(Claim)]
    answers: Counter[int] = Counter()
    lock = threading.Lock()

    def work(who: Visitor) -> None:
        for turn in range(TURNS):
            claim_id = claims[turn % len(claims)]
            page = who.get(f"/claims/{claim_id}").text
            found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
            answer = who.post(
                f"/claims/{claim_id}/reviews",
                verdict="unresolved",
                missing="needs document",
                rationale="I asked around.",
                seen=found[1] if found else "0",
            )
            with lock:
                answers[answer.status_code] += 1

    people = [signed_in(f"r{number}") for number in range(REVIEWERS)]
    threads = [threading.Thread(target=work, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with services.database.snapshot() as session:
        kept = session.query(Review).count()
        audit = auditing.verify(session, services.settings.captures)
    assert audit.findings == []
    assert answers[303] == kept >= 2
    assert set(answers) <= {303, 409}
    assert sum(answers.values()) == REVIEWERS * TURNS
