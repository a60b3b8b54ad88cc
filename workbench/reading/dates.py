"""Days and times as files and pages mark them up: kept with their precision, never filled in."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"^\s*(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?\s*$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?\s*$")
_MONTHS = (
    "january jan januar janvier enero gennaio stycznia januari января يناير janeiro",
    "february feb februar février févr febrero febbraio lutego februari февраля فبراير fevereiro",
    "march mar märz mars marzo marca maart марта مارس março",
    "april apr avril abril aprile kwietnia апреля أبريل",
    "may mai mayo maggio maja mei мая مايو maio",
    "june jun juni juin junio giugno czerwca июня يونيو junho",
    "july jul juli juillet juil julio luglio lipca июля يوليو julho",
    "august aug août agosto sierpnia augustus августа أغسطس",
    "september sep sept septembre septiembre settembre września сентября سبتمبر setembro",
    "october oct okt oktober octobre octubre ottobre października октября أكتوبر outubro",
    "november nov novembre noviembre listopada ноября نوفمبر novembro",
    "december dec dez dezember décembre diciembre dicembre grudnia декабря ديسمبر dezembro",
)  # fmt: skip
_NUMBER = {name: at for at, names in enumerate(_MONTHS, 1) for name in names.split()}
_WORD = "|".join(sorted(_NUMBER, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"\b(?:(?P<month>{_WORD})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s(?:de\s)?(?P<month2>{_WORD})\.?,?\s(?:de\s)?"
    rf"(?P<year2>\d{{4}}))(?!\d)"
)
_FIGURES = re.compile(
    r"\b(?:(?P<iso>\d{4}[-/.]\d{2}[-/.]\d{2})|(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)"
    r"(?P<year>\d{4})|(?P<short>\d{2}\.\d{2}\.\d{2}))(?![\d.]*\d)"
)
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)|/(\d{4})-(\d{2})-(\d{2})(?:\b|_)")
_CHANGED = re.compile(
    r"\b(?:updated?|modified|revised|aktualisiert|geändert|mis à jour|actualizado|aggiornato"
    r"|aktualizacja|обновлено|stand|last edited|zuletzt|dernière modification)\b"
)
_NO_DAY = re.compile(r"\b(?:copyright|retrieved|accessed|quelle|source|since|seit|from|until)\b|©")
_PUBLISHED = re.compile(
    r"^\W*(?:(?:first )?(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato"
    r"|opublikowano|опубликовано)\b|(?:author|autor(?:in)?|auteur|autore|автор|written by)\s*:)",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"(?<![\d:])(\d{1,2})[:.](\d{2})(?::\d{2})?\s?([ap]\.?m\.?)?\s?\(?(gmt|utc|[+-]\d{2}:?\d{2})(?![\w:+-])"
)
_CLOCK = re.compile(
    r"(?<![\d.,:])\d{1,2}(?:[:.]\d{2}(?::\d{2})?|h\d{2})(?:\s?[ap]\.?m\.?(?!\w))?(?![\d.:])"
)
_BESIDE = re.compile(r"[\s,.()]|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc)\b")
_MOST_WORDS = 10  # beside the date; a line with more tells something and does not date the page
_DOUBTFUL = (date(1990, 1, 1), 2)  # nothing was on the web before; clocks run ahead by a day or two


def marked(value: str) -> str | None:
    """ISO date, or date-time with zone, of a value in a machine's notation; None if it is none.

    A time without its zone names no moment, so only the day is kept.
    """
    found = _ISO.match(value)
    if found:
        return _iso(found["day"], found["time"], found["zone"])
    if compact := _COMPACT.match(value):
        return _day(*map(int, compact.groups()))
    try:
        moment = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat()


def stated(line: str, *, changed: bool = False) -> str | None:
    """The day that a short line of its own gives in full ("Published: March 31, 2017"), or None.

    With the hour where the line gives its zone too. Days of a later change are none, unless only
    they are looked for; nor is 03/04/2017, which is March to some and April to others.
    """
    words = " ".join(line.lower().split())
    if len(words) > 120 or len(words.split()) > _MOST_WORDS + 3:
        return None
    if bool(_CHANGED.search(words)) is not changed or _NO_DAY.search(words):
        return None
    written = [_from_words(found) for found in _WRITTEN.finditer(words)]
    days = set(written or [_from_figures(found) for found in _FIGURES.finditer(words)])
    day = days.pop() if len(days) == 1 else None
    return _at_hour(day, words) if day else None


def typed(words: str) -> str | None:
    """The ISO day or moment that somebody typed, who may write a day out ("31 March 2017")."""
    try:
        datetime.fromisoformat(words)
    except ValueError:
        plain = " ".join(words.lower().replace(" of ", " ").split())
        return None if _BESIDE.sub("", undated(plain)) else stated(plain)
    return words


def undated(words: str) -> str:
    """The words, which are in small letters, without the days and hours among them."""
    if not any(map(str.isdigit, words)):
        return words
    return _CLOCK.sub(" ", _FIGURES.sub(" ", _WRITTEN.sub(" ", words)))


def labelled(lines: Iterable[str]) -> str | None:
    """The day that lines beginning with "Published" or "Author:" (in any language) agree on."""
    days = {stated(line) for line in lines if _PUBLISHED.match(line)} - {None}
    return days.pop() if len(days) == 1 else None


def labelled_changed(lines: Iterable[str]) -> str | None:
    """The day on which lines such as "last edited on 3 May 2017" agree."""
    days = {stated(line, changed=True) for line in lines if _CHANGED.search(line.lower())} - {None}
    return days.pop() if len(days) == 1 else None


def only_day(values: Iterable[str]) -> str | None:
    """The day that values in a machine's notation agree on, with the moment if they agree on it."""
    found = {day for value in values if (day := marked(value))}
    if len(found) == 1:
        return found.pop()
    days = {day[:10] for day in found}
    return days.pop() if len(days) == 1 else None


