"""Agreement and progress: of the desk as a whole, never of one person."""

from flask import Response, jsonify

from workbench.domain.agreement import Share, alpha, kappa, raw
from workbench.domain.vocabulary import Role
from workbench.stages import agreement
from workbench.store import queries
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import Json
from workbench.web.api.blueprint import blueprint
from workbench.web.context import reading

api = blueprint("progress", "How the work goes, and how people and the machine agree.")


@api.get("/progress", responses={200: shapes.Progress})
@allow(Role.READER)
def show() -> Response:
    """How many claims stand where, agreement between people and with the machine, the pace."""
    with reading() as session:
        units = agreement.units(session)
        taken = agreement.taken(session)
        pace = agreement.pace(session)
        counts = queries.counts_by_state(session)
    return jsonify(
        states={state.value: count for state, count in counts.items()},
        machine=[
            {
                "signal": row.signal.value,
                "stances": {stance.value: count for stance, count in row.stances.items()},
            }
            for row in taken
        ],
        reviewers={
            "claims": len(units),
            "same": _share(raw(units)),
            "kappa": kappa(agreement.pairs(units)),
            "alpha": alpha(units),
        },
        pace={
            "median_hours": pace.median,
            "slowest_tenth_hours": pace.slowest_tenth,
            "decisions": pace.decisions,
            "worded": _share(pace.edited),
            "set_aside": _share(pace.set_aside),
            "overturned": _share(pace.overturned),
        },
    )


def _share(share: Share) -> Json:
    low, high = share.interval
    return {"part": share.part, "whole": share.whole, "low": low, "high": high}
