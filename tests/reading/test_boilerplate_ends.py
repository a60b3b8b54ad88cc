"""What a page adds under a report: accounts to give to, words on who publishes or wrote it."""

import pytest

from workbench.reading.boilerplate import is_chrome, without_chrome
from workbench.reading.links import key_of
from workbench.reading.surroundings import Surroundings

PROSE = (
    "The council said on Tuesday that the crossing would stay closed until the shelling near the "
    "town had stopped for good."
)
MORE = (
    "Residents who had left at dawn were still waiting on the far bank in the evening, and a "
    "second ferry was promised to them for the morning."
)
LAST = "The provincial water authority said that the pumps would run again within ten days at best."
REPORTED = [PROSE, MORE, LAST]


def test_an_account_to_give_to_goes_with_the_lines_around_it() -> None:
    account = [
        "Spendenkonto",
        "Hilfe im Tal e.V.",
        "IBAN: DE00 0000 0000 0000",
        "Stichwort: Wasser",
    ]

    assert without_chrome([*REPORTED, *account]) == REPORTED


@pytest.mark.parametrize("label", ["About Tal Watch", "À propos de Tal Watch", "Über Tal Watch"])
def test_a_few_words_on_who_publishes_go_with_their_label(label: str) -> None:
    told = "Tal Watch is a small charity that follows what happens to rivers in times of war."

    assert without_chrome([*REPORTED, label, told]) == REPORTED


def test_a_heading_about_something_in_the_report_stays() -> None:
    lines = [PROSE, MORE, "About the dam", "Engineers had fled it in March, the council said."]

    assert without_chrome([*lines, LAST]) == [*lines, LAST]


def test_a_writers_name_at_the_end_goes_with_the_words_under_it() -> None:
    under = ["Sami Kanaan", "Valley Wire", PROSE.replace("The council", "He")]
    around = Surroundings(writers=("Sami Kanaan",))

    assert without_chrome([*REPORTED, *under], around) == REPORTED


def test_a_line_in_italics_at_the_end_that_speaks_of_the_page_is_none_of_the_report() -> None:
    ours, told = "Paid for by our readers.", "The names of the witnesses were changed."
    around = Surroundings(stressed=frozenset(map(key_of, (ours, told))))

    assert without_chrome([*REPORTED, ours], around) == REPORTED
    assert without_chrome([*REPORTED, told], around) == [*REPORTED, told]


def test_a_line_that_ends_in_a_link_to_the_site_goes_where_it_speaks_to_readers() -> None:
    call, told = "Set up the forecast on your phone.", "The mill was sold in May, records show."
    around = Surroundings(ending=frozenset(map(key_of, (call, told))))

    assert without_chrome([*REPORTED, call], around) == REPORTED
    assert without_chrome([*REPORTED, told], around) == [*REPORTED, told]


def test_what_is_offered_goes_after_the_first_paragraph_only() -> None:
    first, box = "Two gates are open.", "The week in one letter"
    around = Surroundings(offered=frozenset(map(key_of, (first, box))))

    assert without_chrome([first, PROSE, box, MORE, LAST], around) == [first, *REPORTED]


def test_an_offer_that_ends_a_page_goes_however_long() -> None:
    box = ["Single issue", f"{PROSE} {MORE}"]
    around = Surroundings(offered=frozenset(map(key_of, box)))

    assert without_chrome([*REPORTED, *box], around) == REPORTED
    assert without_chrome([PROSE, *box, LAST], around) == [PROSE, *box, LAST]


def test_the_last_sentence_on_the_writer_goes() -> None:
    told = f"{LAST} Sami Kanaan is a former engineer of the water authority"
    around = Surroundings(writers=("Sami Kanaan",))

    assert without_chrome([PROSE, MORE, told], around) == REPORTED
    assert without_chrome([PROSE, told, MORE], around) == [PROSE, told, MORE]


def test_titles_over_calls_to_read_on_go_and_a_caption_over_its_credit_stays() -> None:
    calls = ["The dam", "Lesen Sie hier mehr", "The mill", "Lesen Sie hier mehr"]
    credited = ["The dam in May", "Photo: Sami Kanaan", "The mill in June", "Photo: Sami Kanaan"]

    assert without_chrome([*calls, *REPORTED]) == REPORTED
    assert without_chrome([*credited, *REPORTED]) == [*credited[::2], *REPORTED]


def test_a_label_goes_with_the_address_to_write_to() -> None:
    assert without_chrome([*REPORTED, "Write to us:", "desk@valley.example.org"]) == REPORTED


def test_the_name_of_a_category_goes_from_above_the_report_however_often_it_is_said() -> None:
    around = Surroundings(sections=frozenset({"valley"}))

    assert without_chrome(["Valley", PROSE, "Valley", MORE], around) == [PROSE, "Valley", MORE]


@pytest.mark.parametrize(
    "line",
    [
        "New Facebook groups have been set up that call for people to `` march for our rights ''.",
        "Social media platforms like Twitter and Facebook were full of pictures of the dam.",
    ],
)
def test_what_a_report_says_of_networks_at_its_end_stays(line: str) -> None:
    assert without_chrome([PROSE, MORE, line, LAST]) == [PROSE, MORE, line, LAST]


def test_a_name_in_typists_marks_makes_no_quotation_of_a_call() -> None:
    call = "Like `` This Week '' on Facebook here. You can also follow the show on Twitter here."

    assert without_chrome([*REPORTED, call]) == REPORTED


def test_the_name_of_a_field_before_its_words_goes() -> None:
    assert without_chrome(["Subheadline: Two gates", PROSE]) == ["Two gates", PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "This article originally appeared on Valley Wire.",
        "Dieser Beitrag ist zuerst erschienen im Talboten.",
        "Redaktion: Rana Haddad",
        "Édition : S. Kanaan",
        "Valley 574, 16-17 (2019)",
        "新华网河北频道 ( 2012-06-04 09:20:26 ) 稿件来源: 河北日报",
        "作者: 记者王敬照 | 编辑: 王华军",
        "Review of valley.co.uk",
        ">>> www.valley.example.org/tickets <<<",
        "Voir les messages en ligne sur valley.fr",
        "Updated 6 years ago",
        "vor 3 Stunden",
        "há 6 anos",
        "6 visualizaciones0 comentarios",
        "Sami Kanaan31 mar 20172 min de lectura",
        "(2 Minuten)",
        "This story is part of a series on rivers, which the Herald prints until May.",
        "VÍDEOS: tudo sobre o vale",
        "Veja os vídeos que estão em alta no vale",
        "¡No te pierdas nada! Elige qué quieres leer.",
        "Hai un video di quello che è successo? Mandalo al 333 000000",
        "Für Rückfragen: Rana Haddad, 030 0000000",
    ],
)
def test_more_of_what_pages_say_is_known(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "This report is part of what the council has to read by Monday.",
        "This article originally appeared in May. The dam was still whole then.",
        "The post was first attacked in May.",
        "Redaktion und Druckerei wurden am Montag geschlossen.",
        "See what the council decided on Monday at the dam.",
        "12 fighters and 3 civilians died.",
        "The convoy left 3 hours ago, a resident said.",
        "Contact with the second town was lost on Monday.",
        "Il y a trois morts, selon le maire.",
        "Er starb vor 3 Stunden im Krankenhaus.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert not is_chrome(line)
