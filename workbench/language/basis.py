"""What a passage rests on: seen, asked, stated, shown, passed on, or not said (method.md, 2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind
from workbench.language import attribution, speakers
from workbench.language import sentences as splitting
from workbench.language.artefacts import AGAIN, artefact_in
from workbench.language.bodies import Directory, bodies_in, body_key, directory
from workbench.language.issuing import issues
from workbench.language.names import surname_key
from workbench.language.outlets import Newsroom, Outlet
from workbench.language.parties import asks_a_source, parties
from workbench.language.reported_by import named_beside, says_again
from workbench.language.roots import Root, canonical, resolve, settle
from workbench.language.settled import settled
from workbench.language.sightings import FIRST_PERSON, NEWSROOM_SAW, SAW, WITNESS
from workbench.language.speakers import Saying
from workbench.language.spokesmen import named_in

_JOINT = re.compile(
    r"\b(?:[Tt]he |[Aa]n? )?(?P<a>[\w' -]{3,40}?) and (?:the |an? )?(?P<b>[\w' -]{3,40}?) "
    r"(?:(?:in|from|at|near) (?:the |an? )?[\w'’-]+(?: [\w'’-]+){0,3} )?"
    r"(?:(?:both|jointly|each) )?(?:said|say|reported|put the|gave|confirmed|counted)\b"
)
_LOST_COMMA = re.compile(r"^.+ (?:an?|the) (?=(?:[\w-]+ ){0,3}(?:monitor|watchdog)$)")
_CITES = re.compile(
    r"\b(?:citing|quoting|cited|quoted|which (?:in turn )?(?:cited|quoted)|attributed (?:it )?to|"
    r"according to)\s+(?P<who>(?:the |an? |its )?[\w'’.-]+(?: [\w'’.-]+){0,6})",
    re.IGNORECASE,
)
_A_MONITOR = re.compile(
    r"(?:(?:[A-Z][\w-]*-based|human rights|rights|war|opposition|activist) )*"
    r"(?:monitor|monitoring group|observatory|monitors|watchdog|monitoring organi[sz]ation)|"
    r"[A-Z][a-z]+-based(?: group| organi[sz]ation)?",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?i)^(?:brigadier|general|colonel|major|captain|lieutenant|dr|mr|mrs|ms)\b")
_ITS_ROLE = re.compile(
    r"^(?:the |its |their )?(?:group|agency|ministry|organi[sz]ation|alliance|monitor)['’]s\b"
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
_GOES_ON = re.compile(
    r"[,;:]\s|\.$|\s(?:who|which|as|on|in (?=[A-Z0-9])|saying|said|that|and|speaking)\b"
)
_SAID_BEFORE = frozenset({"source", "official", "spokesman", "spokeswoman", "spokesperson"})
_THE_SOURCE = frozenset({"our", "this", "a", "an", "the", "two", "one", "its"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a sentence and who is reported to say it."""

    saying: Saying | None = None
    before: str = ""
    previous: Basis | None = None
    so_far: str = ""  # the report up to the sentence: what "the ministry" is
    report: str = ""  # all of it: what "the monitor" is


_ALONE = Surroundings()
_NOBODY = Outlet()


def bases(
    text: str,
    outlet: Outlet = _NOBODY,
    *,
    sentences: Sequence[splitting.Sentence] | None = None,
) -> list[Basis]:
    """The basis of every sentence of a report, in order."""
    split = splitting.split(text) if sentences is None else sentences
    found: list[Basis] = []
    previous: Basis | None = None
    bodies_of: dict[str, str] = {}
    for n, (sentence, voice) in enumerate(zip(split, speakers.find(text, split), strict=True)):
        before = split[n - 1].span.of(text) if n else ""
        around = Surroundings(voice.saying, before, previous, text[: sentence.span.start], text)
        here = basis(sentence.span.of(text), around, outlet)
        here = _known(settled(here, directory()), bodies_of)
        found.append(here)
        previous = previous if sentence.heading else here
    return [_known(each, bodies_of) for each in found]


def basis(
    sentence: str,
    around: Surroundings = _ALONE,
    outlet: Outlet = _NOBODY,
) -> Basis:
    """What one sentence rests on, with a sentence why; unknown stays unstated."""
    known = directory()
    case = _Case(sentence, _QUOTED.sub(" ", sentence), around, Newsroom(outlet, known), known)
    return (
        case.seen()
        or case.joint()
        or case.shown()
        or case.said()
        or case.own_word()
        or case.neighbour()
    )


