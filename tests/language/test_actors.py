"""Actors: a table of phrases with the keys read from them, and properties of any text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.bodies import Bodies
from workbench.language.actors import actors
from workbench.language.bodies import directory
from workbench.language.names import key

# text=key; "?" is a name that the table of bodies does not know
PHRASES = [
    ("Islamic State retreated", "Islamic State=islamic-state"),
    ("ISIS and ISIL", "ISIS=islamic-state; ISIL=islamic-state"),
    ("Daesh said so", "Daesh=islamic-state"),
    ("Islamic State militants fled", "Islamic State militants=islamic-state"),
    ("rebels advanced", "rebels=rebels"),
    ("The rebels advanced", "rebels=rebels"),
    ("government forces shelled it", "government forces=army"),
    ("regime forces shelled it", "regime forces=syrian-army"),
    ("the U.S.-led coalition", "U.S.-led coalition=coalition"),
    ("the US-led coalition", "US-led coalition=coalition"),
    ("the Free Syrian Army (FSA)", "Free Syrian Army=fsa; FSA=fsa"),
    ("the Syrian Democratic Forces", "Syrian Democratic Forces=sdf"),
    ("the Kurdish YPG", "Kurdish YPG=ypg"),
    ("Hayat Tahrir al-Sham", "Hayat Tahrir al-Sham=hts"),
    ("the Syrian army", "Syrian army=syrian-army"),
    ("Syrian government forces", "Syrian government forces=syrian-army"),
    ("Hezbollah fighters", "Hezbollah fighters=hezbollah"),
    ("the Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights=sohr"),
    ("the White Helmets", "White Helmets=white-helmets"),
    ("the United Nations", "the United Nations=un"),
    ("Médecins Sans Frontières said", "Médecins Sans Frontières=msf"),
    ("Moscow denied it", "Moscow=russia"),
    ("Turkey said so", "Turkey=turkey"),
    ("in Turkey", ""),
    ("talks in Moscow", ""),
    ("said Nabil Haddad, a doctor", "Nabil Haddad=?"),
    ("Yasser al-Fayed said on Monday", "Yasser al-Fayed=?"),
    ("Abu Omar al-Tamimi was killed", "Abu Omar al-Tamimi=?"),
    ("Omar bin Khalid was there", "Omar bin Khalid=?"),
    ("a man named Karim Saleh left", "Karim Saleh=?"),
    ("Dr. Leyla Demir told us", "Leyla Demir=?"),
    ("Lt. Gen. Paul Archer left", "Paul Archer=?"),
    ("Governor Samir Qadri said", "Samir Qadri=?"),
    ("Haddad said the clinic was hit", "Haddad=?"),
    ('"We left," Haddad said.', "Haddad=?"),
    ("according to Haddad, a nurse", "Haddad=?"),
    ("the Lamar Relief Fund said", "Lamar Relief Fund=?"),
    ("a Supreme Court ruling", "Supreme Court=?"),
    ("the Levant Brigade of Haroun", "Levant Brigade of Haroun=?"),
    ("the Nabd Network for Human Rights said", "Nabd Network for Human Rights=?"),
    ("On Monday in March it rained", ""),
    ("Kurdish Fighters Leave Town In Long Column", ""),
    ("Many Syrians fled", ""),
    ("IS militants fled", "IS militants=islamic-state"),
    ("Ahrar al-Sham group rebels", "Ahrar al-Sham group rebels=ahrar"),
    ("The talks went on. Blast Occurs Near Bus Convoy Evacuating Families From Towns.", ""),
    ("It was quiet", ""),
    ("Villagers left", ""),
    ("In the north, Samir Qadri met Nabil Haddad", "Samir Qadri=?; Nabil Haddad=?"),
]


@pytest.mark.parametrize(("phrase", "stated"), PHRASES)
def test_a_phrase_names_the_actors_of_the_table(phrase: str, stated: str) -> None:
    bodies = directory().bodies
    found = actors(phrase)
    assert "; ".join(f"{one.text}={written(bodies, one.key)}" for one in found) == stated


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len({phrase for phrase, _ in PHRASES}) >= 40


def test_an_unknown_name_has_the_key_of_its_spellings() -> None:
    (one,) = actors("said Nabil al-Haddad, a doctor")
    assert one.key == key("Nabil Haddad")


SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(PHRASES).map(lambda row: row[0]),
        st.sampled_from(["al-", "-", "of", "Gen.", "bin", "US", "Abu", "'s", "X."]),
        st.text(max_size=6),
    ),
    max_size=12,
).map(" ".join)


@given(SCRAPS)
@example("Gen. of bin al-")
@example("\x00 Omar \u202eal-\ud7ff")
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_and_apart_in_any_text(text: str) -> None:
    reached = 0
    for one in actors(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= reached
        assert one.name
        assert one.key
        reached = one.end


def written(bodies: Bodies, found: str) -> str:
    return found if bodies.get(found) is not None else "?"
