"""The forms a date takes in a report, and what each says before its year is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from workbench.domain.vocabulary import Precision
from workbench.language import calendars, date_signs, digit_days
from workbench.language.calendars import MONTHS, Stretch
from workbench.language.numerals import numerals
from workbench.language.words import words

_S = r"[\s\u00a0]{1,3}"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b(?![,.]?\d|[/%])"
_ANY_YEAR = _YEAR.replace("(?:1[89]|20)", r"(?:1[89]|20|[12]\d(?=\d\d(?:[),.;:]|$)))")
_YEAR_2 = _YEAR.replace("year", "until")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_LONG_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_SURE_MONTH = r"(?P<month>January|February|July|September|October|November|December)"
_FEAST = (  # weekdays of one week in the year
    r"(?<!\bGood )(?<!\bBlack )(?<!\bSuper )(?<!\bAsh )(?<!\bPalm )(?<!\bEaster )(?<!\bHoly )"
    r"(?<!\bCyber )(?<!\bBloody )(?<!\bMaundy )(?<!\bShrove )(?<!\bGiving )"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?:s?\b)"
_ANY_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wednes|Wed|Thurs?|Thu|Fri|Satur|Sat|Sun)(?:day)?\b[.,]{0,2}"
_ANY_WEEKDAY += rf"{_S})?"
_DAY = r"(?P<day>[0-3]?\d)(?!\d)(?:st\b|nd\b|rd\b|th\b)?"
_LAST_DAY = (
    r"(?:(?:\s?[-\u2013]\s?|\s(?:to|and)\s)(?P<last>[0-3]?\d)(?![\d,.]\d|\d)"
    r"(?:st\b|nd\b|rd\b|th\b)?)?"
)
_A_PART = (
    r"(?:(?P<part>early|mid|late|(?:the\s)?(?:beginning|start|middle|end)\sof)"
    r"(?:\sin\s|[-\s])(?:the\s)?)"
)
_PART = rf"{_A_PART}?"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?\b"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_COUNT = (
    r"(?P<count>\d{1,4}|a\scouple\sof|couple\sof|a\sfew|few|several|many|an?|half\sa"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five"
    r"|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_NO_COUNT = (
    rf"(?!{_S}(?:(?!as\b|in\b|by\b|and\b|when\b|for\b|of\b|to\b)[a-z]{{2,12}}{_S})?(?:people|persons|civilians|fighters|soldiers|troops|militants"
    r"|rebels|men|women|children|others|dead|killed|wounded|refugees|families|victims|deaths|km"
    r"|miles|kilomet|dollars|tonnes|met(?:er|re)s|tons|hectares|residents|houses|homes|lives"
    r"|villages|towns|schools|cases|migrants|prisoners|detainees|members|square|percent|sq)\b)"
)
_NO_COUNT_OF_A_DAY = _NO_COUNT.replace("|killed|wounded", "").replace(
    "(?!as", r"(?!killed\b|wounded\b|injured\b|destroyed\b|damaged\b|left\b|hit\b|struck\b|as"
)  # "the raid on 3 May 2017 killed 40": beside a day and month it is a year
_BEFORE_YEAR = (
    r"(?:in|into|since|until|till|during|before|after|year|late|early|throughout|as\sof|end\sof"
    r"|start\sof|beginning\sof|the|his|her|its|their|our|a|this|(?<!rose\s)(?<!grew\s)(?<!fell\s)by|through|around|from)"
)
_COMING = re.compile(
    r"\b(?:will|due|scheduled|slated|upcoming|(?:expected|set|plans|planned|hopes?|aims?) to"
    r"|(?:prepar(?:es?|ed|ing)|set|planned) for)\b",
    re.IGNORECASE,
)
_PARTS = {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One date as written; `stretch` is set where no year is left to find."""

    start: int
    end: int
    stretch: Stretch | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    which: str = ""
    part: str | None = None
    bare_year: bool = False


_Reader = Callable[[re.Match[str], date | None], "Mention | None"]
_Form = tuple[str, re.Pattern[str], _Reader]


def is_coming(text: str, start: int) -> bool:
    """Whether the words before speak of what is still to come ("will meet on")."""
    return _COMING.search(text, max(0, start - 60), start) is not None


