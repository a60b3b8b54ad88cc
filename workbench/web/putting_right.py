"""A report's source and date as somebody sends them, by a page or by a program."""

from workbench.pipeline import catching_up, putting_right
from workbench.store import queries
from workbench.web.context import deciding, reading, services


def put_right(report_id: int, source: str | None, published: str | None) -> None:
    """Writes both into the report and sees to what rests on them.

    A source that was masked for who sends it, and comes back as it was shown, stays as it is.

    Raises:
        NotFoundError: there is no such report.
        ConflictError: it was replaced or withdrawn.
        InputError: the name is too long, or the day is none or lies ahead.
    """
    named = _as_held(report_id, source)
    restated = putting_right.compute(services().database, report_id, named, published)
    with deciding() as (session, reviewer):
        putting_right.record(session, restated, by=reviewer.name)
    catching_up.see_to(services())


def _as_held(report_id: int, source: str | None) -> str | None:
    with reading() as session:
        shown = queries.report(session, report_id).source
    with services().database.snapshot() as session:
        held = queries.report(session, report_id).source
    is_as_shown = shown is not None and source == shown.name
    return held.name if is_as_shown and held is not None else source
