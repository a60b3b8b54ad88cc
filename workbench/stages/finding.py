"""Two searches, one ranking: passages by meaning and by words, ordered by what they share."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, load_only, selectinload

from workbench.domain.hashes import text_hash
from workbench.domain.ranking import relevance
from workbench.language.closeness import overlap, weigh
from workbench.language.literal import Literal
from workbench.language.parts import Form, Page
from workbench.language.terms import Frequencies, Sought, needed, rarest, seek
from workbench.store import lexical
from workbench.store.finds import STANDING, Found, Query
from workbench.store.models import Embedding, Passage, Report
from workbench.vectors.packing import cosines, pack, pack_ids
from workbench.vectors.types import Encoder, Hit, Ids, Vectors

CANDIDATES = 60  # of each search
LETTERED = 200  # that may hold what is sought to the letter
_OTHERS = 4  # one place in so many is for what does not hold it
_TITLES = 16_384  # whose hashes are remembered
KEPT = 30  # that are compared slot by slot
_AWAITED = 16  # vectors that a search makes itself, where they are not kept yet
_SCARCE = 1 / 10  # where fewer reports are admitted, their passages are looked up beforehand
_SOUGHT = (40, 1_000)  # characters of a sentence as people search for
_FARTHEST = 5_000  # candidates by words, however few reports are admitted
_Row = Row[int, str, int, int, int]  # of a passage in short
_SHORT = select(Passage.id, Passage.text_hash, Passage.start, Passage.end, Passage.report_id)
# Of the table, not of its class: rows that are only read need no more.
_KEPT: Any = Embedding.__table__.c
_TEXTS = select(_KEPT.id, _KEPT.text_hash).where(_KEPT.id.in_(bindparam("ids", expanding=True)))
_VECTORS = select(_KEPT.text_hash, _KEPT.vector).where(
    _KEPT.encoder_id == bindparam("encoder"),
    _KEPT.text_hash.in_(bindparam("hashes", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may bear on a query: its words and its report's title, no more of either."""

    passage_id: int
    text_hash: str
    words: str
    title: str | None
    held: int | None = None

    @property
    def title_hash(self) -> str:
        """Under which the title's vector is kept."""
        return _hashed(self.title or "")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with how likely it bears on the query."""

    passage_id: int
    similarity: float
    relevance: float
    held: int | None = None


@dataclass(frozen=True, slots=True)
class Worded:
    """What is looked for by its words, and the passages that have them, the best first.

    `lettered` are those that may hold what is sought to the letter.
    """

    sought: Sought
    seen: Frequencies
    passages: Sequence[int]
    lettered: Sequence[int]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What both searches found for one query, with the vectors that are compared."""

    sought: Sought
    seen: Frequencies
    candidates: Sequence[Candidate]
    vectors: dict[str, bytes]  # by text hash: of the candidates, and of their titles


@dataclass(frozen=True, slots=True)
class Reach:
    """How many candidates each search must give so that enough are admitted, and among which."""

    kept: int = CANDIDATES
    by_meaning: int = CANDIDATES
    by_words: int = CANDIDATES
    among: Ids | None = None  # embeddings; None: all


def reach(session: Session, encoder: int, query: Query, kept: int) -> Reach:
    """How far to look so that `kept` candidates remain of those that a query admits."""
    conditions = list(query.conditions())
    if not conditions:
        return Reach(kept, kept, kept)
    count = select(func.count()).select_from(Report).where(Report.current)
    admitted = session.scalar(count.where(*conditions)) or 0
    share = max(1, admitted) / max(1, session.scalar(count) or 0)
    far = min(_FARTHEST, math.ceil(kept / share))
    if share >= _SCARCE:
        return Reach(kept, far, far)
    embeddings = (
        select(Embedding.id)
        .join(Passage, Passage.text_hash == Embedding.text_hash)
        .join(Passage.report)
        .where(Embedding.encoder_id == encoder, Passage.current, *conditions)
    )
    return Reach(kept, kept, far, pack_ids(session.scalars(embeddings.distinct()).all()))


