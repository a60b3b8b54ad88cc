"""A collection that is searched as a desk is: the same encoder, index, words and ranking."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, create_engine

from workbench.domain.ranking import Overlap, relevance
from workbench.language import literal, sentences
from workbench.language.closeness import overlap, weigh
from workbench.language.parts import Page
from workbench.language.terms import needed, rarest, seek
from workbench.stages.finding import LETTERED
from workbench.store import lexical
from workbench.vectors.encoder import SentenceEncoder, best_precision
from workbench.vectors.faiss_index import FaissIndex
from workbench.vectors.types import Encoder, Ids, Vectors

CANDIDATES = 100  # of each search


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a retrieval collection."""

    id: str
    text: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the documents that answer it."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document with what speaks for it."""

    id: str
    cosine: float
    title_cosine: float | None
    shared: Overlap
    held: int = 0  # how much of what the query asks for to the letter

    @property
    def relevance(self) -> float:
        """As the product weighs it."""
        return relevance(self.cosine, self.title_cosine, self.shared)


class Collection:
    """Documents that can be searched; a passage is a document's text under its title."""

    def __init__(
        self, documents: Sequence[Document], encoder: Encoder, database: str = "sqlite://"
    ) -> None:
        self.documents = documents
        self.encoder = encoder
        self.texts = encoded(encoder, [d.text for d in documents])
        self.titles = encoded(encoder, [d.title or d.text for d in documents])
        ids = np.arange(1, len(documents) + 1)
        self.index = _index(ids, self.texts)
        self.title_index = _index(ids, self.titles)
        self.engine = _words(documents, database)

    def dense(self, vector: Vectors, limit: int) -> list[int]:
        """Rows by cosine alone: the nearer of text and title."""
        best: dict[int, float] = {}
        for index in (self.index, self.title_index):
            for hit in index.search(vector[None], limit)[0]:
                best[hit.id - 1] = max(hit.similarity, best.get(hit.id - 1, -1.0))
        return sorted(best, key=lambda row: -best[row])[:limit]

    def lexical(self, text: str, limit: int) -> list[int]:
        """Rows by words alone."""
        sought = seek(text)
        with self.engine.connect() as connection:
            seen = lexical.frequencies(connection, sought.terms)
            wanted = rarest(sought, seen)
            having = needed(wanted, seen, limit)
            found = lexical.search(connection, wanted, limit, having=having)
        return [passage - 1 for passage, _ in found]

    def candidates(self, text: str, vector: Vectors) -> list[Candidate]:
        """What either search finds, with everything that is weighed."""
        sought = seek(text)
        with self.engine.connect() as connection:
            seen = lexical.frequencies(connection, sought.terms)
        claim = weigh(sought, seen)
        asked = literal.read(text)
        rows = {
            *self.dense(vector, CANDIDATES),
            *self.lexical(text, CANDIDATES),
            *self._lettered(asked),
        }
        return [
            Candidate(
                d.id,
                float(vector @ self.texts[row]),
                float(vector @ self.titles[row]) if d.title else None,
                overlap(claim, d.text, d.title),
                asked.held(Page(d.text), d.title),
            )
            for row in sorted(rows)
            for d in [self.documents[row]]
        ]

    def _lettered(self, asked: literal.Literal) -> list[int]:
        """Rows that may hold what a query asks for to the letter."""
        with self.engine.connect() as connection:
            return [each - 1 for each in lexical.holding(connection, asked.wanted, LETTERED)]


def in_order(found: Sequence[Candidate]) -> list[str]:
    """Their ids: what holds the query to the letter, then the others, the most relevant first."""
    return [c.id for c in sorted(found, key=lambda c: (-c.held, -c.relevance, -c.cosine, c.id))]


def default_encoder() -> SentenceEncoder:
    """As a desk made on this machine has it."""
    return SentenceEncoder(precision=best_precision())


def load_documents(path: Path) -> list[Document]:
    """Documents from JSON lines with id, text and perhaps title.

    Where the field is absent (2B), the fact-check's headline is the last sentence of the text.
    """
    return [
        Document(r["id"], r["text"], r["title"])
        if "title" in r
        else _with_headline(r["id"], r["text"])
        for r in _rows(path)
    ]


def load_questions(path: Path) -> list[Question]:
    """Queries from JSON lines with text and relevant."""
    return [Question(r["text"], frozenset(r["relevant"])) for r in _rows(path)]


def encoded(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """The texts' vectors, kept in the temporary folder from one run to the next."""
    key = hashlib.sha256("\0".join([encoder.name, *texts]).encode()).hexdigest()[:24]
    path = Path(tempfile.gettempdir()) / "workbench-benchmarks" / f"{key}.npy"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        np.save(path, encoder.encode(texts))
    return np.asarray(np.load(path), np.float32)


def _with_headline(name: str, text: str) -> Document:
    found = sentences.split(text)
    if len(found) < 2:
        return Document(name, text, None)
    start = found[-1].span.start
    return Document(name, text[:start].strip(), text[start:].strip())


def _index(ids: Ids, vectors: Vectors) -> FaissIndex:
    index = FaissIndex.trained(vectors, len(vectors))
    index.add(ids, vectors)
    return index


def _words(documents: Sequence[Document], database: str) -> Engine:
    engine = create_engine(database)
    rows = (lexical.Worded(n, d.text, d.title) for n, d in enumerate(documents, start=1))
    with engine.begin() as connection:
        lexical.drop(connection)
        lexical.create(connection)
        lexical.index(connection, rows)
    return engine


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)
