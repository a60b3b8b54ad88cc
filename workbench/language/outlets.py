"""Which newsroom a sentence names: the one that was told it, or the one that passes it on."""

import re
from dataclasses import dataclass

from workbench.domain.values import Basis
from workbench.language.bodies import Directory, bodies_in, publisher_key
from workbench.language.roots import canonical
from workbench.language.speakers import Saying

_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}"
_REPORTED = re.compile(
    rf"\b(?:the )?(?P<who>{_NAME}|state (?:television|TV|media|radio)|"
    rf"the agency)(?: news agency)?,? "
    r"(?:(?:has |had |earlier )?reported(?= (?:on|from|in|earlier|late|that)\b|[,.]|$)|"
    r"reports(?= (?:on|from|that)\b|[,.]|$)|"
    r"quoted|cited|which (?:in turn )?(?:quoted|cited))"
)
_TOLD = re.compile(
    rf"\b(?:told|interview (?:with|to)|speaking to) (?P<who>the agency|the (?:news)?paper|"
    rf"the broadcaster|(?:the )?{_NAME})"
)
_CITED = re.compile(
    rf"\b(?:citing|quoting|cited by|quoted by|according to) (?:the )?(?P<who>{_NAME}|agency)"
)
_DAY = re.compile(r" (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|TV channel)$")
_THE_AGENCY = frozenset({"the agency", "agency", "the paper", "the newspaper", "the broadcaster"})
_OUTLET_KINDS = frozenset({"agency", "broadcaster", "newspaper", "site"})
_COUNTER_KINDS = frozenset({"monitor", "ngo", "un", "rescuers"})
_OUTLET_WORDS = re.compile(
    r"\b(?:agency|television|TV|radio|newspaper|daily|media|news|wire|post|times|herald|courier|"
    r"gazette|"
    r"tribune|journal|digest|lantern|world service|broadcasting)\b|wire$",
    re.IGNORECASE,
)
_PARTY_NAME = re.compile(
    r"\b(?:Ministry|Army|Armed Forces|Front|Command|Government|Presidency|Kremlin|Pentagon|"
    r"Media Office|"
    r"Spokesperson|Brigade|General Staff|Council|Municipality|Governorate|Embassy|Parliament|"
    r"Party)\b"
)
_COUNTS_ITSELF = re.compile(
    r"\b(?:Observatory|Monitor|Human Rights|Relief|Red Crescent|Red Cross|Médecins|Imaging|Watch|"
    r"Amnesty|"
    r"Documentation|UN|United Nations|OCHA|Institute|Hospital|Civil Defence)\b"
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes a report, and the agency whose text it is, where it says so."""

    source: str | None = None
    agency: str | None = None


def publisher(name: str, book: Directory) -> str:
    """A source's name in one spelling: the table's, however its letters are cased."""
    body = book.bodies.get(publisher_key(name, book))
    return body.name if body is not None else canonical(name, book)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """An outlet with the table of bodies at hand."""

    outlet: Outlet
    book: Directory

    @property
    def maker(self) -> str | None:
        """Who wrote the text: the agency, where it is an agency's."""
        maker = self.outlet.agency or self.outlet.source
        return publisher(maker, self.book) if maker else None

    @property
    def relayed_by(self) -> str | None:
        """The agency, where the text is an agency's in somebody else's paper."""
        if not self.outlet.agency or self.is_own(self.outlet.source):
            return None
        return canonical(self.outlet.agency, self.book)

    def is_own(self, name: str | None) -> bool:
        """Whether a name is that of the text's own maker."""
        if name is None or self.maker is None:
            return False
        ours, theirs = self.maker.casefold(), canonical(name, self.book).casefold()
        return ours == theirs or (len(theirs) > 3 and theirs in {ours.split()[0], ours.split()[-1]})

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of a newsroom."""
        found = bodies_in(name, self.book)
        body = self.book.bodies.get(found[0].key) if found else None
        if body is not None:
            return not _OUTLET_KINDS.isdisjoint((body.kind, *body.covers))
        return self.is_own(name) or bool(_OUTLET_WORDS.search(name))

    def counts_itself(self, name: str) -> bool:
        """Whether a name is that of a monitor or an organisation that counts for itself."""
        found = bodies_in(name, self.book)
        body = self.book.bodies.get(found[0].key) if found else None
        if body is not None:
            return body.kind in _COUNTER_KINDS - {"un"}
        return bool(_COUNTS_ITSELF.search(name))

    def publisher_kind(self) -> str | None:
        """Either "party" or "counter" where the source is no newsroom and speaks for itself."""
        source = self.outlet.source
        if not source or self.outlet.agency:
            return None
        found = bodies_in(source, self.book)
        body = self.book.bodies.get(found[0].key) if found else None
        if body is not None and found[0].end - found[0].start >= len(source) - 4:
            if body.kind in _COUNTER_KINDS:
                return "counter"
            return None if body.kind in _OUTLET_KINDS else "party"
        if _COUNTS_ITSELF.search(source):
            return "counter"
        return "party" if _PARTY_NAME.search(source) else None

    def told_or_passing(
        self, sentence: str, saying: Saying | None, before: str, previous: Basis | None
    ) -> str | None:
        """The newsroom that was told it or passes it on, as the sentence says."""
        for pattern in (_TOLD, _REPORTED, _CITED):
            match = pattern.search(sentence)
            if match is None:
                continue
            who = match.group("who")
            if who in _THE_AGENCY:
                return self._meant(before, previous)
            name = canonical(self._in_full(sentence, match), self.book)
            if self._can_be_told(name, pattern is _CITED):
                return name
        relay = saying.relay if saying is not None else None
        if relay is None or relay.lower() in {"reporters", "journalists", "the press"}:
            return None
        return (
            self._meant(before, previous)
            if relay.lower() in _THE_AGENCY
            else canonical(relay, self.book)
        )

    def _in_full(self, sentence: str, match: re.Match[str]) -> str:
        """The name with what stands before it: "Syrian" of "state television"; no day after it."""
        start, end = match.span("who")
        known = (b for b in bodies_in(sentence, self.book) if b.start <= start < b.end)
        whole = next((body.text for body in known if body.end >= end), None)
        return whole or _DAY.sub("", match.group("who"))

    def _can_be_told(self, name: str, cited: bool) -> bool:  # noqa: FBT001
        if self.is_outlet(name):
            return True
        return not cited and len(name.split()) == 1 and not bodies_in(name, self.book)

    def _meant(self, before: str, previous: Basis | None) -> str | None:
        """Which agency "the agency" is."""
        if previous is not None and previous.via is not None:
            return previous.via
        reported = _REPORTED.search(before)
        return canonical(reported.group("who"), self.book) if reported is not None else self.maker
