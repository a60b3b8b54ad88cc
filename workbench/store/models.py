"""The tables. Machine proposals and human decisions never share one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.domain.vocabulary import (
    BasisKind,
    Ground,
    ImportState,
    Missing,
    Publication,
    Question,
    Role,
    Saying,
    SetAside,
    Signal,
    Stance,
    State,
    Verdict,
)
from workbench.store.base import Base, Hash, Json, JsonList, Key, now

CLAIMS_A_PART = 16_384  # of the index of claims by their texts
_NEAR = sql("similarity >= 0.5")


class Setting(Base):
    """What `init` fixed for this desk: its id, its encoder."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    __table_args__ = ()


class Source(Base):
    """Who publishes: agency, newspaper, official body, monitor."""

    __tablename__ = "source"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200), unique=True)


class Report(Base):
    """One document as captured from a source; its text never changes."""

    __tablename__ = "report"
    id: Mapped[Key]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    title: Mapped[str | None] = mapped_column(Text)
    title_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    authors: Mapped[JsonList] = mapped_column(default=list)
    agency: Mapped[str | None] = mapped_column(String(200))
    dateline_place: Mapped[str | None] = mapped_column(String(200))
    published: Mapped[str | None] = mapped_column(String(40))
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    language: Mapped[str | None] = mapped_column(String(16))
    url: Mapped[str | None] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[Hash] = mapped_column(index=True)
    sha256: Mapped[Hash] = mapped_column(index=True)
    problems: Mapped[JsonList] = mapped_column(default=list)
    acquired_at: Mapped[datetime] = mapped_column(default=now)
    acquired_from: Mapped[str] = mapped_column(Text)
    acquired_by: Mapped[str] = mapped_column(String(100))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    current: Mapped[bool] = mapped_column(default=True, index=True)
    is_article: Mapped[bool] = mapped_column(default=False, index=True)
    sequences: Mapped[int] = mapped_column(default=0)  # word sequences of its text
    original_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)

    source: Mapped[Source | None] = relationship()
    __table_args__ = (
        Index("ix_report_url", "url", postgresql_using="hash"),  # addresses may be long
        # what a search covers, told without reading the texts
        Index("ix_report_current_source_id_published_at", "current", "source_id", "published_at"),
        {"sqlite_autoincrement": True},
    )


class Passage(Base):
    """One sentence of a report: quoted by its span, never copied."""

    __tablename__ = "passage"
    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    start: Mapped[int]
    end: Mapped[int]
    splitter: Mapped[str] = mapped_column(String(40))
    text_hash: Mapped[Hash] = mapped_column(index=True)
    current: Mapped[bool] = mapped_column(default=True)
    basis: Mapped[Json | None]

    report: Mapped[Report] = relationship()
    __table_args__ = (
        UniqueConstraint("report_id", "start", "end", "splitter"),
        Index("ix_passage_current_text_hash", "current", "text_hash"),
        {"sqlite_autoincrement": True},
    )


class Shingle(Base):
    """A sampled hash of five words in a row: what finds the reports that may be copies."""

    __tablename__ = "shingle"
    hash: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, index=True)
    __table_args__ = ({"sqlite_with_rowid": False},)


class EncoderRecord(Base):
    """An encoder whose vectors are kept."""

    __tablename__ = "encoder"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    width: Mapped[int]


class Embedding(Base):
    """A text's vector under one encoder: little-endian float32 bytes, unit length."""

    __tablename__ = "embedding"
    id: Mapped[Key]
    encoder_id: Mapped[int] = mapped_column(ForeignKey("encoder.id"))
    text_hash: Mapped[Hash]
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (
        UniqueConstraint("encoder_id", "text_hash"),
        {"sqlite_autoincrement": True},
    )


class User(Base):
    """A person of the desk."""

    __tablename__ = "user_account"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role]
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]
    session_number: Mapped[int] = mapped_column(default=1)


