"""From an article to its checkable claims, each with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.domain.spans import Span
from workbench.domain.values import Particulars, PulledClaim
from workbench.errors import UsageError
from workbench.language import rules, sentences, speakers
from workbench.language.identify import foreign, identify
from workbench.language.particulars import particulars
from workbench.language.rules import Outcome, Ruling
from workbench.language.sentences import Sentence
from workbench.language.speakers import Saying, Voice
from workbench.language.standalone import standalone

Weigh = Callable[[Sequence[str]], Sequence[float]]

# Check-worthiness from which an unsure sentence is pulled: in cross-validation over the labels that
# trained it, the least at which fewer than one in thirty of what is pulled is no claim.
ENOUGH = 0.84
ENOUGH_BY_RULES = 0.5  # where nothing weighs
_LITTLE = "That is not enough to be worth checking."
_ALIKE = "But sentences put like it mostly judge, demand, foretell or give background."
_TAKEN = "A reviewer took it by hand."
_ONE_SENTENCE = "Select one sentence, or a part of it: a claim is one sentence."
_FOREIGN = "The text is in another language ({}): only English is pulled."


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of an article with what was found in it and what became of it."""

    sentence: Sentence
    text: str
    outcome: Outcome
    because: str
    check_worthiness: float
    voice: Voice
    particulars: Particulars

    @property
    def saying(self) -> Saying | None:
        """Who says it and by which verb."""
        return self.voice.saying


def propose(text: str, *, published: date | None) -> list[Candidate]:
    """Every sentence of the text in order, as the rules see it; headings too."""
    found = sentences.split(text)
    because = refusal(text)
    if because is not None:
        return [_foreign(text, sentence, because) for sentence in found]
    voices = speakers.find(text, found)
    return [
        _candidate(text, sentence, voice, published)
        for sentence, voice in zip(found, voices, strict=True)
    ]


def refusal(text: str) -> str | None:
    """Why nothing is pulled from this text, where that is so."""
    language = identify(text) or foreign(text)
    return None if language in (None, "en") else _FOREIGN.format(language)


def decide(candidates: Sequence[Candidate], weigh: Weigh | None = None) -> list[Candidate]:
    """The same candidates with nobody left unsure: each is pulled or not, and says why.

    `weigh` gives the check-worthiness 0..1 of the sentences on which the rules are unsure.
    """
    unsure = [c for c in candidates if c.outcome is Outcome.UNSURE]
    weights = weigh([c.text for c in unsure]) if weigh is not None and unsure else None
    decided = iter(
        _weighed(c, float(weights[n]) if weights is not None else None)
        for n, c in enumerate(unsure)
    )
    return [next(decided) if c.outcome is Outcome.UNSURE else c for c in candidates]


def pull(text: str, *, published: date | None, weigh: Weigh | None = None) -> list[PulledClaim]:
    """The checkable claims of an article in order; no question, no opinion, no chrome."""
    candidates = decide(propose(text, published=published), weigh)
    return [claim_of(c) for c in candidates if c.outcome is Outcome.PULLED]


def take(text: str, stretch: Span, *, published: date | None) -> PulledClaim:
    """The claim of the sentence that a person points at, whatever rules and weights say of it.

    Raises UsageError where the stretch touches no sentence, or more than one by more than a blank.
    """
    touched = [c for c in propose(text, published=published) if _shared(c.sentence.span, stretch)]
    if len(touched) != 1:
        raise UsageError(_ONE_SENTENCE)
    return claim_of(replace(touched[0], because=_TAKEN, check_worthiness=1.0))


def claim_of(candidate: Candidate) -> PulledClaim:
    """The claim that a sentence makes."""
    saying = candidate.saying
    return PulledClaim(
        span=candidate.sentence.span,
        text=candidate.text,
        standalone=standalone(
            candidate.text, saying, candidate.voice.he, candidate.particulars.dates
        ),
        check_worthiness=round(candidate.check_worthiness, 3),
        because=candidate.because,
        speaker=saying.speaker if saying else None,
        cue=saying.cue if saying else None,
        particulars=candidate.particulars,
        relay=saying.relay if saying else None,
    )


def _candidate(text: str, sentence: Sentence, voice: Voice, published: date | None) -> Candidate:
    words = sentence.span.of(text)
    found = Particulars() if sentence.heading else particulars(words, published=published)
    attributed = voice.saying is not None
    ruling = rules.judge(words, found, heading=sentence.heading, attributed=attributed)
    return _with(sentence, words, ruling, voice, found)


def _with(
    sentence: Sentence, words: str, ruling: Ruling, voice: Voice, found: Particulars
) -> Candidate:
    return Candidate(sentence, words, ruling.outcome, ruling.because, ruling.weight, voice, found)


def _shared(sentence: Span, stretch: Span) -> bool:
    return min(sentence.end, stretch.end) - max(sentence.start, stretch.start) > 1


def _foreign(text: str, sentence: Sentence, because: str) -> Candidate:
    ruling = Ruling(Outcome.NOT_A_CLAIM, because, 0.0)
    return _with(sentence, sentence.span.of(text), ruling, Voice(None, None), Particulars())


def _weighed(candidate: Candidate, weight: float | None) -> Candidate:
    total = candidate.check_worthiness if weight is None else weight
    if total >= (ENOUGH_BY_RULES if weight is None else ENOUGH):
        return replace(candidate, outcome=Outcome.PULLED, check_worthiness=total)
    why = _LITTLE if weight is None else _ALIKE
    because = f"{candidate.because} {why}"
    return replace(candidate, outcome=Outcome.NOT_A_CLAIM, because=because, check_worthiness=total)
