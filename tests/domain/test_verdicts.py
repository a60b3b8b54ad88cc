"""Every stance × verdict × origin is held to the rules."""

from itertools import product

import pytest

from workbench.domain import verdicts
from workbench.domain.verdicts import Conclusion, Exhibit
from workbench.domain.vocabulary import Ground, Missing, Question, Saying, Stance, Verdict
from workbench.errors import EvidenceRequiredError


def exhibit(
    stance: Stance = Stance.SUPPORTS,
    origin: int | None = 1,
    question: Question = Question.CONTENT,
    ground: Ground | None = None,
) -> Exhibit:
    return Exhibit(question, stance, ground, origin)


def allowed(conclusion: Conclusion, *exhibits: Exhibit, required: int = 1) -> bool:
    try:
        verdicts.hold(conclusion, exhibits, supports_required=required)
    except EvidenceRequiredError:
        return False
    return True


@pytest.mark.parametrize(
    ("stance", "origin", "question"), list(product(Stance, [None, 1], Question)), ids=str
)
def test_corroborated_rests_on_independent_content_support_alone(
    stance: Stance, origin: int | None, question: Question
) -> None:
    conclusion = Conclusion(Verdict.CORROBORATED, "")
    expected = stance is Stance.SUPPORTS and origin == 1 and question is Question.CONTENT

    assert allowed(conclusion, exhibit(stance, origin, question)) is expected


@pytest.mark.parametrize(
    ("stance", "origin", "question"), list(product(Stance, [None, 1], Question)), ids=str
)
def test_disputed_rests_on_a_refuting_content_passage_alone(
    stance: Stance, origin: int | None, question: Question
) -> None:
    conclusion = Conclusion(Verdict.DISPUTED, "", Ground.CONTRARY_FIGURE)
    expected = stance is Stance.REFUTES and question is Question.CONTENT

    assert allowed(conclusion, exhibit(stance, origin, question)) is expected


def test_two_passages_of_one_origin_count_once() -> None:
    forty = [exhibit(origin=1)] * 40

    assert verdicts.independent(forty, Stance.SUPPORTS) == 1
    assert not allowed(Conclusion(Verdict.CORROBORATED, ""), *forty, required=2)
    assert allowed(Conclusion(Verdict.CORROBORATED, ""), *forty, exhibit(origin=2), required=2)


def test_support_from_the_claims_own_origin_is_named_as_such() -> None:
    with pytest.raises(EvidenceRequiredError, match="same origin"):
        verdicts.hold(
            Conclusion(Verdict.CORROBORATED, ""), [exhibit(origin=None)], supports_required=1
        )


def test_disputed_needs_a_ground() -> None:
    refuting = exhibit(Stance.REFUTES)

    assert not allowed(Conclusion(Verdict.DISPUTED, "so"), refuting)
    assert allowed(Conclusion(Verdict.DISPUTED, "", Ground.CONTRARY_OBSERVATION), refuting)
    assert allowed(
        Conclusion(Verdict.DISPUTED, ""), exhibit(Stance.REFUTES, ground=Ground.CONTRARY_FIGURE)
    )


def test_a_party_denial_alone_needs_words() -> None:
    denial = exhibit(Stance.REFUTES, ground=Ground.PARTY_DENIAL)

    assert not allowed(Conclusion(Verdict.DISPUTED, "  "), denial)
    assert allowed(Conclusion(Verdict.DISPUTED, "they hold the base and showed it"), denial)


def test_unresolved_says_what_is_missing() -> None:
    assert not allowed(Conclusion(Verdict.UNRESOLVED, "nothing found"))
    assert allowed(Conclusion(Verdict.UNRESOLVED, "", missing=Missing.NO_INDEPENDENT_REPORT))


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([], Saying.UNCHECKED),
        ([Stance.CONTEXT], Saying.UNCHECKED),
        ([Stance.SUPPORTS], Saying.CONFIRMED),
        ([Stance.SUPPORTS, Stance.REFUTES], Saying.CONTESTED),
    ],
)
def test_saying_is_another_question(stances: list[Stance], expected: Saying) -> None:
    given = [exhibit(stance, question=Question.SAYING) for stance in stances]

    assert verdicts.saying([*given, exhibit(Stance.SUPPORTS)]) is expected
