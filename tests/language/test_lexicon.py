"""The table of event words."""

import pytest

from workbench.domain import events_relation
from workbench.language.lexicon import inflect, lexicon, parse_lexicon


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("seize", ("seize", "seizes", "seized", "seized", "seizing")),
        ("ban", ("ban", "bans", "banned", "banned", "banning")),
        ("deny", ("deny", "denies", "denied", "denied", "denying")),
        ("attack", ("attack", "attacks", "attacked", "attacked", "attacking")),
        ("clash", ("clash", "clashes", "clashed", "clashed", "clashing")),
    ],
)
def test_verbs_are_inflected_by_rule(lemma: str, forms: tuple[str, ...]) -> None:
    assert inflect(lemma, {}) == forms


def test_every_kind_that_rules_name_has_words() -> None:
    named = set(events_relation.ATTRIBUTION | events_relation.BACKGROUND)
    named |= events_relation.ATTRIBUTABLE | events_relation.ASPECT

    assert named - lexicon().kinds == set()


def test_a_phrase_with_an_object_is_read_in_the_passive_too() -> None:
    table = parse_lexicon("remove\tphrase\tlift .. curfew\n")

    assert [p.passive for p in table.phrases["curfew"]] == [True]
    assert [p.kind for p in table.phrases["lifted"]] == ["remove"]
