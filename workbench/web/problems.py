"""Problem details (RFC 9457): what a program is told when the desk refuses; no input in them."""

import json
from http import HTTPStatus

from flask import Response, g, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

API = "/api/"
FEEDS = "/api/v1/atom/"
_REALM = 'realm="workbench"'
MEDIA_TYPE = "application/problem+json"


class Amiss(BaseModel):
    """One thing in a request that cannot be used."""

    at: list[str] = Field(description="The way to it; unknown names are left out.")
    reason: str


class Problem(BaseModel):
    """Why a request was refused, after RFC 9457."""

    model_config = ConfigDict(extra="allow")
    type: str = Field(description="about:blank: the status says what kind of problem it is.")
    title: str
    status: int
    detail: str = Field(description="One sentence: what, which, and what to do.")
    request: str = Field(description="The number under which the desk's log has this request.")
    errors: list[Amiss] = Field(default_factory=list)


def is_api() -> bool:
    """Whether a program asks."""
    return request.path.startswith(API)


def is_feed() -> bool:
    """Whether a feed reader asks."""
    return request.path.startswith(FEEDS)


def details(sentence: str, status: int, errors: list[Amiss] | None = None) -> Response:
    """The answer that says one sentence."""
    told = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=sentence,
        request=g.get("request_id", ""),
        errors=errors or [],
    )
    shape = told.model_dump(exclude={"errors"} if not errors else None)
    answer = Response(json.dumps(shape, ensure_ascii=False), status, mimetype=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = f"{'Basic' if is_feed() else 'Bearer'} {_REALM}"
    return answer


def invalid(error: ValidationError) -> Response:
    """The answer to a request that does not have its shape."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return details(
        "The request does not have the shape that /api/v1/openapi.json describes.",
        422,
        [_amiss(each) for each in found],
    )


def _amiss(found: ErrorDetails) -> Amiss:
    unknown = found["type"] == "extra_forbidden"  # its place is a name that was sent
    place = found["loc"][:-1] if unknown else found["loc"]
    reason = "A name that is not known here." if unknown else found["msg"]
    return Amiss(at=[str(step) for step in place], reason=reason)
