from tests.reading.samples import page
from workbench.reading.html import parsed
from workbench.reading.links import (
    MANY,
    asking,
    in_lines,
    key_of,
    links_among,
    stressed,
    words_of,
    words_within,
)

SITE = "herald.example.org"


def lines(body: str, *told: str) -> tuple[set[str], set[str], set[str]]:
    """What a link fills, what ends in one, and what asks with one."""
    tree = parsed(page(body).decode(), name="page")
    keys = frozenset(map(key_of, told))
    links = list(links_among(tree, keys))
    return *in_lines(links, SITE, keys), set(asking(links, SITE, keys))


def test_a_label_and_a_colon_before_a_link_to_the_site_are_part_of_its_line() -> None:
    body = (
        "<p><strong>&gt;&gt; To read again : <a href='/x'>Ferry runs again</a></strong></p>"
        "<p>The ministry said: <a href='https://other.example/'>no comment today</a></p>"
    )

    filled, _ended, _asks = lines(
        body, ">> To read again : Ferry runs again", "The ministry said: no comment today"
    )

    assert filled == {key_of("To read again Ferry runs again")}


def test_a_paragraph_that_links_to_where_one_follows_a_site_is_filled_by_it() -> None:
    body = (
        "<blockquote><a href='https://t.me/valley'><p>All news in our channel</p></a></blockquote>"
    )

    assert lines(body, "All news in our channel")[0] == {key_of("All news in our channel")}


def test_a_line_that_ends_in_a_link_to_the_site_is_told_from_one_that_ends_elsewhere() -> None:
    body = (
        "<p>The Herald is its readers'. <a href='/join'>A share costs little.</a></p>"
        "<p>It was found by <a href='https://other.example'>the ministry.</a></p>"
    )

    ended = lines(
        body,
        "The Herald is its readers'. A share costs little.",
        "It was found by the ministry.",
    )[1]

    assert ended == {key_of("The Herald is its readers'. A share costs little.")}


def test_lines_ask_by_the_address_that_they_link_to() -> None:
    body = (
        "<p>Zwanzig Euro helfen. <a href='/spenden'>Hier</a> geht es.</p>"
        "<p>The group asks for <a href='https://other.example/donate'>gifts</a> too.</p>"
        "<p>More in our <a href='https://www.facebook.com/valley'>group</a> there.</p>"
        "<p>He said so on <a href='https://www.facebook.com/mayor'>his page</a> there.</p>"
    )
    told = (
        "Zwanzig Euro helfen. Hier geht es.",
        "The group asks for gifts too.",
        "More in our group there.",
        "He said so on his page there.",
    )

    assert lines(body, *told)[2] == {key_of(told[0]), key_of(told[2])}


def test_a_line_is_stressed_where_italics_or_bold_fill_it() -> None:
    body = (
        "<p><em>Paid by </em><a href='/x'><em>our readers</em></a></p><p>The <b>dam</b> held</p>"
        "<p><b><i>Twice marked</i></b></p>"
    )
    tree = parsed(page(body).decode(), name="page")
    keys = [key_of(line) for line in ("Paid by our readers", "The dam held", "Twice marked")]

    assert set(stressed(tree, keys)) == {keys[0], keys[2]}


def test_words_of_a_part_that_is_longer_than_asked_are_not_gathered() -> None:
    part = parsed(page("<p>Ferry <b>runs</b> again</p>").decode(), name="page").find(".//p")

    assert part is not None
    assert words_within(part, 16) == words_of(part) == "Ferry runs again"
    assert words_within(part, 15) is None


def test_a_link_is_part_of_a_line_on_a_page_of_many_lines_too() -> None:
    filling = "".join(f"<p>Line number {at} of the page.</p>" for at in range(MANY + 1))
    body = "<p>More: <a href='/x'>Ferry runs again</a></p><p><a href='/y'>Elsewhere</a></p>"
    tree = parsed(page(filling + body).decode(), name="page")
    told = ["More: Ferry runs again", *(f"Line number {at} of the page." for at in range(MANY + 1))]

    found = links_among(tree, frozenset(map(key_of, told)))

    assert [link.get("href") for link, _key in found] == ["/x"]
