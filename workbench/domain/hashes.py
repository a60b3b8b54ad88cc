"""Fingerprints of texts: what is equal is embedded, stored and compared once."""

import hashlib
import unicodedata


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def normalised(text: str) -> str:
    """The text as two people would call it the same: NFKC, case folded, white space squeezed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
