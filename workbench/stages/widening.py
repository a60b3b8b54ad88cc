"""Sentences that a search cannot reach: in reports on the same event, silent on where and when."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.domain.promise import Standing, Told, promise
from workbench.domain.sameness import Nearness
from workbench.domain.spans import Span
from workbench.domain.values import DateSpan, Particulars
from workbench.domain.vocabulary import Precision
from workbench.language.particulars import particulars
from workbench.language.sharing import shared
from workbench.representations.openings import first_sentences
from workbench.representations.subjects import SENTENCES_BEFORE, context_before
from workbench.store.finds import STANDING, Found, Query
from workbench.store.models import Claim, Embedding, Passage, Report
from workbench.vectors.packing import unpack
from workbench.vectors.types import Hit, Vectors

NEAREST = 200  # passages near each of them: most are of another year
REPORTS = 48  # that are looked through, those nearest to the article first
OF_A_REPORT = 10  # its sentences nearest to the claim
LIKELIEST = 50  # sentences added to what the searches found
WORDED = 10  # added to them: those with the rarest words of the claim, whatever else they promise
NEWS = timedelta(days=30)  # between the claim's article and a report on the same event
_DAY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Lead:
    """What a claim's article is about: its first sentences' vectors, a row each."""

    vectors: Vectors
    published: datetime | None
    before: Particulars = field(default_factory=Particulars)  # of the sentences before the claim


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with its vector, of shape (width,), and what the searches found for it."""

    query: Query
    vector: Vectors
    found: Sequence[Found]
    lead: Lead | None = None
    near: Sequence[Sequence[Hit]] = ()  # for each sentence of the lead

    @property
    def published(self) -> datetime | None:
        """When the claim's article appeared."""
        return self.lead.published if self.lead is not None else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may answer a claim, with what its promise is told from."""

    passage: Passage
    told: Told
    near: Nearness
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Stored:
    """A sentence as it is stored: its place in its report and its packed vector."""

    id: int
    start: int
    end: int
    vector: bytes


def leads(session: Session, encoder: int, claim_ids: Collection[int]) -> dict[int, Lead]:
    """Each claim's article in short, for those that have one."""
    claims = session.execute(
        select(Claim.id, Claim.start, Report)
        .join(Report, Report.id == Claim.report_id)
        .where(Claim.id.in_(claim_ids))
    ).all()
    first = first_sentences(session, encoder, {claim.Report.id for claim in claims})
    return {
        claim.id: Lead(
            first[claim.Report.id], claim.Report.published_at, _before(claim.Report, claim.start)
        )
        for claim in claims
        if claim.Report.id in first
    }


def beside(session: Session, encoder: int, asked: Asked) -> list[Found]:
    """What stands in reports on the claim's event and may answer it, the likeliest first.

    "The count has come to 130 dead" names neither place nor day: its report does.
    """
    claim = told_by(asked)
    likely = [
        (promise(claim, each.told, each.near, each.standing), each)
        for each in sentences(session, encoder, asked)
    ]
    likely.sort(key=lambda each: (-each[0], each[1].passage.id))
    return [
        Found(
            each.passage,
            each.near.similarity,
            max(0.0, each.near.similarity * each.standing.article),
        )
        for each in _chosen(asked.query.text, [each for _, each in likely])
    ]


def _chosen(claim: str, likely: Sequence[Sentence]) -> list[Sentence]:
    """The likeliest first, then of the others those that share the rarest words with the claim.

    "Victims were foaming at the mouth" answers "some had foam coming out of their mouths" and has
    no figure, place or day in common with it.
    """
    told = shared(claim, [_words(each.passage) for each in likely])
    others = sorted(range(LIKELIEST, len(likely)), key=lambda place: -told[place].rarest)
    return [*likely[:LIKELIEST], *(likely[place] for place in others[:WORDED])]


def told_by(asked: Asked) -> Told:
    """What the claim states, with the sentences before it."""
    day = _day(asked.published)
    own = particulars(asked.query.text, published=day)
    before = asked.lead.before if asked.lead is not None else Particulars()
    return Told(own, before)


def sentences(session: Session, encoder: int, asked: Asked) -> list[Sentence]:
    """Of the reports nearest to the claim the sentences that may answer it and were not found."""
    known = {each.passage.id for each in asked.found}
    stored = _stored(session, encoder, _reports(session, asked))
    looked = sorted((_look(asked, rows) for rows in stored.values()), key=lambda r: -r.article)
    loaded = _loaded(session, {i for report in looked for i in report.nearest} - known)
    return [
        sentence
        for nearer, report in enumerate(looked)
        for sentence in _in_report(report, nearer, loaded, asked.published)
    ]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A report's sentences in their order, with how similar each is to the claim."""

    spans: Mapping[int, Span]  # passage -> its place
    near: Mapping[int, float]
    article: float

    @property
    def nearest(self) -> list[int]:
        return sorted(self.near, key=lambda each: (-self.near[each], each))[:OF_A_REPORT]

    def before(self, passage: int) -> list[Span]:
        """The sentences before one."""
        order = list(self.spans)
        place = order.index(passage)
        return [self.spans[each] for each in order[max(0, place - SENTENCES_BEFORE) : place]]


