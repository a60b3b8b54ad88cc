"""Errors as pages: one sentence for the person, never what is inside."""

import logging
import traceback

from flask import Flask, Response, current_app, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from workbench.errors import (
    ConflictError,
    DeskError,
    EvidenceRequiredError,
    ForbiddenError,
    InputError,
    NotFoundError,
    TooOftenError,
    UsageError,
    WorkbenchError,
)
from workbench.web import forms, problems

log = logging.getLogger(__name__)

STATUSES: dict[type[WorkbenchError], int] = {
    ConflictError: 409,
    DeskError: 503,
    EvidenceRequiredError: 422,
    ForbiddenError: 403,
    InputError: 422,
    NotFoundError: 404,
    TooOftenError: 429,
    UsageError: 400,
}
SENTENCES = {
    400: "The request was not understood. Go back and try again.",
    401: "Sign in to see this.",
    403: "Your role does not allow this.",
    404: "There is no page at this address.",
    405: "This address does not take that kind of request.",
    415: "Send JSON, with the Content-Type application/json.",
    413: "That is larger than the {most} MB that this desk takes. Send a smaller file, or use the "
    "command line.",
    429: "Too many tries. Wait a minute, then try again.",
}
TO_PROGRAMS = {
    400: "The request was not understood: its body must be a JSON object.",
    401: "Sign in, or send a token that holds: Authorization: Bearer TOKEN.",
    404: "There is nothing at this address: /api/v1/openapi.json lists what there is.",
}


def install(app: Flask) -> None:
    """Every failure ends in a page with a status and a sentence."""
    app.register_error_handler(WorkbenchError, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(HTTPException, _unserved)
    app.register_error_handler(Exception, _failed)


def status_of(error: WorkbenchError) -> int:
    """The HTTP status of an error's family."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def problem(sentence: str, status: int) -> ResponseReturnValue:
    """A page that says one sentence; problem details where a program asks."""
    if problems.is_api():
        return problems.details(sentence, status)
    page = render_template("problem.html", sentence=sentence, status=status, typed=forms.typed())
    return make_response(page, status)


def _refused(error: WorkbenchError) -> ResponseReturnValue:
    answer = make_response(problem(error.message, status_of(error)))
    if isinstance(error, TooOftenError):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return problem(
        "This form is from another session. Go back, reload the page and send it again.", 400
    )


def _wrong_host(_error: SecurityError) -> ResponseReturnValue:
    # No page: without a trusted host there are no addresses to link to.
    return Response(
        "This desk does not answer to that host name; WORKBENCH_HOSTS lists those it does.\n",
        400,
        mimetype="text/plain",
    )


def _unserved(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    sentences = SENTENCES | (TO_PROGRAMS if problems.is_api() else {})
    most = (current_app.config["MAX_CONTENT_LENGTH"] or 0) // 2**20
    sentence = sentences.get(error.code, sentences[400]).format(most=most)
    answer = make_response(problem(sentence, error.code))
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return answer


def _failed(error: Exception) -> ResponseReturnValue:
    # The message of an unknown error may hold a source's words: its class and its path are logged.
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("request %s failed: %s\n%s", g.request_id, type(error).__name__, frames)
    return problem(
        f"Something failed that should not. Tell who runs this desk: request {g.request_id}.", 500
    )
