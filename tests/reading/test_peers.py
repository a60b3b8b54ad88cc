import pytest

from workbench.reading.peers import is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1"),  # noqa: S104
        *("::ffff:10.0.0.8", "2002:7f00:1::", "64:ff9b::7f00:1", "ff02::1"),
    ],
)
def test_private_reserved_and_wrapped_addresses_are_not(address: str) -> None:
    assert not is_public(address)
