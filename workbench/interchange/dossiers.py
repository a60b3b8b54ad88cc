"""What all formats of dossiers take from a claim with everything on it, as `show` gives it."""

from typing import Any

Json = dict[str, Any]


def decision(case: Json) -> Json:
    """The last decision that stands; empty where nobody decided."""
    standing = [review for review in case["reviews"] if not review["undone"]]
    return standing[-1] if standing else {}


def publications(case: Json) -> list[Json]:
    """The events by which an editor published it, oldest first."""
    return [each for each in case["events"] if each["kind"] == "published"]


def worded(case: Json) -> str:
    """The wording that a person gave it to be read alone, else its own words."""
    given = [each["detail"]["wording"] for each in case["events"] if each["kind"] == "edited"]
    standalone = case["standalone"]
    return str(standalone) if standalone and standalone in given else str(case["text"])


def bearing(case: Json) -> list[Json]:
    """The evidence that supports or refutes the claim's content."""
    return [
        each
        for each in case["evidence"]
        if each["question"] == "content" and each["stance"] in {"supports", "refutes"}
    ]


def counted(case: Json, side: str) -> int:
    """How many independent origins people confirmed on a side, at least."""
    return int(case["origins"]["confirmed"][side]["at_least"])


def spread(case: Json, side: str) -> str:
    """The same in words, from at least to at most."""
    count = case["origins"]["confirmed"][side]
    least, most = count["at_least"], count["at_most"]
    return str(least) if least == most else f"{least} to {most}"


def speaker(case: Json) -> str | None:
    """Who is reported to have said it."""
    return (case["speaker"] or {}).get("name")


def words(each: Json) -> str:
    """The quote of a piece of evidence, or its note."""
    return str(each["text"] or each["note"] or "")