def mentions(text: str, published: date | None) -> list[Mention]:
    """Every date in order, the longest where several begin at one place."""
    readable = text.title() if text.isupper() and text.isascii() else text  # a heading in capitals
    signs = date_signs.shown(readable)
    found = [
        mention
        for needed, pattern, reader in _FORMS
        if needed in signs
        for match in pattern.finditer(readable)
        if (mention := reader(match, published)) is not None
    ]
    apart: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return apart


def _month_number(name: str) -> int:
    return next(
        number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower())
    )


def _part(match: re.Match[str]) -> str | None:
    written = match.groupdict().get("part")
    if not written:
        return None
    return _PARTS.get(written.removeprefix("the ").split()[0].lower(), "late")


def _calendar(match: re.Match[str], _: date | None) -> Mention | None:
    """A month with what is known of its day and year."""
    named = match.groupdict()
    month = _month_number(named["month"])
    day = int(named["day"]) if named.get("day") else None
    if day is not None and not 1 <= day <= 31:
        return None
    stretch = _stretch(named, month, day) if named.get("year") else None
    which = (named.get("which") or "").lower()
    if named.get("year") and stretch is None:
        return Mention(match.start(), match.end())
    last = int(named["last"]) if named.get("last") else None
    return Mention(match.start(), match.end(), stretch, month, day, last, which, _part(match))


def _stretch(named: dict[str, str | None], month: int, day: int | None) -> Stretch | None:
    year = int(named["year"] or 0)
    if day is None:
        return calendars.of_month(year, month)
    first = calendars.of_day(year, month, day)
    return calendars.through(first, int(named["last"] or 0) if "last" in named else 0)


def _bare_month(match: re.Match[str], published: date | None) -> Mention | None:
    """A month without a year; the word that shows it to be a month ("in May") stays outside."""
    mention = _calendar(match, published)
    groups = [match.start(name) for name in ("which", "part", "month") if name in match.groupdict()]
    start = min(place for place in groups if place >= 0)
    return None if mention is None else replace(mention, start=start)


def _year(match: re.Match[str], _: date | None) -> Mention:
    stretch = calendars.of_year(int(match["year"]))
    start = match.start("part") if match.groupdict().get("part") else match.start("year")
    return Mention(start, match.end("year"), stretch, part=_part(match), bare_year=True)


def _years(match: re.Match[str], _: date | None) -> Mention | None:
    first, last = int(match["year"]), int(match["until"])
    if last < first:
        return None
    stretch = (date(first, 1, 1), date(last, 12, 31), Precision.RANGE)
    return Mention(match.start("year"), match.end(), stretch)


def _decade(match: re.Match[str], _: date | None) -> Mention:
    first = int(match["decade"])
    stretch = (date(first, 1, 1), date(first + 9, 12, 31), Precision.RANGE)
    return Mention(match.start("decade"), match.end(), stretch, part=_part(match))


def _digits(match: re.Match[str], published: date | None) -> Mention:
    return Mention(match.start(), match.end(), digit_days.day_of(match, published))


def _iso(match: re.Match[str], _: date | None) -> Mention:
    stretch = calendars.of_day(int(match["year"]), int(match["b"]), int(match["a"]))
    return Mention(match.start(), match.end(), stretch)


def _weekday(match: re.Match[str], published: date | None) -> Mention:
    which = (match["which"] or "").lower()
    if not which and is_coming(match.string, match.start()):
        which = "next"
    stretch = published and calendars.weekday(match["weekday"].lower(), published, which)
    return Mention(match.start(), match.end(), stretch or None)


def _in_name(text: str, start: int) -> bool:
    """Whether a capital in the middle of a sentence makes "Today" a part of a title."""
    before = text[max(start - 3, 0) : start].rstrip()
    return before[-1:].isalnum()


def _near_day(match: re.Match[str], published: date | None) -> Mention | None:
    word = match[0].lower()
    if match[0][0].isupper() and _in_name(match.string, match.start()):
        return None
    if published is None:
        return Mention(match.start(), match.end())
    if word == "overnight":
        stretch = (calendars.shifted(published, -1), published, Precision.RANGE)
        return Mention(match.start(), match.end(), stretch)
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(word.split()[0], 0)
    if word.startswith("the day before"):
        step = -2
    day = calendars.shifted(published, step)
    return Mention(match.start(), match.end(), (day, day, Precision.DAY))


