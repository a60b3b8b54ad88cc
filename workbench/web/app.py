"""The application: pages over an open desk."""

from pathlib import Path

from flask import Flask
from flask_openapi import OpenAPI

from workbench.bootstrap import Services
from workbench.web import access, errors, filters, monitoring, pace, people, security
from workbench.web.api import application as api
from workbench.web.context import COUNTED, KEY
from workbench.web.counted import Counted
from workbench.web.pages import (
    account,
    articles,
    claims,
    digest,
    dossiers,
    evidence,
    feeds,
    imports,
    origins,
    preferences,
    progress,
    queue,
    redaction,
    reports,
    search,
    sign_in,
    similar,
    talk,
    triage,
)
from workbench.web.pages import help as help_pages
from workbench.web.pages import people as people_pages

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGES = (
    queue,
    triage,
    articles,
    claims,
    talk,
    similar,
    dossiers,
    evidence,
    origins,
    reports,
    feeds,
    search,
    imports,
    digest,
    progress,
    people_pages,
    account,
    redaction,
    help_pages,
    preferences,
    sign_in,
)
SECTIONS = (
    ("Queue", "queue.show"),
    ("Triage", "triage.show"),
    ("Articles", "articles.index"),
    ("Reports", "reports.index"),
    ("Search", "search.show"),
    ("Imports", "imports.index"),
    ("Progress", "progress.show"),
)


def create_app(services: Services) -> Flask:
    """The desk's pages as a WSGI application.

    Raises:
        DeskError: the desk has no secret key.
    """
    app = OpenAPI("workbench.web", template_folder=str(TEMPLATES), **api.ABOUT)
    app.extensions[KEY], app.extensions[COUNTED] = services, Counted()
    security.install(app, services.settings)
    people.install(app, services.database)
    monitoring.install(app, services)
    api.install(app, services)
    pace.install(app)
    access.install(app)
    errors.install(app)
    filters.install(app)
    _setup_templates(app)
    _setup_pages(app)
    return app


def _setup_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def shared() -> dict[str, object]:
        return {
            "me": people.me_or_none(),
            "sections": SECTIONS,
            "theme": preferences.current_theme(),
            "covering": preferences.is_covering(),
        }


def _setup_pages(app: Flask) -> None:
    for module in PAGES:
        app.register_blueprint(module.pages)
    access.declared(app)
