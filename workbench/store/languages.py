"""The languages that the desk has reports in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import InputError
from workbench.store.models import Report


def known(session: Session, code: str) -> str:
    """A language's code as reports have it.

    Raises:
        InputError: no report is in that language, with those that there are.
    """
    asked = code.strip().lower()
    if session.scalar(select(Report.id).where(Report.language == asked).limit(1)) is not None:
        return asked
    there = session.scalars(select(Report.language).distinct().order_by(Report.language))
    codes = ", ".join(each for each in there if each)
    others = f"the languages of its reports are {codes}" if codes else "of no report is it known"
    raise InputError(f"The desk has no report in the language “{code[:20]}”: {others}.")
