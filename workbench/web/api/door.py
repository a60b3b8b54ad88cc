"""Who asks the API: the holder of a bearer token, or for reading whoever is signed in."""

from flask import Flask, request
from flask_wtf import CSRFProtect

from workbench.bootstrap import Services
from workbench.stages import accounts
from workbench.web import people
from workbench.web.people import Person
from workbench.web.problems import is_api

_SCHEME = "bearer "
_LONGEST = 200
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask, desk: Services) -> None:
    """Lets tokens speak for people under /api/, and nothing else write there.

    No page of another site can send a bearer token: its forms need none of ours.
    """

    def enter() -> None:
        if not is_api():
            return
        sent = request.headers.get("Authorization", "")
        if sent or request.method not in _READS:
            people.act_as(_holder(desk, sent))

    app.before_request(enter)


def exempt(app: Flask, names: set[str]) -> None:
    """These blueprints take no forms; writing to them takes a token."""
    guard = app.extensions["csrf"]
    assert isinstance(guard, CSRFProtect)  # noqa: S101 (said to the type checker)
    for name in names:
        guard.exempt(app.blueprints[name])


def _holder(desk: Services, sent: str) -> Person | None:
    secret = sent[len(_SCHEME) :].strip()
    if not sent.casefold().startswith(_SCHEME) or not 0 < len(secret) <= _LONGEST:
        return None
    with desk.database.snapshot() as session:
        held = accounts.bearer(session, secret)
    if held is None:
        return None
    if not held.is_noted:
        with desk.database.transaction() as session:
            accounts.note_use(session, held.token.id)
    return Person(held.user.id, held.user.name, held.role, held.user.session_number)
