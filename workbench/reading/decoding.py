"""Bytes to characters: the mark in front, then UTF-8, then what is declared, then a guess."""

import codecs
import re
import unicodedata

from workbench.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
# What pages are written in when they are not UTF-8; a shorter list makes fewer wrong guesses.
_GUESSED = [
    *("cp1256", "cp1251", "cp1252", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1250"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1257", "cp1258", "cp874"),
]
_LATIN = frozenset({"cp1252", "iso8859-1", "iso8859-15", "ascii"})
_UNTYPED = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1b")
_SAMPLE = 64 * 1024
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_FREQUENT = (("\r\n", "\n"), ("\r", "\n"), ("\t", " "), ("\u00a0", " "))
_LINES, _SPACES = "\x0c\x85\u2028\u2029", "\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    rf"[{_LINES}{_SPACES}\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u2060\u00ad\ufffe]"
)
_SPACE = re.compile(f"[{_SPACES}]")


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """The characters of a page or text; `declared` is what came with it, such as an HTTP header.

    Raises UnreadableError if the bytes are no text in any encoding known here.
    """
    return data.decode(encoding_of(data, name=name, declared=declared), errors="replace")


def encoding_of(data: bytes, *, name: str, declared: str | None = None, whole: bool = True) -> str:
    """The encoding of a text, or of its beginning where not `whole`; raises as `decode`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if order := _wide_order(data):
        return order
    if _is_utf8(data, whole=whole):
        return "utf-8"
    return _declared(data, declared or _meta_charset(data)) or _guessed(data, name)


def tidy(text: str) -> str:
    """The same text in composed form, one kind of line end, no control or invisible characters."""
    text = text.encode("utf-8", errors="replace").decode("utf-8")  # lone surrogates
    for written, meant in _FREQUENT:
        text = text.replace(written, meant)
    return unicodedata.normalize("NFC", _ODD.sub(_tidied, text))


def _tidied(odd: re.Match[str]) -> str:
    if odd[0] in _LINES:
        return "\n"
    return " " if _SPACE.match(odd[0]) else ""


def is_binary(head: bytes) -> bool:
    """Whether these first bytes are no text: control characters no writer types."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _wide_order(head):
        return False
    head = head[:4096]
    return len(head) - len(head.translate(None, _UNTYPED)) > len(head) * 0.005


def _wide_order(data: bytes) -> str | None:
    """UTF-16 without its mark shows as a NUL at every second byte of the Latin letters."""
    head = data[:2000]
    if len(head) < 4 or 0 not in head:
        return None
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > len(head) * 0.2 and even.count(0) == 0:
        return None if _has_controls(even, odd) else "utf-16-le"
    if even.count(0) > len(head) * 0.2 and odd.count(0) == 0:
        return None if _has_controls(odd, even) else "utf-16-be"
    return None


def _has_controls(low: bytes, high: bytes) -> bool:
    """Whether what would be Latin letters is mostly what no writer types."""
    latin = [byte for byte, page in zip(low, high, strict=False) if page == 0]
    return sum(byte < 9 or 13 < byte < 32 for byte in latin) > 0.02 * len(latin)


def _is_utf8(data: bytes, *, whole: bool) -> bool:
    """UTF-8, forgiving the odd broken byte of a page that otherwise holds to it."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        return len(text) - len(text.encode("ascii", errors="ignore")) > 21 * broken
    return True


def _meta_charset(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    return found[1].decode("ascii", errors="ignore") if found else None


def _declared(data: bytes, declared: str | None) -> str | None:
    """What is declared, unless the bytes deny it."""
    try:
        encoding = codecs.lookup(declared or "").name
        encoding = "cp1252" if encoding in _LATIN else encoding  # as browsers take it
        text = data.decode(encoding, errors="strict" if encoding != "cp1252" else "replace")
    except (LookupError, ValueError, TypeError):
        return None
    if encoding.startswith("utf") or not isinstance(text, str):
        return None  # the marks and UTF-8 itself were tried before
    return None if encoding == "cp1252" and _is_foreign(text) else encoding


def _is_foreign(text: str) -> bool:
    """No language of Latin letters has accents on a third of them: another script's bytes."""
    words = re.sub(r"<[^>]*>", "", text)
    marked = sum(map(str.isalpha, re.sub(r"[\x00-\x7f]+", "", words)))
    plain = re.sub(r"[^a-zA-Z]+", "", words)
    return marked > 0.5 * (1 + len(plain))


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, seldom needed

    sample = _MARKUP.sub(b" ", data[: 4 * _SAMPLE])[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_GUESSED).best()
    if best is None:
        raise UnreadableError(
            f"{name} is not text in any known encoding. Save it as UTF-8 and try again."
        )
    return best.encoding
