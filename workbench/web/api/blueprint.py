"""One noun of the API: where it stands, what it asks for, what it answers when it refuses."""

from typing import Any

from flask import request
from flask_openapi import APIBlueprint, Tag
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from workbench.web.api import once
from workbench.web.problems import MEDIA_TYPE

PREFIX = "/api/v1"
SECURITY_SCHEMES: dict[str, Any] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token from `workbench user token NAME`.",
    }
}
_REFUSED: dict[str, Any] = {
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
}


def blueprint(noun: str, about: str) -> APIBlueprint:
    """The blueprint of one noun."""
    api = APIBlueprint(
        f"api_{noun}",
        __name__,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=noun, description=about)],
        abp_security=[{"token": []}],
        abp_responses={
            "422": {"description": "The input cannot be used.", **_REFUSED},
            "default": {"description": "Refused: why, as problem details.", **_REFUSED},
        },
        operation_id_callback=_operation,
    )
    api.before_request(_hold_to_json)
    api.before_request(once.begin)
    api.after_request(once.finish)
    return api


def _operation(*, bp_name: str, name: str, path: str, method: str) -> str:
    """Names are unique within a noun; the address and the method stand beside them anyway."""
    del path, method
    return f"{bp_name.removeprefix('api_')}_{name}"


def _hold_to_json() -> None:
    if not request.content_length or request.mimetype == "multipart/form-data":
        return
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        sent = request.get_json()
    except RecursionError as error:
        raise BadRequest from error
    if not isinstance(sent, dict):
        raise BadRequest
