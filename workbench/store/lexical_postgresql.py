"""The words of every passage, searchable in PostgreSQL: tsvector under GIN, ranked by BM25."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from workbench.language.terms import Frequencies, all_of

# As FTS5 ranks: its constants, its floor under the weight of a term that half of all have.
_K, _B, _FLOOR = 1.2, 0.75, 1e-6
_MOST_POSITIONS = 255  # of one word that a tsvector holds
_MANY_NEWS = 10_000
_SETTLING = 7_205_761  # any number, the same in every process
# No word is empty or a blank: under these the passages and all their words are counted.
_PASSAGES, _WORDS = "", " "
_TABLES = (
    """CREATE TABLE IF NOT EXISTS passage_words (
        passage_id bigint PRIMARY KEY, words tsvector NOT NULL, size integer NOT NULL)""",
    """CREATE INDEX IF NOT EXISTS passage_words_words ON passage_words USING gin (words)
        WITH (fastupdate = off)""",
    "CREATE TABLE IF NOT EXISTS passage_term (term text PRIMARY KEY, doc bigint NOT NULL)",
    # Whoever adds passages adds lines here: the counts themselves would be fought over.
    "CREATE TABLE IF NOT EXISTS passage_term_news (term text NOT NULL, doc bigint NOT NULL)",
    "CREATE INDEX IF NOT EXISTS passage_term_news_term ON passage_term_news (term)",
)
_RANKED = text(
    """
    WITH sought AS (
        SELECT * FROM unnest(CAST(:terms AS text[]), CAST(:weights AS float8[])) AS t(term, weight)
    )
    SELECT p.passage_id, sum(sought.weight * found.times * (:k + 1)
        / (found.times + :k * (1 - :b + :b * p.size / :average))) AS score
    FROM passage_words p
    CROSS JOIN LATERAL (
        SELECT lexeme, cardinality(positions) AS times FROM unnest(p.words)
    ) AS found
    JOIN sought ON sought.term = found.lexeme
    WHERE p.words @@ CAST(:some AS tsquery)
    GROUP BY p.passage_id ORDER BY score DESC, p.passage_id LIMIT :limit
    """
)
_SETTLED = text(
    """
    WITH news AS (DELETE FROM passage_term_news RETURNING term, doc)
    INSERT INTO passage_term AS kept SELECT term, sum(doc) FROM news GROUP BY term
    ON CONFLICT (term) DO UPDATE SET doc = kept.doc + excluded.doc
    """
)

Words = Mapping[int, Sequence[str]]


def create(connection: Connection) -> None:
    """Make the tables; safe to repeat."""
    for statement in _TABLES:
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Take the tables away."""
    for table in ("passage_term_news", "passage_term", "passage_words"):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))


def index(session: Session | Connection, passages: Words) -> None:
    """Take up passages by id, with their words."""
    session.execute(
        text("INSERT INTO passage_words VALUES (:id, CAST(:words AS tsvector), :size)"),
        [
            {"id": passage_id, "words": _vector(words), "size": len(words)}
            for passage_id, words in passages.items()
        ],
    )
    _tell(session, passages, 1)


def forget(session: Session | Connection, passages: Words) -> None:
    """Take out passages, given exactly as they were taken up."""
    session.execute(
        text("DELETE FROM passage_words WHERE passage_id = ANY(:ids)"), {"ids": list(passages)}
    )
    _tell(session, passages, -1)


def frequencies(session: Session | Connection, wanted: Iterable[str]) -> Frequencies:
    """In how many passages each of these terms occurs, and how many passages there are."""
    counts = _counts(session, wanted)
    return Frequencies(
        counts.pop(_PASSAGES, 0), {t: n for t, n in counts.items() if n and t != _WORDS}
    )


def search(
    session: Session | Connection, wanted: Sequence[str], limit: int, *, having: Sequence[str]
) -> list[tuple[int, float]]:
    """Passages with one of some of the terms and their BM25 score by all, the highest first."""
    return _ranked(session, wanted, limit, " | ".join(_quoted(t) for t in having if t.strip()))


def holding(
    session: Session | Connection, wanted: Sequence[Collection[Sequence[str]]], limit: int
) -> list[int]:
    """Passages that have, of every set of forms, all terms of one; by their BM25 score."""
    named = dict.fromkeys(term for forms in wanted for form in forms for term in form)
    found = _ranked(session, named, limit, all_of(wanted, _quoted, " & ", " | "))
    return [passage for passage, _ in found]


def erase(session: Session) -> None:
    """Adds up all counts and keeps no word that no passage has."""
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETTLING})
    session.execute(_SETTLED)
    session.execute(text("DELETE FROM passage_term WHERE doc = 0"))


def settle(session: Session) -> None:
    """Adds up what was counted since, where that has become much; one process at a time does."""
    much = session.execute(
        text("SELECT 1 FROM passage_term_news OFFSET :many LIMIT 1"), {"many": _MANY_NEWS}
    )
    if much.first() is None:
        return
    free = session.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _SETTLING})
    if free.scalar_one():
        session.execute(_SETTLED)


def _ranked(
    session: Session | Connection, wanted: Iterable[str], limit: int, some: str
) -> list[tuple[int, float]]:
    """Passages that answer a query by words, weighed by all that are wanted."""
    counts = _counts(session, wanted)
    passages = counts.get(_PASSAGES, 0)
    known = {term: counts[term] for term in wanted if term.strip() and counts.get(term)}
    if not known:
        return []
    weights = [
        max(_FLOOR, log((passages - seen + 0.5) / (seen + 0.5))) if seen < passages else _FLOOR
        for seen in known.values()
    ]
    rows = session.execute(
        _RANKED,
        {
            "terms": list(known),
            "weights": weights,
            "k": _K,
            "b": _B,
            "average": max(1.0, counts.get(_WORDS, 0) / max(1, passages)),
            "some": some,
            "limit": limit,
        },
    )
    return [(int(row.passage_id), float(row.score)) for row in rows]


def _counts(session: Session | Connection, wanted: Iterable[str]) -> dict[str, int]:
    rows = session.execute(
        text(
            "SELECT term, sum(doc) AS doc FROM ("
            " SELECT term, doc FROM passage_term WHERE term = ANY(:terms) UNION ALL"
            " SELECT term, doc FROM passage_term_news WHERE term = ANY(:terms)) AS both_tables "
            "GROUP BY term"
        ),
        {"terms": [_PASSAGES, _WORDS, *wanted]},
    )
    return {row.term: int(row.doc) for row in rows}


def _tell(session: Session | Connection, passages: Words, sign: int) -> None:
    counts = Counter(term for words in passages.values() for term in set(words))
    counts[_PASSAGES] = len(passages)
    counts[_WORDS] = sum(map(len, passages.values()))
    session.execute(
        text(
            "INSERT INTO passage_term_news "
            "SELECT * FROM unnest(CAST(:terms AS text[]), CAST(:docs AS bigint[]))"
        ),
        {"terms": list(counts), "docs": [sign * n for n in counts.values()]},
    )


def _vector(words: Sequence[str]) -> str:
    """As a tsvector is written; how often a word occurs is how many places it has."""
    counts = Counter(words)
    return " ".join(
        f"{_quoted(word)}:{','.join(map(str, range(1, min(times, _MOST_POSITIONS) + 1)))}"
        for word, times in counts.items()
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
