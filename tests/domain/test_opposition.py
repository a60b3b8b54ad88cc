"""Two texts that seem to rule each other out and may both be true."""

import pytest

from workbench.domain.comparison import compare
from workbench.domain.vocabulary import Signal
from workbench.language.stating import known_world, state

CONFLICTS = Signal.CONFLICTS


def signal(claim: str, passage: str) -> Signal:
    return compare(state(claim), state(passage), world=known_world()).signal


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "Gas killed more than 40 people in Douma on Monday.",
            "A girl who survived the gas attack in Douma on Monday took shelter in a mosque.",
        ),
        (
            "Warplanes bombed Douma on Monday.",
            "Russia said its army had not bombed Douma on Monday.",
        ),
        (
            "The government joined a treaty after the attack on Douma.",
            "The government, which denied it was behind the attack on Douma, gave up its stocks.",
        ),
        (
            "The army shelled Douma, residents said.",
            "Islamic State shelled a power station in Douma.",
        ),
        (
            "On Monday Hezbollah shelled Douma.",
            "On Monday Hezbollah in support of the Syrian army shelled Douma.",
        ),
        ("On Monday rebels had remained in Douma.", "Rebels left Douma on Monday."),
        (
            "The army broke the siege of Douma by rebels on Monday.",
            "The army broke the blockade of Douma maintained by rebels on Monday.",
        ),
        (
            "The army has been unable to regain control of Douma.",
            "Clashes went on in Douma. ... 28 Related Army Liberates Homs Tags Syria",
        ),
        (
            "The toll of the blast in Douma on Monday rose to 70 dead.",
            "One resident said in Douma on Monday that he was not sure where he would live.",
        ),
    ],
)
def test_what_may_both_be_true_does_not_conflict(claim: str, passage: str) -> None:
    assert signal(claim, passage) is not CONFLICTS
    assert signal(passage, claim) is not CONFLICTS


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "The Syrian army bombed Douma on Monday.",
            "The Syrian army had not bombed Douma on Monday, a spokesman said.",
        ),
        ("Rebels said on Monday they had held Douma.", "Rebels left Douma on Monday."),
        (
            "Islamic State shelled the power station in Douma on Monday.",
            "The Syrian army shelled the power station in Douma on Monday.",
        ),
        (
            "The blast in Douma on Monday killed 70 people.",
            "The blast in Douma on Monday killed 12 people.",
        ),
    ],
)
def test_what_cannot_both_be_true_still_conflicts(claim: str, passage: str) -> None:
    assert signal(claim, passage) is CONFLICTS