def _count(written: str) -> float | None:
    """How many; None for a vague word, which is no date, and 0 where it is no number at all."""
    low = written.lower()
    if low in {"a", "an"}:
        return 1
    if low == "half a":
        return 0.5
    if low.split()[0] in {"few", "several", "many", "couple"} or low in {"a few", "a couple of"}:
        return None
    numeral = next(iter(numerals(words(low))), None)
    return 0 if numeral is None or numeral.first or numeral.low != numeral.high else numeral.low


def _ago(match: re.Match[str], published: date | None) -> Mention | None:
    count = _count(match["count"])
    if count == 0:
        return None
    stretch = None
    if published is not None and count is not None:
        stretch = calendars.ago(count, match["unit"].lower(), published)
    return Mention(match.start(), match.end(), stretch)


def _window(match: re.Match[str], published: date | None) -> Mention | None:
    """As in "the last five months": so many days up to publication, or from it on."""
    written = match.groupdict().get("count")
    count = _count(written) if written else 1
    if count == 0:
        return None
    stretch = None
    if published is not None and count is not None:
        ahead = match["which"].lower() in {"next", "coming"}
        far = calendars.back(-count if ahead else count, match["unit"].lower(), published)
        if far is not None:
            stretch = (min(far, published), max(far, published), Precision.RANGE)
    return Mention(match.start(), match.end(), stretch)


def _unit(match: re.Match[str], published: date | None) -> Mention:
    unit, which = match["unit"].lower(), match["which"].lower()
    stretch = calendars.calendar_unit(which, unit, published) if published else None
    return Mention(match.start(), match.end(), stretch, part=_part(match))


def _so_far(match: re.Match[str], published: date | None) -> Mention:
    """As in "earlier this month": up to publication; "later this year": from it on."""
    stretch = (
        calendars.calendar_unit("this", match["unit"].lower(), published) if published else None
    )
    if stretch is not None and published is not None:
        ends = (
            (stretch[0], published)
            if match["side"].lower() == "earlier"
            else (published, stretch[1])
        )
        stretch = (*ends, Precision.RANGE)
    return Mention(match.start(), match.end(), stretch)


def _season(match: re.Match[str], published: date | None) -> Mention:
    season, named = match["season"].lower(), match.groupdict()
    stretch = None
    if named.get("year"):
        stretch = calendars.of_season(int(match["year"]), season)
    elif published is not None:
        stretch = calendars.season_near(season, match["which"].lower(), published)
    return Mention(match.start(), match.end(), stretch)


def _share(match: re.Match[str], _: date | None) -> Mention:
    """As in "the first half of 2016", "the third quarter of 2015"."""
    months = 6 if match["unit"].lower() == "half" else 3
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // months}
    first = min((order[match["order"].lower()] - 1) * months + 1, 13 - months)
    stretch = calendars.of_months(int(match["year"]), first, first + months - 1)
    return Mention(match.start(), match.end(), stretch)


def _vague(match: re.Match[str], _: date | None) -> Mention:
    return Mention(match.start(), match.end())


def _form(pattern: str, reader: _Reader, flags: int = 0) -> _Form:
    return date_signs.needed(pattern), re.compile(pattern, flags), reader