def find(
    session: Session,
    encoder: int,
    query: Query,
    vector: Vectors,
    hits: Sequence[Hit],
    counted: lexical.Counted | None = None,
) -> list[Found]:
    """What is compared with a claim, the likeliest first: both searches, weighed, and loaded."""
    words = by_words(session, query, counted=counted)
    gathered = gather(session, encoder, query, hits, words)
    return load(session, rank(vector, gathered, limit=KEPT))


def by_words(
    session: Session,
    query: Query,
    reach: Reach = Reach(),
    counted: lexical.Counted | None = None,
) -> Worded:
    """The search that needs no vector; how often terms occur is kept in `counted`."""
    sought = seek(query.text)
    seen = lexical.frequencies(session, sought.terms, counted)
    wanted = rarest(sought, seen)
    having = needed(wanted, seen, reach.by_words)
    found = lexical.search(session, wanted, reach.by_words, having=having)
    far = max(LETTERED, reach.by_words)
    lettered = lexical.holding(session, _known(session, query.literal, counted), far)
    return Worded(sought, seen, [passage for passage, _ in found], lettered)


def gather(
    session: Session,
    encoder: int,
    query: Query,
    hits: Sequence[Hit],
    words: Worded,
    *,
    kept: int = CANDIDATES,
) -> Gathered:
    """The candidates of both searches; a bounded number of statements."""
    rows = _admitted(session, query, [hit.id for hit in hits], words, kept)
    candidates = _candidates(session, rows, query.literal)
    hashes = {hashed for each in candidates for hashed in (each.text_hash, each.title_hash)}
    return Gathered(words.sought, words.seen, candidates, _vectors(session, encoder, hashes))


def rank(query_vector: Vectors, gathered: Gathered, *, limit: int) -> list[Ranked]:
    """The candidates by relevance, best first; `query_vector` has shape (width,).

    Those that hold what is sought to the letter come before all others, which keep some places.
    """
    claim = weigh(gathered.sought, gathered.seen)
    near = dict(
        zip(
            gathered.vectors,
            cosines(query_vector, list(gathered.vectors.values())),
            strict=True,
        )
    )
    found = []
    for each in gathered.candidates:
        similarity = near.get(each.text_hash)
        if similarity is None:  # it awaits its vector; a claim is matched with it once it has one
            continue
        shared = overlap(claim, each.words, each.title)
        likely = relevance(similarity, near.get(each.title_hash), shared)
        found.append(Ranked(each.passage_id, similarity, likely, each.held))
    return _first_places(sorted(found, key=_order), limit)


def completed(gathered: Gathered, encoder: Encoder) -> Gathered:
    """The same with vectors for what its words found before it had one, the newest first."""
    lacking = {
        each.text_hash: each.words
        for each in sorted(gathered.candidates, key=_newest)
        if each.text_hash not in gathered.vectors
    }
    if not lacking:
        return gathered
    some = dict(islice(lacking.items(), _AWAITED))
    made = dict(zip(some, pack(encoder.encode(list(some.values()))), strict=True))
    return replace(gathered, vectors={**gathered.vectors, **made})


def holding(gathered: Gathered) -> int:
    """How many candidates hold what is sought to the letter, shown or not."""
    return sum(bool(each.held) for each in gathered.candidates)


def load(session: Session, ranked: Sequence[Ranked]) -> list[Found]:
    """The passages of a ranking, whole, with their reports and sources."""
    rows = session.scalars(
        select(Passage)
        .where(Passage.id.in_([each.passage_id for each in ranked]))
        # the texts come apart from the rows: each report's once, however many passages it has
        .options(selectinload(Passage.report).joinedload(Report.source))
    )
    passages = {passage.id: passage for passage in rows}
    return [
        Found(passages[each.passage_id], each.similarity, each.relevance, each.held)
        for each in ranked
    ]


