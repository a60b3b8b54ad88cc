"""What a verdict may rest on (docs/method.md, section 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.vocabulary import Ground, Missing, Question, Saying, Stance, Verdict
from workbench.errors import EvidenceRequiredError

RULES = "verdicts-1"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One stance a person gave; `origin` None is the claim's own origin, or unknown."""

    question: Question
    stance: Stance
    ground: Ground | None
    origin: int | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a reviewer concludes, and in which words."""

    verdict: Verdict
    rationale: str
    ground: Ground | None = None
    missing: Missing | None = None


def hold(conclusion: Conclusion, exhibits: Sequence[Exhibit], *, supports_required: int) -> None:
    """Holds a conclusion to what its verdict must rest on.

    Raises:
        EvidenceRequiredError: what is missing, in one sentence.
    """
    if conclusion.verdict is Verdict.CORROBORATED:
        _hold_corroborated(exhibits, supports_required)
    elif conclusion.verdict is Verdict.DISPUTED:
        _hold_disputed(conclusion, exhibits)
    elif conclusion.missing is None:
        raise EvidenceRequiredError("Unresolved needs to say what is missing: choose one.")


def independent(exhibits: Iterable[Exhibit], stance: Stance) -> int:
    """How many origins other than the claim's own carry content passages with this stance."""
    return len(
        {
            exhibit.origin
            for exhibit in exhibits
            if exhibit.question is Question.CONTENT
            and exhibit.stance is stance
            and exhibit.origin is not None
        }
    )


def saying(exhibits: Iterable[Exhibit]) -> Saying:
    """Whether the speaker said it, from the evidence given for that question."""
    stances = {e.stance for e in exhibits if e.question is Question.SAYING}
    if Stance.REFUTES in stances:
        return Saying.CONTESTED
    return Saying.CONFIRMED if Stance.SUPPORTS in stances else Saying.UNCHECKED


def _hold_corroborated(exhibits: Sequence[Exhibit], required: int) -> None:
    found = independent(exhibits, Stance.SUPPORTS)
    if found >= required:
        return
    marked = any(e.stance is Stance.SUPPORTS and e.question is Question.CONTENT for e in exhibits)
    if marked and not found:
        raise EvidenceRequiredError(
            "Corroborated needs a supporting passage from an origin other than the claim's own: "
            "what you marked rests on the same origin as the claim."
        )
    raise EvidenceRequiredError(
        f"Corroborated needs {required} independent supporting "
        f"{'passage' if required == 1 else 'origins'}; {found} marked so far. "
        "Mark a passage “supports”, or add what you found."
    )


def _hold_disputed(conclusion: Conclusion, exhibits: Sequence[Exhibit]) -> None:
    grounds = {
        e.ground or conclusion.ground
        for e in exhibits
        if e.stance is Stance.REFUTES and e.question is Question.CONTENT
    }
    if not grounds:
        raise EvidenceRequiredError(
            "Disputed needs a passage marked “refutes”. No support found is not a dispute: "
            "that is “unresolved”."
        )
    if grounds == {None}:
        raise EvidenceRequiredError("Disputed needs its ground: say why the passage refutes.")
    if grounds <= {Ground.PARTY_DENIAL, None} and not conclusion.rationale.strip():
        raise EvidenceRequiredError(
            "A denial by an accused party alone suffices only if you say why: write the rationale."
        )