_FORMS: tuple[_Form, ...] = (
    _form(r"\b(?P<year>(?:19|20)\d\d)-(?P<b>[01]\d)-(?P<a>[0-3]\d)(?![\d-])", _iso),
    _form(digit_days.DIGITS, _digits),
    _form(rf"\b{_MONTH}{_S}(?P<day>[0-3]\d)(?P<year>20\d\d)(?!\d)", _calendar),  # "Apr 232017"
    _form(
        rf"\b{_ANY_WEEKDAY}(?:the\s)?{_DAY}(?:(?:\s?[-\u2013]\s?|\s(?:to|and)\s)(?P<last>[0-3]?\d))?"
        rf"(?:{_S}of)?{_S}{_MONTH}(?:,?{_S}{_ANY_YEAR}{_NO_COUNT_OF_A_DAY})?",
        _calendar,
    ),
    _form(
        rf"\b{_ANY_WEEKDAY}{_MONTH}{_S}(?:the\s)?{_DAY}{_LAST_DAY}(?!,?\d)(?:,?{_S}{_ANY_YEAR}{_NO_COUNT_OF_A_DAY})?",
        _calendar,
    ),
    _form(rf"\b{_PART}{_MONTH},?{_S}(?:of{_S})?{_YEAR}{_NO_COUNT}", _calendar),
    _form(
        rf"\b(?i:from|between|and|through|to|for){_S}{_PART}{_LONG_MONTH}(?!\w|{_S}[A-Z\d])",
        _bare_month,
    ),
    _form(
        rf"\b(?i:in|since|until|till|during|before|after|by|of|the){_S}{_PART}{_LONG_MONTH}"
        rf"(?!\w|{_S}\d)",
        _bare_month,
    ),
    _form(
        rf"\b(?:(?P<which>last|this|next|past){_S}|(?P<part>early|mid|late)[-\s](?:in\s)?)"
        rf"{_LONG_MONTH}(?!\w)",
        _bare_month,
    ),
    _form(rf"\b{_SURE_MONTH}\b(?!{_S}[A-Z])", _bare_month),
    _form(rf"\b{_YEAR}\s?[-\u2013]\s?{_YEAR_2}{_NO_COUNT}", _years),
    _form(
        rf"\b(?:[Ff]rom|[Bb]etween)\s{_YEAR}\s(?:to|and|until|till|through)\s{_YEAR_2}{_NO_COUNT}",
        _years,
    ),
    _form(rf"\b{_A_PART}{_YEAR}{_NO_COUNT}", _year),
    _form(
        rf"\b{_BEFORE_YEAR}{_S}{_YEAR}{_NO_COUNT}(?!-?(?:[A-Za-z]+-){{0,2}}strong)",
        _year,
        re.IGNORECASE,
    ),
    _form(rf"(?:^|[(,]\s?){_YEAR}(?=\s?[),.;:]|\s*$)", _year),
    _form(rf"\b{_PART}(?:the\s)?(?P<decade>(?:1[89]|20)\d0)['\u2019]?s\b", _decade, re.IGNORECASE),
    _form(
        rf"(?:\b(?:early|late|mid)\s(?:on\s)?)?{_FEAST}\b(?:(?P<which>last|next|this|past)\s)?{_WEEKDAY}"
        r"(?:\s(?:morning|afternoon|evening|night))?(?!\s+(?:Times|Review|Mirror|Mass))",
        _weekday,
    ),
    _form(
        r"\b(?:today|tonight|yesterday|tomorrow|overnight|last\snight"
        r"|this\s(?:morning|afternoon|evening)|the\sday\sbefore\syesterday)\b",
        _near_day,
        re.IGNORECASE,
    ),
    _form(rf"\b{_COUNT}{_S}{_UNIT}{_S}ago\b", _ago, re.IGNORECASE),
    _form(
        rf"\b(?:the\s)?(?P<which>last|past|previous|next|coming){_S}{_COUNT}[\s-]{{1,3}}{_UNIT}",
        _window,
        re.IGNORECASE,
    ),
    _form(rf"\bthe{_S}(?P<which>past|last){_S}{_UNIT}(?!\sof)", _window, re.IGNORECASE),
    _form(
        rf"\b{_PART}(?P<which>last|this|next|previous){_S}(?P<unit>week|weekend|month|year|decade)\b",
        _unit,
        re.IGNORECASE,
    ),
    _form(
        rf"\b(?P<side>earlier|later){_S}(?:in{_S})?this{_S}(?P<unit>week|month|year)\b",
        _so_far,
        re.IGNORECASE,
    ),
    _form(rf"\b(?P<which>)(?:over|at|during){_S}the{_S}(?P<unit>weekend)\b", _unit, re.IGNORECASE),
    _form(rf"\b(?P<which>last|this|next){_S}{_SEASON}\b", _season, re.IGNORECASE),
    _form(rf"\b{_SEASON}{_S}(?:of{_S})?{_YEAR}", _season, re.IGNORECASE),
    _form(
        rf"\b(?:the\s)?(?P<order>first|second|third|fourth|last){_S}(?P<unit>half|quarter){_S}of{_S}{_YEAR}",
        _share,
        re.IGNORECASE,
    ),
    _form(r"\b(?:in\s)?recent\s(?:hours|days|weeks|months|years)\b", _vague, re.IGNORECASE),
)
