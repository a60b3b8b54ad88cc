"""Places a sentence names: known ones by the gazetteer, others by the words that show them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from workbench.domain.spans import Span
from workbench.domain.values import Actor, Place
from workbench.language.bodies import bodies_in, directory
from workbench.language.counted import counter_of
from workbench.language.gazetteer import Gazetteer, Site, fold, gazetteer
from workbench.language.names import key as name_key
from workbench.language.tables import word_list
from workbench.language.words import HYPHENS, Word, joined, words

_LONGEST = 6
_FAR = 6  # tokens between "in" and a name: "in the rebel-held north of"
_AUXILIARIES = frozenset({"is", "was", "has", "had", "been", "being"})
_SIDES = frozenset({"pro", "anti"})
_ALLIES = frozenset({"ally", "allies", "loyalist", "loyalists"})
_LINKS = frozenset({"al", "el", "ez", "az", "ad", "as", "ash", "ar", "de", "la", "el-", "bin"})


def places(
    text: str, *, book: Gazetteer | None = None, bodies: Sequence[Actor] | None = None
) -> tuple[Place, ...]:
    """Every named place in order; `bodies` are those already found in the text, if they are."""
    tokens = words(text)
    known = book or gazetteer()
    named = bodies_in(text, directory()) if bodies is None else bodies
    acting = frozenset(body.start for body in named)
    found: list[Place] = []
    at = 0
    while at < len(tokens):
        place = _known(text, tokens, at, (known, acting)) or _unknown(text, tokens, at, known)
        if place is None or _is_taken(place, named):
            at += 1
            continue
        found.append(place)
        while at < len(tokens) and tokens[at].start < place.end:
            at += 1
    return tuple(found)


def acts_as_body(tokens: Sequence[Word], span: Span) -> bool:
    """Whether "Moscow" or "Turkey" is spoken of as a government: "Moscow denied", "by Turkey"."""
    first = next((at for at, token in enumerate(tokens) if token.start >= span.start), len(tokens))
    last = first
    while last < len(tokens) and tokens[last].start < span.end:
        last += 1
    if _has_cue(tokens, first) or _is_struck(tokens, last):
        return False
    after = tokens[last].low if last < len(tokens) else ""
    before = tokens[first - 1].low if first else ""
    return after in word_list("spoken of as acting") or before in word_list("acted upon")


def _is_struck(tokens: Sequence[Word], at: int) -> bool:
    """Whether a name's "was", "has been" goes on with what befalls a town, not a government."""
    auxiliaries = takewhile(lambda token: token.low in _AUXILIARIES, tokens[at : at + 4])
    after = at + sum(1 for _ in auxiliaries)
    return after > at and after < len(tokens) and tokens[after].low in word_list("done to a town")


def _is_taken(place: Place, bodies: Sequence[Actor]) -> bool:
    """Whether the name is only a part of a body's ("New York" in "New York Times")."""
    span = Span(place.start, place.end)
    near = bisect_right(bodies, place.start, key=lambda body: body.start)
    around = (Span(body.start, body.end) for body in bodies[max(near - 1, 0) : near + 3])
    return any(body.overlaps(span) and not span.covers(body) for body in around)


def _known(
    text: str, tokens: Sequence[Word], at: int, by: tuple[Gazetteer, frozenset[int]]
) -> Place | None:
    """The longest listed name at a token; `by` also says where bodies begin."""
    if not _may_begin(tokens, at):
        return None
    book, bodies = by
    is_body = tokens[at].start in bodies
    for last, form in reversed(_forms(tokens, at)):
        key = book.spellings.get(form)
        if key is not None and _is_meant(tokens, (at, last), book.sites[key], is_body=is_body):
            return _place(text, tokens, (at, last), book.sites[key])
    return None


def _place(text: str, tokens: Sequence[Word], where: tuple[int, int], site: Site) -> Place:
    start, end = tokens[where[0]].start, tokens[where[1] - 1].end
    return Place(text[start:end], start, end, site.name, site.key)


