"""Whether a passage dwells on violence, so that who wants it can have it covered at first."""

import re

# What was done to a body; that somebody was killed is what this desk reads all day.
_PAINTED = (
    "behead, decapitat, dismember, mutilat, maim, disembowel, amputat, severed, charred, "
    "burn(?:ed|t) alive, burned bodies, burnt bodies, corpse, bod(?:y|ies) of, bodies were, "
    "body parts, remains of, blood, gore, gory, flesh, entrails, brains, mass grave, massacre, "
    "slaughter, butcher, execut(?:ed|ion)s? (?:of|by|in|at|with), crucif, hang(?:ed|ing)s?, "
    "strangl, suffocat, foaming, convuls, gassed, tortur, rap(?:e|ed|es|ing|ist|ists), "
    "sexual(?:ly)? (?:abuse|assault|violence|slave)"
)
_VIOLENT = re.compile(
    r"\b(?:" + "|".join(part.strip() for part in _PAINTED.split(",")) + ")", re.IGNORECASE
)


def is_violent(text: str) -> bool:
    """Whether it names what was done to a body, in English."""
    return _VIOLENT.search(text) is not None
