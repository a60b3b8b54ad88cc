from tests.reading.samples import BODY, page
from workbench.reading.cards import cards, labels, offers, strangers
from workbench.reading.html import parsed
from workbench.reading.links import key_of, words_of

SITE = "herald.example.org"
REPORT = "".join(f"<p>{paragraph}</p>" for paragraph in (*BODY, BODY[0] + " It was night."))
KEYS = frozenset(map(key_of, (*BODY, BODY[0] + " It was night.")))


def found(kind: str, body: str) -> list[str]:
    tree = parsed(page(body).decode(), name="page")
    parts = {
        "strangers": lambda: strangers(tree, SITE, KEYS),
        "offers": lambda: offers(tree, tree.xpath("//*[contains(@class, 'btn')]")),
        "labels": lambda: labels(tree),
        "cards": lambda: cards(tree, SITE, frozenset({"moreonthis"})),
    }[kind]()
    return [" ".join(words_of(part).split()) for part in parts]


def test_a_part_of_another_make_with_a_link_of_its_own_is_a_stranger() -> None:
    box = "<div class='x7'><p>Too much to follow? We explain.</p><a href='/why'>Open the thread</a>"

    assert found("strangers", f"<div>{REPORT}{box}</div></div>") == [
        "Too much to follow? We explain.Open the thread"
    ]


def test_a_part_of_another_make_that_speaks_to_its_readers_is_a_stranger() -> None:
    box = "<div class='x7'><p>You can hear the Herald every morning.</p></div>"

    assert found("strangers", f"<div>{REPORT}{box}</div>") == [
        "You can hear the Herald every morning."
    ]


def test_what_a_report_is_made_of_is_no_stranger() -> None:
    parts = (
        "<div class='fact'><p>The dam was built in 1974.</p></div>"
        "<div class='quote'><p>“You will not cross,” he said.</p></div>"
        "<div class='embed'><blockquote><p>You can see it burn.</p></blockquote></div>"
        "<h2>What you should know</h2><ul><li><a href='/x'>The river</a></li></ul>"
    )
    above = "<div class='lead'><p>What you should know of the dam</p></div>"

    assert found("strangers", f"<div>{above}{REPORT}{parts}</div>") == []


def test_paragraphs_in_parts_of_their_own_make_are_no_strangers_to_each_other() -> None:
    said = "".join(f"<div class='t'>{p}</div>" for p in (*BODY, BODY[0] + " It was night."))

    assert found("strangers", f"<section>{said}<div class='t'>You there</div></section>") == []


def test_a_part_that_ends_in_a_button_or_holds_a_form_offers_something() -> None:
    body = (
        "<section><div><h3>The week in one letter</h3><p>Every Sunday.</p>"
        "<div class='btn'><a href='/letter'>Put me on the list</a></div></div></section>"
        "<section><div><p>Five minutes.</p><form><input type='email'></form></div></section>"
    )

    assert sorted(found("offers", body)) == [
        "Five minutes.",
        "The week in one letterEvery Sunday.Put me on the list",
    ]


def test_a_heading_with_a_button_to_edit_what_follows_offers_nothing() -> None:
    body = "<div><h2>The river</h2><a class='btn' href='/edit'>Edit</a></div>"

    assert found("offers", body) == []


def test_the_few_words_above_a_headline_are_its_label_and_a_day_is_none() -> None:
    head = "<h1>Rebels say they hold the dam</h1>"

    assert found("labels", f"<div><p>Last hour</p></div><div>{head}</div>") == ["Last hour"]
    assert found("labels", f"<p>March 31, 2017</p>{head}") == []
    assert found("labels", f"<p>The army and the rebels both claim it.</p>{head}") == []


def test_a_heading_over_links_to_the_site_is_a_card_and_one_over_text_is_none() -> None:
    head = "<h3>More on this</h3>"
    link = "<a href='/x'>Ferry runs again</a>"

    assert found("cards", f"<div>{head}<p>{link}</p></div>") == ["More on thisFerry runs again"]
    assert found("cards", f"<div>{head}<p>The ferry did not run. {link}</p></div>") == []


def test_a_list_right_under_a_button_speaks_for_pressing_it() -> None:
    button = "<p><a class='btn' href='/order'>Order the week</a></p>"
    praise = "<ul><li>Free at first</li><li>Ends at will</li></ul>"
    told = "<ul><li>The dam was closed at four in the morning</li></ul>"

    assert "Free at firstEnds at will" in found("offers", f"<div>{button}{praise}</div>")
    assert not any("dam" in words for words in found("offers", f"<div>{button}{told}</div>"))
