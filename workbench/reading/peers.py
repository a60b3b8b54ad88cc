"""Connections that look at who answered before a word is sent."""

import contextlib
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenPeerError(Exception):
    """The other end is on a network that is not fetched from."""


def is_public(address: str) -> bool:
    """Whether an address is on the open internet, also where it wraps an older one."""
    ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _unwrapped(ip: _Address) -> _Address:
    """The IPv4 address that IPv4-mapped, 6to4, Teredo and NAT64 addresses stand for."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


class CheckedConnection(HTTPConnection):
    """A connection that is closed again if it reached a network that is not `allowed`."""

    def __init__(self, *args: Any, allowed: Sequence[Network] = (), **kwargs: Any) -> None:  # noqa: ANN401
        self.allowed = allowed
        self._held: socket.socket | None = None
        super().__init__(*args, **kwargs)

    def connect(self) -> None:
        """Connected; the socket is kept at hand, as an answer may outlast its connection."""
        super().connect()
        self._held = self.sock

    def _new_conn(self) -> socket.socket:
        """Connected, and checked before TLS or HTTP says a word.

        Nothing is sent where the host's addresses are not all admitted; as a name may resolve
        anew, who answered is looked at again.
        """
        for address in self._addresses():
            self._admit(address)
        sock = super()._new_conn()
        try:
            self._admit(str(sock.getpeername()[0]))
        except ForbiddenPeerError:
            sock.close()
            raise
        return sock

    def _addresses(self) -> list[str]:
        host = self.host.strip("[]")
        try:
            found = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except socket.gaierror as problem:
            raise NameResolutionError(host, self, problem) from problem
        return [str(address[0]) for *_kind, address in found]

    def _admit(self, address: str) -> None:
        written = ipaddress.ip_address(address.partition("%")[0])
        meant = _unwrapped(written)
        if not is_public(address) and not any(
            ip in network for network in self.allowed for ip in (written, meant)
        ):
            raise ForbiddenPeerError(str(meant))

    def cut(self) -> None:
        """End whatever the connection is waiting for; for a clock that runs beside it."""
        sock = self.sock or self._held
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class CheckedTLSConnection(CheckedConnection, HTTPSConnection):
    """The same under TLS, certificates verified."""