def recent(session: Session, most: int) -> list[str]:
    """A sentence of each of the reports that came last, such as people search for."""
    reports = select(Report.id).where(Report.current).order_by(Report.id.desc()).limit(most)
    ids = (
        select(func.min(Passage.id))
        .where(
            Passage.report_id.in_(reports),
            Passage.current,
            (Passage.end - Passage.start).between(*_SOUGHT),
        )
        .group_by(Passage.report_id)
    )
    rows = session.scalars(
        select(Passage).where(Passage.id.in_(ids)).options(selectinload(Passage.report))
    )
    return [row.report.text[row.start : row.end] for row in rows]


@lru_cache(maxsize=_TITLES)
def _hashed(title: str) -> str:
    return text_hash(title)


def _newest(candidate: Candidate) -> tuple[int, int]:
    return (-(candidate.held or 0), -candidate.passage_id)


def _order(ranked: Ranked) -> tuple[float, float, float, int]:
    return (-(ranked.held or 0), -ranked.relevance, -ranked.similarity, ranked.passage_id)


def _first_places(found: Sequence[Ranked], limit: int) -> list[Ranked]:
    """The first of those that hold what is sought to the letter, then of those that do not."""
    others = [each for each in found if not each.held]
    kept = min(len(others), limit // _OTHERS)
    held = [each for each in found if each.held][: limit - kept]
    return held + others[: limit - len(held)]


def _admitted(
    session: Session, query: Query, near: Sequence[int], words: Worded, kept: int
) -> list[_Row]:
    """Of each search the first that the query admits; passages of one text count once."""
    # In two steps: of a join SQLite reads every passage of the desk, looking for each among `near`.
    known = {row.text_hash: row.id for row in session.execute(_TEXTS, {"ids": near}).all()}
    alike = session.execute(_of(query).where(Passage.current, Passage.text_hash.in_(known))).all()
    asked = {*words.passages, *words.lettered}
    named = session.execute(_of(query).where(Passage.id.in_(asked), STANDING)).all()
    nearest = set(_first(near, {known[row.text_hash] for row in alike}, kept))
    admitted = {row.id for row in named}
    first = {
        *_first(words.passages, admitted, kept),
        *_first(words.lettered, admitted, LETTERED),
    }
    found = [row for row in alike if known[row.text_hash] in nearest]
    found += [row for row in named if row.id in first]
    return sorted({row.id: row for row in found}.values(), key=attrgetter("id"))


def _of(query: Query) -> Select[int, str, int, int, int]:
    """The passages of the reports that a query admits, in short."""
    conditions = list(query.conditions())
    return _SHORT.join(Passage.report).where(*conditions) if conditions else _SHORT


def _candidates(session: Session, rows: Sequence[_Row], literal: Literal) -> list[Candidate]:
    """Passages with their words: of a hundred that are weighed, ten are loaded whole."""
    # As rows, not columns: what must not be read is masked in these.
    reports = session.scalars(
        select(Report)
        .where(Report.id.in_({row.report_id for row in rows}))
        .options(load_only(Report.title, Report.text, Report.published))
    )
    known = {report.id: report for report in reports}
    return [
        Candidate(row.id, row.text_hash, words, report.title, _held(literal, words, report))
        for row in rows
        for report in [known[row.report_id]]
        for words in [report.text[row.start : row.end]]
    ]


def _known(
    session: Session, literal: Literal, counted: lexical.Counted | None
) -> list[frozenset[Form]]:
    """What is wanted to the letter, without the spellings that no passage has."""
    named = {term for forms in literal.wanted for form in forms for term in form}
    seen = lexical.frequencies(session, named, counted).by_term
    return [
        frozenset(form for form in forms if all(seen.get(term) for term in form)) or forms
        for forms in literal.wanted
    ]


def _held(literal: Literal, words: str, report: Report) -> int | None:
    if not literal:
        return None
    return literal.held(Page.of(words, report.published), report.title)


def _first(ids: Sequence[int], admitted: Collection[int], kept: int) -> list[int]:
    return [each for each in ids if each in admitted][:kept]


def _vectors(session: Session, encoder: int, hashes: Collection[str]) -> dict[str, bytes]:
    rows = session.execute(_VECTORS, {"encoder": encoder, "hashes": list(hashes)}).all()
    return {row.text_hash: row.vector for row in rows}
