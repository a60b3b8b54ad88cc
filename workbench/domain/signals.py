"""What the rows of a comparison propose as a whole: agrees, conflicts or unclear."""

import re
from dataclasses import dataclass

from workbench.domain.asof import SAME_MOMENT, Timing, gap
from workbench.domain.events_relation import ATTRIBUTABLE, is_same
from workbench.domain.figures import figures_of, is_toll
from workbench.domain.numbers import Figure, is_countable, is_duration, is_odd
from workbench.domain.parties import is_reporter
from workbench.domain.roles import agent_of, content_words
from workbench.domain.scope import by_other_means
from workbench.domain.slots import names_a_site
from workbench.domain.stated import SlotComparison, Stated, World
from workbench.domain.values import Event
from workbench.domain.vocabulary import Modality, Precision, Provenance, Relation, Signal, SlotName
from workbench.domain.when import may_be_one_day

_IDENTITY = (SlotName.DATE, SlotName.PLACE, SlotName.ACTOR)
_ONE_DAY = frozenset({Precision.DAY, Precision.UNRESOLVED})
_SAME_STATE = 2  # days within which two statements on a state of things speak of one moment
_VERBATIM_WORDS = 6
_VERBATIM_SHARE = 0.75
_UNREADABLE = re.compile(r"\d(?:[\d,.]*\d){12}")  # a figure so long that nobody can mean it


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a signal is decided on."""

    claim: Stated
    passage: Stated
    rows: tuple[SlotComparison, ...]
    event: Event | None
    timing: Timing | None
    world: World

    def relations(self, slot: SlotName) -> set[Relation]:
        """The relations found for a slot."""
        return {row.relation for row in self.rows if row.slot is slot}

    def asserts_number(self) -> bool:
        """Whether the claim's assertion is a figure."""
        if _UNREADABLE.search(self.claim.text):
            return True
        return any(is_countable(q) and not is_duration(q) for q in self.claim.own.quantities)

    def asserts_actor(self) -> bool:
        """Whether the claim's assertion is who did it."""
        if self.event is None or self.asserts_number():
            return False
        agent = agent_of(self.event, self.claim)
        names_one = agent is not None and not is_reporter(agent, self.world)
        return self.event.kind in ATTRIBUTABLE and names_one


@dataclass(frozen=True, slots=True)
class Proposal:
    """A signal with one sentence why."""

    signal: Signal
    mixed: bool
    because: str


def signal_of(grounds: Grounds) -> Proposal:
    """The signal rules of docs/method.md, section 4."""
    differing = [row for row in grounds.rows if row.relation is Relation.DIFFERS]
    if _is_mixed(grounds):
        return _mixed(grounds, differing)
    if differing:
        return _differing(grounds, differing)
    return _agreeing(grounds)


def _mixed(grounds: Grounds, differing: list[SlotComparison]) -> Proposal:
    """A figure that agrees hides no conflict of another where a day or a place is shared, too."""
    proposal = _differing(grounds, differing)
    of_figures = {row.slot for row in differing} == {SlotName.NUMBER}
    met = _identity_shown(grounds) & {SlotName.DATE, SlotName.PLACE}
    if proposal.signal is Signal.CONFLICTS and of_figures and met:
        because = f"Mixed: one figure agrees, but {proposal.because}"
        return Proposal(Signal.CONFLICTS, mixed=True, because=because)
    return Proposal(Signal.UNCLEAR, mixed=True, because="Mixed: one part agrees, another differs.")


def _is_mixed(grounds: Grounds) -> bool:
    return any(
        {Relation.AGREES, Relation.DIFFERS} <= grounds.relations(slot)
        for slot in (SlotName.EVENT, SlotName.NUMBER)
    )


def _differing(grounds: Grounds, differing: list[SlotComparison]) -> Proposal:
    core = _core(grounds)
    slots = {row.slot for row in differing}
    if not slots <= core:
        other = next(row for row in differing if row.slot not in core)
        return _unclear(f"Perhaps another event: {other.why}")
    if grounds.timing is Timing.DISCREPANCY:
        return _unclear("The same counter and moment, another figure: it bears on the saying only.")
    if SlotName.EVENT in slots and not _one_state(grounds):
        return _unclear(
            "They speak of different moments, and things may have changed between them."
        )
    shown = _identity_shown(grounds) - slots
    if SlotName.ACTOR in slots and not (_both_say_who(grounds) and _shows_one_day(grounds)):
        return _unclear("Different names, and not both are said to have done it, or on one day.")
    planned = SlotName.NUMBER in slots and _one_is_planned(grounds)
    in_doubt = planned or _place_in_doubt(grounds) or _differs_aside(grounds, slots)
    if len(shown) >= 2 and not in_doubt:
        return Proposal(Signal.CONFLICTS, mixed=False, because=differing[0].why)
    return _unclear("They differ, but too little shows that they speak of the same event.")


