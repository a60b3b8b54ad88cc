"""Which encoding a file of claims is in, from its bytes; bytes that do not fit stay visible."""

import codecs
import re

from workbench.errors import UsageError

MARKED = "workbench.marked"  # the error handler: a byte that does not fit becomes U+DC00 + byte
UNFIT = re.compile("[\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 256 * 1024
_LONG_RUN = 1.8  # accents stand alone among Latin letters; other scripts' letters in rows
_COMMON = {"cp1256": "اليمنورتبةعد", "cp1251": "оеаинтсрвлкд"}


class Evidence:
    """What the bytes of a text say of its encoding; fed chunk by chunk."""

    def __init__(self) -> None:
        self._head = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._fitting = self._unfit = 0
        self._high = bytearray()

    def add(self, chunk: bytes) -> None:
        """The text's next bytes."""
        self._head = self._head or chunk[:4096]
        text = self._decoder.decode(chunk)
        if text.isascii():
            return
        unfit = text.count("\ufffd")
        self._unfit += unfit
        self._fitting += len(text) - len(text.encode("ascii", "ignore")) - unfit
        if len(self._high) < _SAMPLE:
            self._high += b" ".join(_HIGH.findall(chunk[:_SAMPLE])) + b" "

    def encoding(self) -> str:
        """The likeliest: the mark in front, UTF-8 where most fits, else by the letters' habits."""
        for mark, encoding in _MARKS:
            if self._head.startswith(mark):
                return encoding
        if wide := _wide(self._head):
            return wide
        if self._unfit <= self._fitting:
            return "utf-8"
        return _legacy(bytes(self._high))


def known(name: str) -> str:
    """The encoding that a person named.

    Raises:
        UsageError: there is none of that name.
    """
    try:
        found = codecs.lookup(name).name
        b" ".decode(found, "replace")  # some that are listed turn no bytes into text
    except (LookupError, ValueError):
        raise UsageError(f"There is no encoding “{name}”; try utf-8 or cp1252.") from None
    return found


def mended(text: str) -> str:
    """The text with its unfit bytes as most Western programs would show them."""
    return UNFIT.sub(lambda m: bytes([ord(m[0]) & 0xFF]).decode("cp1252", "replace"), text)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    unfit = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in unfit), error.end


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark shows as a NUL at every second byte of the Latin letters."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.2 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.2 and not odd else None


def _legacy(high: bytes) -> str:
    runs = high.split()
    if not runs or sum(map(len, runs)) / len(runs) < _LONG_RUN:
        return "cp1252"
    return max(_COMMON, key=lambda name: _share(high, _COMMON[name].encode(name)))


def _share(high: bytes, common: bytes) -> float:
    return sum(high.count(letter) for letter in common) / len(high)


codecs.register_error(MARKED, _mark)
