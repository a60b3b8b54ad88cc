import pytest

from tests.reading.samples import FIRST
from workbench.reading.boilerplate import below_headline, without_chrome
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


def test_what_follows_a_prompt_for_comments_goes() -> None:
    assert without_chrome([PROSE, MORE, "Leave a Reply", "Name", LAST]) == [PROSE, MORE]


def test_a_list_of_stories_inside_the_report_costs_only_its_heading() -> None:
    assert without_chrome([PROSE, "Related articles", "Dam retaken", MORE]) == [
        *(PROSE, "Dam retaken", MORE)
    ]


def test_a_heading_with_nothing_under_it_goes() -> None:
    assert without_chrome([*REPORTED, "About the author"]) == REPORTED


@pytest.mark.parametrize(
    "close",
    [
        "What do you think? Let us know in the comments below.",
        "Please spare some time to comment below, letting us know how you got on.",
        "Enjoyed it? Follow us on Instagram for more.",
        "If you liked this story, you will love our book.",
        "Click here to read the full statement: www.example.org/statement",
        "For more information, visit example.org",
        "Folgt mir gerne auf Instagram. Da gibt es mehr Fotos.",
        "Schreibt es uns gerne in die Kommentare!",
        "Alles über den Damm findest Du hier.",
        "Mehr Infos findet ihr auf der Website des Verbands.",
        "Gefällt dir unser Talmagazin? Wir zeigen es ohne Schranke.",
        "N'hésitez pas à laisser un commentaire !",
        "Suivez-nous sur Facebook.",
        "Déjanos tu opinión en los comentarios.",
        "Síguenos en Twitter.",
        "Ihnen gefällt unser Programm? Informationen zur Unterstützung finden Sie hier.",
        "Den Rest des Artikels gibt’s hier.",
        "Wir freuen uns immer über Tipps und über jeden Kommentar.",
        "Die Zeiten sind hart. Deshalb freuen wir uns über jede Spende!",
        "Welchen Damm kennst du und warst du schon dort?",
        "Please make a donation to the Herald today.",
        "Das Talblatt gibt es auch als kostenlose App für alle Geräte.",
        "Autorin: Jana Holm ist Reporterin in Irdane und schreibt über das Tal.",
        "Hier hört ihr das ganze Lied",
        "Stay with us on Google News and WhatsApp for the latest from the valley.",
        "Follow the Herald's coverage of the valley at https://herald.example.org/valley",
        "Bleiben Sie auf dem Laufenden und lesen Sie unseren Kanal.",
        "Suivez toute l’actualité de la vallée sur notre page.",
        "Anyone wishing to use this material must cite the agency.",
        "Our reporters post from the valley on Telegram every day.",
        "Wil je op de hoogte blijven? Schrijf je in voor onze nieuwsbrief!",
        "Sami Kanaan can be reached at skanaan@herald.example.org.",
        "You've read 3 articles this month.",
        "This material may not be published, broadcast or rewritten.",
        "Links zum Thema Wasser",
        "Die Karten des Tals findest du hier: www.herald.example.org",
        "Der Plan und weitere Informationen unter www.herald.example.org/plan",
        "Die Karten des Tals finden Sie hier als PDF zum Weitergeben.",
        "Wer mehr wissen will: Dafür empfehlen wir Ihnen, unser Talmuseum zu besuchen!",
        "Ihnen hat der Bericht gefallen? Dann helfen Sie dem Talblatt!",
    ],
)
def test_what_a_page_says_to_its_readers_at_the_end_goes_and_short_lines_after_it(
    close: str,
) -> None:
    assert without_chrome([*REPORTED, close, "Or something else?"]) == REPORTED


@pytest.mark.parametrize(
    "line",
    [
        "“Tell us your thoughts on who fired, and leave the rest to our discussion,” he told them.",
        "The ministry asked residents to follow its channel on Telegram.",
        "He shared his thoughts on the conversation with the governor.",
        "The concept paper can be found in the archive.",
        "Das Konzeptpapier finden Sie hier.",
        "They left no comments on the discussion.",
        "Readers who want to use the ferry must be there before noon.",
        "The ministry said its newsletter had been read by 400 people that week.",
        "He wrote on Facebook that the dam would hold.",
        "The text was published under pressure from the council.",
        "He told them to stay in touch with the embassy, and to keep away from the road.",
    ],
)
def test_what_a_report_says_last_stays(line: str) -> None:
    assert without_chrome([*REPORTED, line]) == [*REPORTED, line]


