"""Embeds and matches imported claims many at a time, with what is known of them at hand."""

import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.pipeline import catching_up, searchable
from workbench.stages import embedding, matching
from workbench.stages.embedding import Text
from workbench.vectors.types import Hit, Vectors

if TYPE_CHECKING:
    from concurrent.futures import Future

_UNDER_WAY = 1  # batches beside the one handed over: none waits long for its matches
_FRESH_SECONDS = 30  # how long what is known of the reports holds


@dataclass(frozen=True, slots=True)
class _Batch:
    """Claims with their texts: those embedded before, and those embedded now."""

    claims: Sequence[tuple[int, Text]]
    kept: Sequence[str]
    old: Vectors
    fresh: Sequence[Text]
    vectors: Vectors


class Matcher:
    """The desk's encoder and index, put to one import's claims.

    While whoever imports reads and stores the next batch, one thread encodes this one, which leaves
    Python idle, and another searches for the one before and stores what was found.
    """

    def __init__(self, services: Services) -> None:
        """Brings the index in step first, where it is behind.

        Raises:
            StaleIndexError: the index cannot be used.
        """
        if searchable.behind(services):
            catching_up.index(services)
        self._services = services
        self._encoder = searchable.encoder_id(services)
        self._searched: dict[str, object] = {}
        self._behind: dict[int, list[matching.Candidate]] = {}
        self._refreshed_at: float | None = None
        self._encoding = ThreadPoolExecutor(1, "encoding")
        self._matching = ThreadPoolExecutor(1, "matching")
        self._under_way: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._encoding.shutdown()
        self._matching.shutdown()

    def embed_and_match(self, claims: Sequence[tuple[int, Text]]) -> None:
        """Claims by id with their texts; each text is encoded and searched for once."""
        if not claims:
            return
        self._settle(_UNDER_WAY)
        encoded = self._encoding.submit(self._encode, claims)
        self._under_way.append(self._matching.submit(self._match, encoded))

    def finish(self) -> None:
        """Waits for the last batch; raises what went wrong with it."""
        self._settle(0)

    def _settle(self, left: int) -> None:
        while len(self._under_way) > left:
            self._under_way.popleft().result()

    def _encode(self, claims: Sequence[tuple[int, Text]]) -> _Batch:
        texts = {text.hash: text for _, text in claims}
        with self._services.database.snapshot() as session:
            kept, old = embedding.kept(session, self._encoder, texts)
        there = set(kept)
        fresh = [text for text in texts.values() if text.hash not in there]
        vectors = embedding.compute(self._services.encoder, fresh)
        return _Batch(claims, kept, old, fresh, vectors)

    def _match(self, encoded: "Future[_Batch]") -> None:
        batch = encoded.result()
        hits = self._hits(batch)
        matched = [(claim_id, hits[text.hash]) for claim_id, text in batch.claims]
        ids = {hit.id for _, found in matched for hit in found}
        with self._services.database.snapshot() as session:
            self._refresh(session)
            self._behind.update(matching.candidates(session, ids - self._behind.keys()))
        with self._services.database.transaction() as session:
            embedding.record(session, self._encoder, batch.fresh, batch.vectors)
            matching.record_imported(session, matched, self._behind, self._searched)

    def _hits(self, batch: _Batch) -> dict[str, list[Hit]]:
        index = self._services.shelf.index()
        hits: dict[str, list[Hit]] = {}
        if batch.kept:
            hits.update(zip(batch.kept, index.search(batch.old, matching.IN_HASTE), strict=True))
        if batch.fresh:
            found = index.search(batch.vectors, matching.IN_HASTE)
            hits.update(zip((text.hash for text in batch.fresh), found, strict=True))
        return hits

    def _refresh(self, session: Session) -> None:
        """What is known of the reports is looked up again after a while."""
        moment = time.monotonic()
        if self._refreshed_at is None or moment - self._refreshed_at > _FRESH_SECONDS:
            self._searched, self._behind = matching.search_record(session, 0), {}
            self._refreshed_at = moment
