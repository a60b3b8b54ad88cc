"""Stored claims that are near to one in meaning, each with the difference between the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Signal, State
from workbench.pipeline.comparing import compare_texts
from workbench.stages import embedding
from workbench.store import by_text
from workbench.store.models import Claim, Embedding, Report
from workbench.vectors.packing import unpack

NEAR = 0.6  # similarity from which a claim is shown
SAME = 0.9  # from which two are proposed as one, where they agree
PARAPHRASED = 0.75  # from which a text may say what a claim says, in other words
SHOWN = 15
MOST_PARAPHRASED = 100
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resembling:
    """A claim near to another: how near, slot by slot, and whether they may say the same.

    Similarity and signal are None where the machine keeps silent.
    """

    claim: Claim
    similarity: float | None
    comparison: list[Json]
    signal: str | None
    same: bool


def resembling(services: Services, session: Session, claim: Claim) -> list[Resembling]:
    """The nearest claims, most similar first; without those set aside.

    Raises:
        DeskError: the index of claims cannot be used.
    """
    near = _near(services, session, claim)
    if not near:
        return []
    rows = session.scalars(
        select(Claim)
        .where(by_text.saying(session, near), Claim.id != claim.id, Claim.state != State.SET_ASIDE)
        .order_by(Claim.id)
        .options(
            joinedload(Claim.source),
            joinedload(Claim.report).defer(Report.text),
            joinedload(Claim.report).joinedload(Report.source),
        )
        .limit(4 * SHOWN)
    ).all()
    nearest = sorted(rows, key=lambda row: (-near[row.text_hash], row.id))[:SHOWN]
    return [_compared(claim, row, near[row.text_hash]) for row in nearest]


def paraphrased(services: Services, session: Session, text: str) -> Sequence[Claim]:
    """The claims that a text may say in other words, or says in theirs.

    Raises:
        DeskError: the index of claims cannot be used.
    """
    [vector] = services.encoder.encode([text])
    [hits] = services.claims_shelf.index().search(vector[None], MOST_PARAPHRASED)
    found = [hit.id for hit in hits if hit.similarity >= PARAPHRASED]
    wanted = select(Embedding.text_hash).where(Embedding.id.in_(found))
    texts = {*session.scalars(wanted), text_hash(text)}
    return session.scalars(select(Claim).where(by_text.saying(session, texts))).all()


def _near(services: Services, session: Session, claim: Claim) -> dict[str, float]:
    """The similarity of each text that is near, by its hash; its own text is as near as can be."""
    encoder = embedding.known_encoder(session, services.encoder)
    of_text = select(Embedding.vector).where(
        Embedding.text_hash == claim.text_hash, Embedding.encoder_id == encoder
    )
    vector = session.scalar(of_text)
    if vector is None:
        return {claim.text_hash: 1.0}
    [hits] = services.claims_shelf.index().search(unpack([vector], len(vector) // 4), 2 * SHOWN)
    found = {hit.id: hit.similarity for hit in hits if hit.similarity >= NEAR}
    texts = session.execute(
        select(Embedding.id, Embedding.text_hash).where(Embedding.id.in_(found))
    )
    return {text: found[i] for i, text in texts} | {claim.text_hash: 1.0}


def _compared(claim: Claim, other: Claim, similarity: float) -> Resembling:
    pair: Json = {"a": _read_alone(claim), "b": _read_alone(other)}
    pair |= {"a_published": _said(claim), "b_published": _said(other)}
    shape = compare_texts(pair)
    agree = similarity >= SAME and shape["signal"] == Signal.AGREES
    same = claim.text_hash == other.text_hash or agree
    return Resembling(other, similarity, shape["comparison"], shape["signal"], same)


def _read_alone(claim: Claim) -> str:
    return (claim.standalone or claim.text)[:20_000]


def _said(claim: Claim) -> str | None:
    said = claim.report.published if claim.report else claim.claimed_at
    return said if said and len(said) >= len("2017-04-06") else None
