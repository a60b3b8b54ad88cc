"""Which language a text is in."""

import re
from functools import cache
from typing import Any

SHORTEST = 20  # letters; below that the answer would be a guess
_SAMPLE = 4000
_SURE = 0.8
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|that|was|is|for|on|with|said|has|have|by|from|are|were|at|it|as)\b",
    re.IGNORECASE,
)


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None where it is too short or unclear."""
    sample = " ".join(text[: 4 * _SAMPLE].split())[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < SHORTEST:
        return None
    if sample.isascii() and sample.isupper():
        sample = sample.lower()
    if len(_ENGLISH.findall(sample)) >= max(3, len(sample.split()) // 6):
        return "en"
    code, probability = _identifier().classify(sample)
    known = len(code) == len("en")  # "zxx" stands for no language at all
    return str(code) if known and float(probability) >= _SURE else None


@cache
def _identifier() -> Any:  # noqa: ANN401 (py3langid carries no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (0.5 s to load)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
