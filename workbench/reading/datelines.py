"""Datelines, agency tags and bylines: read into fields, kept in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Name as the workbench writes it, then how reports write it.
_SPELLINGS = """
Reuters: reuters, thomson reuters
AFP: afp, agence france-presse, agence france presse
AP: ap, associated press, the associated press
UPI: upi
dpa: dpa, deutsche presse-agentur
EFE: efe, agencia efe
ANSA: ansa
PAP: pap
APA: apa
Belga: belga
ANP: anp
Ritzau: ritzau
Xinhua: xinhua
TASS: tass, itar-tass
Interfax: interfax
RIA Novosti: ria novosti
Sputnik: sputnik
Anadolu: anadolu, anadolu agency, aa
SANA: sana
IRNA: irna
Fars: fars, fars news
Tasnim: tasnim
KUNA: kuna
WAM: wam
SPA: spa
Petra: petra
MENA: mena
NNA: nna
PTI: pti
IANS: ians
ANI: ani
APP: app
Kyodo: kyodo, kyodo news
Jiji: jiji
Yonhap: yonhap
Bernama: bernama
Antara: antara
Bloomberg: bloomberg
The Canadian Press: the canadian press, canadian press, cp
PA: pa, press association, pa media
AAP: aap
IRIN: irin
Ukrinform: ukrinform
UNIAN: unian
ARA News: ara news, aranews
"""
_AGENCIES = {
    spelling.strip(): name
    for name, _, spellings in (line.partition(": ") for line in _SPELLINGS.strip().split("\n"))
    for spelling in spellings.split(",")
}
_DASH = r"(?:--?|–|—|―)"
_MONTH = r"(?i:Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*)"
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\-/])*"
_PLACE = (
    rf"(?P<place>(?=[^\W\d_a-zß-ÿ]){_WORD}(?: {_WORD}){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,2}})?)"
)
_DAY = rf"(?P<day>,?\s(?:(?:{_MONTH})\.?\s\d{{1,2}}|\d{{1,2}}\s(?:{_MONTH})\.?)(?:,?\s\d{{4}})?)?"
_TAGGED = re.compile(
    rf"^{_PLACE}{_DAY},?\s?\((?P<agency>[\w .\-/&']{{2,40}})\)\s?(?P<dash>{_DASH}|:)?\s?(?=\S)"
)
_BARE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]{2,}(?:[ ][A-ZÀ-Þ'’.\-]{2,}){0,3}"
    r"(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?)"
    rf"{_DAY}\s?{_DASH}\s(?=\S)"
)
_PRESS = re.compile(r"\w\s?(?i:news|press|agency|newswire|wire|news network)$")
_TAG_ALONE = re.compile(rf"^\(?(?P<agency>[\w .\-]{{2,40}}?)\)?\s?{_DASH}\s(?=[A-Z\"“])")
_BY = re.compile(
    r"^(?:written\s|reported\s|posted\s|published\s|story\s)?by[:\s]\s*(?P<who>[^\W\d_][^.!?:;|]{1,120}?(?:\b[A-Z]\.[^.!?:;|]{1,60}?)*)"
    r"(?:\s*[|•·]\s*.{0,80})?$",
    re.IGNORECASE,
)
_VON = re.compile(
    r"^(?i:von|par|por|di|autor(?:in)?:|autore:|auteur:|от|автор:|بقلم:?)\s(?P<who>[A-ZÀ-ÞЀ-Я\u0600-\u06ff][^.!?:;|]{2,80})$"
)
_SIGNED = re.compile(
    r"^\((?:additional\s)?reporting\sby\s(?P<who>[^;:()]{3,200})[;:).]", re.IGNORECASE
)
_NAME = re.compile(r"^[^\W\d_][\w'’.\-]*(?:\s[^\W\d_][\w'’.\-]*){0,5}$")
_IN_PLACE = re.compile(r"\s(?:in|at|for|from|with)\s.*$|\son\s.*$", re.IGNORECASE)
_LONGEST = 160  # characters of a byline


@dataclass(frozen=True, slots=True)
class Credits:
    """What a report's own words say of where it comes from."""

    authors: tuple[str, ...] = ()
    agency: str | None = None
    place: str | None = None


