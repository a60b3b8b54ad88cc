"""On which claims the machine keeps silent, so that a desk learns what its signals do."""

import hashlib

RULES = "hiding-1"


def hides(claim_id: int, *, percent: int, desk: str) -> bool:
    """Whether this claim is of the share drawn: the same for everybody, foreseen by nobody."""
    return _drawn(claim_id, desk)[0] % 100 < percent


def place(claim_id: int, *, desk: str) -> float:
    """A place in the queue, 0 to below 1, that tells nothing of what was found: drawn as well."""
    return _drawn(claim_id, desk)[1] / 2**32


def _drawn(claim_id: int, desk: str) -> tuple[int, int]:
    drawn = hashlib.sha256(f"{desk}:{claim_id}".encode()).digest()
    return int.from_bytes(drawn[:4], "big"), int.from_bytes(drawn[4:8], "big")
