"""What the API takes: addresses, filters and bodies, checked before anything is done."""

import re
from datetime import date
from typing import Annotated

from flask_openapi import FileStorage
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
)

from workbench.domain.vocabulary import (
    BasisKind,
    Ground,
    Missing,
    Publication,
    Question,
    Stance,
    State,
    Verdict,
)
from workbench.domain.vocabulary import SetAside as SetAsideReason
from workbench.errors import InputError
from workbench.interchange.rows import FIELDS, Directions
from workbench.store import queries

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST = 200
DEFAULT = 50


def _whole(sent: object) -> object:
    """Of numbers only whole ones; pydantic would take texts and truth for numbers."""
    if isinstance(sent, float) and sent.is_integer():
        return int(sent)
    if isinstance(sent, bool) or not isinstance(sent, int):
        raise ValueError("write a whole number")  # noqa: TRY004 (pydantic reports ValueErrors)
    return sent


def _written(sent: object) -> object:
    """Days as ISO writes them; pydantic would take a number for seconds since 1970."""
    if isinstance(sent, str) and not _DAY.match(sent):
        raise ValueError("write a day as 2017-06-02")
    return sent


Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Day = Annotated[date, BeforeValidator(_written)]
Moment = Annotated[AwareDatetime | date, BeforeValidator(_written)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=2**53)]


class Asked(BaseModel):
    """Names that are not known are refused: a mistyped filter must not select everything."""

    model_config = ConfigDict(extra="forbid")


class ClaimPath(BaseModel):
    """Which claim."""

    claim_id: int


class EvidencePath(ClaimPath):
    """Which stance on which claim."""

    evidence_id: int


class ReportPath(BaseModel):
    """Which report."""

    report_id: int


class ImportPath(BaseModel):
    """Which import."""

    import_id: int


class Paging(Asked):
    """Which page of a list."""

    limit: int = Field(DEFAULT, ge=1, le=MOST, description="How many at most.")
    cursor: str | None = Field(
        None, pattern="^[0-9]{1,15}$", description="What next was on the page before."
    )

    @property
    def after(self) -> int:
        """Where this page begins."""
        return int(self.cursor or 0)


class Selection(Asked):
    """Which claims are meant; nothing given, all of them."""

    state: State | None = None
    verdict: Verdict | None = None
    report: int | None = Field(None, ge=0, le=2**53, description="Pulled from this report.")
    import_: int | None = Field(
        None, ge=0, le=2**53, alias="import", description="Named by this import."
    )
    q: Words | None = Field(None, max_length=500, description="Words that the text contains.")
    since: Day | None = Field(None, description="Brought to the desk on this day or later.")
    until: Day | None = Field(None, description="Brought to the desk on this day or earlier.")
    source: Words | None = Field(
        None, max_length=200, description="Of this source, or reported by it."
    )
    speaker: Words | None = Field(
        None, max_length=200, description="Said by somebody of this name."
    )
    place: Words | None = Field(None, max_length=200, description="That names this place.")
    tag: Words | None = Field(None, max_length=200, description="With this tag.")
    conflict: bool = Field(
        default=False, description="Only those against which a passage of another origin stands."
    )

    def chosen(self) -> queries.Filter:
        """The filter of the same name on the pages."""
        return queries.Filter(
            state=self.state,
            verdict=self.verdict,
            report_id=self.report,
            import_id=self.import_,
            words=self.q,
            since=self.since.isoformat() if self.since else None,
            until=self.until.isoformat() if self.until else None,
            source=self.source,
            speaker=self.speaker,
            place=self.place,
            tag=self.tag,
            conflict=self.conflict,
        )


class SentSelection(Selection):
    """The same in a body, where numbers and truth have their own spelling."""

    report: Whole | None = Field(None, description="Pulled from this report.")
    import_: Whole | None = Field(None, alias="import", description="Named by this import.")
    conflict: StrictBool = Field(
        default=False, description="Only those against which a passage of another origin stands."
    )


class ClaimsQuery(Selection, Paging):
    """Which claims, and which page of them."""


class ReportsQuery(Paging):
    """Which reports, and which page of them."""

    articles: bool = Field(default=False, description="Only those whose claims were pulled.")
    q: Words | None = Field(None, max_length=200, description="Words of the title or the source.")


