"""Who a sentence names: known bodies by the table of who is who, people and others by capitals."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from workbench.domain.spans import Span
from workbench.domain.values import Actor, Place
from workbench.language.bodies import bodies_in, directory
from workbench.language.counted import counter_of
from workbench.language.names import key as name_key
from workbench.language.places import is_demonym
from workbench.language.places import places as places_in
from workbench.language.tables import word_list
from workbench.language.words import HYPHENS, Word, joined, words

_HEADLINE = 0.8  # share of capitalised words from which capitals show nothing


def actors(
    text: str, *, places: Sequence[Place] | None = None, bodies: Sequence[Actor] | None = None
) -> tuple[Actor, ...]:
    """Every person, group or body in order; `places` and `bodies` as already found in the text.

    A body named like a place ("Moscow") is an actor only where it is spoken of as acting.
    """
    tokens = words(text)
    sites = [Span(place.start, place.end) for place in _places(text, places)]
    listed = bodies_in(text, directory()) if bodies is None else bodies
    known = [body for body in listed if not _is_site(body, sites)]
    taken = sites + [Span(body.start, body.end) for body in known]
    people = [] if _is_headline(tokens) else list(_named(text, tokens, taken))
    return tuple(sorted([*known, *people], key=lambda actor: actor.start))


def _places(text: str, places: Sequence[Place] | None) -> Sequence[Place]:
    return places_in(text) if places is None else places


def _is_site(body: Actor, sites: Sequence[Span]) -> bool:
    span = Span(body.start, body.end)
    near = bisect_right(sites, body.start, key=lambda site: site.start)
    return any(site.overlaps(span) for site in sites[max(near - 1, 0) : near + 3])


def _is_headline(tokens: Sequence[Word]) -> bool:
    """Whether nearly every word has a capital and no full stop ends them."""
    if not any(token.text[0].islower() for token in tokens):
        return len(tokens) > 3 or all(token.text.isupper() for token in tokens)
    spoken = [token for token in tokens if token.is_word and len(token.text) > 3]
    capital = sum(token.text[0].isupper() for token in spoken)
    ends = bool(tokens) and tokens[-1].text in {".", '"', "\u201d"}
    return len(spoken) >= 6 and not ends and capital > _HEADLINE * len(spoken)


def _named(text: str, tokens: Sequence[Word], taken: Sequence[Span]) -> Iterator[Actor]:
    inside = _taken_tokens(tokens, taken)
    at = 0
    while at < len(tokens):
        last = _run(tokens, at, inside)
        if last == at:
            at += 1
            continue
        first = _without_lead(tokens, at, last)
        if not _is_of_headline(tokens[at:last]) and _is_name(
            tokens, first, last, titled=first > at
        ):
            start, end = tokens[first].start, tokens[last - 1].end
            key = name_key(text[start:end])
            if key:
                yield Actor(text[start:end], start, end, text[start:end], key)
        at = last


def _is_of_headline(run: Sequence[Word]) -> bool:
    """Whether a run of capitals tells something: "Blast Occurs Near Bus Convoy"."""
    return any(token.low in word_list("headline words") for token in run)


def _taken_tokens(tokens: Sequence[Word], taken: Sequence[Span]) -> frozenset[int]:
    """The tokens inside any of the spans."""
    found: set[int] = set()
    spans = iter(sorted(taken))
    span = next(spans, None)
    for at, token in enumerate(tokens):
        while span is not None and span.end <= token.start:
            span = next(spans, None)
        if span is not None and span.start <= token.start:
            found.add(at)
    return frozenset(found)


def _run(tokens: Sequence[Word], at: int, taken: frozenset[int]) -> int:
    """The end of a run of capitalised words with the small words inside names."""
    last = end = at
    while last < len(tokens) and last not in taken and last - at < 12:
        token = tokens[last]
        if _is_capital(token):
            end = last + 1
        elif last == at or not _links(tokens, last):
            break
        last += 1
    return end


def _is_capital(token: Word) -> bool:
    return token.is_word and token.text[0].isupper() and token.text not in word_list("not a name")


def _links(tokens: Sequence[Word], at: int) -> bool:
    """Whether a small word or mark stands inside a name: "al-", "bin", "of", an initial's dot."""
    token, before = tokens[at], tokens[at - 1]
    if at + 1 >= len(tokens):
        return False
    if token.text in HYPHENS or token.text in {"'", "\u2019"}:
        return joined(before, token) and joined(token, tokens[at + 1])
    if token.text == ".":
        return len(before.text) == 1 or before.low in word_list("titles")
    after = tokens[at + 1]
    if token.low in word_list("name links"):
        return after.text in HYPHENS or _is_capital(after)
    return token.low in {"of", "for"} and _is_capital(after) and not is_demonym(after)


def _without_lead(tokens: Sequence[Word], first: int, last: int) -> int:
    """Steps over titles, demonyms and a sentence's first word that is no name."""
    while first < last - 1 and _leads(tokens, first, last):
        first += 1
        while first < last - 1 and (
            tokens[first].text in {".", *HYPHENS} or tokens[first].low in _SMALL
        ):
            first += 1
    return first


def _leads(tokens: Sequence[Word], at: int, last: int) -> bool:
    token = tokens[at]
    if token.low in word_list("titles"):
        return True
    if is_demonym(token):  # "Syrian Coalition" keeps it, "Syrian President Assad" does not
        return last - at > 2 or counter_of(tokens[last - 1].low) is not None
    if not _opens(tokens, at):
        return False
    return token.low in word_list("phrase ends") or counter_of(token.low) is not None


def _opens(tokens: Sequence[Word], at: int) -> bool:
    return at == 0 or tokens[at - 1].text in {".", "!", "?", ":", '"', "\u201c", "\u2018", "`"}


def _is_name(tokens: Sequence[Word], first: int, last: int, *, titled: bool) -> bool:
    parts = [token for token in tokens[first:last] if _is_capital(token)]
    told = word_list("titles") | word_list("directions")
    if not parts or all(is_demonym(part) or part.low in told for part in parts):
        return False
    if first and joined(tokens[first - 1], tokens[first]) and tokens[first - 1].text in HYPHENS:
        return False
    if len(parts) == 1:
        behind_title = first > 0 and tokens[first - 1].low in word_list("titles")
        return _is_surname(tokens, first, last, titled=titled or behind_title)
    return not (len(parts) == 2 and _is_described(parts))


def _is_described(parts: Sequence[Word]) -> bool:
    """Whether two capitals are no name: "Kurdish Fighters", "Stalwart Republican"."""
    return is_demonym(parts[1]) or (is_demonym(parts[0]) and counter_of(parts[1].low) is not None)


def _is_surname(tokens: Sequence[Word], first: int, last: int, *, titled: bool) -> bool:
    """Whether one capitalised word is a person: titled, or speaking, or not a sentence's first."""
    word = tokens[first]
    after = tokens[last].low if last < len(tokens) else ""
    if word.text.isupper() or len(word.text) < 3 or counter_of(word.low) is not None:
        return False
    if titled or after in _SPEAKS:
        return True
    hyphened = last < len(tokens) and tokens[last].text in HYPHENS
    article = tokens[first].low in word_list("name links")
    return not _opens(tokens, first) and not hyphened and (article or after in {",", "'s"})


_SMALL = frozenset({"of", "for"})
_SPEAKS = frozenset({"said", "says", "told", "added", "denied", "warned", "claimed", "insisted"})
