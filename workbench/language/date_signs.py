"""What a text must show before a form of a date is looked for in it: most texts show little."""

import re

# The part of a form that it never goes without, and what stands in every text that has the part.
_DIGIT = re.compile(r"\d")
_SIGNS = (
    ("(?P<month>", re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")),
    ("(?P<weekday>", re.compile("day")),
    ("(?P<year>", _DIGIT),
    ("(?P<decade>", _DIGIT),
    ("(?P<unit>", re.compile("hour|day|week|month|year|decade", re.IGNORECASE)),
)
_NONE = ""


def needed(form: str) -> str:
    """The part of a form's pattern whose sign a text must show; of several the surest."""
    return next((part for part, _ in _SIGNS if part in form), _NONE)


def shown(text: str) -> frozenset[str]:
    """The parts of forms whose signs a text shows."""
    return frozenset({_NONE, *(part for part, sign in _SIGNS if sign.search(text))})
