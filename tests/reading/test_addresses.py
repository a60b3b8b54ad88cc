import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import UnreadableError
from workbench.reading.addresses import canonical, host_of, is_address, joined


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("HTTP://Herald.Example.org:80/a/../dam", "http://herald.example.org/dam"),
        ("https://a.org/dam?utm_source=x&fbclid=y&id=7#top", "https://a.org/dam?id=7"),
        ("https://a.org/dam?b=2&a=1", "https://a.org/dam?a=1&b=2"),
        ("file:///etc/hostname", None),
        ("javascript:alert(1)", None),
        ("not an address", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_an_address_has_one_spelling(url: str, one: str | None) -> None:
    assert canonical(url) == one


def test_files_are_no_addresses_and_other_schemes_are_refused() -> None:
    assert is_address("https://a.org")
    assert not is_address("folder/file.html")
    assert not is_address("C:/file.html")
    with pytest.raises(UnreadableError, match="only http and https"):
        is_address("gopher://a.org")


def test_the_host_is_named_without_www() -> None:
    assert host_of("https://www.herald.example.org/dam") == "herald.example.org"
    assert host_of(None) is None


@given(st.text())
def test_a_canonical_address_is_its_own_canonical_address(text: str) -> None:
    once = canonical(f"https://a.org/{text}")

    assert once is None or canonical(once) == once


def test_a_link_that_is_no_address_is_left_as_it_stands() -> None:
    assert joined("https://wire.example/a/b", "../c") == "https://wire.example/c"
    assert joined("https://wire.example/a", "https://wire[.example") == "https://wire[.example"
    assert joined("https://w]ire.example/a", "c") == "c"
