"""How the API answers: one thing, a page of a list, something new at an address."""

from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify

Json = dict[str, Any]


def page(items: Sequence[Json], *, limit: int, cursor: int | None) -> Response:
    """A page of a list; `cursor` follows its last item, of a full page only."""
    more = cursor is not None and len(items) >= limit
    return jsonify(items=items, next=str(cursor) if more else None)


def created(shape: Json, at: str, *, status: int = 201) -> Response:
    """Something that has an address now."""
    answer = jsonify(shape)
    answer.status_code = status
    answer.headers["Location"] = at
    return answer
