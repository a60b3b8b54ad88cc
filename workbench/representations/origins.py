"""Bases, counts and corrections of origins as JSON, and a basis read back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbench.domain.origins import Count, Decision
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind
from workbench.store.models import OriginCorrection

Json = dict[str, Any]


def basis_json(basis: Basis) -> Json:
    """What a passage rests on; only what is said."""
    said: Json = {"kind": basis.kind.value, "root": basis.root, "because": basis.because}
    if basis.also:
        said["also"] = list(basis.also)
    for name in ("speaker", "via", "inferred", "unnamed"):
        if getattr(basis, name):
            said[name] = getattr(basis, name)
    return said


def basis_from(said: Json) -> Basis:
    """The basis that `basis_json` wrote."""
    given = {**said, "kind": BasisKind(said["kind"]), "also": tuple(said.get("also", ()))}
    return Basis(**given)


def count_json(count: Count) -> Json:
    """How many independent origins, by kind and side."""
    return {
        "at_least": count.at_least,
        "at_most": count.at_most,
        "kinds": dict(count.kinds),
        "sides": dict(count.sides),
        "warning": count.warning,
    }


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person said at once on the folding, signed; it is taken back as one."""

    rows: tuple[OriginCorrection, ...]
    by: str
    why: str

    @property
    def id(self) -> int:
        """That of its first row."""
        return self.rows[0].id

    @property
    def passage(self) -> int:
        """The passage it is about."""
        return self.rows[0].passage_id

    @property
    def other(self) -> int | None:
        """Joined with it or cut from it; none is the claim, or all that it was cut from."""
        is_alone = self.decision == Decision.CUT and len(self.rows) > 1
        return None if is_alone else self.rows[0].other_id

    @property
    def decision(self) -> str:
        """Cut, join or basis."""
        return self.rows[0].decision

    @property
    def basis(self) -> Json | None:
        """What the passage was said to rest on."""
        return self.rows[0].basis

    @property
    def at(self) -> datetime:
        """When it was said."""
        return self.rows[0].at


def correction_json(given: Correction) -> Json:
    """What a person corrected: passages cut or joined, or the basis of one passage."""
    return {
        "id": given.id,
        "passage": given.passage,
        "other": given.other,
        "others": [row.other_id for row in given.rows if row.other_id],
        "decision": given.decision,
        "basis": given.basis,
        "reviewer": given.by,
        "why": given.why or None,
        "at": given.at.isoformat(),
    }
