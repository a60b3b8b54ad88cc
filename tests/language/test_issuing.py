"""Whether a party issued what it is reported to say."""

import pytest

from workbench.language.bodies import directory
from workbench.language.issuing import issues
from workbench.language.roots import Root


@pytest.mark.parametrize(
    ("root", "sentence", "expected"),
    [
        (Root("Health Ministry"), "Nine died, the Health Ministry said.", True),
        (Root("government"), "The government blamed rebels.", False),
        (Root("government"), "The government said in a statement that rebels did it.", True),
        (Root("United States"), "U.S. officials said a drone had crashed.", False),
        (Root("United States", "kolden"), "Orla Kolden of the White House said so.", True),
        (Root("Islamic State"), "Islamic State said three fighters took part.", True),
        (Root("activists", crowd=True), "Activists said nine died.", False),
        (Root("Valley Council"), "The Valley Council said 40 houses burned.", False),
    ],
)
def test_an_office_or_a_statement_speaks_and_others_are_passed_on(
    root: Root, sentence: str, *, expected: bool
) -> None:
    assert issues(root, sentence, directory()) is expected
