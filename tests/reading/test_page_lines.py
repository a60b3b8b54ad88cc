import pytest

from workbench.reading.boilerplate import is_chrome

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
