import pytest

from tests.reading.samples import FIRST
from workbench.reading.boilerplate import below_headline, is_chrome, without_chrome
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

CHROME = """\
Post a Comment
bookmark_border Save it
ZOBACZ WIDEO: Most otwarty po roku
Zagłosuj w ankiecie:
Mira el video de la presa
Trailer: Four days at the dam
Learn more at the Valley Herald.
Furthermore, you might want to read some of the other stories on my page.
The council of the second town met on Sunday and could not agree on what to do... more
Table of contents
If you accept this notice, your choice will be saved.
Last edited by a moderator
Latest update May 6th, 2022 12:49 AM
Or by mail: [email protected] / [email protected]
/Editor’s note: The disclaimer below refers to advertising posts only.
Bei diesem Beitrag handelt es sich um ein Blog aus der Community
View all posts by Sami Kanaan
Bildcredit: (c) kanaan - photos.example
Close window | Print this page
Fenster schließen
This is the print version of a story on http://www.herald.example.org/valley/dam
Diesen Artikel finden Sie im Internet unter: www.herald.example.org/dam
Find this article at:
Uncheck the box to remove the list of links referenced in the article.
Trouble reading this mail? View it in your browser.
You are receiving this email because you signed up at herald.example.org.
Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.
Our mailing address is: The Valley Herald, 12 Mill Road, Irdane
Unsubscribe from this list | Update your preferences | Forward to a friend
Tous droits réservés
Nachdruck auch auszugsweise nur mit Genehmigung
Created
4 Wochen kostenlos, danach 9,99 Euro im Monat.
Profitez de toute l'info dès 1 € le premier mois.
Zur Startseite
Condividi questo articolo
Seguici su Google News: clicca sulla stellina
Per segnalare un refuso scrivi a redazione@valle.example.org
Dalsza część artykułu pod materiałem wideo
Masz ciekawy temat? Napisz do nas: redakcja@dolina.example.org
Clique aqui para entrar no nosso grupo do WhatsApp
Siga a Folha do Vale no Instagram.
Son dakika haberleri için bizi Google News üzerinden takip edin.
Если вы заметили ошибку, выделите её и нажмите Ctrl+Enter.
Перепечатка материалов запрещена
Підписуйтесь на наш канал
تابعونا عبر قناتنا على تلغرام ليصلكم كل جديد.
المصدر: وكالات
Recibe cada mañana las noticias del valle en tu correo
Recevez chaque matin les nouvelles de la vallée
Haben Sie einen Fehler entdeckt? Schreiben Sie uns an redaktion@talblatt.example.org
Lees ook: De veerpont vaart weer
Läs mer om dammen
More: Ferry runs again from Monday
Click to view full-size image…
This site is best viewed with 1024 x 768 pixels.
编辑
图册 更多图册
Send it to our account, Valley Media, IBAN DE22 1005 0000 0190 0947 29 – thank you!
Loading weather data ...
This story has been updated with additional developments.
Find it at https://twitter.com/valleyherald
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
Titelbild: Flickr, CC BY 2.0
Beitragsbild via Unsplash.
Headerfoto: Jana Holm
The dam in winter. (mkholm / iStock.com)
Home » Valley » Dam retaken
Posted on 25. Januar 2022 by Sami Kanaan
6. November 20236. November 2023 Sami Kanaan Dam, Valley
Kategorisiert unter: Tal, Damm
Aus den Herald Themen-Ressorts: Tal, Damm
Veröffentlicht am 3. März 2017 von Sami Kanaan
Publicado por Sami Kanaan el 3 de marzo de 2017
Related Recipes
Editors’ Recommendations:
Lea aquí: La presa
Listen to this article
Escucha esta nota aquí
Artikel anhören
Weiterführende Links
Anzeige: Dieser Beitrag ist in Zusammenarbeit mit Holm entstanden
Holm Kopfhörer statt 29,99 € nur 24,99 € bei Amazon
【关闭窗口】 【打印本稿】
(function() { document.addEventListener('load', run); })();
Check out: Twelve dams to see
Hide images
Jetzt 1000 Euro Kredit sichern »
Zum Vergrößern bitte anklicken
Click on the image to enlarge
Sieh dir diesen Beitrag auf Instagram an
View this post on Instagram
This article has been translated automatically. It may contain mistakes.
Left image: Valley Survey, right image: Mira Halden
Quelle: talherald.example.org
Posted from the Valley Herald app for Android.
Weitere Top-Artikel zu diesem Thema:
The post Dam retaken appeared first on Valley Herald
Der Beitrag Der Damm erschien zuerst auf Tal-Blog
Updated: March 31, 2017 at 6:00 p.m.
Published: March 31, 2017 at 4:56 p.m. | Updated: March 31, 2017 at 6:00 p.m.
Free homepages by Valleyhost | Copyright Herald 2016
Users online: 3
Guests: 1
Illustrations / photos: Mira Halden
Warning: Undefined index in /srv/www/herald/plugin.php on line 713
Um ihn zu hören, klicken Sie bitte auf das Symbol oben.
Pour écouter son récit, cliquez sur le bouton ci-dessous.
Find out in our gallery. Click on!
点击查看
Hier geht's zum Damm-Quiz
Link Official site
Check out the full post to see how the dam was built!
Got a photo you'd like to add? Send it to desk@herald.example.
Four days at the dam from Jana Holm on Vimeo.
Eingebunden mit Filmfenster
Nutrition information is an estimate and was calculated by a program
Werbung für Holm Kopfhörer
WELCOME OFFER: 8,000 points
Author, Article and Disclosure Information
Sign-up successful!
Welcome to the Valley Herald!
A lire aussi : Le barrage
À la une du Journal de la vallée
Questions? Comments? Email us at
الآراء الواردة أدناه لا تعبر عن رأي الصحيفة
Mira Halden writes for the Herald and keeps bees in the second town... → Learn More
Video keywords dam valley water
Join Valleypress for free to get updates from this writer.
herald.example.org/valley/2017/dam.html
3 hours ago in Valley, no replies | Print | E-mail
""".splitlines()
REPORT = """\
The minister declined to comment.
He shared the video on Facebook.
TROOP MOVEMENTS
Residents posted comments on Twitter that denied it.
Three dead in market blast
Contents of the letter were read out on Monday.
Loading bays burned for two days.
This story was updated by her brother for the court.
The disclaimer on the film did not stop its makers from claiming that it was real.
He wrote it on https://twitter.com/valleyherald before the shelling had begun.
The council published a notice, and the bank its account number.
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
Posted on walls across the town in 2017, the leaflets told residents to leave.
The picture: more than 40 homes were lost.
Photos taken on Monday show the bridge down.
Image of a town in ruins
Published figures for 2017 put the dead at 412.
Listen to the commander and leave, they were told.
He clicked on the image, and the page that the ministry had put up was gone.
The offer: eight days of truce for the road.
The town's fish market/harbour is closed.
The first month of the war cost the province $4 million.
Segnalare un errore costa poco, disse il sindaco.
Siga a água e chegará à barragem, dizem os moradores.
Mit dem Newsletter erreichte der Rat vierhundert Leute.
Следите за водой, сказал инженер.
تابع السكان الجسر من بعيد.
More: 40 dead in the valley.
Talks in Amman | Print shops closed | Roads held
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
