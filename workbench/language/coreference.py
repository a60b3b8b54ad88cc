"""One name for one speaker through an article: Talas al Salameh, al-Salamah, Salameh, "he"."""

import re
from dataclasses import dataclass, field

from workbench.domain.values import Speaker
from workbench.language import names
from workbench.language.cues import BODIES, DATELINE, ROLES, listed
from workbench.language.gazetteer import folded, gazetteer
from workbench.language.mentions import Kind, Mention

_CAPITAL = r"(?:[A-Z][\w'’.-]*\w|[A-Z]\.?|(?:al|el|ad|as|ash|ar|at|az|ez|ed)-[A-Z][\w'’-]*)"
_PARTICLE = r"(?:al|el|bin|ibn|bint|ben|abu|de|del|da|van|von|der|den|la|le) "
FULL_NAME = re.compile(rf"(?<![\w-]){_CAPITAL}(?: (?:{_PARTICLE})?{_CAPITAL}){{1,6}}(?![\w-])")
_FULL_BODY = re.compile(
    rf"(?<![\w-]){_CAPITAL}(?: {_CAPITAL}){{0,5}}(?: (?:for|of|of the|and) {_CAPITAL}"
    rf"(?: {_CAPITAL}){{0,3}}){{0,2}}"
)
_ACRONYM = re.compile(
    r"([A-Z][\w-]+(?: (?:of |for |the |and |al-)?[A-Z][\w-]+){1,6}) \(([A-Z][A-Za-z]{1,7})\)"
)
_NO_PERSON = listed("no person")
_TITLES = listed("title")
_UNNAMED = listed("unnamed body")
_OPENERS = (
    listed("leads in")
    | listed("preposition")
    | listed("determiner")
    | frozenset({"was", "is", "did"})
)


_WRITTEN = re.compile(r"[A-Z][\w-]+")
_WORD = re.compile(r"\w{2,}")
_DOES = (
    r"(?:is|was|has|had|says|said|will|would|did|does|can|could|\w{2,15}ed|got|took|made|went|came"
    r"|told|met|won|lost|left)"
)
_OFTEN = 6  # times that a last name stands alone before a longer one with it
_NUMERAL = re.compile(r"[IVX]+")
_GIVEN_IN_ING = frozenset({"Irving", "Sterling", "Ming", "Ping", "Ling", "Jing", "Ying", "King"})


@dataclass(slots=True)
class Person:
    """Who has been met so far."""

    name: str
    kind: Kind
    role: str | None = None
    speaks_for: str | None = None
    woman: bool | None = None


