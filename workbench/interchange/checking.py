"""A row of a file as a bulk claim, or what is wrong with it."""

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from workbench.domain.hashes import normalised
from workbench.domain.vocabulary import Precision
from workbench.interchange.rows import Problem, Row
from workbench.language.date_forms import mentions

NO_DATE = "This is no date, or may be two; write it as 2017-06-02."
LONGEST_TEXT = 5_000
_LONGEST = {"external_id": 200, "source": 200, "language": 16, "speaker": 1_000, "url": 4_000}
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_EARLIEST = 1000
_LONGEST_DAY = 40
_SHOWN_OF_ID, _DIGEST = 40, 32  # letters of an identity: 80 in all


@dataclass(frozen=True, slots=True)
class BulkClaim:
    """A checked row: `values` are the claim's own fields, as far as the file has columns."""

    row: Row
    identity: str
    values: dict[str, Any] = dataclasses.field(hash=False)
    source: str | None

    def problem(self, field: str | None, reason: str) -> Problem:
        """Why it is not taken after all."""
        return _problem(self.row, field, reason)


def check(row: Row) -> BulkClaim | Problem:
    """A row as a claim, or what is wrong with it."""
    fields = row.fields
    if not fields.get("text"):
        return _problem(row, "text", "The text is empty.")
    for name, value in fields.items():
        if amiss := _amiss(name, value):
            return _problem(row, name, amiss)
    for name, value in row.extra.items():
        if _is_unfit(name) or _is_unfit(value):
            return _problem(row, None, f"The column {_UNFIT.sub('�', name)} has broken characters.")
    claimed_at = fields.get("claimed_at")
    if claimed_at and (wrong := _read_date(claimed_at)[1]):
        return _problem(row, "claimed_at", wrong)
    return BulkClaim(row, _identity(fields), _values(row), fields.get("source") or None)


def raw_of(row: Row) -> dict[str, str]:
    """The row under the fields' names, as it can be mended."""
    cells = {**row.fields, **row.extra}
    return {_UNFIT.sub("�", name): _UNFIT.sub("�", value) for name, value in cells.items()}


def _problem(row: Row, field: str | None, reason: str) -> Problem:
    value = _UNFIT.sub("�", row.fields.get(field or "", "")[:80])
    return Problem(row.row, row.line, field, value or None, reason, raw_of(row))


def _amiss(name: str, value: str) -> str | None:
    longest = _LONGEST.get(name, LONGEST_TEXT)
    if len(value) > longest:
        return f"The {name} has {len(value):,} characters; {longest:,} are the most."
    return f"The {name} has NUL or broken characters." if _is_unfit(value) else None


def _is_unfit(text: str) -> bool:
    return (not text.isascii() or "\x00" in text) and _UNFIT.search(text) is not None


def _identity(fields: Mapping[str, str]) -> str:
    """Same external id within a source, or else same normalised text and address.

    An external id stands before the hash: what a file numbers one after the other is kept side by
    side, not each at a place of its own.
    """
    external_id = fields.get("external_id")
    if not external_id:
        return "import:" + _digest("text", normalised(fields["text"]), fields.get("url", ""))
    digest = _digest("id", normalised(fields.get("source", "")), external_id)
    return f"import:{external_id[:_SHOWN_OF_ID]}:{digest[:_DIGEST]}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _values(row: Row) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: value or None for name, value in row.fields.items() if name in _PLAIN
    }
    if values.get("claimed_at"):
        values["claimed_at"] = _read_date(values["claimed_at"])[0]
    if "speaker" in row.fields:
        name = row.fields["speaker"]
        values["speaker"] = (
            {"name": name, "as_written": name, "role": None, "for": None, "relay": None}
            if name
            else None
        )
    if "tags" in row.fields:
        tags = row.fields["tags"].split(";") if row.fields["tags"] else []
        values["tags"] = [tag.strip() for tag in tags if tag.strip()]
    if row.extra:
        values["extra"] = row.extra
    return values


_PLAIN = frozenset({"text", "claimed_at", "url", "language", "external_id", "note"})


@lru_cache(maxsize=4096)
def _read_date(text: str) -> tuple[str, str | None]:
    """A date as ISO writes it, and what is wrong with it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        written = _written_out(text)
        return _read_date(written) if written else (text, NO_DATE)
    if moment.year < _EARLIEST:
        return text, "This date is too long ago to be meant."
    if moment.date() > _tomorrow():
        return text, "This date lies in the future."
    return moment.date().isoformat() if len(text) <= 10 else moment.isoformat(), None


def _written_out(text: str) -> str | None:
    """The one day that a text is ("31 March 2017"); 03/04/2017 is March or April."""
    for named in mentions(text[:_LONGEST_DAY], None):
        if (named.start, named.end) == (0, len(text)) and named.stretch:
            day, _, precision = named.stretch
            return day.isoformat() if precision is Precision.DAY else None
    return None


def _tomorrow() -> date:
    """The latest date that it is anywhere now."""
    return (datetime.now(UTC) + timedelta(days=1)).date()
