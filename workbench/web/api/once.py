"""POST under an Idempotency-Key: whoever sends it again gets the same answer, nothing twice."""

import hashlib
import hmac
import re
import secrets
from typing import cast

from flask import Response, current_app, g, request

from workbench.errors import InputError
from workbench.store import requests_once
from workbench.store.requests_once import Answer, Asking
from workbench.web.context import ASKING, services
from workbench.web.people import me

HEADER = "Idempotency-Key"
AGAIN = "Idempotency-Replayed"
FORM = r"^[!-~]{1,255}$"
_TOLD = ("Location", "Content-Type")
_TO_BE_TRIED_AGAIN = frozenset({401, 403, 429})
_CHUNK = 1024 * 1024


def begin() -> Response | None:
    """The answer that was given under this key, or nothing: then the request is answered now."""
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return None
    if not re.fullmatch(FORM, key):
        raise InputError(f"{HEADER} has 1 to 255 signs of ASCII, none of them a space.")
    asking = Asking(me().id, key, _fingerprint(), secrets.token_hex(16))
    with services().database.transaction() as session:
        given = requests_once.begin(session, asking)
    if given is None:
        setattr(g, ASKING, asking)
        return None
    return Response(given.body, given.status, {**given.headers, AGAIN: "true"})


def finish(answer: Response) -> Response:
    """Keeps what is answered; where the desk failed, or refused for now, it may be tried again."""
    asking: Asking | None = g.pop(ASKING, None)
    if asking is None:
        return answer
    with services().database.transaction() as session:
        if answer.status_code >= 500 or answer.status_code in _TO_BE_TRIED_AGAIN:
            requests_once.release(session, asking)
        else:
            told = {name: answer.headers[name] for name in _TOLD if name in answer.headers}
            given = Answer(answer.status_code, told, answer.get_data(as_text=True))
            requests_once.keep(session, asking, given)
    return answer


def _fingerprint() -> str:
    """Of the address and of what was sent; of a form its fields and files, not their borders."""
    secret = cast("bytes", current_app.secret_key)  # a body may hold a password
    said = hmac.new(secret, digestmod=hashlib.sha256)
    said.update(f"{request.method} {request.full_path}\n{request.mimetype}\n".encode())
    if request.mimetype != "multipart/form-data":
        said.update(request.get_data())
        return said.hexdigest()
    said.update(repr(sorted(request.form.items(multi=True))).encode())
    for name, sent in sorted(request.files.items(multi=True)):
        said.update(repr((name, sent.filename)).encode())
        while chunk := sent.stream.read(_CHUNK):
            said.update(chunk)
        sent.stream.seek(0)
    return said.hexdigest()
