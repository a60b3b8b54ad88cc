"""The claim page as values: a claim and all that a decision may rest on, grouped by origin."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.domain.origin_edges import ONE_REPORT
from workbench.domain.spans import Span
from workbench.domain.verdicts import independent
from workbench.domain.vocabulary import Question, Relation, Signal, SlotName, Stance, State
from workbench.language.aliases import aliases, is_named
from workbench.language.identify import foreign
from workbench.representations.changes import Changed, Newest, changed
from workbench.store.base import Json
from workbench.store.casework import Casework
from workbench.store.models import Claim, Evidence, Match, Passage, Report
from workbench.web.compared import Finding, findings
from workbench.web.highlight import Mark
from workbench.web.waiting import in_view

AROUND = 200  # characters shown on either side of a quoted sentence
CONTEXT = 160  # the same around the claim, over paragraphs; it must leave room for the decision
AT_ONCE = 8  # origins in view, whatever they say
ELSEWHERE = 0.05  # relevance below which a passage hardly speaks of the claim's event
ANOTHER_FIGURE = "another figure"  # it differs in a number and shows no conflict
FEWEST_BEHIND = 3  # origins that are worth a list of their own


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a report's text with what stands around it in its paragraph."""

    text: str
    inside: Span
    whole: Span
    cut_before: bool
    cut_after: bool

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.text[self.whole.start : self.inside.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.text[self.inside.end : self.whole.end]

    @property
    def words(self) -> str:
        """The stretch itself."""
        return self.inside.of(self.text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage on the page, matched or found by a person, with the stances on it."""

    passage: Passage
    report: Report
    quote: Quote
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]
    match: Match | None
    mine: Evidence | None
    others: tuple[Evidence, ...]
    new: bool = False  # it came after the decision
    changed: Changed | None = None  # its report has a newer text

    @property
    def bears(self) -> str | None:
        """How the machine sees it bear on the claim, where it comes from elsewhere."""
        if self.match is None or self.match.same_origin_as_claim:
            return None
        if self.match.signal is not Signal.UNCLEAR:
            return self.match.signal
        return ANOTHER_FIGURE if any(map(_is_another_figure, self.match.comparison)) else None


@dataclass(frozen=True, slots=True)
class Origin:
    """What is counted once: passages that rest on the same thing."""

    label: str
    because: tuple[str, ...]
    own: bool
    entries: tuple[Entry, ...]

    @property
    def new(self) -> bool:
        """Whether one of its passages came after the decision."""
        return any(entry.new for entry in self.entries)

    @property
    def counted(self) -> bool:
        """Whether one of its passages is counted as support from elsewhere."""
        return not self.own and any(e.match is not None and e.match.counted for e in self.entries)

    @property
    def bears(self) -> bool:
        """Whether something in it agrees, conflicts, is new or may speak of the claim's event."""
        return self.new or any(_bears(entry.match) for entry in self.entries if entry.match)

    @property
    def can_be_cut(self) -> bool:
        """Whether a passage of it does not stand alone."""
        return self.own or len(self.entries) > 1

    def tells_of(self, names: Collection[str]) -> bool:
        """Whether it may tell if the claim's speaker said it: it names them, or is marked."""
        texts = (entry.quote.whole.of(entry.quote.text) for entry in self.entries)
        return self.own or self.marked or any(is_named(names, text) for text in texts)

    @property
    def marked(self) -> bool:
        """Whether somebody has given a stance on one of its passages."""
        return any(entry.mine or entry.others for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Side:
    """How many independent origins people found on one side; what is not certain has no least."""

    at_least: int | None
    at_most: int
    notes: int  # of what was found off the platform: they count beside


@dataclass(frozen=True, slots=True)
class Tally:
    """What people found on either side, and how many stances in all."""

    supports: Side
    refutes: Side
    stances: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything on the page of one claim, for one person and one question."""

    case: Casework
    question: Question
    context: Quote | None
    origins: tuple[Origin, ...]
    found: tuple[Entry, ...]
    notes: tuple[Evidence, ...]
    marks: tuple[Mark, ...]
    tally: Tally
    changed: Changed | None = None  # the claim's own report has a newer text

    @property
    def claim(self) -> Claim:
        """The claim under review."""
        return self.case.claim

    @property
    def in_view(self) -> list[Origin]:
        """The first origins, and all others that may bear on the claim.

        Whether it was said, the claim's own origin tells first: another report of the same words.
        """
        behind = {id(origin) for origin in self.behind}
        shown = [origin for origin in self.origins if id(origin) not in behind]
        if self.question is Question.SAYING:
            return sorted(shown, key=lambda origin: not origin.own)
        return shown

    @property
    def behind(self) -> list[Origin]:
        """The origins that are not in view at once; a few of them are not put away."""
        if self.question is Question.SAYING and (names := _names(self.claim)):
            quiet = [origin for origin in self.origins if not origin.tells_of(names)]
        else:
            quiet = [origin for origin in self.origins[AT_ONCE:] if not origin.bears]
        return quiet if len(quiet) >= FEWEST_BEHIND else []

    @property
    def bearing(self) -> dict[str, list[int]]:
        """The passages that agree, conflict or give another figure, in their order on the page."""
        found: dict[str, list[int]] = {Signal.AGREES: [], Signal.CONFLICTS: [], ANOTHER_FIGURE: []}
        for origin in [*self.in_view, *self.behind]:
            for entry in origin.entries:
                if entry.bears:
                    found[entry.bears].append(entry.passage.id)
        return found

    @property
    def foreign(self) -> str | None:
        """The code of the claim's language, where that is not English."""
        return foreign(self.claim.text)


def build(
    case: Casework,
    *,
    reviewer_id: int,
    question: Question = Question.CONTENT,
    newest: Newest | None = None,
) -> Ledger:
    """The page of a claim as this person may see it; `newest` are later texts of what it quotes."""
    newest = newest or {}
    given = [row for row in case.evidence if row.question is question]
    seen = in_view(case.reviews) if case.claim.state is State.RECHECK else None
    entries = [
        replace(
            _entry(match.passage, _on(given, match.passage_id), reviewer_id, match),
            new=seen is not None and match.passage_id not in seen,
            changed=_changed(match.passage, newest),
        )
        for match in case.matches
    ]
    matched = {match.passage_id for match in case.matches}
    return Ledger(
        case=case,
        question=question,
        context=_context(case.claim),
        origins=_grouped(entries),
        found=tuple(
            replace(entry, changed=_changed(entry.passage, newest))
            for entry in _found(given, matched, reviewer_id)
        ),
        notes=tuple(row for row in given if row.passage_id is None),
        marks=_claim_marks(case.claim, case.matches),
        tally=_tally(case, question),
        changed=_changed(case.claim, newest),
    )


def quote(text: str, inside: Span) -> Quote:
    """The stretch with what stands around it in its paragraph, and whether that was cut."""
    start, end = text.rfind("\n", 0, inside.start) + 1, text.find("\n", inside.end)
    paragraph = Span(start, len(text) if end < 0 else end).stripped(text)
    near = inside.surroundings(text, AROUND)
    whole = Span(max(near.start, paragraph.start), min(near.end, paragraph.end))
    return Quote(text, inside, whole, paragraph.start < whole.start, whole.end < paragraph.end)


def slot_marks(slots: Iterable[Json], text: str, at: int = 0) -> tuple[Mark, ...]:
    """Where the compared values stand in a passage that begins `at`; a value is marked once."""
    marks = []
    for slot in slots:
        value, relation = slot["passage"] or "", Relation(slot["relation"])
        start = text.find(value) if value else -1
        if start >= 0 and relation is not Relation.MISSING:
            marks.append(
                Mark(
                    Span(at + start, at + start + len(value)),
                    f"slot is-{relation.value.replace(' ', '-')}",
                    f"{slot['slot']} {relation}: {slot['why']}",
                    "≠" if relation is Relation.DIFFERS else "",
                )
            )
    return tuple(marks)


def _entry(
    passage: Passage, given: Sequence[Evidence], reviewer_id: int, match: Match | None
) -> Entry:
    inside = Span(passage.start, passage.end)
    report = passage.report
    return Entry(
        passage=passage,
        report=report,
        quote=quote(report.text, inside),
        marks=slot_marks(match.comparison, inside.of(report.text), inside.start) if match else (),
        findings=findings(match.comparison) if match else (),
        match=match,
        mine=next((row for row in given if row.reviewer_id == reviewer_id), None),
        others=tuple(row for row in given if row.reviewer_id != reviewer_id),
    )


def _grouped(entries: Sequence[Entry]) -> tuple[Origin, ...]:
    """Origins in the order of their best passage, what is new first; the claim's own comes last."""
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.match is not None:
            groups.setdefault(entry.match.origin, []).append(entry)
    origins = [_origin(group) for group in groups.values()]
    return tuple(sorted(origins, key=lambda origin: (origin.own, not origin.new)))


def _origin(entries: Sequence[Entry]) -> Origin:
    matches = [entry.match for entry in entries if entry.match is not None]
    because = dict.fromkeys(reason for match in matches for reason in match.origin_because)
    return Origin(
        label=matches[0].origin_label,
        because=tuple(sorted(because, key=lambda why: why == ONE_REPORT)),
        own=matches[0].same_origin_as_claim,
        entries=tuple(sorted(entries, key=lambda entry: not entry.new)),
    )


def _names(claim: Claim) -> set[str]:
    """How reports may name the claim's speaker; somebody's last name is enough, or an acronym."""
    speaker = claim.speaker or {}
    names = {name for name in (speaker.get("name"), speaker.get("as_written")) if name}
    text = claim.report.text if claim.report is not None else ""
    found = {alias for name in names for alias in aliases(name, text)}
    return found | (
        {speaker["name"].split()[-1]} if speaker.get("role") and speaker["name"] else set()
    )


def _is_another_figure(slot: Json) -> bool:
    return bool(slot["slot"] == SlotName.NUMBER and slot["relation"] == Relation.DIFFERS)


def _bears(match: Match) -> bool:
    is_near = match.relevance is None or match.relevance >= ELSEWHERE
    return is_near or match.signal is not Signal.UNCLEAR


def _changed(quoted: Claim | Passage, newest: Newest) -> Changed | None:
    if quoted.report is None or quoted.start is None or quoted.end is None:
        return None
    return changed(quoted.report, Span(quoted.start, quoted.end).of(quoted.report.text), newest)


def _found(given: Sequence[Evidence], matched: set[int], reviewer_id: int) -> tuple[Entry, ...]:
    passages = {
        row.passage_id: row.passage
        for row in given
        if row.passage is not None and row.passage_id not in matched
    }
    return tuple(
        _entry(passage, _on(given, passage.id), reviewer_id, None) for passage in passages.values()
    )


def _on(given: Sequence[Evidence], passage_id: int) -> list[Evidence]:
    return [row for row in given if row.passage_id == passage_id]


def _context(claim: Claim) -> Quote | None:
    if claim.report is None or claim.start is None or claim.end is None:
        return None
    text, inside = claim.report.text, Span(claim.start, claim.end)
    whole = inside.surroundings(text, CONTEXT)
    line = Span(text.rfind("\n", 0, whole.start) + 1, (text + "\n").find("\n", whole.end))
    return Quote(text, inside, whole, *_cut(text, whole, line))


def _cut(text: str, whole: Span, line: Span) -> tuple[bool, bool]:
    """Whether words of the line are left out before and behind what is shown."""
    before, behind = Span(line.start, whole.start), Span(whole.end, line.end)
    return bool(before.of(text).strip()), bool(behind.of(text).strip())


def _claim_marks(claim: Claim, matches: Sequence[Match]) -> tuple[Mark, ...]:
    """The values of the claim that passages were compared by; how, each passage says."""
    context = _context(claim)
    at, words = (context.inside.start, context.words) if context else (0, claim.text)
    values = dict.fromkeys(
        (slot["slot"], slot["claim"]) for match in matches for slot in match.comparison
    )
    found = [(name, value, words.find(value)) for name, value in values if value]
    return tuple(
        Mark(Span(at + start, at + start + len(value)), "slot", f"compared: {name}")
        for name, value, start in found
        if start >= 0
    )


def _tally(case: Casework, question: Question) -> Tally:
    return Tally(
        supports=_side(case, Stance.SUPPORTS),
        refutes=_side(case, Stance.REFUTES),
        stances=sum(row.question is question for row in case.evidence),
    )


def _side(case: Casework, stance: Stance) -> Side:
    """As it was counted last; where others' stances are hidden, one's own at most."""
    marked = [row for row in case.evidence if row.stance is stance]
    content = [row for row in marked if row.question is Question.CONTENT]
    notes = sum(row.passage_id is None for row in content)
    counted = None if case.blind else (case.claim.confirmed or {}).get(stance)
    if counted is None:
        at_most = independent(case.exhibits(), stance) - notes
        return Side(None if at_most else 0, at_most, notes)
    return Side(counted["at_least"], counted["at_most"], notes)
