"""Objects from JSONL, one a line; a broken line is named and the rest read on."""

from collections.abc import Iterator

import msgspec

from workbench.interchange.encodings import mended
from workbench.interchange.lines import Lines
from workbench.interchange.records import Found
from workbench.interchange.rows import Problem

_SHOWN = 80


def json_lines(lines: Lines) -> Iterator[Found | Problem]:
    """Every line that is not blank, as an object or as a problem."""
    decode, number = msgspec.json.Decoder().decode, 0
    for line in lines:
        if not line.isspace():
            number += 1
            amiss, record = lines.amiss(), None
            try:
                record = None if amiss else decode(line)
            except (msgspec.DecodeError, ValueError, RecursionError) as error:
                amiss = f"The line is no JSON: {str(error) or 'it is nested too deep'}."
            if isinstance(record, dict):
                yield Found(number, lines.number, record)
            else:
                amiss = amiss or "The line is no JSON object: write {…} with a text."
                raw = mended(line).replace("\x00", "�").rstrip("\r\n")
                yield Problem(number, lines.number, None, raw[:_SHOWN], amiss, {"line": raw})
        lines.begin()
