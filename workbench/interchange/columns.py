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


def assign(header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """The file's column for each field; `given` maps fields to columns and wins.

    Raises:
        InputError: no column holds the text, or a column or field that was named does not exist.
    """
    columns = {name.strip(): name for name in header if name and name.strip()}
    for field, column in given.items():
        if field not in FIELDS:
            raise InputError(f"There is no field {field}; the fields are {', '.join(FIELDS)}.")
        if column not in columns:
            raise InputError(f"There is no column {column}; the file has {_listed(columns)}.")
    found = {}
    for stripped, name in columns.items():
        field = _field(stripped)
        if field in FIELDS and (field not in found or stripped.casefold() == field):
            found[field] = name
    found.update({field: columns[column] for field, column in given.items()})
    if "text" not in found:
        raise InputError(
            f"No column holds the claims' text; the file has {_listed(columns)}. "
            "Name one: --map text=COLUMN."
        )
    return found


def _field(column: str) -> str:
    name = column.casefold().replace(" ", "_").replace("-", "_")
    return NAMES.get(name, name)


def _listed(columns: Mapping[str, str]) -> str:
    return ", ".join(f"“{name}”" for name in columns) or "no named column"
