"""A decision replayed: what it rested on, recomputed today, and what differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.domain import verdicts
from workbench.domain.hashes import text_hash
from workbench.domain.proposals import Proposal
from workbench.domain.verdicts import Conclusion, Exhibit
from workbench.domain.vocabulary import Ground, Question, Stance
from workbench.errors import EvidenceRequiredError
from workbench.store.models import Claim, Passage, Review

_OTHER_RULES = "Proposals are made by other rules now; the decision stays a person's."
_OTHER_VERSION = {
    "encoder": "Vectors are made by another encoder now, so likeness and what is found may differ.",
    "index": "Vectors are kept in another form of index now: what is found may differ by little.",
    "ranker": "What is found is put in another order now; it changes nothing that was looked at.",
    "verdicts": "What a verdict may rest on is held by other rules now.",
}
TOLERANCE = 1e-3  # of a similarity: a text encoded alone or in a batch differs by less
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is no longer as it was when the decision was made."""

    what: str
    was: object
    is_now: object
    why: str


@dataclass(frozen=True, slots=True)
class Today:
    """The same things recomputed: passages, similarities and proposals by passage id."""

    claim: Claim
    passages: Mapping[int, Passage]
    similarities: Mapping[int, float]
    proposals: Mapping[int, Proposal]
    under: Mapping[str, str]


def differences(review: Review, today: Today) -> Iterator[Difference]:
    """Everything that differs; nothing, where the decision replays the same."""
    kept = review.rests_on
    yield from _versions(kept["under"], today.under)
    if kept["claim"]["text_hash"] != today.claim.text_hash:
        yield Difference(
            "claim",
            f"version {kept['claim']['version']}",
            f"version {today.claim.version}",
            "The claim's text was changed after the decision.",
        )
    for exhibit in kept["evidence"]:
        yield from _exhibit(exhibit, today)
    yield from _verdict(review, kept, today)


def _versions(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted(was.keys() & now.keys()):
        if was[name] != now[name]:
            yield Difference(
                f"version of {name}",
                was[name],
                now[name],
                _OTHER_VERSION.get(name, _OTHER_RULES),
            )


def _exhibit(kept: Json, today: Today) -> Iterator[Difference]:
    passage = today.passages.get(kept["passage"] or 0)
    if passage is None:
        return
    name = f"passage {passage.id}"
    words = passage.report.text[passage.start : passage.end]
    if text_hash(words) != kept["text_hash"]:
        yield Difference(name, kept["text_hash"], text_hash(words), "Its text is not what it was.")
    if not passage.report.current:
        yield Difference(name, "current", "replaced", "Its report was replaced by a newer version.")
    similarity = today.similarities.get(passage.id)
    was = kept.get("similarity")
    if was is not None and similarity is not None and abs(was - similarity) > TOLERANCE:
        yield Difference(
            f"{name} similarity", was, round(similarity, 4), "Its vector is another one."
        )
    yield from _proposal(name, kept, today.proposals.get(passage.id))


def _proposal(name: str, kept: Json, proposal: Proposal | None) -> Iterator[Difference]:
    if proposal is None or "signal" not in kept:
        return
    if kept["signal"] != proposal.signal:
        yield Difference(
            f"{name} signal", kept["signal"], proposal.signal.value, "It compares otherwise."
        )
    for slot, was, is_now in _slots_apart(kept["comparison"], proposal.comparison):
        yield Difference(f"{name} {slot}", was, is_now, "This slot compares otherwise.")
    was_basis = _named(kept["basis"]["kind"], kept["basis"]["root"])
    is_basis = _named(proposal.basis.kind.value, proposal.basis.root)
    if was_basis != is_basis:
        yield Difference(f"{name} basis", was_basis, is_basis, "It rests on something else.")
    was_own, is_own = kept["same_origin_as_claim"], proposal.same_origin_as_claim
    if was_own != is_own:
        yield Difference(
            f"{name} origin", _own(is_own=was_own), _own(is_own=is_own), "It folds otherwise."
        )


def _slots_apart(was: Sequence[Json], now: Sequence[Json]) -> Iterator[tuple[str, str, str]]:
    """Each slot whose relations changed, with what they were and are."""
    for slot in dict.fromkeys(row["slot"] for row in (*was, *now)):
        before, after = (
            ", ".join(row["relation"] for row in rows if row["slot"] == slot) or "not compared"
            for rows in (was, now)
        )
        if before != after:
            yield slot, before, after


def _verdict(review: Review, kept: Json, today: Today) -> Iterator[Difference]:
    conclusion = Conclusion(review.verdict, review.rationale, review.ground, review.missing)
    exhibits = [_as_exhibit(row, today) for row in kept["evidence"]]
    try:
        verdicts.hold(conclusion, exhibits, supports_required=kept["supports_required"])
    except EvidenceRequiredError as error:
        yield Difference("verdict", "held", "would not hold", error.message)


def _as_exhibit(kept: Json, today: Today) -> Exhibit:
    proposal = today.proposals.get(kept["passage"] or 0)
    own = proposal is not None and proposal.same_origin_as_claim
    origin = proposal.origin if proposal else -kept["id"]
    ground = Ground(kept["ground"]) if kept["ground"] else None
    return Exhibit(
        Question(kept["question"]), Stance(kept["stance"]), ground, None if own else origin
    )


def _named(kind: str, root: str | None) -> str:
    return f"{kind}, {root or 'nobody named'}"


def _own(*, is_own: bool) -> str:
    return "the claim's own" if is_own else "independent of the claim's"


def standing(reviews: Sequence[Review]) -> list[Review]:
    """The reviews that were not undone."""
    return [review for review in reviews if review.undone_at is None]
