"""What is left of the machine's work: embed, index, match, until nothing is pending."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain.origins import Corrections
from workbench.domain.vocabulary import Role, State
from workbench.errors import NotFoundError, WorkbenchError
from workbench.pipeline import silence
from workbench.pipeline.searchable import behind, encoder_id
from workbench.stages import (
    assessing,
    embedding,
    finding,
    indexing,
    matching,
    rechecking,
    redaction,
    widening,
)
from workbench.stages.embedding import Text
from workbench.stages.indexing import Holding
from workbench.store import casework, chunks, interventions, leases
from workbench.store.casework import Casework, open_case
from workbench.store.finds import Found, Query
from workbench.store.models import Claim
from workbench.vectors.types import Vectors

BATCH = 256
EMBEDDED = 2_048  # texts at once: many of one length go through the encoder together
WINDOW = 100_000  # texts handed at once to others
SLICE = 16  # claims compared between two words on how far it is
ASSESSING = "assess"
_LOOKED_AT = 8  # slices of claims among which some are free
Tell = Callable[[str, int], None]  # (what was done, how many)
Elsewhere = Callable[[Sequence[Text]], Iterable[tuple[Sequence[Text], Vectors]]]

log = logging.getLogger(__name__)


def catch_up(services: Services, tell: Tell = lambda _what, _count: None) -> None:
    """Does all that is pending; safe to repeat, to kill and to resume."""
    embed(services, tell)
    index(services)
    match_pending(services, tell)
    assess_pending(services, tell)


def see_to(services: Services) -> bool:
    """Leaves what is pending to the worker, who notices within seconds; whether there is one.

    Where none runs it is done here.
    """
    with services.database.snapshot() as session:
        worked = bool(leases.workers(session))
    if not worked:
        catch_up(services)
    return worked


def embed(services: Services, tell: Tell, elsewhere: Elsewhere | None = None) -> int:
    """A vector for every current passage, title and claim that has none; how many were made.

    Here, or `elsewhere`, which takes more texts at once; whatever comes back is kept at once.
    """
    encoder, done = encoder_id(services), 0
    here = lambda texts: [(texts, embedding.compute(services.encoder, texts))]  # noqa: E731
    for texts in _without_vectors(services, encoder, WINDOW if elsewhere else EMBEDDED):
        for some, vectors in (elsewhere or here)(texts):
            with services.database.transaction(together=True) as session:
                embedding.record(session, encoder, some, vectors)
            done += len(some)
            tell("embedded", len(some))
    return done


def index(services: Services) -> None:
    """Brings the indexes in step; standing claims that new passages bear on are matched again."""
    encoder = encoder_id(services)
    with services.database.snapshot() as session:
        indexing.synchronise(session, services.claims_shelf, encoder, Holding.CLAIMS)
        new = indexing.lacking(session, services.shelf, encoder)
    for start in range(0, len(new), BATCH):  # woken first: whoever is killed in between wakes again
        _wake(services, encoder, new[start : start + BATCH])
    with services.database.snapshot() as session:
        indexing.synchronise(session, services.shelf, encoder)


def match_pending(services: Services, tell: Tell) -> None:
    """Matches every claim that was never matched or has changed since."""
    encoder, after, late = encoder_id(services), 0, None
    while True:
        with services.database.snapshot() as session:
            queries, vectors = matching.pending(session, encoder, after=after, limit=BATCH)
        if vectors is None:
            break
        late = behind(services) if late is None else late
        _match(services, queries, vectors, late)
        after = queries[-1].claim_id or 0
        tell("matched", len(queries))


def assess_pending(services: Services, tell: Tell) -> None:
    """Compares and folds the matches of every claim that was matched since."""
    while done := assess_some(services, SLICE):
        tell("assessed", done)


def assess_some(services: Services, limit: int) -> int:
    """Compares and folds a few claims that nobody is at, the likeliest first; how many."""
    owner = leases.me()
    with services.database.snapshot() as session:
        waiting = assessing.pending(session, limit=_LOOKED_AT * limit)
    if not waiting:
        return 0
    with services.database.transaction(together=True) as session:
        claims = chunks.take(session, ASSESSING, waiting, owner, limit=limit)
    try:
        with services.database.snapshot() as session:
            hasty = matching.hasty(session, claims)
        if hasty:
            match_again(services, hasty)
        return sum(_is_assessed(services, claim_id) for claim_id in claims)
    finally:
        with services.database.transaction(together=True) as session:
            chunks.give_back(session, ASSESSING, claims, owner)


def _is_assessed(services: Services, claim_id: int) -> bool:
    """Assesses a claim that may be gone; one that fails waits, and does not keep others waiting."""
    try:
        assess(services, claim_id)
    except NotFoundError:
        return True
    except WorkbenchError:
        raise
    except Exception:
        log.exception("claim %d is not compared", claim_id)
        return False
    return True


def has_unassessed(services: Services, *, more_than: int) -> bool:
    """Whether more than so many claims wait to be compared."""
    with services.database.snapshot() as session:
        return len(assessing.pending(session, limit=more_than + 1)) > more_than


def assess(services: Services, claim_id: int) -> None:
    """Compares and folds one claim's matches; of a withdrawn report nothing is read.

    It goes on waiting where it was matched again, or a report was put right or withdrawn,
    meanwhile: it was compared as it was. Where people marked something it is done again at once.
    """
    encoder = encoder_id(services)
    with services.database.snapshot() as session:
        redaction.veil(session, Role.ADMIN)
        last = interventions.last(session)
        case = open_case(session, claim_id)
        subject = assessing.of_claim(session, case.claim)
        decided = assessing.corrections(session, claim_id)
        alike = assessing.alike(session, encoder, case)
    found = assessing.compute(subject, case, decided, alike)
    if _is_blind(services, case.claim):
        found = replace(found, confirmed={})
    with services.database.transaction() as session:
        claim = session.get(Claim, claim_id)
        if claim is None or claim.matched_at != case.claim.matched_at:
            return
        if interventions.last(session) != last:
            return
        as_read = _is_as_read(session, case, decided)
        if as_read:
            place = silence.place(services, case.claim)
            assessing.record(session, claim_id, found, place=place)
            rechecking.look(session, claim_id)
    if not as_read:
        assess(services, claim_id)


def recount(services: Services, claim_id: int) -> None:
    """Counts again what people marked; a claim that waits to be compared is assessed instead."""
    with services.database.snapshot() as session:
        case = open_case(session, claim_id)
        subject = assessing.of_claim(session, case.claim)
        decided = assessing.corrections(session, claim_id)
    if case.claim.assessed_at is None:
        assess(services, claim_id)
        return
    passages = [match.passage for match in case.matches]
    counted = assessing.confirmed(subject, passages, decided, assessing.marked_in(case))
    told = {} if _is_blind(services, case.claim) else counted
    if assessing.is_confirmed(case.claim, told):
        return  # most stances are context: who has nothing to write takes no turn
    with services.database.transaction(together=True) as session:
        # Held until it is written: who marks something meanwhile counts after this.
        claim = session.get_one(Claim, claim_id, with_for_update=True)
        as_read = _is_as_read(session, case, decided)
        if as_read:
            assessing.keep_confirmed(claim, {} if _is_blind(services, claim) else counted)
    if not as_read:
        recount(services, claim_id)


def _is_as_read(session: Session, case: Casework, decided: Corrections) -> bool:
    """Whether people have marked nothing on the claim, and corrected no origin, since then."""
    marked = [row.id for row in case.evidence]
    return (casework.marks(session, case.claim.id), decided) == (
        marked,
        assessing.corrections(session, case.claim.id),
    )


def match_one(services: Services, claim_id: int) -> None:
    """Matches one claim again; its text is embedded first where it has no vector."""
    _embed_claim(services, claim_id)
    if match_again(services, [claim_id]):
        assess(services, claim_id)


def match_again(services: Services, claim_ids: Sequence[int]) -> bool:
    """Finds and ranks anew what bears on these claims; whether any has its vector."""
    encoder = encoder_id(services)
    with services.database.snapshot() as session:
        queries, vectors = matching.these(session, encoder, claim_ids)
    if vectors is not None:
        _match(services, queries, vectors, behind(services))
    return vectors is not None


def _embed_claim(services: Services, claim_id: int) -> None:
    encoder = encoder_id(services)
    with services.database.snapshot() as session:
        texts = embedding.pending_claim(session, encoder, claim_id)
    if texts:
        vectors = embedding.compute(services.encoder, texts)
        with services.database.transaction(together=True) as session:
            embedding.record(session, encoder, texts, vectors)


def _without_vectors(services: Services, encoder: int, size: int) -> Iterator[list[Text]]:
    """Texts that have none, each once in a batch."""
    for pending in (
        embedding.pending_passages,
        embedding.pending_titles,
        embedding.pending_claims,
    ):
        after = 0
        while True:
            with services.database.snapshot() as session:
                texts, after = pending(session, encoder, after=after, limit=size)
            if not texts:
                break
            yield texts


def _is_blind(services: Services, claim: Claim) -> bool:
    """Whether what others marked must not be guessed from counts."""
    return services.settings.reviewers_required > 1 and claim.state is not State.DECIDED


def _wake(services: Services, encoder: int, new: list[int]) -> None:
    with services.database.snapshot() as session:
        vectors = indexing.vectors_of(session, new)
    found = services.claims_shelf.index().search(vectors, rechecking.CLAIMS_WOKEN)
    near = {hit.id for row in found for hit in row if hit.similarity >= rechecking.NEAR}
    if near:
        with services.database.transaction() as session:
            rechecking.wake(session, near, encoder)


def again(services: Services, text: str, found: list[Found]) -> list[Found]:
    """The same in the order of the desk's second ranking, where it has one."""
    if services.reranker is None:
        return found
    words = [each.passage.report.text[each.passage.start : each.passage.end] for each in found]
    return [found[place] for place in services.reranker.reorder(text, words)]


