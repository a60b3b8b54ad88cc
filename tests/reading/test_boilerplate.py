import pytest

from workbench.reading.boilerplate import is_chrome, without_chrome

PROSE = (
    "The council said on Tuesday that the crossing would stay closed until the shelling near the "
    "town had stopped for good."
)

CHROME = """\
Post a Comment
Previous Post Next Post
ADS
Share this:
SHARE
3 Comments
Share on Facebook Tweet Email Print
Follow us on Twitter
Advertisement
« Older Posts
Leave a Reply
No comments:
Read more »
Read More...
Related Articles
Tags: Syria, war
You may also like
Sign up for our newsletter
Subscribe to our daily briefing
We use cookies to give you the best experience on our website.
Accept all cookies
desk@example.org
https://example.org/a/b
Loading...
1 of 12
Back to top
© 2017 The Valley Herald. All rights reserved.
Filed under: Middle East
Most read
5 min read
Our Standards: The Thomson Reuters Trust Principles.
Story continues below advertisement
Kommentar schreiben
Artikel drucken
Das könnte Sie auch interessieren
Lesen Sie auch: Der Damm
Laisser un commentaire
Noticias relacionadas
Dodaj komentarz
Читайте также: Новости
مشاركة
Home | Share | 4 Comments
Stay tuned for more of this. Follow @valley_herald
… weiter zu „Der Damm“
Top-15
Suchen Sie im Archiv in über 70000 Artikeln
Um Kommentare verfassen zu können, müssen Sie sich einloggen.
You have to sign in to comment
Lesermeinungen
Sehen Sie auch: Der Damm
Sami Kanaan Magazine publisher News about the valley.
* * *
Your email address will not be published. Required fields are marked *
""".splitlines()
REPORT = """\
The minister declined to comment.
He shared the video on Facebook.
TROOP MOVEMENTS
Residents posted comments on Twitter that denied it.
Three dead in market blast
More than 40 people were killed, a monitor said.
Read the statement in full, he told them.
AMMAN (Reuters) - Rebels said
By Huda Marwan, Reuters
March 31, 2017
10:35 GMT
(Reporting by Huda Marwan; Editing by Tom Ashe)
“We will stay,” she said.
117
Share prices fell by a tenth after the attack.
Top officials in the north met on Monday.
Latest news reports from the front spoke of 12 dead.
Related charges against him were dropped.
Subscribe to the truce or fight, the envoy told them in the hall. They refused.
""".splitlines()


@pytest.mark.parametrize("line", CHROME)
def test_a_pages_own_lines_are_known(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize("line", REPORT)
def test_what_a_report_says_is_never_taken_for_chrome(line: str) -> None:
    assert not is_chrome(line)


def test_a_long_line_of_buttons_is_weighed_quickly() -> None:
    assert not is_chrome("previous " * 40 + "zzz")
    assert is_chrome("previous " * 40)


def test_what_follows_a_prompt_for_comments_goes() -> None:
    assert without_chrome([PROSE, PROSE, "Leave a Reply", "Name", PROSE]) == [PROSE, PROSE]


def test_a_list_of_stories_inside_the_report_costs_only_its_heading() -> None:
    assert without_chrome([PROSE, "Related articles", "Dam retaken", PROSE]) == [
        *(PROSE, "Dam retaken", PROSE)
    ]


def test_a_heading_with_nothing_under_it_goes() -> None:
    assert without_chrome([PROSE] * 3 + ["About the author"]) == [PROSE] * 3


def test_nothing_is_left_of_nothing() -> None:
    assert without_chrome([]) == []
