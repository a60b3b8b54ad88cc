"""A claim and its passages as they go into a comparison and a fold, out of what is stored."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from workbench.domain.bearings import CLAIM, Bearing
from workbench.domain.proposals import UNSTATED
from workbench.domain.spans import Span
from workbench.domain.stated import Stated
from workbench.domain.values import Basis
from workbench.language import sentences, shingles
from workbench.language.asof import day_of
from workbench.language.bodies import Directory, body_key
from workbench.language.outlets import publisher
from workbench.language.particulars import figures
from workbench.language.stating import Setting, state
from workbench.language.tables import edition
from workbench.representations.origins import basis_from
from workbench.store.models import Passage

SENTENCES_BEFORE = 2
OPENING = 600  # code points in which a report's dateline stands
_REACH = 1_500  # code points of a report that are looked at before a sentence
_REMEMBERED = 2_048  # passages: of one event the same are compared with claim after claim


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared with the passages: a claim, with what surrounds it and what it rests on."""

    text: str
    context: str = ""
    published: str | None = None
    opening: str = ""
    dateline: str | None = None
    basis: Basis = UNSTATED
    report_id: int | None = None
    copy_group: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What of its report bears on what a passage states, as it is shown."""

    before: str
    after: str
    opening: str
    published: str | None
    dateline: str | None
    root: str | None


def context_before(text: str, start: int) -> str:
    """The sentences before a place in a text, at most two, headings left out."""
    return _last_of(_before(text, start))


def stated_claim(subject: Subject) -> Stated:
    """What a claim states, with its surroundings."""
    setting = Setting(
        context=subject.context,
        published=_published(subject.published),
        opening=subject.opening,
        dateline=subject.dateline,
        root=None if subject.basis.inferred else subject.basis.root,
        reported=subject.report_id is not None,
    )
    return state(subject.text, setting)


def stated_passage(passage: Passage) -> Stated:
    """What a passage states; its report is loaded."""
    report = passage.report
    basis = basis_of(passage)
    around = _Surroundings(
        before=_before(report.text, passage.start),
        after=report.text[passage.end : passage.end + _REACH // 3],
        opening=report.text[:OPENING],
        published=report.published,
        dateline=report.dateline_place,
        root=None if basis.inferred else basis.root,
    )
    return _stated(_words(passage), around, edition())


def bearing_of(passage: Passage, book: Directory) -> Bearing:
    """A passage as it is folded; its report and source are loaded."""
    report = passage.report
    return _about(
        Bearing(
            passage.id,
            basis_of(passage),
            report.id,
            report.original_id or report.id,
            published=report.published_at,
            source=publisher(report.source.name, book) if report.source else None,
        ),
        _words(passage),
        report.published,
        book,
    )


def claims_bearing(subject: Subject, book: Directory) -> Bearing:
    """The claim itself as it is folded."""
    bearing = Bearing(
        CLAIM,
        subject.basis,
        subject.report_id,
        subject.copy_group,
        published=moment(subject.published),
        source=publisher(subject.source, book) if subject.source else None,
    )
    return _about(bearing, subject.text, subject.published, book)


def _about(bearing: Bearing, words: str, published: str | None, book: Directory) -> Bearing:
    """The same with what its words show: sentence, quotes, figures, and whose word it is."""
    root = bearing.basis.root
    key = body_key(root, book) if root else None
    body = book.bodies.get(key)
    return replace(
        bearing,
        text_hash=shingles.sentence_hash(words),
        quotes=shingles.quote_hashes(words),
        runs=shingles.run_hashes(words),
        figures=figures(words, published=day_of(_published(published))),
        kind=body.kind if body else None,
        side=book.bodies.side(key),
    )


@lru_cache(maxsize=_REMEMBERED)
def _stated(words: str, around: _Surroundings, _edition: int) -> Stated:
    setting = Setting(
        context=_last_of(around.before),
        published=_published(around.published),
        opening=around.opening,
        after=_first_of(around.after),
        dateline=around.dateline,
        root=around.root,
        reported=True,
    )
    return state(words, setting)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start]


def _last_of(near: str) -> str:
    before = sentences.last(near, SENTENCES_BEFORE)
    return " ".join(sentence.span.of(near) for sentence in before)


def _first_of(near: str) -> str:
    following = sentences.first(near)
    return following.span.of(near) if following is not None else ""


def basis_of(passage: Passage) -> Basis:
    """What a passage rests on; unstated where nothing was found yet."""
    return basis_from(passage.basis) if passage.basis else UNSTATED


def _words(passage: Passage) -> str:
    return Span(passage.start, passage.end).of(passage.report.text)


def _published(published: str | None) -> date | None:
    """A day, or a moment where the hour is known."""
    if published is None:
        return None
    if len(published) == len("2017-06-02"):
        return date.fromisoformat(published)
    return datetime.fromisoformat(published)


def moment(published: str | None) -> datetime | None:
    """A stored day or moment as one, aware; midnight in UTC where no hour is known."""
    if published is None:
        return None
    at = datetime.fromisoformat(published)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
