"""Feeds for feed readers: what was published, what came back; for any selection of claims."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.interchange.atom import MEDIA_TYPE
from workbench.pipeline import syndicating
from workbench.store.queries import Filter
from workbench.web.access import allow
from workbench.web.api.asking import Selection
from workbench.web.api.blueprint import blueprint
from workbench.web.context import services

api = blueprint("atom", "Feeds; readers may send a name and a token as HTTP Basic.")
_FEED: dict[str, Any] = {"description": "The feed.", "content": {MEDIA_TYPE: {"schema": {}}}}


@api.get("/atom/published", responses={200: _FEED, 304: None})
@allow(Role.READER)
def published(query: Selection) -> Response:
    """Claims of the selection that were published, corrected or withdrawn, the latest first."""
    return _feed(syndicating.published, query)


@api.get("/atom/rechecks", responses={200: _FEED, 304: None})
@allow(Role.READER)
def rechecks(query: Selection) -> Response:
    """Decisions of the selection that came up to be looked at again, the latest first."""
    return _feed(syndicating.rechecks, query)


def _feed(written: Callable[[Services, Filter, str], bytes], query: Selection) -> Response:
    chosen = urlencode(query.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    root = services().settings.public_address.rstrip("/")
    address = f"{root}{request.path}" + (f"?{chosen}" if chosen else "")
    answer = Response(written(services(), query.chosen(), address), mimetype=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
