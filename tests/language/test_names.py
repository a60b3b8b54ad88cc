import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.language import names


@pytest.mark.parametrize(
    "spellings",
    [
        "Talas al Salameh|Talas al-Salamah|Talas Salama",
        "Qaddafi|Gadhafi|Kadafi|Gaddafi|al-Qadhafi|el-Gheddafi",
        "Deir al-Zor|Deir ez-Zor|Dayr az Zawr|Deir Ezzor|Deir ez-Zour|Dayr al-Zawr",
        "Idlib|Edlib|Edleb",
        "Raqqa|Rakka|Ar-Raqqah|al-Raqqa",
        "Daraa|Deraa|Dar'a|Dara‘a",
        "Manbij|Menbij|Minbij",
        "Ghouta|Ghuta|al-Ghouta",
        "Mohammed|Muhammad|Mohamed|Mohammad",
        "Abdul Rahman|Abdel-Rahman|Abd al-Rahman|Abdulrahman|Abdurrahman",
        "Abdullah|Abdallah|Abdulla",
        "Hezbollah|Hizbullah|Hizballah",
        "Soleimani|Suleimani|Sulaymani",
        "Hodeidah|Hudaydah|Hodeida|al-Hudaydah",
        "Sheikh Miskin|Shaykh Miskin",
        "Assad|al-Assad|Assad's|Assad’s|el-Asad",
        "Hussein|Husain|Hossein|Husayn",
        "Osama bin Laden|Usama bin Ladin",
        "Taiz|Ta'izz|Taez",
        "Maaret al-Numan|Maarat al-Numan|Maarrat an-Numan",
        "Khan Sheikhoun|Khan Shaykhun",
        "Zelenskyy|Zelensky|Zelenskiy",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    assert len({names.key(spelling) for spelling in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    "others",
    [
        "Salameh|Salazar",
        "Hassan|Hussein",
        "Amman|Oman",
        "Mali|Male",
        "Iraq|Iran",
        "Homs|Hama",
        "Ali|Alaa",
        "Syria|Serbia",
        "Hodeidah|Huda",
    ],
)
def test_other_names_have_other_keys(others: str) -> None:
    first, second = others.split("|")

    assert names.key(first) != names.key(second)


def test_a_name_of_particles_alone_keeps_them() -> None:
    assert names.key("Al") != ""


def test_the_surname_is_the_last_word() -> None:
    assert names.surname_key("Talas al Salameh") == names.key("al-Salamah")
    assert names.surname_key("") == ""


@given(st.text(max_size=60))
def test_any_text_has_a_key_that_is_its_own_fixed_point_in_case(text: str) -> None:
    assert names.key(text.upper()) == names.key(text.upper().swapcase().upper())
