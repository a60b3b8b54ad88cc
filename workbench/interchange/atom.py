"""Entries as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from workbench.interchange.claim_reviews import Publisher

MEDIA_TYPE = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a feed; `id` stays the same when it is said anew."""

    id: str
    address: str
    title: str
    content: str
    category: str
    published: datetime
    updated: datetime
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is called, and where it is."""

    title: str
    address: str
    publisher: Publisher


def document(feed: Feed, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """The whole feed, in the order given; an empty one was updated `now`."""
    ET.register_namespace("", _SPACE)
    root = ET.Element(f"{{{_SPACE}}}feed")
    given = list(entries)
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "updated", _when(max((entry.updated for entry in given), default=now)))
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.publisher.address, "text/html")
    author = ET.SubElement(root, f"{{{_SPACE}}}author")
    _text(author, "name", feed.publisher.name)
    for entry in given:
        _entry(root, entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, f"{{{_SPACE}}}entry")
    if entry.language:
        element.set("{http://www.w3.org/XML/1998/namespace}lang", entry.language)
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _link(element, "alternate", entry.address, "text/html")
    _text(element, "published", _when(entry.published))
    _text(element, "updated", _when(entry.updated))
    ET.SubElement(element, f"{{{_SPACE}}}category").set("term", entry.category)
    _text(element, "content", entry.content)


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, f"{{{_SPACE}}}{name}").text = _NO_XML.sub("\ufffd", words)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    link = ET.SubElement(parent, f"{{{_SPACE}}}link")
    for name, value in (("rel", rel), ("href", href), ("type", kind)):
        link.set(name, value)


def _when(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
