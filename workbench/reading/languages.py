"""The language a text is written in."""

_SAMPLE = 1000  # characters
_ENOUGH = 20  # characters; below, the guess is worth nothing


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where it is too short to tell."""
    import py3langid  # noqa: PLC0415 - half a second to load

    letters = sum(char.isalpha() for char in text[:_SAMPLE])
    return str(py3langid.classify(text[:_SAMPLE])[0]) if letters >= _ENOUGH else None
