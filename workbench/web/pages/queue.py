"""The queue: what is open, in the order of work, and any other selection of claims."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role, State, Verdict
from workbench.store import queries
from workbench.store.queries import Filter
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import reading

pages = Blueprint("queue", __name__)


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """One page of the claims that the address asks for; of nothing in particular, the open ones."""
    wanted = _wanted()
    offset = max(0, request.args.get("offset", 0, type=int))
    with reading() as session:
        if wanted == Filter(words=wanted.words):
            claims = queries.queue(session, wanted, offset=offset, limit=queries.PAGE + 1)
        else:
            after = request.args.get("after", 0, type=int)
            claims = queries.claims(session, wanted, after=after, limit=queries.PAGE + 1)
        counts = queries.counts_by_state(session)
    return render_template(
        "queue/show.html",
        claims=claims[: queries.PAGE],
        more=_further(wanted, offset, claims[queries.PAGE - 1].id)
        if len(claims) > queries.PAGE
        else None,
        counts=counts,
        wanted=wanted,
        states=list(State),
        verdicts=list(Verdict),
    )


def _wanted() -> Filter:
    return Filter(
        state=forms.word(State, request.args.get("state")),
        verdict=forms.word(Verdict, request.args.get("verdict")),
        report_id=request.args.get("article", type=int),
        import_id=request.args.get("import", type=int),
        words=request.args.get("q", "").strip() or None,
    )


def _further(wanted: Filter, offset: int, last: int) -> dict[str, object]:
    """The same address, one page on."""
    here = {key: value for key, value in request.args.items() if key not in {"offset", "after"}}
    if wanted == Filter(words=wanted.words):
        return {**here, "offset": offset + queries.PAGE}
    return {**here, "after": last}
