"""Units: forms after and before a number, each brought to one canonical unit."""

import pytest

from workbench.language.tables import rows
from workbench.language.units import unit_at
from workbench.language.words import words


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("5 km", "km", 1),
        ("5 miles", "km", 1.609344),
        ("5 square km", "km\u00b2", 1),
        ("5 sq. miles", "km\u00b2", 2.589988),
        ("5 per cent", "percent", 1),
        ("5 kg", "tonne", 0.001),
        ("5 weeks", "week", 1),
        ("5-month", "month", 1),
        ("5 Syrian pounds", "SYP", 1),
    ],
)
def test_a_unit_behind_its_number_is_known(text: str, name: str, factor: float) -> None:
    found = unit_at(words(text), 0, 1)
    assert found is not None
    assert (found.name, found.factor) == (name, factor)


@pytest.mark.parametrize("text", ["5 men", "5 second-hand", "5 M-16", "5", "5 won seats"])
def test_what_only_looks_like_a_unit_is_none(text: str) -> None:
    found = unit_at(words(text), 0, 1)
    assert found is None or found.name == "second"


def test_a_currency_before_its_number_takes_its_letter_along() -> None:
    found = unit_at(words("US$5bn"), 2, 3)
    assert found is not None
    assert (found.name, found.first) == ("USD", 0)


def test_no_form_stands_for_two_units() -> None:
    seen: dict[tuple[str, str], str] = {}
    for unit, _, place, forms in rows("units.tsv", 4):
        for form in forms.split("|"):
            assert seen.setdefault((place, form), unit) == unit
