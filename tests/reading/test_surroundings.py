from tests.reading.samples import BODY, FIRST, HEADLINE, article, page
from workbench.reading.blocks import blocks_of
from workbench.reading.html import parsed
from workbench.reading.links import key_of
from workbench.reading.reader import read_bytes
from workbench.reading.record import ReportRecord
from workbench.reading.surroundings import Surroundings, outermost, surroundings_of

STORIES = ("Dam retaken after four days", "Ferry runs again", "Who owns the mill")
LINKS = "".join(f'<li><a href="/{at}">{words}</a></li>' for at, words in enumerate(STORIES))


def around(body: str, url: str | None = None) -> Surroundings:
    tree = parsed(page(body).decode(), name="page")
    lines = [words for element in tree.iter() for words in blocks_of(element)]
    return surroundings_of(tree, url, among=lines)


def test_a_line_filled_by_links_elsewhere_is_known() -> None:
    linked = around(f"<ul>{LINKS}</ul><p><a href='/x'>Valley</a> | <a href='/y'>Dam</a></p>").linked

    assert {*map(key_of, STORIES), "valleydam"} <= linked


def test_the_numbers_of_a_list_of_links_are_part_of_their_lines() -> None:
    rows = "<table><tr><td>01.</td><td><a href='/1'>Dam</a></td></tr></table>"

    assert "01dam" in around(rows).linked


def test_a_day_beside_a_link_is_part_of_its_line() -> None:
    body = "<li><a href='/a'>Dam retaken after four days</a> - March 31, 2017</li>"

    assert key_of("Dam retaken after four days - March 31, 2017") in around(body).linked


def test_links_inside_a_page_or_a_sentence_are_none() -> None:
    body = "<h2><a href='#two'>The dam</a></h2><p>The army <a href='/a'>said</a> it was taken.</p>"

    assert around(body).linked == {"said"}


def test_parts_are_known_by_their_names() -> None:
    body = (
        "<div class='author-box'><p>Sami Kanaan keeps bees.</p></div>"
        "<nav id='breadcrumbs'>Home, Valley</nav><div class='entry-meta x'>Valley</div>"
        "<div class='no-share widget content-sidebar-wrap'><p>The dam was taken.</p></div>"
        "<p class='fine-print'>Notes are read first.</p>"
        "<div class='node node-block'><p>The ferry in May</p></div>"
        "<section class='card-feature'><p>8,000 points</p></section>"
    )

    assert around(body).named == {
        *("samikanaankeepsbees", "homevalley", "valley", "notesarereadfirst", "theferryinmay"),
        "8000points",
    }


def test_the_few_words_of_a_part_named_a_category_are_a_section() -> None:
    parts = "<div class='right category'>Valley</div><div class='category'><p>The dam was cut.</p>"

    assert around(parts).sections == {"valley"}


def test_a_read_page_ends_where_its_report_does() -> None:
    boxes = f"<div class='author-bio'><p>Sami Kanaan keeps bees.</p></div><ul>{LINKS}</ul>"
    closing = "<p>What do you think? Let us know in the comments.</p>"

    (report,) = read_bytes(
        "a", page(article(*BODY).replace("</article>", closing + boxes + "</article>"))
    )

    assert isinstance(report, ReportRecord)
    assert report.text == "\n\n".join([HEADLINE, *BODY])


def test_parts_are_known_by_their_element_role_or_person() -> None:
    body = (
        "<nav><p>Offices</p></nav><footer><p>Imprint of the Herald</p></footer>"
        "<div role='complementary'><p>Weather in Irdane</p></div><p hidden>Too long ago</p>"
        "<div itemtype='https://schema.org/Person'><p>Sami Kanaan keeps bees.</p></div>"
        "<ul><li><article><h3>Who owns the mill</h3><p>Nobody knows.</p></article></li></ul>"
        "<blockquote><p>We held it.</p><footer>The mayor</footer></blockquote>"
    )

    assert around(body).named == {
        *("offices", "imprintoftheherald", "weatherinirdane", "toolongago"),
        *("samikanaankeepsbees", "whoownsthemill", "nobodyknows"),
    }


def test_a_paragraph_that_is_one_link_to_the_same_site_stands_alone() -> None:
    body = (
        "<p>» <a href='https://herald.example/mill'>Who owns the old mill</a></p>"
        "<p><a href='/dam'>The dam, a year after</a></p>"
        "<p><a href='https://other.example/'>The ministry's statement</a></p>"
        "<h2><a href='/prisoners'>Prisoners</a></h2><ul><li><a href='/roads'>Roads</a></li></ul>"
        "<p>The army <a href='/said'>said</a> so.</p>"
    )

    alone = around(body, "https://www.herald.example/report").alone

    assert alone == {"whoownstheoldmill", "thedamayearafter"}