def credits_of(paragraphs: Sequence[str]) -> Credits:
    """Byline, dateline and agency of a report: its first five paragraphs, and a sign-off."""
    authors: tuple[str, ...] = ()
    agency = place = None
    for paragraph in paragraphs[:5]:
        by = byline_of(paragraph)
        if by and not authors:
            authors, agency = by.authors, agency or by.agency
        line = _dateline(paragraph)
        if line and not place:
            place, agency = line.place, line.agency or agency
        agency = agency or agency_named(paragraph.strip("()[] "))
    return Credits(authors or _signed(paragraphs), agency, place)


def has_dateline(paragraph: str) -> bool:
    """Whether a paragraph begins with a place and an agency, or a place and a dash."""
    return _dateline(paragraph) is not None


def byline_of(paragraph: str) -> Credits | None:
    """The names of a paragraph that is nothing but a byline ("By X and Y, Agency")."""
    found = len(paragraph) <= _LONGEST and (_BY.match(paragraph) or _VON.match(paragraph))
    if not found:
        return None
    parts = [part.strip() for part in re.split(r",|\s(?:and|und|et|y|&|e|i|и|و)\s|/", found["who"])]
    agencies = [name for part in parts if (name := agency_named(part))]
    names = [_IN_PLACE.sub("", part) for part in parts if part and not agency_named(part)]
    people = tuple(name for name in names if _is_name(name))
    if not people and not agencies:
        return None
    return Credits(people, agencies[0] if agencies else None)


def agency_named(words: str) -> str | None:
    """The wire service that words such as "Thomson Reuters" or "AFP/AP" name, or None."""
    return next(
        (_AGENCIES[part] for part in re.split(r"\s?[/&]\s?", words.lower()) if part in _AGENCIES),
        None,
    )


def _dateline(paragraph: str) -> Credits | None:
    tagged = _TAGGED.match(paragraph)
    if tagged and (agency := agency_named(tagged["agency"]) or _unlisted(tagged)):
        return Credits((), agency, _titled(tagged["place"]))
    alone = _TAG_ALONE.match(paragraph)
    if alone and (agency := agency_named(alone["agency"])):
        return Credits((), agency)
    bare = _BARE.match(paragraph)
    if not bare:
        return None
    place, _, last = bare["place"].rpartition(", ")
    agency = (agency_named(last) or _pressed(last)) if place else None
    return Credits((), agency, _titled(place if agency else bare["place"]))


def _unlisted(tagged: re.Match[str]) -> str | None:
    """An agency not listed here, where only a dateline can be meant.

    "IRDANE (Tarnwire) - ", or "Irdane, March 17 (Tarnwire) - ".
    """
    name = tagged["agency"].strip()
    capital = tagged["day"] or tagged["place"].split(" ")[0].strip(",").isupper()
    named = len(name.split()) <= 3 and not re.search(r"\d", name)
    return name if capital and name[0].isupper() and named and tagged["dash"] else None


def _pressed(last: str) -> str | None:
    """An agency not listed here that says what it is: "IRDANE, TARN NEWS - "."""
    return last if _PRESS.search(last) else None


def _titled(place: str) -> str:
    """AMMAN is Amman, DEIR EL-ZOR is Deir el-Zor; what is not all capitals stays as written."""
    return re.sub(r"\b(?:(EL|AL|AS|AD|OF|DE)\b(?=[- ])|[^\W\d_]{3,})", _cased, place)


def _cased(word: re.Match[str]) -> str:
    if word[1]:
        return word[1].lower()
    return word[0].capitalize() if word[0].isupper() else word[0]


def _is_name(words: str) -> bool:
    ends = [words[:1], words.rpartition(" ")[2][:1]]
    capital = all(letter.isupper() or not letter.isascii() for letter in ends)
    return capital and len(words) <= 60 and bool(_NAME.match(words))


def _signed(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The reporters a wire story names in brackets at its end."""
    for paragraph in paragraphs[-3:]:
        if found := _SIGNED.match(paragraph):
            names = re.split(r",|\sand\s", _IN_PLACE.sub("", found["who"]))
            return tuple(name.strip() for name in names if _is_name(name.strip()))
    return ()
