"""The gazetteer: one key per place, what lies inside what, and a desk's own rows."""

import pytest

from workbench.errors import InputError
from workbench.language.gazetteer import contains, folded, gazetteer


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("syria", "aleppo", True),
        ("aleppo-province", "aleppo", True),
        ("asia", "raqqa", False),
        ("middle-east", "raqqa", True),
        ("iraq", "western-mosul", True),
        ("deir-al-zor-province", "deir-al-zor", True),
        ("aleppo", "syria", False),
        ("aleppo", "aleppo", False),
        ("homs", "hama", False),
        ("syria", "nowhere at all", None),
        ("nowhere at all", "homs", None),
    ],
)
def test_containing_is_known_only_between_known_places(
    outer: str, inner: str, inside: object
) -> None:
    assert contains(outer, inner) is inside


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir al-Zor", "Deir Ez Zor"),
        ("al-Hasakah", "Al Hassakah"),
        ("Kfar Zoul", "Kfar Zul"),
        ("Sanl\u0131urfa", "Sanl\u0131urfa"),
        ("Diyarbak\u0131r", "Diyarbak\u0131r"),
        ("M\u00e1laga", "Malaga"),
    ],
)
def test_articles_hyphens_accents_and_doubled_letters_do_not_matter(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_every_place_lies_in_a_chain_that_ends() -> None:
    sites = gazetteer().sites
    for site in sites.values():
        steps, at = 0, site.inside
        while at is not None:
            steps, at = steps + 1, sites[at].inside
            assert steps < 10
    assert len(sites) > 1000


def test_the_most_used_spellings_stand_for_their_own_place() -> None:
    book = gazetteer()
    for name in ("Aleppo", "Homs", "Hama", "Mosul", "Idlib", "Raqqa", "Tripoli", "Kyiv"):
        assert book.sites[book.spellings[folded(name)]].name == name


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("mill\tMill\n", "without key, name or kind"),
        ("mill\tMill\tdistrict\tatlantis\n", "inside atlantis"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_in_words(row: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        gazetteer(row)