def _known(found: Basis, bodies_of: dict[str, str]) -> Basis:
    """A person whose body the report gives once speaks for it throughout."""
    if found.speaker is None or found.root is None:
        return found
    if surname_key(found.root) != found.speaker:
        bodies_of.setdefault(found.speaker, found.root)
    return replace(found, root=bodies_of.get(found.speaker, found.root))


@dataclass(frozen=True, slots=True)
class _Case:
    sentence: str
    unquoted: str
    around: Surroundings
    room: Newsroom
    book: Directory

    def seen(self) -> Basis | None:
        """Own observation, or another newsroom's, which is a relay of it."""
        if FIRST_PERSON.search(self.unquoted):
            return self._observed("we")
        own = NEWSROOM_SAW.search(self.unquoted)
        if own is not None and self.room.is_own(own.group("who")):
            return self._observed(own.group())
        witness = WITNESS.search(self.unquoted)
        if witness is None or not SAW.search(self.unquoted[witness.end() :]):
            return None
        whose = re.sub(r"['’]s$", "", witness.group("whose"))
        name = canonical(whose, self.book)
        if whose.casefold() in _THE_SOURCE or self.room.is_own(name) or self.room.maker is None:
            return self._observed(witness.group())
        because = f"“{witness.group()}”: seen by {name}, not by this source."
        return Basis(BasisKind.RELAY, name, because, via=name)

    def _observed(self, words: str) -> Basis:
        who, agency = self.room.maker, self.room.relayed_by
        if agency is not None:
            because = f"“{words}” in {agency}’s text: seen by {agency}, not by this source."
            return Basis(BasisKind.RELAY, who, because, via=agency)
        return Basis(BasisKind.OBSERVATION, who, f"“{words}”: seen by the source itself.")

    def joint(self) -> Basis | None:
        """A figure that two bodies give together has both roots."""
        match = _JOINT.search(self.unquoted)
        if match is None:
            return None
        sides = [_LOST_COMMA.sub("", match.group("a").strip()), match.group("b").strip()]
        pair = [self._resolve(side, None, None) for side in sides]
        known = [root for root in pair if root and self._is_somebody(root)]
        if len(known) == 1 and any(map(_A_MONITOR.fullmatch, sides)):
            return self._attributed(known[0], None)  # which monitor is not said
        roots = [self._name(root) for root in known]
        if len(roots) < 2 or roots[0] == roots[1]:
            return None
        because = f"Given jointly by {roots[0]} and {roots[1]}."
        return self._passed_on(Basis(BasisKind.STATEMENT, roots[0], because, also=(roots[1],)))

    def shown(self) -> Basis | None:
        """A film, a frame, a list: the thing itself is the root."""
        previous, agency = self.around.previous, self.room.relayed_by
        if (
            previous is not None
            and previous.kind is BasisKind.ARTEFACT
            and AGAIN.match(self.sentence)
        ):
            return replace(
                previous, because=f"Goes on from the sentence before: {previous.because}"
            )
        thing = artefact_in(self.unquoted, self.around.before)
        if thing is None:
            return None
        if thing.mark is None and self.room.publisher_kind() is not None:
            thing = replace(thing, mark=self.room.maker)
        return Basis(BasisKind.ARTEFACT, thing.root, f"Rests on a {thing.medium}.", via=agency)

    def said(self) -> Basis | None:
        """Somebody is reported to say it: followed to whom they speak for."""
        around = self.around
        outlet = self.room.told_or_passing(
            self.sentence, around.saying, around.before, around.previous
        )
        root = self._with_name(self._sayer())
        if root is not None and (self.room.is_own(root.name) or root.name == outlet):
            root = None if outlet is None or root.name != outlet else self._speaker()
        if root is not None and root.name != outlet:
            return self._attributed(root, outlet)
        if outlet is None or self.room.is_own(outlet):
            return self._asked(outlet)
        return Basis(BasisKind.RELAY, outlet, f"Passes on what {outlet} reported.", via=outlet)

    def _sayer(self) -> Root | None:
        """The first of those who may say it that names somebody, else the first.

        A body known to report that stands right beside the verb outranks whom the rules of speech
        find, unless they find a voice of it by name.
        """
        cited = self._cited()
        if cited is not None and self._is_somebody(cited):
            return cited
        beside, spoken = named_beside(self.unquoted, self.book), self._speaker()
        there = self._resolve(beside.name, None, None) if beside is not None else None
        if spoken is not None and self._is_somebody(spoken):
            outranks = beside is not None and beside.reports and there is not None
            by_name = spoken.speaker and beside and spoken.speaker != surname_key(beside.name)
            return there if outranks and not by_name else spoken
        others = (there, self._subject(), self._again())
        somebody = (root for root in others if root is not None and self._is_somebody(root))
        return next(somebody, cited or spoken or there)

    def _is_somebody(self, root: Root) -> bool:
        return root.crowd or settle(root.name, self.book) is not None

    def _again(self) -> Root | None:
        """Whoever said the sentence before: "it said"."""
        previous = self.around.previous
        if previous is None or previous.root is None or not says_again(self.unquoted):
            return None
        return Root(previous.root, previous.speaker, previous.unnamed)

    def _asked(self, outlet: str | None) -> Basis | None:
        """Somebody unnamed whom the newsroom asked itself."""
        maker = self.room.maker
        if maker is None or not asks_a_source(self.unquoted):
            return None
        if outlet is None and f"{maker} source" not in self.unquoted:
            return None
        because = "An unnamed source, asked by the source itself."
        return self._passed_on(
            Basis(BasisKind.INTERVIEW, f"source (to {maker})", because, unnamed=True)
        )

    def _cited(self) -> Root | None:
        found = _CITES.findall(self.sentence)
        for who in reversed(found):
            name = self._opening(_GOES_ON.split(who, maxsplit=1)[0].strip(" .,"))
            root = self._resolve(name, None, None)
            if root is not None and not self.room.is_outlet(root.name):
                return root
        return None

    def _opening(self, name: str) -> str:
        """The outlet that opens words whose commas are lost: "SANA al-Nusra militants"."""
        first = next((body for body in bodies_in(name, self.book) if body.start == 0), None)
        outlet = first is not None and self.room.is_outlet(canonical(first.text, self.book))
        return first.text if first is not None and outlet else name

    def _speaker(self) -> Root | None:
        """The speaker as the whole report names them, else as the sentence alone does."""
        saying = self.around.saying
        if saying is not None:
            who = saying.speaker
            if who.role and _ITS_ROLE.search(who.role) and self.around.previous is not None:
                return self._like_previous(who.name)
            root = self._resolve(who.name, who.role, who.speaks_for)
            if root is not None and root.speaker and not self._is_somebody(root):
                root = replace(root, name=who.name)
            return root if who.speaks_for else self._introduced(root, who.role)
        found = attribution.find(self.unquoted)
        if found is None or found.mention.kind.value in {"pronoun", "outlet"}:
            return None
        mention = found.mention
        return self._resolve(mention.name or mention.text, mention.role, mention.speaks_for)

    def _introduced(self, root: Root | None, role: str | None) -> Root | None:
        """The name of the spokesman who was quoted without one in the sentence before."""
        previous = self.around.previous
        is_new = previous and previous.root and not previous.speaker and not previous.inferred
        if previous is None or not is_new or root is None or root.speaker is None or root.crowd:
            return root
        speaks_once = previous.kind in {BasisKind.STATEMENT, BasisKind.INTERVIEW, BasisKind.RELAY}
        known_role = (
            role is None or bool(_RANK.search(role)) or role.lower() in self.around.before.lower()
        )
        if speaks_once and known_role and "(to " not in (previous.root or ""):
            return Root(previous.root or root.name, root.speaker)
        return root

    def _with_name(self, root: Root | None) -> Root | None:
        """The same with the officer or spokesman whom the sentence names beside it, if one."""
        person = named_in(self.unquoted)
        if person is None or (root is not None and (root.speaker or root.crowd)):
            return root
        body = canonical(person.body, self.book) if person.body else None
        speaker = surname_key(person.name)
        if root is None or person.name in root.name:
            return Root(body or person.name, speaker)
        same = body is None or body == root.name
        return replace(root, speaker=speaker, unnamed=False) if same else root

    def _monitor(self) -> str | None:
        """The monitor that "the monitor" is: the report's only one, else the last one named."""
        names = set(self._monitors_in(self.around.report))
        before = self._monitors_in(self.around.so_far) if len(names) > 1 else []
        return names.pop() if len(names) == 1 else before[-1] if before else None

    def _monitors_in(self, text: str) -> list[str]:
        """The monitors that a text names in full, in order."""
        owners = (self.book.bodies.owner(found.key) for found in bodies_in(text, self.book))
        known = (self.book.bodies.get(owner) for owner in owners)
        return [body.name for body in known if body is not None and body.kind == "monitor"]

    def _like_previous(self, name: str) -> Root | None:
        previous = self.around.previous
        here = resolve(name, None, None, self.book)
        if previous is None or previous.root is None or here is None:
            return here
        return Root(previous.root, here.speaker)

    def _subject(self) -> Root | None:
        who = next(iter(parties(self.unquoted)), None)
        return self._resolve(who, None, None) if who is not None else None

    def _resolve(self, name: str, role: str | None, speaks_for: str | None) -> Root | None:
        """Whom a name stands for; "the ministry" is the one that was named before."""
        monitor = self._monitor() if _A_MONITOR.fullmatch(name) else None
        if monitor is not None:
            return Root(monitor)
        root = resolve(name, role, speaks_for, self.book)
        if root is None or root.crowd or (root.name == name and root.speaker):
            return root
        if _A_MONITOR.fullmatch(root.name):
            return replace(root, name=self._monitor() or root.name)
        noun = root.name.split()[-1]
        if noun.lower() in _SAID_BEFORE and self.around.previous is not None:
            return replace(root, name=self.around.previous.root or root.name, unnamed=True)
        if " " in root.name or body_key(root.name, self.book) is not None:
            return root
        pattern = rf"(?:[A-Z][\w'’-]+ ){{1,4}}{re.escape(noun)}\b"
        full = re.findall(pattern, self.around.so_far) or re.findall(
            rf"(?:[A-Z][\w-]+ ){{1,4}}{re.escape(noun.capitalize())}\b", self.around.so_far
        )
        return replace(root, name=canonical(full[-1], self.book)) if full else root

    def _attributed(self, root: Root, outlet: str | None) -> Basis:
        name = self._name(root, outlet)
        if outlet is not None and not self.room.is_own(outlet):
            because = f"{name}, as {outlet} reported."
            return Basis(
                BasisKind.RELAY, name, because, (), root.speaker, outlet, unnamed=root.unnamed
            )
        if outlet is None and self.room.is_outlet(root.name):
            return Basis(BasisKind.RELAY, name, f"Passes on what {name} reported.", via=name)
        kind, because = BasisKind.STATEMENT, f"Stated by {name}."
        if self.room.counts_itself(root.name) and outlet is None:
            kind, because = BasisKind.RELAY, f"Passes on what {name} counts and publishes."
        elif not issues(root, self.sentence, self.book):
            kind, because = BasisKind.RELAY, f"Passes on what {name} is reported to say."
        if outlet is not None or root.is_asked:
            if not self._is_somebody(root) and (asked := self._asked(outlet)) is not None:
                return asked
            kind, because = BasisKind.INTERVIEW, f"{name}, asked by the source itself."
        return self._passed_on(
            Basis(kind, name, because, speaker=root.speaker, unnamed=root.unnamed)
        )

    def _passed_on(self, found: Basis) -> Basis:
        agency = self.room.relayed_by
        if agency is None:
            return found
        because = (
            f"{found.because.rstrip('.').replace('the source itself', agency)}, in {agency}’s text."
        )
        return replace(found, kind=BasisKind.RELAY, because=because, via=agency)

    def _name(self, root: Root, outlet: str | None = None) -> str:
        """Residents who spoke to one outlet are not those who spoke to another; activists may."""
        told = outlet or self.room.maker
        return f"{root.name} (to {told})" if root.is_asked and told else root.name

    def own_word(self) -> Basis | None:
        """A party's or monitor's own page speaks for itself."""
        kind, name = self.room.publisher_kind(), self.room.maker
        if kind == "party":
            return Basis(BasisKind.STATEMENT, name, f"{name}’s own publication.")
        if kind == "counter":
            return Basis(BasisKind.OBSERVATION, name, f"{name} counts and publishes itself.")
        return None

    def neighbour(self) -> Basis:
        """Nothing said: the sentence before gives a possible root only."""
        previous, agency = self.around.previous, self.room.relayed_by
        if agency is not None:
            because = f"{agency}’s text; it does not say on what this rests."
            return Basis(BasisKind.RELAY, agency, because, via=agency)
        if previous is not None and previous.root and previous.kind is not BasisKind.UNSTATED:
            because = f"Not said; the sentence before rests on {previous.root}."
            return Basis(
                BasisKind.UNSTATED, previous.root, because, speaker=previous.speaker, inferred=True
            )
        return Basis(BasisKind.UNSTATED, None, "The text does not say on what this rests.")
