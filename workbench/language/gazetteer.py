"""The places the workbench knows: their spellings folded to one key, and what lies inside what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.errors import InputError
from workbench.language.names import key as name_key
from workbench.language.tables import own, parsed, rows
from workbench.language.words import plain, words

_ARTICLES = frozenset(
    {"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ez", "ed", "es", "et", "ul"}
)
_TABLE = "gazetteer.tsv"
_COLUMNS = 6
_DOUBLED = re.compile(r"(.)\1+")
_LONG = 5  # letters from which a name may go without its article


@dataclass(frozen=True, slots=True)
class Site:
    """One known place; `inside` is the key of the smallest known place around it."""

    key: str
    name: str
    kind: str
    inside: str | None
    is_word: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known places by key, and every folded spelling with the key it stands for."""

    sites: dict[str, Site]
    spellings: dict[tuple[str, ...], str]
    by_name_key: dict[str, str]

    def known(self, name: str) -> Site | None:
        """The place a name in a foreign spelling most likely means; None where nothing is near."""
        key = self.spellings.get(folded(name)) or self.by_name_key.get(name_key(name))
        return self.sites.get(key) if key else None


def gazetteer(extra: str | None = None) -> Gazetteer:
    """The shipped table, with lines of the same form read after it: `extra`, else the desk's own.

    Raises InputError where a row lacks key, name or kind, or lies inside an unknown place.
    """
    return _read(own(_TABLE) if extra is None else extra)


@cache
def _read(extra: str) -> Gazetteer:
    table = [*rows(_TABLE, _COLUMNS), *parsed(extra, _COLUMNS)]
    sites: dict[str, Site] = {}
    spellings: dict[tuple[str, ...], str] = {}
    by_name_key: dict[str, str] = {}
    for row in table:
        site = _site(row, sites)
        sites[site.key] = site
        for spelling in filter(None, (site.name, *row[4].split("|"))):
            for form in _forms(spelling):
                spellings.setdefault(form, site.key)
            if len(name_key(spelling)) >= _LONG:
                by_name_key.setdefault(name_key(spelling), site.key)
    return Gazetteer(sites, spellings, by_name_key)


def contains(outer_key: str, inner_key: str, book: Gazetteer | None = None) -> bool | None:
    """Whether one place lies inside the other; None where either is unknown."""
    sites = (book or gazetteer()).sites
    if outer_key not in sites or inner_key not in sites:
        return None
    inner = sites[inner_key].inside
    while inner is not None:
        if inner == outer_key:
            return True
        inner = sites[inner].inside
    return False


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """The tokens of a name without hyphens, accents, doubled letters and kinds of article."""
    return tuple(fold(word.low) for word in words(name) if word.is_word)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One spelling for what transliteration writes in several: ou and u, ee and i, final h."""
    letters = plain(word).replace("'", "").replace("\u02bf", "").replace("\u02be", "")
    if letters in _ARTICLES:
        return "al"
    letters = letters.replace("ou", "u").replace("oo", "u").replace("ee", "i")
    letters = _DOUBLED.sub(r"\1", letters)
    return letters[:-1] if letters.endswith(("ah", "eh")) and len(letters) > 3 else letters


def _forms(spelling: str) -> Iterator[tuple[str, ...]]:
    form = folded(spelling)
    yield form
    if form[:1] == ("al",) and len("".join(form[1:])) >= _LONG:
        yield form[1:]


def _site(row: list[str], sites: dict[str, Site]) -> Site:
    key, name, kind, inside, _, is_word = (cell.strip() for cell in row)
    if not (key and name and kind):
        raise InputError(f"The table of places has a row without key, name or kind: {row!r}.")
    if inside and inside not in sites:
        raise InputError(f"The place {name} lies inside {inside}, which no row before it names.")
    return Site(key, name, kind, inside or None, bool(is_word))