def _one_is_planned(grounds: Grounds) -> bool:
    """Whether the same deed is done in one text and only planned in the other."""
    event = grounds.event
    if event is None:
        return False
    same = [e for e in grounds.passage.own.events if is_same(event.kind, e.kind)]
    ours = event.modality is Modality.PLANNED
    return bool(same) and all((e.modality is Modality.PLANNED) is not ours for e in same)


def _differs_aside(grounds: Grounds, slots: set[SlotName]) -> bool:
    """Whether the claim's main event or figure is not even comparable where another one differs."""
    for slot in slots & {SlotName.EVENT, SlotName.NUMBER}:
        first = next(row for row in grounds.rows if row.slot is slot)
        if first.relation not in {Relation.AGREES, Relation.DIFFERS}:
            return True
    return False


def _shows_one_day(grounds: Grounds) -> bool:
    """Whether both texts say one day, or are one sentence but for the name."""
    ours, theirs = (
        {d.earliest or d.text for d in (*s.own.dates, *s.context.dates) if d.precision in _ONE_DAY}
        for s in (grounds.claim, grounds.passage)
    )
    return bool(ours & theirs) or _is_nearly_verbatim(grounds)


def _both_say_who(grounds: Grounds) -> bool:
    """Whether both texts tell of the event by a verb, so that its subject is who did it."""
    if grounds.event is None or grounds.event.noun:
        return False
    kind = grounds.event.kind
    return any(is_same(kind, e.kind) and not e.noun for e in grounds.passage.own.events)


def _core(grounds: Grounds) -> set[SlotName]:
    core = {SlotName.EVENT, SlotName.NUMBER}
    return core | {SlotName.ACTOR} if grounds.asserts_actor() else core


def _identity_shown(grounds: Grounds) -> set[SlotName]:
    shown = {
        row.slot
        for row in grounds.rows
        if row.slot in _IDENTITY
        and row.relation is Relation.AGREES
        and row.found_in is not Provenance.REPORT
    }
    if Relation.COMPATIBLE in grounds.relations(SlotName.ACTOR):
        shown.add(SlotName.ACTOR)
    if Relation.AGREES in grounds.relations(SlotName.EVENT):
        shown.add(SlotName.EVENT)
    if SlotName.PLACE in shown and _only_wide_places(grounds):
        shown.discard(SlotName.PLACE)
    if _is_nearly_verbatim(grounds):
        shown |= {SlotName.EVENT, SlotName.ACTOR}
    return shown


def _is_nearly_verbatim(grounds: Grounds) -> bool:
    """Whether the two are one sentence with a word or a figure changed."""
    ours = set(content_words(grounds.claim.text))
    theirs = set(content_words(grounds.passage.text))
    shared = len(ours & theirs)
    return shared >= _VERBATIM_WORDS and shared >= _VERBATIM_SHARE * len(ours | theirs)


def _only_wide_places(grounds: Grounds) -> bool:
    places = grounds.claim.own.places or grounds.claim.context.places
    return bool(places) and all(grounds.world.is_wide(place.key) for place in places)


def _place_in_doubt(grounds: Grounds) -> bool:
    return Relation.NOT_COMPARABLE in grounds.relations(SlotName.PLACE)


def _one_state(grounds: Grounds) -> bool:
    claim, passage = grounds.claim, grounds.passage
    a, b = claim.as_of, passage.as_of
    if Relation.AGREES in grounds.relations(SlotName.DATE):
        return True
    if a is None or b is None:
        return not (claim.reported or passage.reported)
    apart = gap(a, b)
    return apart is None or apart <= SAME_MOMENT * 8 * _SAME_STATE


def _agreeing(grounds: Grounds) -> Proposal:
    if not (_event_agrees(grounds) or _toll_agrees(grounds)):
        return _unclear(_weakest(grounds, SlotName.EVENT, "What happened is not the same."))
    if grounds.asserts_number() and not _main_number_agrees(grounds):
        return _unclear(_weakest(grounds, SlotName.NUMBER, "The figure is not supported."))
    if grounds.asserts_actor() and Relation.AGREES not in grounds.relations(SlotName.ACTOR):
        return _unclear("The claim is about who did it, and the passage does not say so.")
    doubt = _doubt(grounds)
    if doubt is not None:
        return _unclear(f"Whether it is the same event is not known: {doubt}")
    if not _some_identity(grounds):
        return _unclear(_too_little(grounds))
    return Proposal(Signal.AGREES, mixed=False, because=_reason(grounds))


def _doubt(grounds: Grounds) -> str | None:
    """Why what agrees may still be another event, by place, time or who did it."""
    why = next((row.why for row in grounds.rows if _is_in_doubt(row, grounds)), None)
    if why is None and _is_done_by_a_foe(grounds):
        return _weakest(grounds, SlotName.ACTOR, "Another party did it.")
    return why or by_other_means(grounds.claim.text, grounds.passage.text)


def _event_agrees(grounds: Grounds) -> bool:
    """Whether what the claim is mainly about agrees, not only what it says besides."""
    return (
        next((r.relation for r in grounds.rows if r.slot is SlotName.EVENT), None)
        is Relation.AGREES
    )