def in_address(url: str) -> str | None:
    """The day that an address carries in its path (…/2017/03/31/…), or None."""
    found = _IN_ADDRESS.search(url)
    return _day(*(int(part) for part in found.groups() if part)) if found else None


def is_credible(day: str, *, today: date | None = None) -> bool:
    """Whether a page can have appeared then: since the web exists, and not in days to come."""
    return day[:10] >= _DOUBTFUL[0].isoformat() and not is_to_come(day, today=today)


def is_to_come(day: str, *, today: date | None = None) -> bool:
    """Whether it lies further ahead than a clock may run."""
    ahead = date.fromisoformat(day[:10]) - (today or datetime.now(UTC).date())
    return ahead.days > _DOUBTFUL[1]


def _at_hour(day: str, words: str) -> str:
    """The moment, where a line gives one hour and its zone (in figures, GMT, UTC); else the day."""
    hours = {found.groups() for found in _HOUR.finditer(words)}
    if len(hours) != 1:
        return day
    hour, minute, half, zone = hours.pop()
    at = int(hour) % 12 + 12 * half.startswith("p") if half else int(hour)
    return _iso(day, f"{at:02}:{minute}", zone) or day


def _iso(day: str, time: str | None, zone: str | None) -> str | None:
    if not time or not zone:
        return _day(*map(int, day.split("-")))
    zone = "+00:00" if zone.upper() in {"Z", "UTC", "GMT"} else zone
    try:
        return datetime.fromisoformat(f"{_day(*map(int, day.split('-')))}T{time}{zone}").isoformat()
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_words(found: re.Match[str]) -> str | None:
    month, day, year = found.group("month", "day", "year")
    if month is None:
        month, day, year = found.group("month2", "day2", "year2")
    return _day(int(year), _NUMBER[month], int(day))


def _from_figures(found: re.Match[str]) -> str | None:
    if found["iso"]:
        return _day(*(int(part) for part in re.split(r"\D", found["iso"])))
    if found["short"]:
        day, month, year = map(int, found["short"].split("."))
        return _day(2000 + year, month, day)
    first, second, year = int(found["a"]), int(found["b"]), int(found["year"])
    if found["mark"] == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None
