"""The formats of fact-checkers' own files: how each is told, and which of its columns is what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.interchange.rows import FIELDS

_SHORT_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """A published format; `columns` names the candidates for each field, likeliest first."""

    name: str
    signs: frozenset[str]  # columns that no other format has together
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None  # how it writes 3/4/2017; None where it writes ISO dates
    extra: str | None = None  # where it keeps what has no field; all else is not the claim's

    def assigned(self, header: Sequence[str]) -> dict[str, str]:
        """Its columns that this file has, by field."""
        found = {
            name: next((c for c in candidates if c in header), None)
            for name, candidates in self.columns.items()
        }
        return {name: column for name, column in found.items() if column}

    def iso(self, written: str) -> str:
        """A date of this format as an ISO date; as it stands where it is none."""
        found = _SHORT_DATE.fullmatch(written.strip())
        if self.day_first is None or found is None:
            return written
        first, second, year = found.groups()
        day, month = (first, second) if self.day_first else (second, first)
        return f"{year}-{month:0>2}-{day:0>2}"


CLAIMREVIEW = KnownFormat(
    "claimreview",
    frozenset({"claimReviewed"}),
    {
        "text": ("claimReviewed",),
        "speaker": ("itemReviewed.author.name", "itemReviewed.author"),
        "claimed_at": ("itemReviewed.datePublished",),
        "url": ("itemReviewed.appearance.url", "itemReviewed.firstAppearance.url", "url"),
        "language": ("inLanguage",),
    },
)
GOOGLE = KnownFormat(
    "google",
    frozenset({"text", "claimReview"}),
    {
        "text": ("text",),
        "speaker": ("claimant",),
        "claimed_at": ("claimDate",),
        "language": ("claimReview.languageCode",),
    },
)
FEVER = KnownFormat(
    "fever",
    frozenset({"id", "claim", "verifiable"}),
    {"text": ("claim",), "external_id": ("id",)},
    constants={"source": "FEVER"},
)
AVERITEC = KnownFormat(
    "averitec",
    frozenset({"claim", "questions"}),
    {
        "text": ("claim",),
        "speaker": ("speaker",),
        "claimed_at": ("claim_date",),
        "url": ("original_claim_url",),
        "source": ("reporting_source",),
    },
    day_first=True,
)
FA_KES = KnownFormat(
    "fa-kes",
    frozenset({"unit_id", "article_title", "article_content"}),
    {
        "text": ("article_title",),
        "external_id": ("unit_id",),
        "claimed_at": ("date",),
        "source": ("source",),
    },
    day_first=False,
)
OWN = KnownFormat(  # what `workbench export --format jsonl` writes
    "workbench",
    frozenset({"check_worthiness", "revision", "matches"}),
    {name: (name,) for name in FIELDS},
    extra="extra",
)
KNOWN = {each.name: each for each in (OWN, CLAIMREVIEW, GOOGLE, FEVER, AVERITEC, FA_KES)}


def told(header: Sequence[str]) -> KnownFormat | None:
    """The known format whose signs a file bears."""
    names = {name.partition(".")[0] for name in header}
    return next((each for each in KNOWN.values() if each.signs <= names), None)