@pytest.mark.parametrize(
    "heading",
    [
        *("About the author", "Über diese Reihe", "À propos", "Empfohlene Zitierweise:"),
        *("How to cite this article", "* Was der Stern bedeutet:", "Affiliate disclosure"),
    ],
)
def test_what_follows_a_heading_on_who_writes_goes_where_it_is_little(heading: str) -> None:
    who = (
        "Sami Kanaan keeps bees and has written on the valley and its rivers for twenty years now."
    )

    assert without_chrome([*REPORTED, heading, who]) == REPORTED
    assert without_chrome([PROSE, heading, *[f"{MORE} {n}." for n in range(9)]])[1] == heading


def test_words_to_the_readers_inside_a_report_stay() -> None:
    asked = "Tell us what you saw, and share your thoughts on it."

    assert without_chrome([PROSE, asked, *[f"{MORE} {n}." for n in range(9)]])[1] == asked


def test_a_link_under_a_call_to_read_on_goes_with_it() -> None:
    link = "Ferry runs again from Monday"
    around = Surroundings(linked=frozenset({key_of(link)}))

    assert without_chrome([PROSE, "Read also:", link, MORE, LAST], around) == REPORTED
    assert without_chrome([PROSE, link, MORE, LAST], around) == [PROSE, link, MORE, LAST]


def test_a_summary_said_twice_is_said_once() -> None:
    assert without_chrome([PROSE, PROSE, MORE]) == [PROSE, MORE]
    assert without_chrome(["Not here.", "Not here.", MORE]) == ["Not here.", "Not here.", MORE]


def test_the_buttons_of_an_encyclopedia_are_cut_from_its_headings() -> None:
    assert without_chrome([PROSE, "Causes[edit]", MORE]) == [PROSE, "Causes", MORE]


def test_where_to_look_a_source_up_is_cut_from_its_line() -> None:
    source = "1. Holm J. Dams and who holds them. Valley Stud. 2013;31:539-48. doi:10.1016/9"

    assert without_chrome([PROSE, f"{source} CrossrefMedlineGoogle Scholar"]) == [PROSE, source]


STORIES = ["Dam retaken after four days", "Ferry runs again from Monday", "Who owns the mill"]


def test_a_list_of_links_goes_and_a_single_one_stays() -> None:
    around = Surroundings(linked=frozenset(map(key_of, STORIES)))

    assert without_chrome([PROSE, *STORIES, MORE, LAST], around) == REPORTED
    assert without_chrome([PROSE, STORIES[0], MORE], around) == [PROSE, STORIES[0], MORE]


def test_a_chronicle_keeps_its_links() -> None:
    days = [f"{day} March 2017: {words}" for day, words in enumerate(STORIES, 1)]
    around = Surroundings(linked=frozenset(map(key_of, days)))

    assert without_chrome([PROSE, *days, *REPORTED[1:]], around) == [PROSE, *days, *REPORTED[1:]]


def test_a_part_named_as_the_pages_own_goes_but_for_its_credits() -> None:
    meta = ["By Huda Marwan, Reuters", "Valley, dam, war"]
    around = Surroundings(named=frozenset(map(key_of, meta)))

    assert without_chrome([*meta, *REPORTED], around) == [meta[0], *REPORTED]


def test_a_day_and_a_section_in_a_part_named_as_the_pages_own_go() -> None:
    lines = ["May 06, 2022 News", "Tal Asfar, May 6, 2022 (Reuters) - The ferry ran again at noon."]
    around = Surroundings(named=frozenset(map(key_of, lines)))

    assert without_chrome([*lines, *REPORTED], around) == [lines[1], *REPORTED]


def test_a_named_part_goes_however_large_where_a_report_is_left() -> None:
    replies = [f"{MORE} That is what I was told {n} times." for n in range(9)]
    around = Surroundings(named=frozenset(map(key_of, [*replies, LAST])))

    assert without_chrome([PROSE, MORE, FIRST, *replies], around) == [PROSE, MORE, FIRST]
    assert without_chrome([PROSE, *replies], around) == [PROSE, *replies]


def test_a_page_about_its_links_keeps_them() -> None:
    around = Surroundings(linked=frozenset(map(key_of, STORIES)))

    assert without_chrome(["The week in the valley", *STORIES], around)[1:] == STORIES