def _match(services: Services, queries: list[Query], vectors: Vectors, late: int) -> None:
    encoder, counted = encoder_id(services), services.noted.counted
    hits = services.shelf.index().search(vectors, finding.CANDIDATES)
    with services.database.snapshot() as session:
        searched = matching.search_record(session, late)
        found = [
            (query, vector, finding.find(session, encoder, query, vector, row, counted))
            for query, vector, row in zip(queries, vectors, hits, strict=True)
        ]
    ranked = [(query, vector, again(services, query.text, best)) for query, vector, best in found]
    matched = _widened(services, encoder, ranked)
    with services.database.transaction() as session:
        matching.record(session, matched, searched)


def _widened(
    services: Services, encoder: int, ranked: list[tuple[Query, Vectors, list[Found]]]
) -> list[tuple[Query, list[Found]]]:
    """The same with what stands beside it in reports on each claim's event."""
    index = services.shelf.index()
    matched = []
    with services.database.snapshot() as session:
        leads = widening.leads(session, encoder, [query.claim_id or 0 for query, _, _ in ranked])
        for query, vector, found in ranked:
            asked = widening.Asked(query, vector, found)
            lead = leads.get(query.claim_id or 0)
            if lead is not None:
                near = index.search(lead.vectors, widening.NEAREST)
                asked = replace(asked, lead=lead, near=near)
            matched.append((query, [*found, *widening.beside(session, encoder, asked)]))
    return matched
