"""The API put together: its nouns, its door, its description."""

from importlib.metadata import version
from typing import Any

from flask_openapi import Info, OpenAPI

from workbench.bootstrap import Services
from workbench.web.api import (
    atom,
    auditing,
    claims,
    corrections,
    decisions,
    description,
    door,
    dossiers,
    exports,
    imports,
    people,
    progress,
    queue,
    redaction,
    reports,
    searching,
    talk,
    triage,
    watching,
)
from workbench.web.api.blueprint import SECURITY_SCHEMES
from workbench.web.problems import Problem, invalid

NOUNS = (
    *(queue, triage, claims, talk, decisions, corrections, reports, watching, searching),
    *(dossiers, imports, exports, atom, progress, people, redaction, auditing),
)
ABOUT: dict[str, Any] = {
    "info": Info(
        title="Fact-claim workbench",
        version=version("fact-claim-workbench"),
        description="Whatever the pages can do, for programs. Words as in the contract.",
    ),
    "security_schemes": SECURITY_SCHEMES,
    "validation_error_model": Problem,
    "validation_error_callback": invalid,
    "doc_ui": False,
}


def install(app: OpenAPI, desk: Services) -> None:
    """Answers under /api/v1; who asks is known before anybody is let in."""
    app.openapi_version = "3.1.0"  # nothing of 3.2 is used, and more tools read this
    door.install(app, desk)
    for module in NOUNS:
        app.register_api(module.api)
    app.register_blueprint(description.pages)
    door.exempt(app, {module.api.name for module in NOUNS})