@dataclass(slots=True)
class Cast:
    """Everybody who speaks in one article, in order of appearance; the last is who "he" is."""

    full_names: dict[str, list[tuple[int, str]]]  # by the key of the last word
    bodies: dict[str, str]  # the fullest name by each of its words
    acronyms: dict[str, str]
    apart: frozenset[str] = frozenset()  # full names that their last word alone does not mean
    people: dict[str, Person] = field(default_factory=dict)
    recent: list[Person] = field(default_factory=list)
    before: str = ""  # what the sentence before says outside quotes
    told: str | None = None  # who says it

    def speaker(self, mention: Mention, at: int) -> Speaker | None:
        """The mention, made at this place of the text, under the fullest name the article gives.

        None for a pronoun without anybody before it.
        """
        person = self._recall(mention) if mention.kind is Kind.PRONOUN else self._meet(mention, at)
        if person is None:
            return None
        self.focus(person)
        return Speaker(person.name, mention.text, person.role, person.speaks_for)

    def focus(self, person: Person) -> None:
        """From here on "he", "she", "they" or "it" may be this one."""
        self.recent = [p for p in self.recent[-20:] if p is not person] + [person]

    def notice(self, words: str, at: int) -> None:
        """Take a person whom a sentence begins with for the one spoken of."""
        found = _OPENS_WITH_NAME.match(DATELINE.sub("", words))
        if found is None:
            return
        written = _clean(found[0])
        name = self._fullest(written, at)
        in_full = " " in written and _may_be_person(written)
        if name and not _is_site(name) and (name in self.people or in_full or name != written):
            self.focus(self.people.setdefault(name, Person(name, Kind.PERSON)))

    def meant(self, words: str) -> str | None:
        """The full name of whom "he", "she", "his" or "her" at the start of a sentence means."""
        pronoun = _OPENS_WITH_PRONOUN.match(words)
        if pronoun is None:
            return None
        woman = pronoun[0].lower() in ("she", "her")
        for person in reversed(self.recent):
            if person.kind is Kind.PERSON and person.woman in (None, woman):
                named = any(map(str.isupper, person.name)) and not self._turned_from(person, woman)
                return person.name if named else None
        return None

    def _turned_from(self, person: Person, woman: bool | None) -> bool:  # noqa: FBT001
        """Whether the sentence before speaks of another such person and not of this one."""
        if person.name == self.told or _OPENS_WITH_PRONOUN.match(self.before):
            return False
        of = {names.surname_key(person.name)} | {names.key(person.name)}
        runs = _RUN.finditer(self.before)
        others = [_clean(run[0]) for run in runs if self._sex(run.start(), woman) == woman]
        keys = [names.surname_key(name) for name in others if name]
        if any(key in of for key in keys):
            return False
        return any(self._is_other(name) for name in others if name)

    def _sex(self, at: int, unknown: bool | None) -> bool | None:  # noqa: FBT001
        """Whether the name that begins here is a woman's, by the "Mr." before it."""
        style = _STYLE.search(self.before[max(0, at - 5) : at])
        return unknown if style is None else style["man"] is None

    def _is_other(self, name: str) -> bool:
        """Whether a name in capitals is a person's, by the full names of the article or alone."""
        if _is_site(name) or not _may_be_person(name):
            return False
        return names.surname_key(name) in self.full_names or _acts(name, self.before)

    def _recall(self, mention: Mention) -> Person | None:
        wanted = {
            "they": (Kind.GROUP, Kind.BODY),
            "it": (Kind.BODY, Kind.OUTLET),
        }.get(mention.text.lower(), (Kind.PERSON,))
        for person in reversed(self.recent):
            fits = mention.woman is None or person.woman in (None, mention.woman)
            if person.kind in wanted and fits:
                if person.kind is Kind.PERSON and self._turned_from(person, mention.woman):
                    return None
                if mention.woman is not None:
                    person.woman = mention.woman
                return person
        return None

    def _meet(self, mention: Mention, at: int) -> Person:
        name = self._name(mention, at)
        kind = Kind.BODY if mention.kind is Kind.PERSON and _is_site(name) else mention.kind
        person = self.people.setdefault(name, Person(name, kind))
        person.role = person.role or mention.role
        person.speaks_for = person.speaks_for or mention.speaks_for
        person.woman = mention.woman if person.woman is None else person.woman
        return person

    def _name(self, mention: Mention, at: int) -> str:
        if mention.kind is Kind.PERSON and mention.role != mention.name:
            return self._fullest(mention.name, at)
        if mention.kind is Kind.PERSON and mention.role == mention.name:
            return self._by_role(mention)
        if mention.kind in (Kind.BODY, Kind.OUTLET):
            return self.acronyms.get(mention.name) or self._fullest_body(mention)
        return mention.name

    def _was_spoken_of(self, name: str) -> bool:
        """Whether the sentence before holds a word of the name that tells it from others."""
        said = {word.lower().removesuffix("s") for word in _WORD.findall(self.before)}
        told = {word.lower().removesuffix("s") for word in _WORD.findall(name) if word[0].isupper()}
        return bool(said & told)

    def _by_role(self, mention: Mention) -> str:
        """Take "the commander" for the one commander met so far, if there is one."""
        words = mention.name.lower()
        holders = {
            p.name
            for p in self.recent
            if p.kind is Kind.PERSON and p.name[:1].isupper() and p.role and words in p.role.lower()
        }
        definite = len(words.split()) == 1
        return holders.pop() if definite and len(holders) == 1 else mention.name

    def _fullest(self, name: str, at: int) -> str:
        wanted = names.key(name).split()
        if not wanted:
            return name
        known = [p.name for p in reversed(self.recent) if p.kind is Kind.PERSON]
        full = self.full_names.get(wanted[-1], [])[:50]
        written = [words for start, words in reversed(full) if start <= at]
        later = [words for start, words in full if start > at]
        fuller = (f for f in [*known, *written, *later] if _is_fuller(names.key(f).split(), wanted))
        return next((f for f in fuller if " " in name or f not in self.apart), name)

    def _fullest_body(self, mention: Mention) -> str:
        """The full name of "the Observatory", where the article gives one."""
        name = mention.name
        if name in _UNNAMED and mention.text[:4].lower() == "the ":
            named = (p.name for p in reversed(self.recent) if p.kind is Kind.BODY)
            full = next((n for n in named if any(map(str.isupper, n))), name)
            return full if self._was_spoken_of(full) else name
        if mention.text[:4].lower() != "the " or not name[:1].isupper() or " " in name:
            return name
        return self.bodies.get(name, name)


