"""One text against all reports; nothing is stored."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain.proposals import Proposal
from workbench.domain.vocabulary import Role
from workbench.errors import InputError
from workbench.language import literal
from workbench.language.particulars import particulars
from workbench.language.terms import seek
from workbench.pipeline import catching_up, searchable
from workbench.representations.cases import match_json
from workbench.representations.claims import query_json
from workbench.representations.origins import count_json
from workbench.representations.subjects import Subject
from workbench.stages import assessing, finding, matching, redaction
from workbench.store import languages, sources
from workbench.store.finds import Found, Query

LONGEST_QUERY = 5_000
MOST = 200
_REHEARSED = 20  # searches: a second or two in which nobody is kept waiting
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched, among which reports, and for whom."""

    text: str
    limit: int = 10
    before: datetime | None = None
    exclude_report: int | None = None
    exclude_source: str | None = None
    language: str | None = None
    seen_by: Role = Role.READER


def search(services: Services, wanted: Search) -> Json:
    """The passages that bear on a text, best first; before all those that hold it to the letter.

    Raises:
        InputError: the text is blank or too long, the limit out of range, a source or a language
            one that no report has.
        StaleIndexError: the index cannot be used.
    """
    _check(wanted)
    with ThreadPoolExecutor(1, "query") as aside:  # words are searched while the text is encoded
        encoding = aside.submit(services.encoder.encode, [seek(wanted.text).text])
        late, encoder = searchable.behind(services), searchable.encoder_id(services)
        index = services.shelf.index()
        with services.database.snapshot() as session:
            redaction.veil(session, wanted.seen_by)
            query = _query(session, wanted)
            reach = finding.reach(
                session, encoder, query, max(finding.CANDIDATES, 3 * wanted.limit)
            )
            words = finding.by_words(session, query, reach, services.noted.counted)
            searched = matching.search_record(session, late, services.noted.covered)
            [vector] = encoding.result()
            [hits] = index.search(vector[None], reach.by_meaning, allowed=reach.among)
            gathered = finding.gather(session, encoder, query, hits, words, kept=reach.kept)
            ranked = finding.rank(
                vector, finding.completed(gathered, services.encoder), limit=wanted.limit
            )
            best = finding.load(session, ranked)
    holding = finding.holding(gathered)
    again = catching_up.again(services, wanted.text, best)
    found = sorted(again, key=lambda each: -(each.held or 0))
    passages = [each.passage for each in found]
    near = {each.passage.id: each.similarity for each in found}
    assessed = assessing.compute_for(Subject(wanted.text), passages, near)
    return {
        "query": query_json(wanted.text, particulars(wanted.text)),
        "origins": count_json(assessed.proposed),
        "matches": [
            _shown(rank, each, assessed.proposals[each.passage.id])
            for rank, each in enumerate(found, start=1)
        ],
        "literal": {"passages": holding, "or_more": holding >= finding.LETTERED},
        "searched": searched,
        "index": {"count": len(index), "encoder": services.encoder.name, "stale": late > 0},
    }


def rehearse(services: Services) -> None:
    """Searches for a few sentences of the desk's own, so that the first reviewer need not wait.

    What a process reads once, remembers or compiles at its first searches is then there.

    Raises:
        StaleIndexError: the index cannot be used.
    """
    with services.database.snapshot() as session:
        redaction.veil(session, Role.READER)
        texts = finding.recent(session, _REHEARSED)
    for text in texts:
        if any(map(str.isalnum, text)):
            search(services, Search(text))


def _query(session: Session, wanted: Search) -> Query:
    """What is searched for, its source and language looked up.

    Raises:
        InputError: the desk has no source of that name, or no report in that language.
    """
    name = wanted.exclude_source
    return Query(
        wanted.text,
        report_ids=frozenset({wanted.exclude_report} if wanted.exclude_report else ()),
        before=wanted.before,
        not_source_id=sources.known(session, name) if name else None,
        language=languages.known(session, wanted.language) if wanted.language else None,
        literal=literal.read(wanted.text),
    )


def _check(wanted: Search) -> None:
    if not any(map(str.isalnum, wanted.text)):
        raise InputError("There is nothing to search for: give a sentence with words.")
    if len(wanted.text) > LONGEST_QUERY:
        raise InputError(
            f"The text has {len(wanted.text)} characters; search for one sentence, "
            f"at most {LONGEST_QUERY}."
        )
    if not 1 <= wanted.limit <= MOST:
        raise InputError(f"The limit is {wanted.limit}; it must be between 1 and {MOST}.")


def _shown(rank: int, found: Found, proposal: Proposal) -> Json:
    match = matching.as_match(0, rank, found)
    match.passage = found.passage
    assessing.keep(match, proposal)
    return {**match_json(match), "literal": None if found.held is None else found.held > 0}