def _may_begin(tokens: Sequence[Word], at: int) -> bool:
    token = tokens[at]
    if at and tokens[at - 1].text in HYPHENS and joined(tokens[at - 1], token):
        # the "Bab" of "al-Bab" was tried together with its article
        return token.is_name and tokens[at - 2].is_name if at > 1 else False
    if token.is_name:
        return True
    behind = tokens[at + 1 : at + 3]
    if token.low in word_list("directions") and behind:  # "western Mosul" is listed by itself
        return behind[0].is_name
    return (
        fold(token.low) == "al"
        and len(behind) == 2
        and behind[0].text in HYPHENS
        and behind[1].is_name
    )


def _forms(tokens: Sequence[Word], at: int) -> list[tuple[int, tuple[str, ...]]]:
    """The folded names of one to six words that begin at a token, with their ends."""
    found: list[tuple[int, tuple[str, ...]]] = []
    form: tuple[str, ...] = ()
    while at < len(tokens) and len(form) < _LONGEST:
        token = tokens[at]
        if token.is_word:
            form = (*form, fold(token.low))
            found.append((at + 1, form))
            bare = token.low[:-1]
            if token.low.endswith("s") and len(bare) > 3:  # a possessive that lost its apostrophe
                found.append((at + 1, (*form[:-1], fold(bare))))
        elif not (form and token.text in {*HYPHENS, ".", "'", "\u2019", "`", "\u2018"}):
            break
        at += 1
    return sorted(found, key=lambda one: one[0])


def _is_meant(tokens: Sequence[Word], where: tuple[int, int], site: Site, *, is_body: bool) -> bool:
    first, last = where
    if tokens[first].low == "us" and tokens[first].text != "US":
        return False
    after = tokens[last] if last < len(tokens) else None
    if _takes_side(tokens, first, after):
        return False
    if after is not None and after.text in HYPHENS and joined(tokens[last - 1], after):
        behind = tokens[last + 1] if last + 1 < len(tokens) else None
        if behind is not None and not behind.is_name:
            return False
    cue = _has_cue(tokens, first)
    if all(token.text.isupper() for token in tokens[first:last]) and len(tokens[first].text) <= 4:
        return cue and not _is_adjective(after)
    if cue or _is_place_noun(after):
        return True
    span = Span(tokens[first].start, tokens[last - 1].end)
    return not (site.is_word or (is_body and acts_as_body(tokens, span)))


def _takes_side(tokens: Sequence[Word], first: int, after: Word | None) -> bool:
    """Whether a capital stands for its government: "pro-Ortha media", "Ortha ally"."""
    behind = first > 1 and tokens[first - 1].text in HYPHENS and tokens[first - 2].low in _SIDES
    return behind or (after is not None and after.low in _ALLIES)


def _is_adjective(after: Word | None) -> bool:
    """Whether a name stands before a noun it describes: "in U.S. custody"."""
    return (
        after is not None
        and after.is_word
        and not after.text[0].isupper()
        and after.low not in word_list("phrase ends")
    )


def _is_place_noun(after: Word | None) -> bool:
    return after is not None and after.low in word_list("place nouns")


def _has_cue(tokens: Sequence[Word], first: int) -> bool:
    """Whether "in", "near", "north of the" or a place noun leads to the name."""
    at = first - 1
    while at >= max(first - _FAR, 0) and _points(tokens[at]):
        at -= 1
    return at >= 0 and (
        tokens[at].low in word_list("place prepositions")
        or (tokens[at].low in word_list("place nouns") and not tokens[at].is_name)
    )


def _points(token: Word) -> bool:
    """Whether a word only says which side of a place: "south", "rebel-held", "the"."""
    return token.low in word_list("directions") or token.text in HYPHENS


def _unknown(text: str, tokens: Sequence[Word], at: int, book: Gazetteer) -> Place | None:
    """A capitalised name that its neighbours show to be a place."""
    if not _starts_name(tokens, at):
        return None
    last = _name_end(tokens, at, book)
    after = tokens[last] if last < len(tokens) else None
    if not _shown_before(tokens, at, after) and not _shown_after(tokens, at, last):
        return None
    start, end = tokens[at].start, tokens[last - 1].end
    name = text[start:end]
    if after is not None and after.low == "'s" and not _shown_by_noun(tokens, at):
        return None
    site = book.known(name)
    if site is not None and not site.is_word:
        return Place(name, start, end, site.name, site.key)
    key = name_key(name)
    return Place(name, start, end, name, key) if key else None


