"""Published claims as schema.org ClaimReview (JSON-LD), one array, an element at a time.

The rating is the desk's own scale, said in words: corroborated is not proven and disputed is not
false, so neither end of the scale is ever given, and what is unresolved gets no number at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workbench.interchange.dataset_dossiers import array
from workbench.interchange.dossiers import (
    bearing,
    decision,
    publications,
    speaker,
    spread,
    worded,
)
from workbench.language.roots import is_personal

CONTEXT = "https://schema.org"
WORST, BEST = 1, 5
RATINGS = {"corroborated": 4, "disputed": 2}
EXPLAINED = {
    "corroborated": "Independent reports bear the claim out; that is not proof.",
    "disputed": "A report refutes the claim on a stated ground; that is not proof of the contrary.",
    "unresolved": "What was found decides neither way; that is no finding against the claim.",
}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the reviews, and the address at which readers find them."""

    name: str
    address: str

    def page(self, claim_id: int) -> str:
        """Where a claim's dossier is."""
        return f"{self.address.rstrip('/')}/claims/{claim_id}"

    @property
    def method(self) -> str:
        """Where it is said how verdicts are reached."""
        return f"{self.address.rstrip('/')}/help/verdicts"


def pieces(cases: Iterable[Json], publisher: Publisher) -> Iterator[str]:
    """The reviews of those claims whose verdict, as it stands, an editor published."""
    yield from array(claim_review(case, publisher) for case in cases if is_published(case))


def is_published(case: Json) -> bool:
    """Whether the verdict that stands is the one that was published, and was not withdrawn."""
    marks = publications(case)
    return (
        case["published"] == "published"
        and bool(marks and decision(case))
        and marks[-1]["detail"]["verdict"] == case["verdict"]
    )


def claim_review(case: Json, publisher: Publisher) -> Json:
    """One published claim."""
    last, marks = decision(case), publications(case)
    return _said(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": publisher.page(case["id"]),
            "identifier": str(case["id"]),
            "datePublished": marks[0]["at"],
            "dateModified": marks[-1]["at"] if len(marks) > 1 else None,
            "correction": [_correction(mark) for mark in marks if mark["detail"]["correction"]],
            "author": {
                "@type": "Organization",
                "name": publisher.name,
                "url": publisher.address,
            },
            "publishingPrinciples": publisher.method,
            "claimReviewed": worded(case),
            "inLanguage": case["language"],
            "keywords": ", ".join(case["tags"]),
            "reviewBody": last["rationale"],
            "reviewRating": _rating(case, publisher),
            "itemReviewed": _claim(case),
            "citation": [_work(each["report"]) for each in bearing(case) if each["report"]],
        }
    )


def _correction(mark: Json) -> Json:
    """What was published otherwise before, in the editor's words."""
    return {
        "@type": "CorrectionComment",
        "text": mark["detail"]["why"],
        "datePublished": mark["at"],
    }


def _rating(case: Json, publisher: Publisher) -> Json:
    verdict = case["verdict"]
    origins = (
        f"Independent origins that support it: {spread(case, 'supports')}; "
        f"that refute it: {spread(case, 'refutes')}."
    )
    rating = {
        "@type": "Rating",
        "alternateName": verdict.capitalize(),
        "ratingExplanation": f"{EXPLAINED[verdict]} {origins} The method: {publisher.method}",
    }
    if verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict], "bestRating": BEST, "worstRating": WORST}
    return rating


def _claim(case: Json) -> Json:
    """The claim itself: who said it, when, and where it was first read."""
    report = case["report"]
    first = _work(report) if report else _said({"@type": "CreativeWork", "url": case["url"]})
    said_by = speaker(case)
    appears = first if first.keys() - {"@type"} else None
    return _said(
        {
            "@type": "Claim",
            "text": case["text"],
            "author": _speaker(said_by) if said_by else None,
            "datePublished": case["claimed_at"] or (report or {}).get("published"),
            "firstAppearance": appears,
            "appearance": [appears] if appears else None,
        }
    )


def _speaker(name: str) -> Json:
    """One person, or whoever speaks as a body or a group; where letters do not tell, a person."""
    has_case = name.lower() != name.upper()
    return {
        "@type": "Organization" if has_case and not is_personal(name) else "Person",
        "name": name,
    }


def _work(report: Json) -> Json:
    return _said(
        {
            "@type": "CreativeWork",
            "url": report["url"],
            "headline": report["title"],
            "datePublished": report["published"],
            "publisher": {"@type": "Organization", "name": report["source"]}
            if report["source"]
            else None,
        }
    )


def _said(thing: Json) -> Json:
    """Only what is known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
