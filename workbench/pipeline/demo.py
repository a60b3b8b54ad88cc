"""The example desk: an invented event, loaded through the ordinary doors."""

from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from workbench.bootstrap import Services
from workbench.domain.vocabulary import Publication, Role
from workbench.errors import UsageError
from workbench.pipeline import adding, catching_up, demo_decisions, reading
from workbench.pipeline.importing import import_file
from workbench.stages import accounts
from workbench.store.models import Claim, Report, Setting, User

EXAMPLES = Path(__file__).parents[2] / "examples"
REVIEWER, PASSWORD = "ana", "example-desk"
DECIDED_BY, PUBLISHED_BY = "borin", "celia"
PEOPLE = {REVIEWER: Role.ADMIN, DECIDED_BY: Role.REVIEWER, PUBLISHED_BY: Role.EDITOR}
BY = "example"
Json = dict[str, Any]


def build(services: Services, tell: catching_up.Tell) -> Json:
    """Loads the example, once; gives what is there and who may sign in.

    Raises:
        UsageError: the desk holds other data.
    """
    _claim_desk(services)
    if not _is_built(services):
        _load(services, tell)
    return _summary(services)


def is_example(services: Services) -> bool:
    """Whether this desk is the example."""
    with services.database.snapshot() as session:
        return session.get(Setting, "example") is not None


def _claim_desk(services: Services) -> None:
    with services.database.transaction() as session:
        if session.get(Setting, "example") is not None:
            return
        if session.scalar(select(func.count()).select_from(Report)) or session.scalar(
            select(func.count()).select_from(Claim)
        ):
            raise UsageError(
                f"The desk in {services.settings.home} holds data of its own; the example wants "
                "an empty one: WORKBENCH_HOME=example-desk workbench demo."
            )
        session.add(Setting(name="example", value="loading"))


def _is_built(services: Services) -> bool:
    with services.database.snapshot() as session:
        return session.get_one(Setting, "example").value == "built"


def _load(services: Services, tell: catching_up.Tell) -> None:
    """Each step is safe to repeat, so that a killed run is simply run again."""
    with services.database.transaction() as session:
        there = set(session.scalars(select(User.name)))
        for name in PEOPLE.keys() - there:
            accounts.add_user(session, name, PASSWORD, PEOPLE[name], by=BY)
    for name in ("reports", "reports.jsonl"):
        reports = reading.reports(services.settings, str(EXAMPLES / name))
        for _ in adding.add(services, reports, by=BY, article=False):
            tell("added", 1)
    catching_up.catch_up(services, tell)
    article = reading.reports(services.settings, str(EXAMPLES / "article.html"))
    for _ in adding.add(services, article, by=BY, article=True):
        tell("added", 1)
    import_file(
        services, EXAMPLES / "claims.csv", by=BY, tell=lambda rows, _share: tell("imported", rows)
    )
    catching_up.catch_up(services, tell)
    decided = EXAMPLES / "decisions.json"
    demo_decisions.load(services, decided, reviewer=DECIDED_BY, editor=PUBLISHED_BY)
    with services.database.transaction() as session:
        session.get_one(Setting, "example").value = "built"


def _summary(services: Services) -> Json:
    with services.database.snapshot() as session:
        reports, claims = (
            session.scalar(select(func.count()).select_from(table)) for table in (Report, Claim)
        )
        sources = session.scalar(select(func.count(Report.source_id.distinct())))
        published = session.scalar(
            select(func.count())
            .select_from(Claim)
            .where(Claim.publication == Publication.PUBLISHED)
        )
    return {
        "reports": reports,
        "sources": sources,
        "claims": claims,
        "published": published,
        "reviewer": REVIEWER,
        "password": PASSWORD,
    }
