"""Which language a text is in."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

SHORTEST = 20  # letters; below that the answer would be a guess
_SAMPLE = 4000
_SURE = 0.8
_LATIN_LETTERS = 40
_LOOKED_AT = 100  # letters, for the script
_REMEMBERED = 8_192
UNKNOWN = "und"  # ISO 639: undetermined
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


@lru_cache(maxsize=_REMEMBERED)
def foreign(text: str) -> str | None:
    """The code of the language where a text is certainly not English, None where it may be.

    In another script that shows at once (`und` where it is not known which language it is); in
    Latin letters it takes forty of them. Of 12,000 English sentences none was taken for foreign.
    """
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    if not letters:
        return None
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters[:_LOOKED_AT])
    if 2 * latin < min(len(letters), _LOOKED_AT):
        return identify(text) or UNKNOWN
    found = identify(text) if len(letters) >= _LATIN_LETTERS else None
    return found if found != "en" else None


@cache
def _identifier() -> Any:  # noqa: ANN401 (py3langid carries no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (0.5 s to load)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
