"""Which column holds which field: by its name in any case, or as the user says."""

from collections.abc import Mapping, Sequence

from workbench.errors import InputError
from workbench.interchange.rows import FIELDS

NAMES: dict[str, str] = {
    "claim": "text",
    "statement": "text",
    "claim_text": "text",
    "claimreviewed": "text",
    "id": "external_id",
    "claim_id": "external_id",
    "claimant": "speaker",
    "author": "speaker",
    "person": "speaker",
    "date": "claimed_at",
    "claim_date": "claimed_at",
    "claimdate": "claimed_at",
    "link": "url",
    "claim_url": "url",
    "publisher": "source",
    "outlet": "source",
    "lang": "language",
    "languagecode": "language",
    "tag": "tags",
    "topic": "tags",
    "comment": "note",
    "notes": "note",
}


class NoTextError(InputError):
    """No column holds the claims' text, which is the `fact`; `header` are those there are."""

    def __init__(self, header: Sequence[str]) -> None:
        self.header = list(header)
        self.fact = f"No column holds the claims' text; the file has {_listed(header)}."
        super().__init__(f"{self.fact} Name one: --map text=COLUMN.")


def assign(
    header: Sequence[str], given: Mapping[str, str], *, only_given: bool = False
) -> dict[str, str]:
    """The file's column for each field; `given` maps fields to columns and wins.

    A column that `given` names for one field serves no other; a field given the blank column
    is left out.

    Raises:
        NoTextError: no column holds the text.
        InputError: a column or field that was named does not exist.
    """
    _check(header, given)
    found: dict[str, str] = {}
    for column in () if only_given else header:
        field = field_of(column)
        if field in FIELDS and field not in given and column not in given.values():
            exact = column.strip().casefold() == field
            found[field] = column if exact else found.get(field, column)
    found.update({field: column for field, column in given.items() if column})
    if "text" not in found:
        raise NoTextError(header)
    return {field: found[field] for field in FIELDS if field in found}


def named(cells: Sequence[str]) -> list[str]:
    """A header with every column named, once: blank cells by their place, doubles by a number."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = wanted = cell.strip() or f"column {place}"
        count = 1
        while name in names:
            count += 1
            name = f"{wanted} ({count})"
        names.append(name)
    return names


def field_of(column: str) -> str:
    """The field that a column's name stands for, or the name itself."""
    name = column.strip().casefold().replace(" ", "_").replace("-", "_")
    return NAMES.get(name, name)


def _check(header: Sequence[str], given: Mapping[str, str]) -> None:
    for field, column in given.items():
        if field not in FIELDS:
            raise InputError(f"There is no field {field}; the fields are {', '.join(FIELDS)}.")
        if column and column not in header:
            raise InputError(f"There is no column {column}; the file has {_listed(header)}.")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in header[:50]) or "no column"