class SearchQuery(Asked):
    """What is searched for, and among which reports."""

    q: Words = Field(description="A sentence; names, a figure, a day; “quoted words”.")
    limit: int = Field(10, ge=1, le=MOST)
    before: Moment | None = Field(
        None, description="Only reports published before: a day, or a moment with its zone."
    )
    exclude_report: int | None = Field(None, ge=0, le=2**53)
    exclude_source: Words | None = Field(None, max_length=200, description="A source by its name.")
    language: Words | None = Field(None, max_length=16, description="Such as `en`.")


class NewClaim(Asked):
    """One claim, with the fields of a bulk file."""

    text: Words
    external_id: Words | None = None
    speaker: Words | None = None
    claimed_at: Words | None = Field(
        None, description="An ISO date or date-time, or a day as “31 March 2017”."
    )
    url: Words | None = None
    source: Words | None = None
    language: Words | None = None
    tags: list[Annotated[str, StringConstraints(pattern=r"^[^\x00;]*$")]] | None = None
    note: Words | None = None
    extra: dict[str, Words] | None = None


class NewReport(Asked):
    """One report: its text, or the address to read it from."""

    text: Words | None = None
    title: Words | None = None
    source: Words | None = Field(None, max_length=200)
    published: Words | None = Field(
        None, description="An ISO date or date-time, or a day as “31 March 2017”."
    )
    url: Words | None = Field(None, max_length=4000)
    authors: list[Words] | None = None
    language: Words | None = Field(None, max_length=16)
    article: StrictBool = Field(default=False, description="Pull its claims and match them.")


class NewImprint(Asked):
    """Who published a report and when; null where that is not known."""

    source: Words | None = Field(max_length=200)
    published: Words | None = Field(
        description="An ISO date or date-time, or a day as “31 March 2017”."
    )


class ReportFile(Asked):
    """One report as a file of any kind that is read."""

    file: FileStorage
    article: bool = False


class Publishing(Asked):
    """An editor's mark on a decided claim, and why where something is corrected or withdrawn."""

    mark: Publication
    why: Words = ""
    number: Whole | None = Field(None, description="The review that is meant, the last standing.")


class NewEvidence(Asked):
    """A stance on a passage, on a stretch of a report, or a note of what was found elsewhere."""

    passage_id: Whole | None = None
    report_id: Whole | None = None
    start: Whole | None = Field(None, description="In the report's text, in code points.")
    end: Whole | None = None
    note: Words | None = None
    question: Question = Question.CONTENT
    stance: Stance
    ground: Ground | None = None
    basis_kind: BasisKind | None = None
    basis_root: Words | None = Field(None, max_length=200)


class Missed(Asked):
    """Where the sentence of a claim stands in an article, or a part of that sentence."""

    start: Whole = Field(description="In the report's text, in code points.")
    end: Whole


class NewReview(Asked):
    """A verdict, and the revision of the claim that was looked at."""

    verdict: Verdict
    rationale: Words = ""
    ground: Ground | None = None
    missing: Missing | None = None
    seen: Words = Field(description="The revision of the claim as it was read.")


class SettingAside(Asked):
    """Why a claim is not checked."""

    reason: SetAsideReason
    seen: Words | None = None


class Undoing(Asked):
    """Which decision is taken back."""

    number: int | None = Field(
        None,
        ge=0,
        le=2**53,
        description="The `number` of the review that is meant, the last standing; "
        "0 is the setting aside. Not given, it is whatever stands last.",
    )


class ClaimsFile(Asked):
    """A file of claims, and how it is read where its own signs are not to be followed."""

    file: FileStorage
    format: Words | None = None
    encoding: Words | None = None
    map: list[Words] = Field([], description="FIELD=COLUMN, as often as needed.")
    dry_run: bool = Field(default=False, description="Say what would be done; store nothing.")

    def directions(self) -> Directions:
        """How the file is to be read.

        Raises:
            InputError: a pair has another form, or no field has that name.
        """
        pairs = [pair.partition("=") for pair in self.map]
        if not all(field in FIELDS and column for field, _, column in pairs):
            raise InputError(f"Write map as FIELD=COLUMN; the fields are {', '.join(FIELDS)}.")
        columns = {field: column for field, _, column in pairs}
        return Directions(columns, self.format or None, self.encoding or None)
