"""Who asks the API: the holder of a token, or for reading whoever is signed in.

Feed readers know names and passwords, not bearer tokens: at the feeds a token is a password.
"""

import base64
import binascii

from flask import Flask, request
from flask_wtf import CSRFProtect

from workbench.bootstrap import Services
from workbench.stages import accounts
from workbench.web import people
from workbench.web.people import Person
from workbench.web.problems import is_api, is_feed

_SCHEME = "bearer "
_BASIC = "basic "
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
    name, secret = _said(sent)
    if not 0 < len(secret) <= _LONGEST:
        return None
    with desk.database.snapshot() as session:
        held = accounts.bearer(session, secret)
    if held is None or name not in {None, held.user.name}:
        return None
    if not held.is_noted:
        with desk.database.transaction() as session:
            accounts.note_use(session, held.token.id)
    return Person(held.user.id, held.user.name, held.role, held.user.session_number)


def _said(sent: str) -> tuple[str | None, str]:
    """The token that was sent, with its owner's name where one was sent too."""
    if sent.casefold().startswith(_SCHEME):
        return None, sent[len(_SCHEME) :].strip()
    if not sent.casefold().startswith(_BASIC) or not is_feed():
        return None, ""
    try:
        said = base64.b64decode(sent[len(_BASIC) :], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None, ""
    name, _, secret = said.partition(":")
    return name, secret
