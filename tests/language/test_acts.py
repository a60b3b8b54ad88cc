"""Acts: what befell the counted, and which of two readings of a participle holds."""

import pytest

from workbench.language.act_forms import act_forms, counted_act, form_at
from workbench.language.quantities import quantities
from workbench.language.tables import rows
from workbench.language.words import words

USES = {"participle", "verb", "died", "state", "noun", "of"}


def test_every_row_of_the_table_has_a_known_use_and_one_act() -> None:
    acts: dict[str, str] = {}
    for act, use, forms in rows("acts.tsv", 3):
        assert use in USES
        for form in forms.split("|"):
            assert acts.setdefault(form, act) == act
    assert len(act_forms()) > 200


def test_the_longest_form_wins() -> None:
    form = form_at(words("shot dead in the town"), 0)
    assert form is not None
    assert (form.act, form.size) == ("killed", 2)


def test_some_nouns_name_their_own_act() -> None:
    assert counted_act("deaths") == "killed"
    assert counted_act("casualties") == "casualties"
    assert counted_act("people") is None


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("12 gunmen had killed a guard.", [None, "killed"]),
        ("12 gunmen had been killed.", ["killed"]),
        ("12 gunmen who killed five people fled.", [None, "killed"]),
        ("12 air strikes killed nobody.", [None]),
        ("12 houses were destroyed and nine people killed.", ["destroyed", "killed"]),
        ("The army fired 12 officers.", [None]),
        ("Police fired 12 shots.", ["fired"]),
        ("It saved the lives of 12 men.", [None]),
        ("After 12 days of fighting 30 people had been killed.", [None, "killed"]),
        ("The dead include six medics.", ["killed"]),
        ("12 soldiers, 5 of them wounded, were captured.", ["captured", "wounded"]),
    ],
)
def test_an_act_belongs_to_those_who_suffer_it(sentence: str, acts: list[str | None]) -> None:
    assert [one.act for one in quantities(sentence)] == acts
