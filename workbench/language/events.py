"""What a sentence says happened: predicate classes from a readable table."""

import re
from collections.abc import Iterator, Sequence

from workbench.domain.values import Event
from workbench.domain.wordlists import words
from workbench.language.lexicon import NOT_AN_EVENT, Form, Lexicon, Phrase, lexicon
from workbench.language.modality import Token, denied_tokens, standing

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_GAP = 4
_LONGEST = 4000  # code points: a longer "sentence" is a list or a table, read no further
_DETERMINERS = words(
    "a an the this that these those his her its their our my your of in on by after during from "
    "for air ground suicide new recent deadly fresh heavy several two three four five rebel "
    "military any no first second last latest 's and with under s each every further more mass"
)
_DONE_TO = words("strike down release dismiss convict")  # "was struck": not by whom it is said of
_ARTICLES = words("a an the")
_PRONOUNS = words("they we he she it i you who which to will would could not 'll")
_BE = words("be is are was were been being get got gets getting")
_AFTER_HEADLINE_PASSIVE = words("in by after as when near at during since on , . ; - – —")
_SUFFERED = words("killed wounded injured arrested detained displaced hurt slain hit struck")
_GO_BACK = words(  # forms that take "back" as a particle; not "forces", which may back somebody
    "push pushes pushed pushing drive drives drove driven driving beat beats beaten beating "
    "forced forcing pull pulls pulled pulling fall fell fallen falling hold holds held holding "
    "keep keeps kept keeping bring brings brought bringing come comes came coming go goes went "
    "gone going get gets got getting give gives gave given giving send sends sent sending turn "
    "turned turning take takes took taken taking win wins won winning hit hitting fight fought "
    "fighting roll rolled rolling claw clawed clawing scaled scaling cut cutting look looked "
    "looking dated dating called calling pay pays paid paying moved moving bounce bounced "
    "bouncing draw draws drew drawn drawing set setting throw threw thrown throwing fired "
    "firing struck striking handed handing led leading headed heading return returned press "
    "pressed pressing shove shoved shoving knock knocked knocking stepped stepping thrust flung "
    "hurled"
)
_AFTER_PARTICLE = words(
    "from to into onto in on at across over towards toward through behind out up down home under "
    "against after when as and or but together again"
)
_ENDS = frozenset(".,;:!?)–—")
_NOT_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december the a an part place"
)


def events(text: str) -> tuple[Event, ...]:
    """What the sentence says happened, in order; offsets in code points of `text`."""
    table = lexicon()
    tokens = [_token(m) for m in _TOKEN.finditer(text[:_LONGEST])]
    denied = denied_tokens(text[:_LONGEST], tokens)
    return tuple(_told(text, tokens, table, denied))


def _token(match: re.Match[str]) -> Token:
    word = match.group()
    is_month = word in {"May", "March"} and match.start() > 0
    return Token(word if is_month else word.lower(), match.start(), match.end())


def _told(
    text: str, tokens: Sequence[Token], table: Lexicon, denied: frozenset[int]
) -> Iterator[Event]:
    at = 0
    while at < len(tokens):
        found = _read(text, tokens, at, table)
        if found is None:
            at += 1
            continue
        form, last = found
        if form.kind != NOT_AN_EVENT:
            first = last if form.passive else at
            yield _event(text, tokens, (first, last), form, denied)
        at = last + 1


def _event(
    text: str, tokens: Sequence[Token], where: tuple[int, int], form: Form, denied: frozenset[int]
) -> Event:
    at, last = where
    start, end = tokens[at].start, tokens[last].end
    how = standing(tokens, at, noun=form.noun, denied=denied)
    inside = {token.word for token in tokens[at:last]}
    return Event(
        text[start:end],
        start,
        end,
        form.kind,
        how.modality,
        how.negated or not inside.isdisjoint({"no", "not", "never", "neither"}),
        form.noun,
        _is_passive(tokens, at, form),
    )


def _read(text: str, tokens: Sequence[Token], at: int, table: Lexicon) -> tuple[Form, int] | None:
    """The event that begins at a token and the last token it takes, or None."""
    token = tokens[at]
    if (token.start and text[token.start - 1] == "-") or _tells_which(text, tokens, at):
        return None
    for phrase in table.phrases.get(token.word, ()):
        last = _follow(text, tokens, at, phrase, table)
        if last is not None:
            participle = phrase.passive or token.word in table.participles
            return Form(phrase.kind, phrase.noun, participle, phrase.passive), last
    form = _single(tokens, at, table)
    return (form, at) if form else None


def _tells_which(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "held by" only says which one is meant: "bombed positions held by rebels"."""
    following = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if tokens[at].word not in {"held", "controlled"} or following != "by":
        return False
    before = tokens[max(0, at - 3) : at]
    if not before or _BE.intersection(token.word for token in before):
        return False
    return text[before[-1].start].islower()


def _single(tokens: Sequence[Token], at: int, table: Lexicon) -> Form | None:
    word = tokens[at].word
    if word == "back" and _is_particle(tokens, at):
        return None
    verb, noun = table.verbs.get(word), table.nouns.get(word)
    previous = tokens[at - 1].word if at else ""
    if noun is None and verb is not None and previous in _ARTICLES:
        return verb if verb.participle or word.endswith("ing") else None  # "a shell", "the level"
    if verb is None or noun is None:
        return verb or noun
    if previous in _PRONOUNS:
        return verb
    following = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if previous in _DETERMINERS or not following[0].isalnum() or not previous:
        return noun
    return noun if following in {"on", "by", "of", "in", "against", "that", "with"} else verb


def _is_particle(tokens: Sequence[Token], at: int) -> bool:
    """Whether "back" says where to ("push back", "drove them back from") and not who backs whom."""
    if at and tokens[at - 1].word in _GO_BACK:
        return True
    following = tokens[at + 1].word if at + 1 < len(tokens) else "."
    return following in _AFTER_PARTICLE or following in _ENDS


def _follow(
    text: str, tokens: Sequence[Token], at: int, phrase: Phrase, table: Lexicon
) -> int | None:
    here, gap = at + 1, 0
    for step in phrase.rest:
        if step is None:
            gap = _GAP
            continue
        found = _find(text, tokens, (here, min(len(tokens), here + gap + 1)), step, table)
        if found is None:
            return None
        here, gap = found + 1, 0
    return here - 1


def _find(
    text: str, tokens: Sequence[Token], where: tuple[int, int], step: str, table: Lexicon
) -> int | None:
    for i in range(*where):
        token = tokens[i]
        if token.word in {",", ";", ".", ":"} or (token.word == "by" != step):
            return None
        if _is_step(text, token, step, table):
            return i
    return None


def _is_step(text: str, token: Token, step: str, table: Lexicon) -> bool:
    if step == "@Name":
        return text[token.start].isupper() and token.word not in _NOT_NAMES
    if step.startswith("@"):
        return token.word in table.classes.get(step, ())
    return token.word == step


def _is_passive(tokens: Sequence[Token], at: int, form: Form) -> bool:
    if form.passive or (form.kind in _DONE_TO and tokens[at].word in _BE):
        return True
    if not form.participle or form.noun:
        return False
    before = [t.word for t in tokens[max(0, at - 3) : at]]
    after = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if _BE.intersection(before[-2:]) or (before and before[0] in _BE and not before[-1].istitle()):
        return "having" not in before
    if after == "at" and at + 2 < len(tokens) and tokens[at + 2].word in {"least", "most"}:
        return False
    return after == "by" or (tokens[at].word in _SUFFERED and after in _AFTER_HEADLINE_PASSIVE)