class Token(Base):
    """An API token: only its hash is kept; without a `scope` it may what its owner may."""

    __tablename__ = "token"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    hash: Mapped[Hash] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(String(100), default="")
    scope: Mapped[Role | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Claim(Base):
    """One checkable statement: pulled from an article or imported in bulk."""

    __tablename__ = "claim"
    id: Mapped[Key]
    identity: Mapped[str] = mapped_column(String(80), unique=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[Hash]
    standalone: Mapped[str | None] = mapped_column(Text)
    check_worthiness: Mapped[float]
    because: Mapped[str | None] = mapped_column(Text)
    speaker: Mapped[Json | None]
    cue: Mapped[str | None] = mapped_column(String(100))
    particulars: Mapped[Json] = mapped_column(default=dict)
    language: Mapped[str | None] = mapped_column(String(16))
    claimed_at: Mapped[str | None] = mapped_column(String(40))
    external_id: Mapped[str | None] = mapped_column(String(200), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    url: Mapped[str | None] = mapped_column(Text)
    tags: Mapped[JsonList] = mapped_column(default=list)
    note: Mapped[str | None] = mapped_column(Text)
    extra: Mapped[Json] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[State] = mapped_column(default=State.NEW, index=True)
    verdict: Mapped[Verdict | None] = mapped_column(index=True)
    saying: Mapped[Saying] = mapped_column(default=Saying.UNCHECKED)
    set_aside: Mapped[SetAside | None]
    publication: Mapped[Publication | None]
    decided_at: Mapped[datetime | None]
    matched_at: Mapped[datetime | None] = mapped_column(index=True)
    assessed_at: Mapped[datetime | None]
    searched: Mapped[Json | None]
    proposed: Mapped[Json | None]
    proposed_at_least: Mapped[int] = mapped_column(default=0)
    proposed_at_most: Mapped[int] = mapped_column(default=0)
    confirmed: Mapped[Json | None]
    priority: Mapped[float] = mapped_column(default=0.0)
    priority_because: Mapped[str | None] = mapped_column(Text)

    report: Mapped[Report | None] = relationship()
    source: Mapped[Source | None] = relationship()
    __table_args__ = (
        Index("ix_claim_state_priority_id", "state", "priority", "id"),
        Index("ix_claim_part_text_hash", sql(f"(id / {CLAIMS_A_PART})"), "text_hash"),
        {"sqlite_autoincrement": True},
    )


class ClaimVersion(Base):
    """How a claim read before an import or a person changed it."""

    __tablename__ = "claim_version"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    version: Mapped[int]
    fields: Mapped[Json]
    replaced_at: Mapped[datetime] = mapped_column(default=now)
    replaced_by: Mapped[str] = mapped_column(String(100))
    __table_args__ = (UniqueConstraint("claim_id", "version"), {"sqlite_autoincrement": True})


class Match(Base):
    """The machine's proposal that a passage bears on a claim; recomputed at will."""

    __tablename__ = "match"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"))
    rank: Mapped[int]
    by_hand: Mapped[bool] = mapped_column(default=False)  # a person found it; never dropped
    similarity: Mapped[float | None]
    relevance: Mapped[float | None]
    basis_kind: Mapped[BasisKind] = mapped_column(default=BasisKind.UNSTATED)
    basis_root: Mapped[str | None] = mapped_column(String(200))
    basis_because: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[int]
    origin_label: Mapped[str] = mapped_column(String(300))
    origin_because: Mapped[JsonList] = mapped_column(default=list)
    same_origin_as_claim: Mapped[bool] = mapped_column(default=False)
    as_of: Mapped[str | None] = mapped_column(String(40))
    comparison: Mapped[JsonList] = mapped_column(default=list)
    signal: Mapped[Signal] = mapped_column(default=Signal.UNCLEAR)
    counted: Mapped[bool] = mapped_column(default=False, server_default=false())

    passage: Mapped[Passage] = relationship()
    __table_args__ = (
        UniqueConstraint("claim_id", "passage_id"),
        # Only what is near is looked up by its passage: most proposals in haste are not, and each
        # would be written to a place of its own.
        Index("ix_match_near", "passage_id", sqlite_where=_NEAR, postgresql_where=_NEAR),
        {"sqlite_autoincrement": True},
    )


class Evidence(Base):
    """A reviewer's stance on a passage or note, for a claim and a question; never rewritten."""

    __tablename__ = "evidence"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"), index=True)
    note: Mapped[str | None] = mapped_column(Text)
    question: Mapped[Question]
    stance: Mapped[Stance]
    ground: Mapped[Ground | None]
    basis_kind: Mapped[BasisKind | None]
    basis_root: Mapped[str | None] = mapped_column(String(200))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    passage: Mapped[Passage | None] = relationship()
    reviewer: Mapped[User] = relationship()


class OriginCorrection(Base):
    """A reviewer's word on origins: two passages cut or joined, or one passage's basis."""

    __tablename__ = "origin_correction"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"))
    decision: Mapped[str] = mapped_column(String(8))
    basis: Mapped[Json | None]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]


class Review(Base):
    """One reviewer's verdict on a claim; append-only, numbered per claim."""

    __tablename__ = "review"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int]
    verdict: Mapped[Verdict]
    rationale: Mapped[str] = mapped_column(Text)
    ground: Mapped[Ground | None]
    missing: Mapped[Missing | None]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    rests_on: Mapped[Json] = mapped_column(default=dict)
    adjudication: Mapped[bool] = mapped_column(default=False)
    undone_at: Mapped[datetime | None]

    reviewer: Mapped[User] = relationship()
    __table_args__ = (UniqueConstraint("claim_id", "number"), {"sqlite_autoincrement": True})


class Import(Base):
    """One batch of bulk claims with its receipt, kept for good."""

    __tablename__ = "import"
    id: Mapped[Key]
    file: Mapped[str] = mapped_column(Text)
    sha256: Mapped[Hash] = mapped_column(index=True)
    encoding: Mapped[str] = mapped_column(String(40))
    format: Mapped[str] = mapped_column(String(40))
    columns: Mapped[Json]
    rows: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    state: Mapped[ImportState] = mapped_column(default=ImportState.RUNNING)
    by: Mapped[str] = mapped_column(String(100))
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]


class ImportedClaim(Base):
    """That an import names a claim, and what became of its row."""

    __tablename__ = "imported_claim"
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, index=True)
    row: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(10))
    __table_args__ = ()


class ImportProblem(Base):
    """A row that was rejected, or read with a remark: which, why, and as it stood."""

    __tablename__ = "import_problem"
    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    row: Mapped[int]
    line: Mapped[int | None]
    field: Mapped[str | None] = mapped_column(String(100))
    value: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    raw: Mapped[Json] = mapped_column(default=dict)


class Event(Base):
    """What happened on the desk; each event carries the hash of the one before."""

    __tablename__ = "event"
    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(40))
    claim_id: Mapped[int | None] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(String(100))
    detail: Mapped[Json]
    previous: Mapped[Hash]
    hash: Mapped[Hash] = mapped_column(unique=True)