def _toll_agrees(grounds: Grounds) -> bool:
    """Whether one toll is given by both, whatever else the sentences tell of."""
    if not _main_number_agrees(grounds) or _one_is_planned(grounds):
        return False
    row = next(row for row in grounds.rows if row.slot is SlotName.NUMBER)
    ours = {f.counter.act for f in figures_of(grounds.claim) if _is_it(f, row.claim)}
    theirs = {f.counter.act for f in figures_of(grounds.passage) if _is_it(f, row.passage)}
    return bool(ours & theirs)


def _is_it(figure: Figure, words: str) -> bool:
    return figure.quantity.text == words and is_toll(figure)


def _main_number_agrees(grounds: Grounds) -> bool:
    """Whether the claim's first figure agrees and no other is more than left out."""
    relations = [row.relation for row in grounds.rows if row.slot is SlotName.NUMBER]
    left_out = {Relation.AGREES, Relation.MISSING, Relation.NOT_COMPARABLE}
    return bool(relations) and relations[0] is Relation.AGREES and set(relations) <= left_out


def _is_in_doubt(row: SlotComparison, grounds: Grounds) -> bool:
    """Both texts name a place or a time, and nothing shows that it is the same one."""
    if row.slot not in {SlotName.PLACE, SlotName.DATE}:
        return False
    own = row.claim_span is not None and row.found_in is Provenance.PASSAGE
    if not own or row.relation is not Relation.NOT_COMPARABLE:
        return False
    return row.slot is SlotName.PLACE or not may_be_one_day(grounds.claim, grounds.passage, row)


def _some_identity(grounds: Grounds) -> bool:
    """A claim that names its time, place or actor must meet the passage in one of them.

    Where another place stands beside one of the two, it must be the time.
    """
    if _place_in_doubt(grounds):
        return Relation.AGREES in grounds.relations(SlotName.DATE)
    named = [row for row in grounds.rows if row.slot in _IDENTITY and row.claim]
    if not named:
        return _is_nearly_verbatim(grounds) or _shares_odd_figure(grounds)
    met = [row for row in named if row.relation in {Relation.AGREES, Relation.COMPATIBLE}]
    if _main_number_agrees(grounds) or _is_nearly_verbatim(grounds):
        return bool(met)
    return any(_tells_apart(row, grounds) for row in met)


def _too_little(grounds: Grounds) -> str:
    """Why what is shared shows no single event."""
    met = any(
        row.slot in _IDENTITY and row.claim and row.relation is Relation.AGREES
        for row in grounds.rows
    )
    if met:
        return "Only a country or a general word for a party is common: that shows no single event."
    return "Nothing shows that it is the same event: no time, place or name in common."


def _tells_apart(row: SlotComparison, grounds: Grounds) -> bool:
    """Whether what is shared is less than a country and more than a general word for a party."""
    texts = (grounds.claim, grounds.passage)
    if row.slot is SlotName.PLACE:
        return all(names_a_site(text, grounds.world) for text in texts)
    if row.slot is SlotName.ACTOR:
        return row.relation is Relation.AGREES and not _is_general(row, grounds)
    return True


def _is_general(row: SlotComparison, grounds: Grounds) -> bool:
    """Whether either party is a general word ("rebels"), which shows no single one."""
    named = {(a.text, a.key) for s in (grounds.claim, grounds.passage) for a in s.own.actors}
    bodies = (
        grounds.world.bodies.get(key) for text, key in named if text in (row.claim, row.passage)
    )
    return any(body is not None and body.covers for body in bodies)


def _is_done_by_a_foe(grounds: Grounds) -> bool:
    """Whether a party does it in the passage that the claim's general word is no word for."""
    if grounds.event is None or Relation.AGREES in grounds.relations(SlotName.ACTOR):
        return False
    kind, passage = grounds.event.kind, grounds.passage
    ours = agent_of(grounds.event, grounds.claim)
    theirs = [agent_of(e, passage) for e in passage.own.events if is_same(kind, e.kind)]
    return ours is not None and any(
        doer is not None and grounds.world.bodies.are_apart(ours.key, doer.key) for doer in theirs
    )


def _shares_odd_figure(grounds: Grounds) -> bool:
    """Whether both state one figure that no two people would round to."""
    texts = (grounds.claim, grounds.passage)
    ours, theirs = ({q.low for q in s.own.quantities if q.low is not None} for s in texts)
    return any(is_odd(figure) for figure in ours & theirs)


def _reason(grounds: Grounds) -> str:
    slots = [row.slot.value for row in grounds.rows if row.relation is Relation.AGREES]
    return f"The same {', '.join(dict.fromkeys(slots))}; nothing differs."


def _weakest(grounds: Grounds, slot: SlotName, otherwise: str) -> str:
    return next(
        (r.why for r in grounds.rows if r.slot is slot and r.relation is not Relation.AGREES),
        otherwise,
    )


def _unclear(because: str) -> Proposal:
    return Proposal(Signal.UNCLEAR, mixed=False, because=because)
