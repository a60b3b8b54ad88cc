"""What surrounds a report and is none of it goes: by line, and from where the report ends.

Every rule describes a whole line or paragraph, so that a sentence that merely mentions sharing,
cookies or comments is never lost.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise, takewhile

from workbench.reading.datelines import byline_of, has_dateline
from workbench.reading.dates import stated
from workbench.reading.links import key_of
from workbench.reading.readers import asks_for_the_page, speaks_of_itself, speaks_to_readers
from workbench.reading.surroundings import NOTHING, Surroundings
from workbench.reading.wording import closes, is_about, is_code, is_end, is_own

_PUBLISHER = re.compile(
    r"^\W*(?:about|über|zu(?:r|m)?|à propos d[eu']|sobre|acerca d[eo]|informazioni su|chi è|про)"
    r"\s(?:the |die |der |das |la |le |el |los |las |a |il |l['’])?(\w.{1,40}?)\W*$",
    re.IGNORECASE,
)
_READERS = re.compile(
    r"comment|repl|response|thought|kommentar|комментарий|تعليق|conversation", re.IGNORECASE
)
_SENTENCE = re.compile(r"""[.!?…؟。][)\]"'”’»]*$""")
_WORDS = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(r"\s[|•·]\s")
_A_REPORT = 3  # paragraphs of prose
_CLOSING = 5  # paragraphs among which a page may turn to its readers
_A_LIST = 3  # links, one under the other
_LONGEST = 400  # characters; no prompt or notice says more in one paragraph
_LONGEST_CLOSE = 600
_LABEL = re.compile(r"[^\s|]{1,30}(?: [^\s|]{1,30}){0,3}(?<![.,:;!?…])")
_LABELS = 5  # one under the other
_TITLE_END = re.compile(r"\s-{1,2}|\s[|–—»]|:\s")
_A_LABEL = 4  # words
_A_SECTION = 3  # words at most of a section's name
_TOLD = 0.9  # of a report's letters; the rest of what is mostly lists is lists as well
_A_TITLE = 20  # words at most
_REPEATED = 8  # words from which a paragraph is not said twice
_NEAR = 2  # paragraphs
_A_DAY = 25  # characters at most; a line that begins with one is an entry of a chronicle
_MOST_OWN = 0.3  # of a page's letters; with more, its links are what it is about
_ACCOUNT = re.compile(r"^.{0,60}\bIBAN\b\W{0,3}[A-Z]{2} ?\d{2}[\d ]{8,26}.{0,60}$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»„]|`` ?\w{1,30} [a-z]{1,30} [a-z]")
# What a page adds to the end of a line: to edit it, or to look a source up.
_ADDED = re.compile(
    r"\s?\[(?:edit|src|bearbeiten|modifier|editar|modifica|edytuj)\b[^\]]{0,40}\]$"
    r"|\s?(?:(?:cross ?ref|medline|pubmed|isi|scopus|cas|link|view article|full text)\s?){0,6}"
    r"google scholar$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^(?:sub-?)?headline:\s|^untertitel:\s", re.IGNORECASE)
_SCHOLAR = "google scholar"
_ARTICLE = 5  # characters before a name at the front of a sentence
_A_SHORT = 6  # words
_OF_ACCOUNT = 4  # lines on each side: what for, whose, at which bank
_A_WORD = 40  # words at most that a page says of itself among paragraphs
_A_BAR = 2  # parts beside which another may be unknown


def is_chrome(line: str) -> bool:
    """Whether a whole line or paragraph belongs to the page and not to the report."""
    if len(line) > _LONGEST:
        return is_code(line)
    return is_own(line) or _is_bar([part for part in _DIVIDED.split(line) if part.strip()])


def _is_bar(parts: Sequence[str]) -> bool:
    """Whether what is divided by marks is a page's, with days and credits between."""
    if len(parts) < 2:
        return False
    rest = [part for part in parts if not is_own(part)]
    own = len(parts) - len(rest)
    unknown = (part for part in rest if not stated(part) and not byline_of(part))
    return own > 0 and sum(1 for _part in unknown) <= (own >= _A_BAR)


