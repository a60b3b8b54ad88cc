"""Places: a table of phrases with the keys read from them, and properties of any text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.language.gazetteer import gazetteer
from workbench.language.places import places

# text=key; "?" is a place that the gazetteer does not know
PHRASES = [
    ("in Bir Qassab", "Bir Qassab=bir-qassab"),
    ("southeast of Damascus", "Damascus=damascus"),
    ("Deir al-Zor fell", "Deir al-Zor=deir-al-zor"),
    ("Deir ez-Zor fell", "Deir ez-Zor=deir-al-zor"),
    ("Deir Ezzor fell", "Deir Ezzor=deir-al-zor"),
    ("Dayr az Zawr fell", "Dayr az Zawr=deir-al-zor"),
    ("Deir az-Zour fell", "Deir az-Zour=deir-al-zor"),
    ("Deir-ez-Zor fell", "Deir-ez-Zor=deir-al-zor"),
    ("Deir al-Zor province", "Deir al-Zor province=deir-al-zor-province"),
    ("Deir ez-Zor governorate", "Deir ez-Zor governorate=deir-al-zor-province"),
    ("in Khan Sheikhoun", "Khan Sheikhoun=khan-sheikhoun"),
    ("in Khan Shaykhun", "Khan Shaykhun=khan-sheikhoun"),
    ("Maarat al-Nu'man market", "Maarat al-Nu'man=maaret-al-numan"),
    ("Raqqah and al-Raqqa", "Raqqah=raqqa; al-Raqqa=raqqa"),
    ("the town of al-Bab", "al-Bab=al-bab"),
    ("Al-Bab was hit", "Al-Bab=al-bab"),
    ("in Idleb and Edlib", "Idleb=idlib; Edlib=idlib"),
    ("Idlib province is quiet", "Idlib province=idlib-province"),
    ("near Hassakeh", "Hassakeh=hasakeh"),
    ("al-Hasakah governorate", "al-Hasakah governorate=hasakeh-province"),
    ("at Shayrat air base", "Shayrat air base=shayrat"),
    ("in the Eastern Ghouta", "Eastern Ghouta=eastern-ghouta"),
    ("rebel-held Douma", "Douma=douma"),
    ("in Deraa and Dara'a", "Deraa=daraa; Dara'a=daraa"),
    ("in Tadmur", "Tadmur=palmyra"),
    ("shelling in Damascus", "Damascus=damascus"),
    ("pro-Damascus media", ""),
    ("the Damascus ally", ""),
    ("in Kobane, or Ain al-Arab", "Kobane=kobani; Ain al-Arab=kobani"),
    ("in Syria's Aleppo", "Syria=syria; Aleppo=aleppo"),
    ("in Syrias Aleppo", "Syrias=syria; Aleppo=aleppo"),
    ("northern Aleppo province", "Aleppo province=aleppo-province"),
    ("in east Aleppo", "east Aleppo=eastern-aleppo"),
    ("western Mosul", "western Mosul=western-mosul"),
    ("in Falluja and Fallujah", "Falluja=falluja; Fallujah=falluja"),
    ("Tel Afar and Tal Afar", "Tel Afar=tal-afar; Tal Afar=tal-afar"),
    ("the Golan Heights", "Golan Heights=golan-heights"),
    ("the Euphrates River", "Euphrates River=euphrates"),
    ("the Badia", "Badia=badia"),
    ("the borders with Iraq and Jordan", "Iraq=iraq; Jordan=jordan"),
    ("in the United States", "United States=united-states"),
    ("in the U.S.", "U.S.=united-states"),
    ("across the UK", "UK=britain"),
    ("in U.S. custody", ""),
    ("a US-led strike", ""),
    ("Turkey-backed rebels", ""),
    ("the Baghdad-based bureau", ""),
    ("talks in Moscow", "Moscow=moscow"),
    ("Moscow denied it", ""),
    ("Turkey said so", ""),
    ("an accord between Turkey and others", ""),
    ("flights to Turkey", "Turkey=turkey"),
    ("in Kiev and Kyiv", "Kiev=kyiv; Kyiv=kyiv"),
    ("BEIRUT (Agencies)", "BEIRUT=beirut"),
    ("in New York", "New York=new-york"),
    ("the New York Times said", ""),
    ("near Kafr Nabouda", "Kafr Nabouda=?"),
    ("the village of Tal Hadya", "Tal Hadya=?"),
    ("Hazano village", "Hazano=?"),
    ("in the town of Um Adseh", "Um Adseh=?"),
    ("the villages of Jibrin and Maarin", "Jibrin=?; Maarin=?"),
    ("outside Kafr Oweid", "Kafr Oweid=?"),
    ("in Russian air strikes", ""),
    ("in Islamic law", ""),
    ("in March", ""),
    ("in Parliament", ""),
    ("in Salem's letter", ""),
    ("Nice work", ""),
    ("in Nice", "Nice=nice"),
    ("Salma told them", ""),
    ("in the town of Salma", "Salma=salma"),
    ("في حلب", "حلب=aleppo"),
    ("Homs, Hama and Idlib", "Homs=homs; Hama=hama; Idlib=idlib"),
    ("in Mazar-i-Sharif", "Mazar-i-Sharif=mazar-i-sharif"),
    ("in Sanaa and Sana'a", "Sanaa=sanaa; Sana'a=sanaa"),
]


@pytest.mark.parametrize(("phrase", "stated"), PHRASES)
def test_a_phrase_names_the_places_of_the_table(phrase: str, stated: str) -> None:
    known = gazetteer().sites
    found = places(phrase)
    assert (
        "; ".join(f"{one.text}={one.key if one.key in known else '?'}" for one in found) == stated
    )


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len({phrase for phrase, _ in PHRASES}) >= 60


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in Tal Hadya", "in Tell Hadya"),
        ("near Kafr Nabouda", "near Kafr Nabuda"),
        ("in the town of Deir Safra", "in the town of Dayr al-Safra"),
    ],
)
def test_spellings_of_an_unknown_place_share_a_key(one: str, other: str) -> None:
    assert places(one)[0].key == places(other)[0].key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Damascus has been rocked by blasts.", ["Damascus"]),
        ("Damascus was struck by rockets.", ["Damascus"]),
        ("Damascus has denied it.", []),
    ],
)
def test_a_capital_that_is_struck_is_a_town(text: str, names: list[str]) -> None:
    assert [place.text for place in places(text)] == names


def test_a_word_of_a_headline_is_no_place() -> None:
    assert places("Army Strikes Scores of Gunmen across Country and in Various Towns") == ()


def test_a_known_place_carries_the_name_of_the_table() -> None:
    (place,) = places("in Dayr az Zawr")
    assert (place.text, place.name) == ("Dayr az Zawr", "Deir al-Zor")


def test_a_desks_own_places_are_found_too() -> None:
    book = gazetteer("# ours\nold-mill\tOld Mill\tdistrict\taleppo\tMulino\n")
    assert [one.key for one in places("a blast hit Old Mill", book=book)] == ["old-mill"]
    assert [one.key for one in places("Mulino, Homs", book=book)] == ["old-mill", "homs"]


SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(PHRASES).map(lambda row: row[0]),
        st.sampled_from(["al-", "-", "of", "the town of", "province", "US", "al", "'s", "X."]),
        st.text(max_size=6),
    ),
    max_size=12,
).map(" ".join)


@given(SCRAPS)
@example("in al-")
@example("\x00 in \u202eHoms\ud7ff-Hama")
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_and_apart_in_any_text(text: str) -> None:
    reached = 0
    for one in places(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= reached
        assert one.name
        assert one.key
        reached = one.end
