"""A draft becomes a report: headline in front, credits, language and hashes added."""

import hashlib
import re
from collections.abc import Sequence

from workbench.errors import UnreadableError
from workbench.reading.addresses import canonical, host_of
from workbench.reading.datelines import agency_named, credits_of
from workbench.reading.dates import is_to_come, stated
from workbench.reading.languages import language_of
from workbench.reading.own_days import headed, outranking
from workbench.reading.paragraphs import joined
from workbench.reading.record import Draft, ReportRecord

_MOST = 0.6  # of a headline's letters, from which a line that begins or ends it repeats it

_A_LABEL = 4  # words, such as a section's before the headline
_SENTENCE = re.compile(r"[.!?…؟。]\W{0,3}$")


def finish(draft: Draft, *, name: str, raw: bytes, url: str | None = None) -> ReportRecord:
    """The report that a draft and the bytes it was read from make.

    `url` is where the bytes came from; the draft's own address outranks it.
    """
    paragraphs = _headed(draft)
    if not any(any(map(str.isalnum, paragraph)) for paragraph in paragraphs):
        raise UnreadableError(f"{name} holds no text to read. Check that it is a report.")
    text = joined(paragraphs)
    stated = credits_of(paragraphs)
    agency = stated.agency or next(filter(None, map(agency_named, draft.authors)), None)
    names = draft.authors or stated.authors
    address = draft.url or canonical(url or "")
    published, problems = _published(draft.published, text)
    return ReportRecord(
        input=name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type=draft.media_type,
        title=draft.title,
        source=draft.source or host_of(address),
        authors=tuple(n for n in names if not agency or agency not in {n, agency_named(n)}),
        published=published,
        language=draft.language or language_of(text),
        url=address,
        agency=agency,
        dateline_place=stated.place,
        problems=(*draft.problems, *problems),
        raw=raw,
    )


def _published(given: str | None, text: str) -> tuple[str | None, tuple[str, ...]]:
    """The day of publication that is kept, and what is wrong with the one given."""
    if given is None:
        return headed(text), ()
    if is_to_come(given):
        return None, (f"published {given} lies in the future and was left out",)
    own = outranking(text, given)
    if own is None:
        return given, ()
    return own, (f"published {given} contradicts the text, which says {own}: that was kept",)


def _headed(draft: Draft) -> Sequence[str]:
    """The paragraphs with the headline in front, once."""
    if not draft.title:
        return draft.paragraphs
    rest = list(draft.paragraphs)
    for at, paragraph in enumerate(rest[:3]):
        if _repeats(paragraph, draft.title):
            del rest[at]
            break
    return [draft.title, *rest]


def _repeats(line: str, title: str) -> bool:
    """Whether a line is the headline again, most of it, or with a section or a day behind it."""
    whole, key = _key(title), _key(line)
    if key == whole or _key(line.partition(" | ")[0]) == whole:
        return True
    if key.endswith(whole) and len(line.split()) - len(title.split()) <= _A_LABEL:
        return True
    if line.startswith(title) and stated(rest := line[len(title) :]):
        return not _SENTENCE.search(rest)
    return len(key) > _MOST * len(whole) and (whole.startswith(key) or whole.endswith(key))


def _key(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
