"""The door's patience: each wrong try at a name or from an address makes the next one wait."""

import hashlib
import ipaddress
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workbench.errors import TooOftenError
from workbench.store.base import now
from workbench.store.guards import SignInTry

FORGOTTEN = timedelta(hours=1)
LONGEST_WAIT = 900  # seconds


class _Door(NamedTuple):
    """What is counted, and how often it may go wrong before anybody waits."""

    kind: str
    free: int


_NAME, _ADDRESS = _Door("name", 5), _Door("address", 20)


def knock(session: Session, name: str, address: str) -> None:
    """Counts a try before the password is looked at, so that tries at once count as well.

    Raises:
        TooOftenError: there were too many; it says how long to wait. This one is not counted.
    """
    session.execute(delete(SignInTry).where(SignInTry.last_at < now() - FORGOTTEN))
    asked = ((_NAME, name), (_ADDRESS, neighbourhood(address)))
    rows = [(_row(session, door, of), door) for door, of in asked]
    wait = max(_wait(row, door) for row, door in rows)
    if wait > 0:
        raise TooOftenError(f"Too many tries. Try again in {wait} s.", seconds=wait)
    for row, _ in rows:
        row.count, row.last_at = row.count + 1, now()


def admit(session: Session, name: str, address: str) -> None:
    """Somebody got in: their own try counts no more, nor do those at their name."""
    _row(session, _NAME, name).count = 0
    shared = _row(session, _ADDRESS, neighbourhood(address))
    shared.count = max(0, shared.count - 1)


def neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6 the /64 that one customer is given."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False))


def _row(session: Session, door: _Door, of: str) -> SignInTry:
    digest = hashlib.sha256(of.strip().encode("utf-8", "surrogatepass")).hexdigest()
    key = f"{door.kind}:{digest}"
    row = session.get(SignInTry, key)
    if row is None:
        row = SignInTry(key=key, count=0, last_at=now())
        session.add(row)
    return row


def _wait(row: SignInTry, door: _Door) -> int:
    """Seconds until the next try: doubled with each one that went wrong beyond the free ones."""
    if row.count < door.free:
        return 0
    since = (now() - row.last_at).total_seconds()
    if since < 0:  # the clock was set back: nobody waits for it to come round again
        return 0
    return int(max(0, min(2.0 ** min(row.count - door.free, 20), LONGEST_WAIT) - since) + 0.999)