def test_a_paragraph_that_links_to_another_part_of_the_site_stands_alone() -> None:
    body = (
        "<p><a href='https://maps.herald.example/dam'>Our map of the dam</a></p>"
        "<p><a href='https://notherald.example/'>The ministry's statement</a></p>"
    )

    assert around(body, "https://www.herald.example/report").alone == {"ourmapofthedam"}


def test_small_parts_are_known_by_names_that_they_share_with_larger_ones() -> None:
    report = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    body = (
        f"<div class='widget'>{report}<ul class='detail__userOptions'><li>Listen to it</li></ul>"
        "<div class='gdpr'><p>Let us know whether you want the film</p></div>"
        "<div class='affiliate-text'><p>Why there are stars</p></div>"
        "<div class='storyMadeWithBadge'><p>Valley Paper</p></div>"
        "<div class='toc widget'><p>The pumps</p></div><h2>The pumps</h2>"
        "<p>Filed: <span class='tag'>Paint</span></p><ul><li>Paint</li></ul></div>"
    )

    assert around(body).apart == {
        *("listentoit", "letusknowwhetheryouwantthefilm", "whytherearestars", "valleypaper"),
    }


def test_what_readers_wrote_is_known_unless_the_report_says_it_as_well() -> None:
    replies = (
        f"<div id='comments'><div class='comment-body'><p>Let them drink.</p><p>{FIRST}</p></div>"
        "<div class='visitors_comment_content'><p>Who pays for it?</p></div></div>"
    )

    named = around(f"<p>{FIRST}</p><p>No-comments policy</p>{replies}").named

    assert named == {"letthemdrink", "whopaysforit"}


def test_several_blocks_made_one_line_are_known_by_their_part() -> None:
    card = "<ul class='crp-list'><li><div>Valley</div><a href='/a'>Who owns the mill</a></li></ul>"
    lines = ["ValleyWho owns the mill", "The army took the dam."]
    tree = parsed(f"{card}<p>{lines[1]} It said so.</p><p>{lines[1]}</p>", name="page")
    promo = f"<div class='newsletter'><p>{lines[1]} Read on.</p></div><p>{lines[1]}</p>"

    assert surroundings_of(tree, among=[lines[0] * 2]).apart == frozenset()
    assert surroundings_of(tree, among=[lines[0], *BODY]).apart == {"valleywhoownsthemill"}
    assert surroundings_of(parsed(promo, name="page"), among=lines).named == frozenset()


def test_what_is_told_of_a_writer_whose_name_a_page_gives_is_no_part_of_the_report() -> None:
    head = "<meta name='author' content='Sami Kanaan'>"
    who = "Sami Kanaan, an engineer by training, keeps bees and has written on rivers for years."

    (report,) = read_bytes("a", page(article(*BODY, who), head=head))

    assert isinstance(report, ReportRecord)
    assert report.authors == ("Sami Kanaan",)
    assert report.text == "\n\n".join([HEADLINE, *BODY])


def test_of_parts_within_each_other_the_outermost_are_told_in_their_order() -> None:
    tree = parsed("<div id=a><p id=b><b id=c>x</b></p></div><div id=d>y</div>", name="page")
    parts = [tree.get_element_by_id(name) for name in ("d", "c", "b", "a")]

    assert [part.get("id") for part in outermost(parts)] == ["d", "a"]


def test_a_small_part_under_a_heading_that_links_to_another_page_is_known() -> None:
    report = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    card = "<h3><a href='/x'>{}</a></h3><p>The ferry will run three times a day.</p>"
    body = f"<div>{report}</div><div><b>{card.format('Ferry runs again from Monday')}</b></div>"
    named = f"<div>{report}</div><div>{card.format('Sami Kanaan')}</div>"

    assert around(body).apart == {
        *("ferryrunsagainfrommonday", "theferrywillrunthreetimesaday"),
    }
    assert not around(named).apart


def test_what_is_found_among_many_lines_is_what_is_found_among_few() -> None:
    said = [f"The ferry of day {day} was late again." for day in range(450)]
    replies = "".join(f"<li class='comment'><p>{line}</p></li>" for line in said[:5])
    together = f"<div class='author-box'><b>{said[5]}</b>{said[6]}</div>"
    body = f"<ol>{replies}</ol>{together}"

    found = [
        surroundings_of(
            parsed(page(body).decode(), name="page"),
            among=[*said[:5], *said[10:many], said[5] + said[6]],
        ).named
        for many in (5, 450)
    ]

    assert found[0] == found[1] == {*map(key_of, said[:5]), key_of(said[5] + said[6])}