def _starts_name(tokens: Sequence[Word], at: int) -> bool:
    token = tokens[at]
    if at and joined(tokens[at - 1], token) and tokens[at - 1].text not in "\"'(\u201c\u2018":
        return False
    if fold(token.low) == "al" and at + 2 < len(tokens) and tokens[at + 1].text in HYPHENS:
        return tokens[at + 2].text[0].isupper()
    return token.text[0].isupper() and _may_be_named(token)


def _may_be_named(token: Word) -> bool:
    return (
        not (token.text.isupper() and len(token.text) > 1)
        and token.text not in word_list("not a place")
        and token.text not in word_list("not a name")
        and counter_of(token.low) is None
        and not is_demonym(token)
    )


def is_demonym(token: Word) -> bool:
    """Whether a capitalised word tells of a people or a faith: Syrian, Kurdish, Lebanese."""
    low = token.low
    return low in word_list("demonyms") or (
        len(low) > 5 and low.endswith(("ian", "ish", "ese", "ians", "aeli", "aqi", "istani"))
    )


def _name_end(tokens: Sequence[Word], at: int, book: Gazetteer) -> int:
    """The end of a run of capitalised words with their articles; a known place ends it too."""
    last, count = at, 0
    while last < len(tokens) and count < 4:
        token = tokens[last]
        if token.is_word and (token.text[0].isupper() and _may_be_named(token)):
            if count and (fold(token.low),) in book.spellings and not _glued(tokens, last):
                break
            count += 1
        elif not _is_inside_name(tokens, last):
            break
        last += 1
    while last > at + 1 and not (tokens[last - 1].is_word and tokens[last - 1].text[0].isupper()):
        last -= 1
    return last


def _glued(tokens: Sequence[Word], at: int) -> bool:
    return joined(tokens[at - 1], tokens[at])


def _is_inside_name(tokens: Sequence[Word], at: int) -> bool:
    token = tokens[at]
    if token.text in HYPHENS or token.text in {"'", "\u2019"}:
        return at > 0 and _glued(tokens, at)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        after is not None
        and (fold(token.low) == "al" or token.low in _LINKS)
        and not (token.low in {"as", "at", "an"} and after.text not in HYPHENS)
        and (after.text in HYPHENS or after.is_name)
    )


def _shown_before(tokens: Sequence[Word], at: int, after: Word | None) -> bool:
    """Behind "in", "near", or "town of": but "in Islamic law" shows no place."""
    step = at - 1
    while step >= max(at - _FAR, 0) and _points(tokens[step]):
        step -= 1
    return step >= 0 and _leads_to_place(tokens, step, after)


def _leads_to_place(tokens: Sequence[Word], step: int, after: Word | None) -> bool:
    word = tokens[step].low
    if word in {"and", ","}:
        return _continues_list(tokens, step)
    if word == "of":
        return step > 0 and tokens[step - 1].low in word_list("place nouns")
    if word in {"from", "to", "at"}:
        return _is_place_noun(after)
    if word in word_list("place nouns"):
        return not tokens[step].is_name and word not in {"state", "front", "base", "border", "port"}
    sure = word in word_list("place prepositions for the unknown")
    return sure and (_is_place_noun(after) or not _is_adjective(after))


def _continues_list(tokens: Sequence[Word], at: int) -> bool:
    """As in "the villages of Jibrin, Deir Salem and Maarin"."""
    for step in range(at - 1, max(at - 10, 0), -1):
        word = tokens[step]
        if word.low == "of":
            return tokens[step - 1].low in word_list("several places")
        if not (word.text in {",", *HYPHENS} or word.is_name or word.low in {"and", "al"}):
            return False
    return False


def _shown_by_noun(tokens: Sequence[Word], at: int) -> bool:
    """Whether "town of" leads to the name: "in Salem's letter" shows no place."""
    return at > 1 and tokens[at - 1].low == "of" and tokens[at - 2].low in word_list("place nouns")


def _shown_after(tokens: Sequence[Word], at: int, last: int) -> bool:
    """Before "province", "village" and their kind."""
    after = tokens[last] if last < len(tokens) else None
    return _is_place_noun(after) and not (last == at + 1 and _is_common(tokens[at]))


def _is_common(word: Word) -> bool:
    """A sentence's first word that is no name: "Another village", "Nearby towns"."""
    return word.low in word_list("phrase ends") | word_list("directions") | word_list("adjectives")