_RUN = re.compile(rf"(?<![\w-]){_CAPITAL}(?: (?:{_PARTICLE})?{_CAPITAL}){{0,5}}")
_STYLE = re.compile(r"\b(?:(?P<man>Mr|Sir)|Mrs|Ms|Miss)\b\.? ?\Z")
_OPENS_WITH_PRONOUN = re.compile(r"(?:He|She|His|Her)\b")
_OPENS_WITH_NAME = re.compile(rf"{_CAPITAL}(?: (?:{_PARTICLE})?{_CAPITAL}){{0,3}}(?=,| [a-z])")


def read_cast(text: str) -> Cast:
    """Everybody whom an article names in full, before anybody has spoken."""
    full: dict[str, list[tuple[int, str]]] = {}
    inside: set[int] = set()  # where the last words of full names begin
    titled: set[str] = set()
    for match in FULL_NAME.finditer(text):
        name = _clean(match[0])
        if " " in name and _may_be_person(name):
            full.setdefault(names.surname_key(name), []).append((match.start(), name))
            inside.add(match.start() + match[0].rfind(" ") + 1)
            if match[0].removesuffix(name).strip():  # "President Ann Keld" is who is meant
                titled.add(name)
    bodies: dict[str, str] = {}
    for match in _FULL_BODY.finditer(text):
        name = match[0].removeprefix("The ")
        head = re.split(r" (?:for|of|and) ", name)[0].split()[-1]
        if " " in name and head.lower() in BODIES:
            bodies.setdefault(head, name)
    acronyms = {
        m[2]: m[1].removeprefix("The ") for m in _ACRONYM.finditer(text) if _abbreviates(m[2], m[1])
    }
    return Cast(full, bodies, acronyms, _apart(text, full, inside) - titled)


def _apart(text: str, full: dict[str, list[tuple[int, str]]], inside: set[int]) -> frozenset[str]:
    """Full names that come up late: "Ann Keld" where "Keld" was somebody else from the start."""
    met: dict[str, list[int]] = {}
    for match in _WRITTEN.finditer(text):
        if match.start() not in inside and len(met.setdefault(match[0], [])) < _OFTEN:
            met[match[0]].append(match.start())
    first = {name: start for found in full.values() for start, name in reversed(found)}
    return frozenset(
        name
        for name, start in first.items()
        if len(known := met.get(name.split()[-1], [])) == _OFTEN and known[-1] < start
    )


def _clean(name: str) -> str:
    """The name alone: no title or role, weekday or article before it, no "'s" after it."""
    words = re.sub(r"['’]s$", "", name).split()
    last = max((n for n, word in enumerate(words) if _is_title(word)), default=-1)
    return " ".join(words[last + 1 :])


def _is_title(word: str) -> bool:
    low = word.lower()
    return low in ROLES or low in _TITLES or low in _OPENERS or low in _NO_PERSON


def _abbreviates(short: str, full: str) -> bool:
    initials = "".join(w[0] for w in re.split(r"[ -]", full) if w and w[0].isupper())
    return short.upper() in initials.upper() or initials.upper() in short.upper()


def _may_be_person(name: str) -> bool:
    words = re.split(r"[ -]", name)
    acronym = len(words[-1]) > 1 and words[-1].isupper() and not _NUMERAL.fullmatch(words[-1])
    opens = words[0].endswith("ing") and words[0] not in _GIVEN_IN_ING  # "Dismissing Faris"
    named = not any(w.lower().strip(".") in _NO_PERSON for w in words)
    return named and not name.isupper() and not acronym and not opens


def _is_site(name: str) -> bool:
    return " " not in name and folded(name) in gazetteer().spellings


def _acts(name: str, words: str) -> bool:
    """Whether a name is followed by what somebody does."""
    return (
        re.search(rf"(?<![\w-]){re.escape(name)}(?:,[^,]{{1,80}},)? {_DOES}\b", words) is not None
    )


def _is_fuller(full: list[str], short: list[str]) -> bool:
    """Whether a longer name ends in the short one, or is it with a middle name."""
    if len(full) <= len(short) or not full:
        return False
    if full[-len(short) :] == short:
        return True
    return len(short) > 1 and full[0] == short[0] and full[-1] == short[-1]
