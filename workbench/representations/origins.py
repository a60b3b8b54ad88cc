"""Bases and counts of origins as JSON, and a basis read back."""

from typing import Any

from workbench.domain.origins import Count
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


def correction_json(row: OriginCorrection, by: str) -> Json:
    """What a person corrected: a pair cut or joined, or the basis of one passage."""
    return {
        "id": row.id,
        "passage": row.passage_id,
        "other": row.other_id,
        "decision": row.decision,
        "basis": row.basis,
        "reviewer": by,
        "at": row.at.isoformat(),
    }
