"""The terms of schema.org that a ClaimReview may use: which property of which type takes what.

Copied by hand from the pages of the types (https://schema.org/ClaimReview and so on): a property of
a type is its own or that of a type above it.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

Json = dict[str, Any]
ABOVE = {
    "ClaimReview": "Review",
    "Review": "CreativeWork",
    "Claim": "CreativeWork",
    "CorrectionComment": "Comment",
    "Comment": "CreativeWork",
    "CreativeWork": "Thing",
    "Organization": "Thing",
    "Person": "Thing",
    "Rating": "Thing",
}
PROPERTIES = {
    "Thing": {
        "alternateName": {"Text"},
        "identifier": {"Text", "URL"},
        "name": {"Text"},
        "url": {"URL"},
    },
    "CreativeWork": {
        "author": {"Organization", "Person"},
        "citation": {"CreativeWork", "Text"},
        "correction": {"CorrectionComment", "Text", "URL"},
        "dateModified": {"Date", "DateTime"},
        "datePublished": {"Date", "DateTime"},
        "headline": {"Text"},
        "inLanguage": {"Text"},
        "keywords": {"Text", "URL"},
        "publisher": {"Organization", "Person"},
        "publishingPrinciples": {"CreativeWork", "URL"},
        "text": {"Text"},
    },
    "Review": {"itemReviewed": {"Thing"}, "reviewBody": {"Text"}, "reviewRating": {"Rating"}},
    "ClaimReview": {"claimReviewed": {"Text"}},
    "Claim": {"appearance": {"CreativeWork"}, "firstAppearance": {"CreativeWork"}},
    "Rating": {
        "bestRating": {"Number", "Text"},
        "ratingExplanation": {"Text"},
        "ratingValue": {"Number", "Text"},
        "worstRating": {"Number", "Text"},
    },
    "Organization": {"publishingPrinciples": {"CreativeWork", "URL"}},
}


def strays(thing: Json, where: str = "") -> Iterator[str]:
    """Every property that schema.org does not know for its type, or whose value it does not."""
    line = list(_line(thing["@type"]))
    known = {name: types for each in line for name, types in PROPERTIES.get(each, {}).items()}
    for name, value in thing.items():
        if name in {"@context", "@type"}:
            continue
        here = f"{where}/{thing['@type']}.{name}"
        if name not in known:
            yield here
            continue
        for each in value if isinstance(value, list) else [value]:
            if not known[name] & set(_types(each)):
                yield f"{here} = {each!r}"
            if isinstance(each, dict):
                yield from strays(each, here)


def _line(type_: str) -> Iterator[str]:
    yield type_
    while type_ != "Thing":
        type_ = ABOVE[type_]
        yield type_


def _types(value: object) -> Iterator[str]:
    """What a value may pass for."""
    if isinstance(value, dict):
        yield from _line(value["@type"])
    elif isinstance(value, int | float):
        yield "Number"
    elif isinstance(value, str):
        yield "Text"
        if re.fullmatch(r"https?://[^\s/]+\S*", value):
            yield "URL"
        if _is_moment(value):
            yield from ("Date", "DateTime")


def _is_moment(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True
