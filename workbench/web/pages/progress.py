"""Agreement and progress: of the desk as a whole, never of one person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from workbench.domain.agreement import ENOUGH, alpha, kappa, raw
from workbench.domain.vocabulary import Role, Stance, State
from workbench.stages import agreement
from workbench.store import queries
from workbench.web.access import allow
from workbench.web.context import reading

pages = Blueprint("progress", __name__, url_prefix="/progress")


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """How far people agree with each other and with the machine, and how the work goes."""
    with reading() as session:
        units = agreement.units(session)
        silent = agreement.units(session, silent=True)
        heard = agreement.units(session, silent=False)
        taken = agreement.taken(session)
        pace = agreement.pace(session)
        counts = queries.counts_by_state(session)
    return render_template(
        "progress/show.html",
        raw=raw(units),
        kappa=kappa(agreement.pairs(units)),
        alpha=alpha(units),
        claims=len(units),
        apart=[
            (words, raw(some), kappa(agreement.pairs(some)), len(some))
            for words, some in (("signals shown", heard), ("signals hidden", silent))
            if silent
        ],
        taken=taken,
        pace=pace,
        counts=counts,
        total=sum(counts.values()),
        states=[state for state in State if state in counts],
        stances=list(Stance),
        enough=ENOUGH,
    )
