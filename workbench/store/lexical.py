"""The words of every passage, searchable: full-text search in SQLite (FTS5)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from workbench.language.terms import Frequencies, any_of, terms

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


class Worded(NamedTuple):
    """A passage with its words and those of its report's title."""

    passage_id: int
    text: str
    title: str | None


def create(connection: Connection) -> None:
    """Make the tables; safe to repeat."""
    for statement in (_WORDS, _TERMS, _COUNT, _NOUGHT):
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Take the tables away."""
    for table in ("passage_term", "passage_words", "passage_words_count"):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))


def index(session: Session | Connection, passages: Iterable[Worded]) -> int:
    """Take up passages that are not in yet; how many they were. Not safe to repeat."""
    rows = [{"id": p.passage_id, "words": _words(p)} for p in passages]
    if rows:
        session.execute(text("INSERT INTO passage_words(rowid, words) VALUES (:id, :words)"), rows)
        _count(session, len(rows))
    return len(rows)


def forget(session: Session | Connection, passages: Iterable[Worded]) -> None:
    """Take out passages, given exactly as they were taken up."""
    rows = [{"id": p.passage_id, "words": _words(p)} for p in passages]
    if rows:
        session.execute(
            text(
                "INSERT INTO passage_words(passage_words, rowid, words) "
                "VALUES ('delete', :id, :words)"
            ),
            rows,
        )
        _count(session, -len(rows))


def frequencies(session: Session | Connection, wanted: Iterable[str]) -> Frequencies:
    """In how many passages each of these terms occurs, and how many passages there are."""
    known = text("SELECT term, doc FROM passage_term WHERE term = :term")
    found = (session.execute(known, {"term": term}).one_or_none() for term in wanted)
    total = session.execute(text("SELECT passages FROM passage_words_count")).scalar_one()
    return Frequencies(int(total), {row.term: int(row.doc) for row in found if row})


def search(
    session: Session | Connection, wanted: Sequence[str], limit: int
) -> list[tuple[int, float]]:
    """Passages with any of the terms and their BM25 score, the highest first."""
    if not wanted or limit < 1:
        return []
    ranked = text(
        "SELECT rowid, -bm25(passage_words) FROM passage_words "
        "WHERE passage_words MATCH :any ORDER BY bm25(passage_words), rowid LIMIT :limit"
    )
    rows = session.execute(ranked, {"any": any_of(wanted), "limit": limit})
    return [(int(row[0]), float(row[1])) for row in rows]


def _words(passage: Worded) -> str:
    return " ".join(terms(passage.text) + terms(passage.title or ""))


def _count(session: Session | Connection, more: int) -> None:
    session.execute(
        text("UPDATE passage_words_count SET passages = passages + :more"), {"more": more}
    )
