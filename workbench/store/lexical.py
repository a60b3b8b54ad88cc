"""The words of every passage, searchable: full-text search in SQLite (FTS5) or PostgreSQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.orm import Session

from workbench.language.terms import Frequencies, all_of, any_of, quoted, terms
from workbench.store import lexical_postgresql

# The terms come folded and stemmed: the database only has to cut at blanks.
_WORDS = """
    CREATE VIRTUAL TABLE IF NOT EXISTS passage_words
    USING fts5(words, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'")
"""
_TERMS = """
    CREATE VIRTUAL TABLE IF NOT EXISTS passage_term USING fts5vocab(passage_words, row)
"""
_COUNT = "CREATE TABLE IF NOT EXISTS passage_words_count (passages INTEGER NOT NULL)"
_NOUGHT = """
    INSERT INTO passage_words_count
    SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM passage_words_count)
"""
_KNOWN = text("SELECT term, doc FROM passage_term WHERE term IN :terms").bindparams(
    bindparam("terms", expanding=True)
)
_TOTAL = text(
    "SELECT passages, (SELECT max(id) FROM passage_words_docsize) FROM passage_words_count"
)
_MOST_TERMS = 100_000  # that are remembered
_SCORED = """
    SELECT rowid, bm25(passage_words) AS score FROM passage_words
    WHERE passage_words MATCH :any {narrowed} ORDER BY score, rowid LIMIT :limit
"""
_RANKED = text(_SCORED.format(narrowed=""))
# Matching is cheap and weighing is not. The sign keeps SQLite from matching anew for each passage.
_NARROWED = text(
    _SCORED.format(
        narrowed="AND +rowid IN (SELECT rowid FROM passage_words WHERE passage_words MATCH :some)"
    )
)

_SIZES = ("passage_words_docsize", "id")
_OF_REPORT = """
    SELECT {passage} FROM {table}
    WHERE {passage} IN (SELECT id FROM passage WHERE report_id = :report)
"""


class Worded(NamedTuple):
    """A passage with its words and those of its report's title."""

    passage_id: int
    text: str
    title: str | None


@dataclass(slots=True)
class Counted:
    """In how many passages terms occurred, as long as no passage has come or gone since.

    How many passages there are and the last one's id say so: ids only grow.
    """

    kept: tuple[tuple[int, int | None], dict[str, int]] = field(
        default_factory=lambda: ((0, None), {})
    )

    def since(self, at: tuple[int, int | None]) -> dict[str, int]:
        """What still holds, to be added to; searches beside each other may ask."""
        then, by_term = self.kept
        if at != then or len(by_term) > _MOST_TERMS:
            by_term = {}
            self.kept = (at, by_term)
        return by_term


def create(connection: Connection) -> None:
    """Make the tables; safe to repeat."""
    if _on_postgresql(connection):
        lexical_postgresql.create(connection)
        return
    for statement in (_WORDS, _TERMS, _COUNT, _NOUGHT):
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Take the tables away."""
    if _on_postgresql(connection):
        lexical_postgresql.drop(connection)
        return
    for table in ("passage_term", "passage_words", "passage_words_count"):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))


def index(session: Session | Connection, passages: Iterable[Worded]) -> int:
    """Take up passages that are not in yet; how many they were. Not safe to repeat."""
    taken = {p.passage_id: _words(p) for p in passages}
    if taken and _on_postgresql(session):
        lexical_postgresql.index(session, taken)
    elif taken:
        session.execute(
            text("INSERT INTO passage_words(rowid, words) VALUES (:id, :words)"), _rows(taken)
        )
        _count(session, len(taken))
    return len(taken)


def forget(session: Session | Connection, passages: Iterable[Worded]) -> None:
    """Take out passages, given exactly as they were taken up."""
    taken = {p.passage_id: _words(p) for p in passages}
    if taken and _on_postgresql(session):
        lexical_postgresql.forget(session, taken)
    elif taken:
        session.execute(
            text(
                "INSERT INTO passage_words(passage_words, rowid, words) "
                "VALUES ('delete', :id, :words)"
            ),
            _rows(taken),
        )
        _count(session, -len(taken))


def frequencies(
    session: Session | Connection, wanted: Collection[str], counted: Counted | None = None
) -> Frequencies:
    """In how many passages each of these terms occurs, and how many passages there are.

    Of a frequent term SQLite reads every passage's entry to tell: what is `counted` is kept.
    """
    if _on_postgresql(session):
        return lexical_postgresql.frequencies(session, wanted)
    total, latest = session.execute(_TOTAL).one()
    known = (counted or Counted()).since((int(total), latest))
    new = [term for term in wanted if term not in known]
    if new:
        found = session.execute(_KNOWN, {"terms": new}).all()
        known.update(dict.fromkeys(new, 0) | {row.term: int(row.doc) for row in found})
    return Frequencies(int(total), {term: known[term] for term in wanted if known[term]})


def search(
    session: Session | Connection,
    wanted: Sequence[str],
    limit: int,
    *,
    having: Sequence[str] | None = None,
) -> list[tuple[int, float]]:
    """Passages with any of the terms and their BM25 score, the highest first.

    Only those `having` one of some of the terms, where given, are weighed, by all the terms.
    """
    if not wanted or limit < 1:
        return []
    having = wanted if having is None else having
    if _on_postgresql(session):
        return lexical_postgresql.search(session, wanted, limit, having=having)
    asked = {"any": any_of(wanted), "some": any_of(having), "limit": limit}
    rows = session.execute(_RANKED if len(having) == len(wanted) else _NARROWED, asked).all()
    return [(int(row.rowid), -float(row.score)) for row in rows]


def holding(
    session: Session | Connection, wanted: Sequence[Collection[Sequence[str]]], limit: int
) -> list[int]:
    """Passages that have, of every set of forms, all terms of one; by their BM25 score."""
    if not wanted or limit < 1:
        return []
    if _on_postgresql(session):
        return lexical_postgresql.holding(session, wanted, limit)
    asked = {"any": all_of(wanted, quoted, " AND ", " OR "), "limit": limit}
    return [int(row.rowid) for row in session.execute(_RANKED, asked)]


def of_report(session: Session, report_id: int) -> set[int]:
    """The passages of a report that are in."""
    table = ("passage_words", "passage_id") if _on_postgresql(session) else _SIZES
    rows = session.scalars(
        text(_OF_REPORT.format(table=table[0], passage=table[1])), {"report": report_id}
    )
    return set(rows)


def erase(session: Session) -> None:
    """Overwrites the words of what was taken out; all that is in is written anew for it."""
    if _on_postgresql(session):
        lexical_postgresql.erase(session)
    else:
        session.execute(text("INSERT INTO passage_words(passage_words) VALUES ('optimize')"))


def settle(session: Session) -> None:
    """Adds up what writers who did not wait for each other left to be added up."""
    if _on_postgresql(session):
        lexical_postgresql.settle(session)


def _on_postgresql(session: Session | Connection) -> bool:
    bind = session if isinstance(session, Connection) else session.get_bind()
    return bind.dialect.name == "postgresql"


def _words(passage: Worded) -> list[str]:
    return terms(passage.text) + terms(passage.title or "")


def _rows(taken: Mapping[int, Sequence[str]]) -> list[dict[str, object]]:
    return [{"id": passage_id, "words": " ".join(words)} for passage_id, words in taken.items()]


def _count(session: Session | Connection, more: int) -> None:
    session.execute(
        text("UPDATE passage_words_count SET passages = passages + :more"), {"more": more}
    )