def test_nothing_is_left_of_nothing() -> None:
    assert without_chrome([]) == []


def test_a_box_of_labels_before_the_first_prose_goes() -> None:
    box = ["Friday", "5 and 1", "5 and 1", "0 and 7", "not valid"]

    assert without_chrome([*box, *REPORTED, *REPORTED[:1]]) == [*REPORTED, *REPORTED[:1]]
    assert without_chrome(["Friday", "Irdane", *REPORTED]) == ["Friday", "Irdane", *REPORTED]


def test_what_is_mostly_lists_keeps_its_labels() -> None:
    labels = ["Towns held", "Irdane", "Halvesh", "Breka", "Ostrin", "Dormik", "Keshali"]

    assert without_chrome([*labels, PROSE, *labels, "Since 1 May."])[: len(labels)] == labels


def test_a_paragraph_that_is_one_link_to_the_same_site_goes_and_a_summary_stays() -> None:
    story, summary = "Dam retaken after four days", MORE
    page = Surroundings(alone=frozenset(map(key_of, [story, summary])))

    assert without_chrome([PROSE, story, MORE, LAST], page) == REPORTED


def test_a_heading_of_any_length_goes_from_the_end() -> None:
    heading = "What the mayor of the second town said"
    page = Surroundings(headings=frozenset([key_of(heading)]))

    assert without_chrome([heading, *REPORTED, heading], page) == [heading, *REPORTED]
    assert without_chrome([*REPORTED, heading]) == [*REPORTED, heading]


def test_a_link_at_the_end_goes_and_a_source_stays() -> None:
    link, source = "Maps of the valley / Courses on dams", "2 https://herald.example.org/dam"
    page = Surroundings(linked=frozenset(map(key_of, [link, source])))

    assert without_chrome([*REPORTED, link], page) == REPORTED
    assert without_chrome([*REPORTED, source], page) == [*REPORTED, source]


def test_a_day_said_above_goes_from_the_end() -> None:
    day = "March 31, 2017"

    assert without_chrome([f"{day} News", *REPORTED, day]) == [f"{day} News", *REPORTED]
    assert without_chrome([*REPORTED, day]) == [*REPORTED, day]


def test_a_section_above_the_headline_goes_and_what_says_more_stays() -> None:
    title = "Rebels hold the dam - The Herald"
    said = ["By Huda Marwan", "The fight for water in the second town of the valley"]

    assert below_headline(["News", *said, "Rebels hold the dam", PROSE], title) == [
        *(*said, "Rebels hold the dam", PROSE),
    ]


def test_many_lines_above_the_headline_go_and_none_where_it_is_not_among_them() -> None:
    cards = ["Who owns the mill now?", "31 March 2017", "Ferry runs again", "Polls", "Friends"]

    assert below_headline([*cards, "Dam held", PROSE], "Dam held") == ["Dam held", PROSE]
    assert below_headline([*cards, PROSE], "Dam held") == [*cards, PROSE]
    assert below_headline([PROSE, *cards, "Dam held"], "Dam held") == [PROSE, *cards, "Dam held"]
    assert below_headline([*cards, PROSE], None) == [*cards, PROSE]


def test_several_closing_words_go_one_after_the_other() -> None:
    closing = ["What do you think? Let us know in the comments.", "+++"] * 6

    assert without_chrome([*REPORTED, *closing]) == REPORTED


def test_what_is_said_of_a_writer_at_the_end_goes() -> None:
    page = Surroundings(writers=("Sami Kanaan",))
    said = "Sami Kanaan is a reporter for the Herald and has written on the valley for ten years."
    quoted = "Sami Kanaan was not asked, he said: “I would have told them that the dam was held.”"

    assert without_chrome([*REPORTED, said], page) == REPORTED
    assert without_chrome([*REPORTED, said]) == [*REPORTED, said]
    assert without_chrome([said, *REPORTED], page) == [said, *REPORTED]
    assert without_chrome([*REPORTED, quoted], page) == [*REPORTED, quoted]


def test_a_small_part_perhaps_named_as_the_pages_own_goes_but_for_its_credits() -> None:
    label, credit = "Valley and rivers", "March 31, 2017"
    page = Surroundings(apart=frozenset(map(key_of, [label, credit])))

    assert without_chrome([label, credit, *REPORTED], page) == [credit, *REPORTED]
