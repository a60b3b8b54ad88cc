"""What the API answers, for its description; docs/contract.md says what each field means."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from workbench.domain.vocabulary import (
    BasisKind,
    Ground,
    ImportState,
    Missing,
    Provenance,
    Publication,
    Question,
    Relation,
    Role,
    Saying,
    Signal,
    SlotName,
    Stance,
    State,
    Verdict,
)
from workbench.domain.vocabulary import SetAside as SetAsideReason

Item = TypeVar("Item")
Json = dict[str, Any]


class Shape(BaseModel):
    """Fields may be added to any answer."""

    model_config = ConfigDict(extra="allow")


class Page(Shape, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next: str | None = Field(description="The cursor of the next page; null at the end.")


class ReportReference(Shape):
    """A report as other things name it."""

    id: int
    title: str | None
    source: str | None
    published: str | None
    url: str | None


class Step(Shape):
    """A sentence that was taken out, came, or reads otherwise than before."""

    change: Literal["removed", "added", "changed"]
    before: str | None
    after: str | None


class Changed(Shape):
    """That a quoted report has a newer text: whether the words stand there, else what does."""

    report: int
    acquired_at: str
    stands: bool
    reads_now: str | None


class Imprint(Shape):
    """What somebody stated of a report's source and date, and what held before."""

    source: str | None
    source_was: str | None
    published: str | None
    published_was: str | None
    by: str
    at: str


class Report(ReportReference):
    """A stored report, whole."""

    authors: list[str]
    language: str | None
    media_type: str
    sha256: str
    text_sha256: str
    problems: list[str]
    current: bool
    text: str
    claims: list[int]
    replaces: int | None
    newest: int | None = Field(description="The newest text at its address, if this is replaced.")
    changes: list[Step] = Field(description="How it differs from what it replaces.")
    imprints: list[Imprint] = Field(description="What people stated of its source and date.")


class Added(Shape):
    """What became of a report that was sent."""

    input: str
    report: int | None
    outcome: str
    claims: list[int]
    problems: list[str]


class Slot(Shape):
    """One compared value."""

    slot: SlotName
    claim: str | None
    passage: str | None
    from_: Provenance = Field(alias="from")
    relation: Relation
    why: str


class Basis(Shape):
    """What a passage rests on."""

    kind: BasisKind
    root: str | None
    because: str | None


class Origin(Shape):
    """What is counted once."""

    id: int
    label: str
    because: list[str]


class Match(Shape):
    """A machine's proposal that a passage bears on a claim."""

    passage_id: int
    report: ReportReference
    text: str
    start: int
    end: int
    context: str
    similarity: float | None
    relevance: float | None
    basis: Basis
    origin: Origin
    same_origin_as_claim: bool
    as_of: str | None
    comparison: list[Slot]
    signal: Signal | None
    report_changed: Changed | None = None


class Hit(Match):
    """A passage that a search found."""

    literal: bool | None = Field(
        description="Whether it holds every word of a short query, or words in quotation marks "
        "as they are; null where the query asks for neither."
    )


class Evidence(Shape):
    """A stance that a person gave."""

    id: int
    passage_id: int | None
    note: str | None
    question: Question
    stance: Stance
    ground: Ground | None
    reviewer: str
    at: str
    report_changed: Changed | None = None


class Review(Shape):
    """A reviewer's verdict."""

    number: int
    verdict: Verdict
    rationale: str
    ground: Ground | None
    missing: Missing | None
    reviewer: str
    at: str
    undone: bool


class Claim(Shape):
    """A claim, and where the work on it stands."""

    id: int
    text: str
    start: int | None
    end: int | None
    standalone: str | None
    check_worthiness: float
    speaker: Json | None
    cue: str | None
    negated: bool
    hedged: bool
    events: list[Json]
    quantities: list[Json]
    dates: list[Json]
    places: list[Json]
    actors: list[Json]
    report: ReportReference | None
    state: State
    verdict: Verdict | None
    saying: Saying
    set_aside: SetAsideReason | None
    published: Publication | None
    origins: Json
    searched: Json | None


class Case(Claim):
    """A claim with everything on it."""

    report_changed: Changed | None = None
    imports: list[int]
    signals_hidden: bool = Field(
        False, description="The machine says nothing here until this person has decided."
    )
    matches: list[Match]
    evidence: list[Evidence]
    reviews: list[Review]
    not_compared: str | None = Field(
        None, description="Why nothing was compared: a claim in another language than English."
    )
    revision: str = Field(description="What seen of a review must name.")
    events: list[Json]


class Receipt(Shape):
    """What an import did, so far or in all."""

    import_: int | None = Field(alias="import")
    file: str
    sha256: str
    encoding: str
    format: str
    columns: Json
    rows: int
    new: int
    same: int
    changed: int
    rejected: int
    problems: list[Json]
    dry_run: bool
    state: ImportState
    seconds: float
    rows_per_second: float | None


class Preview(Receipt):
    """What an import would do."""

    header: list[str]
    first_rows: list[Json]


class Shelved(ReportReference):
    """A report in a list: how many claims were pulled from it, and how many are decided."""

    claims: int
    decided: int


class Filter(Shape):
    """A selection of claims under a name."""

    id: int
    name: str
    query: str = Field(description="As the queue's address has it.")
    at: str


class Correction(Shape):
    """What a person corrected in the folding of passages into origins."""

    id: int
    passage: int
    other: int | None = Field(description="Null: the claim itself, or all it was cut from.")
    others: list[int] = Field(description="Every passage it was joined with or cut from.")
    decision: str
    basis: Json | None
    reviewer: str
    why: str | None
    at: str


class Sorted(Shape):
    """The claims that something was done to."""

    claims: list[int]


class Person(Shape):
    """Somebody of the desk."""

    id: int
    name: str
    role: Role
    disabled: bool


class Progress(Shape):
    """How the work goes; shares as part, whole and their 95 % interval."""

    states: dict[str, int]
    machine: list[Json]
    reviewers: Json
    pace: Json


class Undone(Shape):
    """What became of an import that was taken back."""

    import_: int = Field(alias="import")
    state: ImportState


class Found(Shape):
    """What a search found."""

    query: Json
    origins: Json | None
    matches: list[Hit]
    searched: Json
    index: Json


class Event(Shape):
    """Something that happened, sealed with the hash of what happened before."""

    id: int
    at: str
    actor: str
    kind: str
    claim: int | None
    subject: str
    detail: Json
    previous: str
    hash: str
