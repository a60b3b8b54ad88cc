"""Embeds and matches imported claims many at a time, with what is known of them at hand."""

import time
from collections.abc import Sequence

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.pipeline import catching_up
from workbench.stages import embedding, matching
from workbench.stages.embedding import Text
from workbench.vectors.types import Hit, Vectors

_FRESH_SECONDS = 30  # how long what is known of the reports holds


class Matcher:
    """The desk's encoder and index, put to one import's claims."""

    def __init__(self, services: Services) -> None:
        """Brings the index in step first, where it is behind.

        Raises:
            StaleIndexError: the index cannot be used.
        """
        if catching_up.behind(services):
            catching_up.index(services)
        self._services = services
        self._encoder = catching_up.encoder_id(services)
        self._searched: dict[str, object] = {}
        self._behind: dict[int, list[matching.Candidate]] = {}
        self._refreshed_at: float | None = None

    def embed_and_match(self, claims: Sequence[tuple[int, Text]]) -> None:
        """Claims by id with their texts; each text is encoded and searched for once."""
        if not claims:
            return
        texts = {text.hash: text for _, text in claims}
        with self._services.database.snapshot() as session:
            kept, old = embedding.kept(session, self._encoder, texts)
        fresh = [text for text in texts.values() if text.hash not in set(kept)]
        vectors = embedding.compute(self._services.encoder, fresh)
        index = self._services.shelf.index()
        hits = dict(zip(kept, index.search(old, matching.KEPT) if kept else [], strict=True))
        if fresh:
            found = index.search(vectors, matching.KEPT)
            hits.update(zip((text.hash for text in fresh), found, strict=True))
        matched = [(claim_id, hits[text.hash]) for claim_id, text in claims]
        self._record(fresh, vectors, matched)

    def _record(
        self,
        fresh: Sequence[Text],
        vectors: Vectors,
        matched: list[tuple[int, list[Hit]]],
    ) -> None:
        ids = {hit.id for _, hits in matched for hit in hits}
        with self._services.database.snapshot() as session:
            self._refresh(session)
            self._behind.update(matching.candidates(session, ids - self._behind.keys()))
        with self._services.database.transaction() as session:
            embedding.record(session, self._encoder, fresh, vectors)
            matching.record_imported(session, matched, self._behind, self._searched)

    def _refresh(self, session: Session) -> None:
        """What is known of the reports is looked up again after a while."""
        moment = time.monotonic()
        if self._refreshed_at is None or moment - self._refreshed_at > _FRESH_SECONDS:
            self._searched, self._behind = matching.search_record(session, 0), {}
            self._refreshed_at = moment
