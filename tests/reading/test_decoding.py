import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import UnreadableError
from workbench.reading.decoding import decode, encoding_of, is_binary, tidy

FRENCH = "L'armée a déclaré que 12 combattants ont été tués près du barrage. " * 3
RUSSIAN = "По словам жителей, в результате удара погибли двенадцать человек. " * 3
ARABIC = "قال سكان المدينة إن سبعة عشر شخصا قتلوا في قصف على سوق كبير. " * 3


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (FRENCH, "utf-8", None),
        (FRENCH, "utf-8", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8"),
        (FRENCH, "latin-1", "iso-8859-1"),
        (FRENCH, "utf-16", None),
        (FRENCH, "utf-16-le", None),
        (FRENCH, "utf-16-be", None),
        (FRENCH, "utf-32", None),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "koi8_r", None),
        (ARABIC, "cp1256", None),
        (ARABIC, "cp1256", "iso-8859-1"),
        (ARABIC, "cp1256", "no-such-charset"),
    ],
)
def test_text_is_decoded_whatever_is_declared(
    text: str, encoding: str, declared: str | None
) -> None:
    assert decode(text.encode(encoding), name="a", declared=declared) == text


def test_one_broken_byte_does_not_make_another_charset_of_a_page() -> None:
    assert decode(FRENCH.encode() + b"\xff", name="a") == FRENCH + "\ufffd"


def test_a_beginning_cut_within_a_character_is_still_utf8() -> None:
    assert encoding_of("déjà".encode()[:-1], name="a", whole=False) == "utf-8"


def test_a_byte_order_mark_names_the_encoding_of_a_stream() -> None:
    assert encoding_of(codecs.BOM_UTF16_LE + b"a\0", name="a", whole=False) == "utf-16"


def test_what_no_encoding_fits_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"noise\.bin is not text"):
        decode(bytes([0xFF, 0x81, 0x8D, 0xFE]) * 50 + b"\x81", name="noise.bin", declared=None)


def test_binary_is_told_from_text() -> None:
    assert is_binary(bytes(range(256)))
    assert not is_binary(FRENCH.encode("utf-16-le"))
    assert not is_binary(ARABIC.encode("cp1256"))


def test_invisible_characters_and_odd_line_ends_are_tidied() -> None:
    assert tidy("a\u00adb\u200bc\r\nd\re\u2028f\u00a0g\0\ud800") == "abc\nd\ne\nf g?"


@given(st.text())
def test_tidy_text_is_storable_and_stays_as_it_is(text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once
    assert once.encode().decode() == once
    assert "\0" not in once


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "hex", "x"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str | None) -> None:
    with suppress(UnreadableError):
        assert isinstance(decode(data, name="a", declared=declared), str)
