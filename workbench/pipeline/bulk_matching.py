"""Embeds and searches for imported claims many at a time, with what is known of them at hand."""

import gc
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.pipeline import catching_up, searchable
from workbench.stages import embedding, importing, matching
from workbench.stages.embedding import Text
from workbench.vectors.types import Hit, Vectors

if TYPE_CHECKING:
    from concurrent.futures import Future

AT_ONCE = 2  # batches in the encoder: the next one's first texts beside this one's last
_REST = 2_048  # stored claims matched at once
_FRESH_SECONDS = 30  # how long what is known of the reports holds


@dataclass(frozen=True, slots=True)
class Searched:
    """What is nearest to each text, by its hash; the texts embedded for that, row by row."""

    hits: Mapping[str, list[Hit]]
    fresh: Sequence[Text]
    vectors: Vectors


class Matcher:
    """The desk's encoder and index, put to one import's claims.

    While whoever imports reads and stores, others encode and search, which leaves Python idle.
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
        self._covered: dict[str, object] = {}
        self._behind: dict[int, list[matching.Candidate]] = {}
        self._refreshed_at: float | None = None
        self._searching = ThreadPoolExecutor(AT_ONCE, "searching")

    def __enter__(self) -> Self:
        gc.freeze()  # rows come and go by the thousand: a model is not looked through each time
        return self

    def __exit__(self, *_error: object) -> None:
        self._searching.shutdown(cancel_futures=True)
        gc.unfreeze()

    def search(self, texts: Collection[Text]) -> "Future[Searched]":
        """Begins to encode these and to search for them; each text is encoded once ever."""
        return self._searching.submit(self._search, {text.hash: text for text in texts})

    def proposals(self, searched: Searched) -> "Proposals":
        """The passages that were found, as far as they are current."""
        ids = {hit.id for hits in searched.hits.values() for hit in hits}
        with self._services.database.snapshot() as session:
            self._refresh(session)
            self._behind.update(matching.candidates(session, ids - self._behind.keys()))
        return Proposals(
            self._encoder,
            searched,
            self._covered,
            {name: matching.nearest(hits, self._behind) for name, hits in searched.hits.items()},
        )

    def match_rest(self, import_id: int) -> None:
        """Matches this import's claims that are stored and not matched: changed ones.

        Others' claims are left to others: an import beside this one is at them now.
        """
        after = 0
        while True:
            with self._services.database.snapshot() as session:
                rest = importing.unmatched(session, import_id, after=after, limit=_REST)
            if not rest:
                return
            self._match(rest)
            after = rest[-1].claim_id

    def _match(self, claims: Sequence[importing.Text]) -> None:
        proposals = self.proposals(self.search([Text(c.hash, c.text) for c in claims]).result())
        with self._services.database.transaction() as session:
            proposals.keep_vectors(session)
            matched = [(claim.claim_id, proposals.found[claim.hash]) for claim in claims]
            matching.record_imported(session, matched, proposals.covered)

    def _search(self, texts: Mapping[str, Text]) -> Searched:
        with self._services.database.snapshot() as session:
            kept, old = embedding.kept(session, self._encoder, texts)
        there = set(kept)
        fresh = [text for text in texts.values() if text.hash not in there]
        vectors = embedding.compute(self._services.encoder, fresh)
        index = self._services.shelf.index()
        hits: dict[str, list[Hit]] = {}
        if kept:
            hits.update(zip(kept, index.search(old, matching.IN_HASTE), strict=True))
        if fresh:
            found = index.search(vectors, matching.IN_HASTE)
            hits.update(zip((text.hash for text in fresh), found, strict=True))
        return Searched(hits, fresh, vectors)

    def _refresh(self, session: Session) -> None:
        """What is known of the reports is looked up again after a while."""
        moment = time.monotonic()
        if self._refreshed_at is None or moment - self._refreshed_at > _FRESH_SECONDS:
            self._covered, self._behind = matching.search_record(session, 0), {}
            self._refreshed_at = moment


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was found for texts, by their hashes, ready to be kept beside their claims."""

    encoder: int
    searched: Searched
    covered: dict[str, object]
    found: Mapping[str, list[tuple[float, matching.Candidate]]]

    def search(self) -> importing.Search:
        """How claims of these texts stand."""
        standing = {name: matching.standing(found) for name, found in self.found.items()}
        return importing.Search(self.covered, standing)

    def keep_vectors(self, session: Session) -> None:
        """Keeps the vectors of the texts that had none."""
        embedding.record(session, self.encoder, self.searched.fresh, self.searched.vectors)

    def keep(self, session: Session, claims: Sequence[tuple[int, str]]) -> None:
        """Keeps all of it, for new claims by id with their texts' hashes."""
        self.keep_vectors(session)
        matching.propose(session, [(claim_id, self.found[name]) for claim_id, name in claims])