def _look(asked: Asked, rows: Sequence[_Stored]) -> _Looked:
    vectors = unpack([row.vector for row in rows], len(rows[0].vector) // 4)
    near = (vectors @ asked.vector).tolist()
    lead = asked.lead
    article = float((lead.vectors @ vectors.T).max(1).mean()) if lead is not None else max(near)
    spans = {row.id: Span(row.start, row.end) for row in rows}
    return _Looked(spans, dict(zip(spans, near, strict=True)), article)


def _in_report(
    report: _Looked, nearer: int, loaded: Mapping[int, Passage], published: datetime | None
) -> Iterator[Sentence]:
    best = max(report.near.values())
    for place, i in enumerate(report.nearest):
        passage = loaded.get(i)
        if passage is None:
            continue
        near = Nearness(report.near[i], best, _apart(published, passage.report.published_at))
        standing = Standing(report.article, nearer, place)
        yield Sentence(passage, _told(passage, report.before(i)), near, standing)


def _words(passage: Passage) -> str:
    return passage.report.text[passage.start : passage.end]


def _told(passage: Passage, before: Sequence[Span]) -> Told:
    text, day = passage.report.text, _day(passage.report.published_at)
    around = [particulars(span.of(text), published=day) for span in before]
    return Told(particulars(_words(passage), published=day), _joined(around))


def _joined(of: Sequence[Particulars]) -> Particulars:
    return Particulars(
        dates=tuple(date for each in of for date in each.dates),
        places=tuple(place for each in of for place in each.places),
    )


def _before(report: Report, start: int | None) -> Particulars:
    """What the sentences before a claim state, else the day its article appeared."""
    day = _day(report.published_at)
    text = context_before(report.text, start or 0)
    found = particulars(text, published=day)
    if found.dates or day is None:
        return found
    return replace(found, dates=(DateSpan(day.isoformat(), 0, 0, day, day, Precision.DAY),))


def _reports(session: Session, asked: Asked) -> dict[int, float]:
    """The reports nearest to the claim and its article: the mean of their best similarities."""
    ids = {hit.id for row in asked.near for hit in row}
    of = _reports_of(session, asked, ids)
    in_time = [each for each in reversed(asked.found) if _is_news(each.passage.report, asked)]
    found = [{each.passage.report_id: each.similarity for each in in_time}]
    for hits in asked.near:
        best: dict[int, float] = {}
        for hit in hits:
            for report in of.get(hit.id, ()):
                best[report] = max(best.get(report, 0.0), hit.similarity)
        found.append(best)
    total: dict[int, float] = {}
    for best in found:
        for report, similarity in best.items():
            total[report] = total.get(report, 0.0) + similarity / len(found)
    nearest = sorted(total, key=lambda report: (-total[report], report))
    return {report: total[report] for report in nearest[:REPORTS]}


def _is_news(report: Report, asked: Asked) -> bool:
    """Whether a report may be on the same event: one of another year takes no other's place."""
    if asked.published is None or report.published_at is None:
        return True
    return abs(report.published_at - asked.published) <= NEWS


def _reports_of(session: Session, asked: Asked, ids: Collection[int]) -> dict[int, list[int]]:
    """The reports behind these embeddings that the claim may be matched with, in its time."""
    # In two steps: of a join SQLite reads every passage of the desk, looking for each among `ids`.
    texts = select(Embedding.text_hash, Embedding.id).where(Embedding.id.in_(ids))
    known = {row.text_hash: row.id for row in session.execute(texts)}
    rows = (
        select(Passage.text_hash, Passage.report_id)
        .join(Passage.report)
        .where(Passage.current, Passage.text_hash.in_(known), *asked.query.conditions())
    )
    if asked.published is not None:
        apart = (asked.published - NEWS, asked.published + NEWS)
        rows = rows.where(Report.published_at.is_(None) | Report.published_at.between(*apart))
    found: dict[int, list[int]] = {}
    for text, report in session.execute(rows):
        found.setdefault(known[text], []).append(report)
    return found


def _stored(session: Session, encoder: int, reports: Collection[int]) -> dict[int, list[_Stored]]:
    """Every sentence of these reports with its vector, in the order of the text."""
    rows = session.execute(
        select(Passage.id, Passage.report_id, Passage.start, Passage.end, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Passage.text_hash)
        .where(Embedding.encoder_id == encoder, Passage.report_id.in_(reports), STANDING)
        .order_by(Passage.report_id, Passage.start, Passage.id)
    )
    found: dict[int, list[_Stored]] = {}
    for row in rows:
        found.setdefault(row.report_id, []).append(_Stored(row.id, row.start, row.end, row.vector))
    return found


def _loaded(session: Session, passages: Collection[int]) -> dict[int, Passage]:
    rows = session.scalars(
        select(Passage)
        .where(Passage.id.in_(passages))
        # the texts come apart from the rows: each report's once, however many passages it has
        .options(selectinload(Passage.report).joinedload(Report.source))
    )
    return {passage.id: passage for passage in rows}


def _apart(ours: datetime | None, theirs: datetime | None) -> float | None:
    return abs((ours - theirs).total_seconds()) / _DAY if ours and theirs else None


def _day(at: datetime | None) -> date | None:
    return at.date() if at is not None else None
