"""Objects from one JSON document: an array read as a stream, or an object that holds a list."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from workbench.errors import InputError
from workbench.interchange.encodings import UNFIT
from workbench.interchange.records import Found
from workbench.interchange.rows import Problem

LONGEST_DOCUMENT = 64 * 1024 * 1024  # characters of an object, which is read whole
LONGEST_RECORD = 4 * 1024 * 1024
_CHUNK = 256 * 1024
_LISTS = ("claims", "@graph", "dataFeedElement", "itemListElement", "items", "data")
_BETWEEN = " \t\r\n,"


def json_document(text: TextIO) -> Iterator[Found | Problem]:
    """Every object of the array, or of the list that the document's object holds.

    Raises:
        InputError: an object that is too large, or no JSON.
    """
    head = text.read(_CHUNK).lstrip("\ufeff \t\r\n")
    elements = _array(text, head[1:]) if head.startswith("[") else _within(text, head)
    for number, element in enumerate(elements, start=1):
        if isinstance(element, _Broken):
            yield Problem(number, None, None, element.near, element.reason, {"json": element.near})
            return
        found = _unwrapped(element)
        if isinstance(found, dict) and not UNFIT.search(json.dumps(found, ensure_ascii=False)):
            yield Found(number, None, found)
        else:
            shown = json.dumps(element)[:80]
            kind = "has characters that are none" if isinstance(found, dict) else "is no object"
            yield Problem(number, None, None, shown, f"The element {kind}.", {"json": shown})


class _Broken:
    """Where a document stops being JSON."""

    def __init__(self, near: str, why: str) -> None:
        self.near = UNFIT.sub("�", near[:80]).replace("\x00", "�")
        self.reason = f"From here the file is no JSON ({why}): mend it, or write one object a line."


def _array(text: TextIO, buffer: str) -> Iterator[Any]:
    """The elements of an array, holding one at a time."""
    decoder, at, ended = json.JSONDecoder(), 0, False
    while True:
        at = _past(buffer, at)
        if at < len(buffer) and buffer[at] == "]":
            return
        try:
            element, end = decoder.raw_decode(buffer, at)
        except (ValueError, RecursionError) as error:
            why = getattr(error, "msg", None) or "it is nested too deep"
            if ended or len(buffer) - at > LONGEST_RECORD:
                yield _Broken(buffer[at:], "it ends too early" if at == len(buffer) else why)
                return
            more = text.read(max(_CHUNK, len(buffer) - at))
            buffer, at, ended = buffer[at:] + more, 0, not more
            continue
        if end == len(buffer) and not ended:  # a number may go on
            more = text.read(_CHUNK)
            buffer, at, ended = buffer[at:] + more, 0, not more
            continue
        yield element
        at = end


def _past(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in _BETWEEN:
        at += 1
    return at


def _within(text: TextIO, head: str) -> Iterator[Any]:
    whole = head + text.read(LONGEST_DOCUMENT - len(head) + 1)
    if len(whole) > LONGEST_DOCUMENT:
        raise InputError(
            f"The JSON object has more than {LONGEST_DOCUMENT:,} characters: "
            "write an array, or one object a line."
        )
    try:
        document = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise InputError(f"The file is no JSON: {error}.") from error
    lists = (document[name] for name in _LISTS if isinstance(document.get(name), list))
    yield from next(lists, [document])


def _unwrapped(element: object) -> object:
    """The object itself where a feed wraps it: {"item": [object]}."""
    if isinstance(element, dict) and set(element) <= {"@type", "item", "dateModified", "position"}:
        inner = element.get("item")
        return inner[0] if isinstance(inner, list) and inner else inner or element
    return element
