"""Texts into vectors: each text once ever, under the desk's encoder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from workbench.store.bulk import Into, insert_rows
from workbench.store.models import Claim, Embedding, EncoderRecord, Passage, Report
from workbench.vectors.packing import pack, unpack
from workbench.vectors.types import Encoder, Vectors


@dataclass(frozen=True, slots=True)
class Text:
    """A text that has no vector yet."""

    hash: str
    words: str


def encoder_id(session: Session, encoder: Encoder) -> int:
    """The id under which this encoder's vectors are kept."""
    found = known_encoder(session, encoder)
    if found is not None:
        return found
    row = EncoderRecord(name=encoder.name, width=encoder.width)
    session.add(row)
    session.flush()  # its id is the answer
    return row.id


def known_encoder(session: Session, encoder: Encoder) -> int | None:
    """The same where there are such vectors."""
    return session.scalar(select(EncoderRecord.id).where(EncoderRecord.name == encoder.name))


def pending_passages(
    session: Session, encoder: int, *, after: int = 0, limit: int
) -> tuple[list[Text], int]:
    """Texts of current passages without a vector, and the passage id to go on after."""
    rows = session.execute(
        select(Passage.id, Passage.report_id, Passage.start, Passage.end, Passage.text_hash)
        .where(_without_vector(Passage, encoder), Passage.current, Passage.id > after)
        .order_by(Passage.id)
        .limit(limit)
    ).all()
    wanted = {row.report_id for row in rows}
    texts = dict(session.execute(select(Report.id, Report.text).where(Report.id.in_(wanted))).all())
    found = {row.text_hash: texts[row.report_id][row.start : row.end] for row in rows}
    return [Text(*item) for item in found.items()], rows[-1].id if rows else after


def waiting(session: Session, encoder: int) -> int:
    """How many current passages have no vector yet."""
    passages = select(func.count()).select_from(Passage)
    return session.scalar(passages.where(_without_vector(Passage, encoder), Passage.current)) or 0


def pending_titles(
    session: Session, encoder: int, *, after: int = 0, limit: int
) -> tuple[list[Text], int]:
    """Titles of current reports without a vector, and the report id to go on after."""
    vector = select(Embedding.id).where(
        Embedding.text_hash == Report.title_hash, Embedding.encoder_id == encoder
    )
    rows = session.execute(
        select(Report.id, Report.title_hash, Report.title)
        .where(Report.current, Report.title_hash.is_not(None), ~vector.exists(), Report.id > after)
        .order_by(Report.id)
        .limit(limit)
    ).all()
    found = {row.title_hash: row.title for row in rows}
    return [Text(*item) for item in found.items()], rows[-1].id if rows else after


def pending_claims(
    session: Session, encoder: int, *, after: int = 0, limit: int
) -> tuple[list[Text], int]:
    """Texts of claims without a vector, and the claim id to go on after."""
    rows = session.execute(
        select(Claim.id, Claim.text_hash, Claim.text)
        # What was matched had its vector then; so the index on matched_at leads to the few others.
        .where(_without_vector(Claim, encoder), Claim.matched_at.is_(None), Claim.id > after)
        .order_by(Claim.id)
        .limit(limit)
    ).all()
    found = {row.text_hash: row.text for row in rows}
    return [Text(*item) for item in found.items()], rows[-1].id if rows else after


def pending_claim(session: Session, encoder: int, claim_id: int) -> list[Text]:
    """The text of one claim where it has no vector, else nothing."""
    rows = session.execute(
        select(Claim.text_hash, Claim.text).where(
            Claim.id == claim_id, _without_vector(Claim, encoder)
        )
    )
    return [Text(*row) for row in rows]


def kept(session: Session, encoder: int, hashes: Collection[str]) -> tuple[list[str], Vectors]:
    """Which of these texts have their vector already, and the vectors, row by row."""
    rows = session.execute(
        select(Embedding.text_hash, Embedding.vector).where(
            Embedding.encoder_id == encoder, Embedding.text_hash.in_(hashes)
        )
    ).all()
    width = len(rows[0].vector) // 4 if rows else 1
    return [row.text_hash for row in rows], unpack([row.vector for row in rows], width)


def compute(encoder: Encoder, texts: Sequence[Text]) -> Vectors:
    """Unit-length float32 rows, (len(texts), width), in order."""
    return encoder.encode([text.words for text in texts])


def record(session: Session, encoder: int, texts: Sequence[Text], vectors: Vectors) -> None:
    """Keeps the vectors; those that another process kept meanwhile stay."""
    rows = [(encoder, text.hash, packed) for text, packed in zip(texts, pack(vectors), strict=True)]
    # In the same order by whoever writes the same: nobody waits for each other.
    rows.sort(key=itemgetter(1))
    names = ("encoder_id", "text_hash", "vector")
    insert_rows(session, Into(Embedding, names, unless_there=names[:2]), rows)


def _without_vector(table: type[Passage] | type[Claim], encoder: int) -> ColumnElement[bool]:
    vector = select(Embedding.id).where(
        Embedding.text_hash == table.text_hash, Embedding.encoder_id == encoder
    )
    return ~vector.exists()
