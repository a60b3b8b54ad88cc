"""The queue: what is open, in the order of work, and any other selection of claims."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role, State, Verdict
from workbench.store import claim_leases, queries
from workbench.store.models import Claim
from workbench.store.queries import Filter
from workbench.web import forms, waiting
from workbench.web.access import allow
from workbench.web.context import reading

pages = Blueprint("queue", __name__)


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """One page of the claims that the address asks for; of nothing in particular, the open ones."""
    wanted, after = _wanted(), request.args.get("after", type=int)
    with reading() as session:
        claims = _selected(session, wanted, after)
        held = claim_leases.holders(session, [claim.id for claim in claims])
        reasons = waiting.reasons(session, claims)
        counts = queries.counts_by_state(session)
    return render_template(
        "queue/show.html",
        claims=claims[: queries.PAGE],
        more=_further(claims[queries.PAGE - 1].id) if len(claims) > queries.PAGE else None,
        counts=counts,
        held=held,
        reasons=reasons,
        wanted=wanted,
        states=list(State),
        verdicts=list(Verdict),
    )


def _selected(session: Session, wanted: Filter, after: int | None) -> Sequence[Claim]:
    """One more than a page: what is open in the order of work, the rest by its number."""
    if wanted.verdict is None and (wanted.state is None or wanted.state in queries.OPEN):
        place = queries.place_of(session, after) if after else None
        return queries.queue(session, wanted, after=place, limit=queries.PAGE + 1)
    return queries.claims(session, wanted, after=after or 0, limit=queries.PAGE + 1)


def _wanted() -> Filter:
    return Filter(
        state=forms.word(State, request.args.get("state")),
        verdict=forms.word(Verdict, request.args.get("verdict")),
        report_id=request.args.get("article", type=int),
        import_id=request.args.get("import", type=int),
        words=request.args.get("q", "").strip() or None,
    )


def _further(last: int) -> dict[str, object]:
    """The same address, one page on."""
    return {**request.args, "after": last}
