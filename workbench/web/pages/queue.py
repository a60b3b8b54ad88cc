"""The queue: what is open, in the order of work, and any other selection of claims."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role, State, Verdict
from workbench.pipeline.silence import is_silent
from workbench.stages import talking
from workbench.store import claim_leases, queries, saved_filters
from workbench.store.models import Claim
from workbench.store.queries import Filter
from workbench.web import forms, waiting
from workbench.web.access import allow
from workbench.web.context import counted, deciding, reading, services
from workbench.web.people import me

pages = Blueprint("queue", __name__)
_FED = {  # what the address of a feed calls each filter of this page; it knows no other
    name: "report" if name == "article" else name
    for name in (
        *("state", "verdict", "article", "import", "q", "since", "until"),
        *("source", "speaker", "place", "tag", "conflict"),
    )
}


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """One page of the claims that the address asks for; of nothing in particular, the open ones."""
    wanted, after = _wanted(), request.args.get("after", type=int)
    with reading() as session:
        claims = _selected(session, wanted, after)
        held = claim_leases.holders(session, [claim.id for claim in claims])
        assigned = talking.assignees(session, [claim.id for claim in claims])
        reviewers = talking.reviewers(session)
        reasons = waiting.reasons(session, claims)
        saved = saved_filters.of(session, me().id)
        counts = counted().by_state(session)
        decided = 0 if claims else _decided(session, wanted)
    return render_template(
        "queue/show.html",
        claims=claims[: queries.PAGE],
        more=_further(claims[queries.PAGE - 1].id) if len(claims) > queries.PAGE else None,
        counts=counts,
        decided=decided,
        exported=_exported(request.args),
        held=held,
        silent={claim.id for claim in claims if is_silent(services(), claim)},
        assigned=assigned,
        reviewers=reviewers,
        saved=[(row, _feed(row.query)) for row in saved],
        chosen={n: v for n, v in request.args.items() if v and n != "after"},
        reasons=reasons,
        wanted=wanted,
        states=list(State),
        verdicts=list(Verdict),
    )


@pages.post("/saved")
@allow(Role.READER)
def save() -> ResponseReturnValue:
    """Keeps the selection under a name, for this person."""
    chosen = urlencode([(n, v) for n, v in request.args.items(multi=True) if v and n != "after"])
    with deciding() as (session, person):
        saved_filters.save(session, person.id, forms.text("name"), chosen)
    return redirect(url_for(".show") + (f"?{chosen}" if chosen else ""), 303)


@pages.post("/saved/<int:saved_id>/remove")
@allow(Role.READER)
def remove(saved_id: int) -> ResponseReturnValue:
    """Forgets a selection."""
    with deciding() as (session, person):
        saved_filters.remove(session, person.id, saved_id)
    return redirect(url_for(".show"), 303)


def _feed(query: str) -> str | None:
    """The same selection in the address of a feed; None where a feed cannot select so."""
    chosen = parse_qsl(query)
    fed = urlencode([(_FED[name], value) for name, value in chosen if name in _FED])
    return fed if all(name in _FED for name, _ in chosen) else None


def _exported(given: Mapping[str, str]) -> dict[str, str] | None:
    """The same selection for an export; None where an export cannot select so."""
    chosen = {name: value for name, value in given.items() if value and name != "after"}
    if not all(name in _FED for name in chosen):
        return None
    return {_FED[name]: value for name, value in chosen.items()}


def _decided(session: Session, wanted: Filter) -> int:
    """How many claims fit but for being decided, where only open ones were asked for."""
    if wanted.state is not None or wanted.verdict is not None:
        return 0
    return queries.count(session, replace(wanted, state=State.DECIDED))


def _selected(session: Session, wanted: Filter, after: int | None) -> Sequence[Claim]:
    """One more than a page: what is open in the order of work, the rest by its number."""
    if wanted.verdict is None and (wanted.state is None or wanted.state in queries.OPEN):
        place = queries.place_of(session, after) if after else None
        return queries.queue(session, wanted, after=place, limit=queries.PAGE + 1, bare=True)
    return queries.claims(session, wanted, after=after or 0, limit=queries.PAGE + 1, bare=True)


def _wanted() -> Filter:
    given = request.args
    return Filter(
        state=forms.word(State, given.get("state")),
        verdict=forms.word(Verdict, given.get("verdict")),
        report_id=given.get("article", type=int),
        import_id=given.get("import", type=int),
        words=_words("q"),
        since=forms.day(given.get("since")),
        until=forms.day(given.get("until")),
        source=_words("source"),
        speaker=_words("speaker"),
        place=_words("place"),
        tag=_words("tag"),
        conflict=bool(given.get("conflict")),
        assigned=me().name if _words("assigned") == "me" else _words("assigned"),
    )


def _words(name: str) -> str | None:
    return request.args.get(name, "").strip()[:200] or None


def _further(last: int) -> dict[str, object]:
    """The same address, one page on."""
    return {**request.args, "after": last}
