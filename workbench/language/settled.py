"""A basis whose root names somebody, or that says whom it passes on, or nothing."""

from dataclasses import replace

from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind
from workbench.language.bodies import Directory
from workbench.language.names import surname_key
from workbench.language.roots import settle

# Roots that the source's own work gives: a thing, the source itself, whoever it asked.
_OWN = frozenset({BasisKind.ARTEFACT, BasisKind.OBSERVATION, BasisKind.INTERVIEW})


def settled(found: Basis, book: Directory) -> Basis:
    """A root that names nobody is no root: it must not be counted as somebody who knows."""
    asked = found.kind is BasisKind.INTERVIEW and "(to " not in (found.root or "")
    if found.root is None or (found.kind in _OWN and not asked):
        return found
    root = settle(found.root, book)
    also = tuple(dict.fromkeys(filter(None, (settle(each, book) for each in found.also))))
    if root is not None:
        return replace(found, root=root, also=tuple(each for each in also if each != root))
    if found.speaker is not None and surname_key(found.root) != found.speaker:
        return found  # "an American official", whose name is given
    outlet = settle(found.via, book) if found.via and found.kind is BasisKind.RELAY else None
    if outlet is not None and outlet != found.root:
        because = f"Passes on what {outlet} reported; “{found.root}” names nobody."
        return Basis(BasisKind.RELAY, outlet, because, via=outlet)
    because = f"“{found.root}” names nobody that can be told."
    return Basis(BasisKind.UNSTATED, None, because, via=found.via)