def without_chrome(paragraphs: Sequence[str], surroundings: Surroundings = NOTHING) -> list[str]:
    """The paragraphs that are the report's, in order.

    `surroundings` are the lines that a page's markup shows to be its own.
    """
    body = paragraphs[: _end_of_report(paragraphs)]
    told = list(map(_without_added, _once(_without(surroundings, body))))
    kept = list(_without_calls(_without_accounts(told), surroundings))
    while (end := _close_of(kept, surroundings)) < len(kept):
        kept = kept[:end]
    if kept:
        kept[-1] = _without_writer(kept[-1], surroundings.writers)
    if sum(map(_is_prose, kept)) >= _A_REPORT:
        kept = _without_labels(kept)
        while _is_leftover(kept[-1], surroundings) or _is_said_above(kept):
            del kept[-1]
            kept = kept[: _close_of(kept, surroundings)]
    return kept


def _without_added(line: str) -> str:
    line = _NAMED.sub("", line)
    added = line.endswith("]") or line[-len(_SCHOLAR) :].lower() == _SCHOLAR
    return _ADDED.sub("", line) if added else line


def _without_accounts(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the account to give to: its number, with the short lines around it."""
    accounts = [at for at, line in enumerate(lines) if "IBAN" in line and _ACCOUNT.search(line)]
    if not accounts:
        return lines
    short = [len(line.split()) <= _A_SHORT for line in lines]
    gone: set[int] = set()
    for at in accounts:
        above, below = range(at - 1, -1, -1), range(at + 1, len(lines))
        gone.add(at)
        for near in (above, below):
            gone.update(islice(takewhile(short.__getitem__, near), _OF_ACCOUNT))
    return [line for at, line in enumerate(lines) if at not in gone]


def _without_calls(lines: Sequence[str], surroundings: Surroundings) -> Iterator[str]:
    """The lines without the page's own, and without what such a line is about.

    That is the link that a call to read on stands over, or the title or label that stands over it.
    """
    own, calls = list(map(is_chrome, lines)), False
    labels = {*_titles(lines, own), *_contacts(lines, own)}
    for at, line in enumerate(lines):
        if own[at]:
            calls = line.endswith(":")
        elif at not in labels and (not calls or key_of(line) not in surroundings.linked):
            calls = False
            yield line


def _titles(lines: Sequence[str], own: Sequence[bool]) -> Iterator[int]:
    """Titles that stand one after the other, each over a call to read on."""
    calls = [at for at, line in enumerate(lines) if own[at] and speaks_to_readers(line)]
    over = {at - 1 for at in calls if at and not own[at - 1] and not _tells(lines[at - 1])}
    yield from (at for at in over if not {at - 2, at + 2}.isdisjoint(over))


def _contacts(lines: Sequence[str], own: Sequence[bool]) -> Iterator[int]:
    """Labels over an address to write to."""
    for at, (label, line) in enumerate(pairwise(lines)):
        if own[at + 1] and "@" in line and label.endswith(":") and len(label.split()) <= _A_LABEL:
            yield at


def below_headline(lines: Sequence[str], title: str | None) -> Sequence[str]:
    """The lines without the labels, or the many short lines, that stand before the headline."""
    names = {key_of(name) for name in (title or "", _TITLE_END.split(title or "")[0])} - {""}
    first = next((at for at, line in enumerate(lines) if _tells(line)), len(lines))
    at = max((n for n, line in enumerate(lines[:first]) if key_of(line) in names), default=0)
    credited = (line for line in lines[:at] if byline_of(line) or at < _LABELS)
    return [*(line for line in credited if not _is_section(line)), *lines[at:]]


def _tells(line: str) -> bool:
    return _is_prose(line) and not is_chrome(line)


def _is_said_above(lines: Sequence[str]) -> bool:
    """Whether the last line is a day or label that one of the first ones begins with."""
    last = lines[-1]
    return len(last.split()) <= _A_LABEL and any(up.startswith(last) for up in lines[:_NEAR])


def _is_section(line: str) -> bool:
    if byline_of(line) or stated(line) or _SENTENCE.search(line):
        return False
    return len(line.split()) <= _A_SECTION


def _close_of(lines: Sequence[str], surroundings: Surroundings) -> int:
    """Where the page turns to its readers, or to its writer, at the end; what follows is short."""
    end = len(lines)
    for at in range(len(lines) - 1, max(0, len(lines) - _CLOSING), -1):
        if _is_signed(lines, at, surroundings.writers) or (
            _is_close(lines[at], surroundings)
            and any(map(_is_prose, islice(lines, at)))
            and not any(map(_is_prose, lines[at + 1 : end]))
        ):
            end = at
    return end


def _is_signed(lines: Sequence[str], at: int, writers: Sequence[str]) -> bool:
    """Whether a line is a writer's name, with a few words on the writer under it at the end."""
    if not writers or key_of(lines[at]) not in map(key_of, writers):
        return False
    return len(lines) - at < _CLOSING and sum(map(_is_prose, lines[:at])) >= _A_REPORT


def _is_close(line: str, surroundings: Surroundings) -> bool:
    """Whether a page turns to its readers with a line near the end, by its words or its marks."""
    if _closes(line) or _tells_of_one(line, surroundings.writers):
        return True
    if len(line.split()) > _A_WORD or not (_asks(line, surroundings) or _asks_plainly(line)):
        return False
    return not _is_credit(line)


def _asks_plainly(line: str) -> bool:
    return asks_for_the_page(line) and not _QUOTED.search(line)


def _asks(line: str, surroundings: Surroundings) -> bool:
    """Whether a line's links or letters, and its words, show that it is the page's own."""
    key = key_of(line)
    if key in surroundings.asking or _QUOTED.search(line):
        return key in surroundings.asking
    if key in surroundings.stressed and speaks_of_itself(line):
        return True
    return key in surroundings.ending and speaks_to_readers(line)


def _without(surroundings: Surroundings, lines: Sequence[str]) -> Sequence[str]:
    """The lines without the page's own, where these are not what the page is about."""
    whole = sum(map(len, lines))
    gone: set[int] = set()
    for among in (_named, _apart, _offered, _listed, _alone):
        own = set(among(lines, surroundings))
        few = sum(len(lines[at]) for at in own) <= _MOST_OWN * whole
        whole_at_end = among is _offered and own == set(range(min(own, default=0), len(lines)))
        if few or ((among is _named or whole_at_end) and _is_report(lines, own)):
            gone |= own
    return [line for at, line in enumerate(lines) if at not in gone]


def _is_report(lines: Sequence[str], gone: set[int]) -> bool:
    """Whether what is left of the lines still tells something at length."""
    return sum(_is_prose(line) for at, line in enumerate(lines) if at not in gone) >= _A_REPORT


def _named(lines: Sequence[str], surroundings: Surroundings) -> Iterator[int]:
    """Lines in parts of the page that are named as its own, credits aside."""
    for at, line in enumerate(lines):
        if key_of(line) in surroundings.named and (_is_day(line) or not _is_credit(line)):
            yield at


def _apart(lines: Sequence[str], surroundings: Surroundings) -> Iterator[int]:
    """Lines in small parts whose names are often a page's own, credits aside."""
    first = next((at for at, line in enumerate(lines) if _is_prose(line)), len(lines))
    for at, line in enumerate(lines):
        key = key_of(line)
        section = at < first and key in surroundings.sections
        if (section or key in surroundings.apart) and not _is_credit(line):
            yield at


def _alone(lines: Sequence[str], surroundings: Surroundings) -> Iterator[int]:
    """Paragraphs that are one link to another page of the same site."""
    for at, line in enumerate(lines):
        if key_of(line) in surroundings.alone and len(line.split()) <= _A_TITLE:
            yield at


def _offered(lines: Sequence[str], surroundings: Surroundings) -> Iterator[int]:
    """Lines after the first paragraph in parts that offer something; short ones that ask for it."""
    theirs = surroundings.offered | surroundings.asking
    if not theirs:
        return
    first = next((at for at, line in enumerate(lines) if _is_prose(line)), len(lines))
    for at, line in enumerate(lines[first + 1 :], first + 1):
        key = key_of(line)
        asks = key in surroundings.asking and (not _is_prose(line) or _is_own_word(line))
        if (asks or key in surroundings.offered) and not _is_credit(line):
            yield at


def _is_own_word(line: str) -> bool:
    return len(line.split()) <= _A_WORD and speaks_of_itself(line)


def _listed(lines: Sequence[str], surroundings: Surroundings) -> Iterator[int]:
    """Links in a list of them, but for the entries of a chronicle."""
    linked = [key_of(line) in surroundings.linked for line in lines]
    for is_link, run in groupby(range(len(lines)), linked.__getitem__):
        members = list(run)
        if is_link and len(members) >= _A_LIST:
            yield from (at for at in members if not stated(lines[at][:_A_DAY]))


def _is_credit(line: str) -> bool:
    return bool(byline_of(line) or has_dateline(line) or stated(line))


def _is_day(line: str) -> bool:
    """Whether a line is a day and at most the name of a section, which the fields say as well."""
    few = len(_WORDS.findall(line)) <= _A_LABEL and not _SENTENCE.search(line)
    return few and bool(stated(line)) and not byline_of(line) and not has_dateline(line)


def _once(lines: Sequence[str]) -> Iterator[str]:
    """The lines without what was just said in the same words, as a page's summary is."""
    for at, line in enumerate(lines):
        if len(line.split()) < _REPEATED or line not in lines[max(0, at - _NEAR) : at]:
            yield line


def _is_leftover(line: str, surroundings: Surroundings) -> bool:
    """A heading, link or label at the very end, with nothing left under it."""
    key = key_of(line)
    if key in surroundings.headings or (key in surroundings.linked and not line[:1].isdigit()):
        return not _is_prose(line)
    short = len(line.split()) <= _A_LABEL
    return short and not _SENTENCE.search(line) and not re.search(r"\d", line)


def _is_label(line: str) -> bool:
    return bool(_LABEL.fullmatch(line))


def _without_labels(lines: list[str]) -> list[str]:
    """The lines without runs of labels before the first prose, as a box of figures has them."""
    first = next(at for at, line in enumerate(lines) if _is_prose(line))
    prose = sum(len(line) for line in lines if _is_prose(line))
    if prose < _TOLD * sum(map(len, lines)):
        return lines
    kept: list[str] = []
    for are_labels, run in groupby(lines[:first], _is_label):
        members = list(run)
        kept += [] if are_labels and len(members) >= _LABELS else members
    return kept + lines[first:]


def _without_writer(line: str, writers: Sequence[str]) -> str:
    """The last line without the sentence on its writer that ends it: "Sami Kanaan is a …"."""
    for writer in writers:
        told, found, rest = line.rpartition(f". {writer} is ")
        if found and len(rest) <= _LONGEST and not _QUOTED.search(rest):
            return f"{told}."
    return line


def _closes(line: str) -> bool:
    """A closing word from the page to its reader: to comment, follow, support, look elsewhere."""
    says = _is_prose(line) and _QUOTED.search(line)
    return len(line) <= _LONGEST_CLOSE and not says and closes(line)


def _tells_of_one(line: str, writers: Sequence[str]) -> bool:
    """Whether a paragraph begins with a writer's name, as a word on who wrote the report does."""
    return len(line) <= _LONGEST_CLOSE and bool(
        any(map(line.casefold().startswith, map(str.casefold, writers)))
        and not byline_of(line)
        and not _QUOTED.search(line)
    )


def _end_of_report(paragraphs: Sequence[str]) -> int:
    """Where a prompt or list begins after which only the page's words and its readers' follow."""
    prose = [_is_prose(paragraph) for paragraph in paragraphs]
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph) > _LONGEST:
            continue
        if _is_about(paragraphs[at : at + 2]) and len(prose) - at <= _CLOSING and any(prose[:at]):
            return at
        if not is_end(paragraph):
            continue
        before, after = sum(prose[:at]), sum(prose[at + 1 :])
        if before and (not after or (_READERS.search(paragraph) and before >= after)):
            return at
    return len(paragraphs)


def _is_about(lines: Sequence[str]) -> bool:
    """Whether a label says that a few words on who writes or publishes follow, or names them."""
    named = _PUBLISHER.match(lines[0])
    follows = named and len(lines) > 1 and named[1] in lines[1][: len(named[1]) + _ARTICLE]
    return is_about(lines[0]) or bool(follows)


def _is_prose(paragraph: str) -> bool:
    """A paragraph that tells something: a sentence of some length, or several."""
    return len(paragraph.split(None, 14)) == 15 and bool(_SENTENCE.search(paragraph))
