"""Two people at the queue at once: each has a claim alone, for a while."""

import threading
from datetime import timedelta

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.store.base import now
from workbench.store.desks import Lease


def taken(who: Visitor, after: int | None = None) -> str:
    return who.get("/claims/next" + (f"?after={after}" if after else "")).headers["Location"]


def test_two_people_never_get_the_same_claim(signed_in: MakeVisitor, claim_id: int) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")

    assert taken(ana) == f"/claims/{claim_id}"
    assert taken(ana) == f"/claims/{claim_id}"  # it is still hers
    assert taken(ben) not in {f"/claims/{claim_id}", "/"}


def test_when_everything_is_taken_the_queue_says_so(signed_in: MakeVisitor) -> None:
    ana, ben, edda = signed_in("ana"), signed_in("ben"), signed_in("edda")
    taken(ana)
    taken(ben)

    assert taken(edda) == "/"
    assert "somebody is at it" in edda.get("/").text


def test_going_on_gives_the_claim_back(signed_in: MakeVisitor, claim_id: int) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    taken(ana)
    taken(ana, after=claim_id)

    assert taken(ben) == f"/claims/{claim_id}"


def test_leaving_gives_the_claim_back(signed_in: MakeVisitor, claim_id: int) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    taken(ana)

    assert ana.post(f"/claims/{claim_id}/leave").headers["Location"] == "/"
    assert taken(ben) == f"/claims/{claim_id}"


def test_a_lease_that_ran_out_is_free_for_the_next(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    taken(ana)
    with services.database.transaction() as session:
        session.query(Lease).update({"until": now() - timedelta(seconds=1)})

    assert taken(ben) == f"/claims/{claim_id}"
    assert taken(ana) != f"/claims/{claim_id}"


def test_who_is_at_a_claim_is_shown(signed_in: MakeVisitor, claim_id: int) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    taken(ana)

    assert "ana is at it" in ben.get(f"/claims/{claim_id}").text
    assert "with ana" in ben.get("/").text
    assert "with you" in ana.get("/").text
    assert "Leave it to others" in ana.get(f"/claims/{claim_id}").text


def test_a_decision_gives_the_claim_back_and_undoing_finds_it_free(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana = signed_in("ana")
    taken(ana)
    page = ana.get(f"/claims/{claim_id}").text
    seen = page.split('name="seen" value="')[1][:16]
    ana.post(f"/claims/{claim_id}/set-aside", reason="out of scope", seen=seen)

    with services.database.snapshot() as session:
        assert session.query(Lease).count() == 0


def test_a_reader_takes_nothing(services: Services, signed_in: MakeVisitor) -> None:
    taken(signed_in("rae"))

    with services.database.snapshot() as session:
        assert session.query(Lease).count() == 0


def test_people_who_ask_at_the_same_moment_get_different_claims(signed_in: MakeVisitor) -> None:
    people = [signed_in(name) for name in ("ana", "ben")]
    got: list[str] = []
    threads = [threading.Thread(target=lambda who=who: got.append(taken(who))) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(got)) == 2
    assert "/" not in got
