"""On which claims the machine keeps silent, so that a desk learns what its signals do."""

import hashlib

RULES = "hiding-1"


def hides(claim_id: int, *, percent: int, desk: str) -> bool:
    """Whether this claim is of the share drawn: the same for everybody, foreseen by nobody."""
    drawn = hashlib.sha256(f"{desk}:{claim_id}".encode()).digest()
    return int.from_bytes(drawn[:4], "big") % 100 < percent
