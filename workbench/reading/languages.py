"""The language a text is written in."""

import re

_SAMPLE = 1000  # characters
_ENOUGH = 20  # characters; below, the guess is worth nothing
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where it is too short to tell.

    Where most letters are Latin, words in other scripts are left out: they are quoted.
    """
    import py3langid  # noqa: PLC0415 - half a second to load

    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH:
        return None
    others = sum(map(len, _OTHER_SCRIPT.findall(sample)))
    mostly = _OTHER_SCRIPT.sub("", sample) if others * 2 < letters else sample
    return str(py3langid.classify(mostly)[0])
