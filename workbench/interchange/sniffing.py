"""Which format a file of claims is in: by its first bytes, its name, then its first lines."""

from enum import StrEnum
from pathlib import PurePath

import msgspec

from workbench.errors import InputError


class Container(StrEnum):
    """How a file holds its rows."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    JSON = "json"
    PARQUET = "parquet"
    XLSX = "xlsx"


TABULAR = frozenset({Container.CSV, Container.TSV})
WHOLE_FILES = frozenset({Container.PARQUET, Container.XLSX})
_SUFFIXES = {
    ".csv": Container.CSV,
    ".tsv": Container.TSV,
    ".tab": Container.TSV,
    ".jsonl": Container.JSONL,
    ".ndjson": Container.JSONL,
}
_TOLD_BY_BYTES = (".parquet", ".xlsx")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def container_of(name: str, head: bytes, encoding: str) -> Container:
    """The container of a file with this name and these first (unpacked) bytes.

    Raises:
        InputError: it is empty, or of a kind that cannot be read.
    """
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError("The file is empty.")
    if head.startswith(b"PAR1"):
        return Container.PARQUET
    if head.startswith(b"PK\x03\x04"):
        return Container.XLSX
    if head.startswith(_OLD_OFFICE):
        raise InputError(
            "The file is an encrypted or an old Excel workbook: "
            "save it as XLSX without a password, or as CSV."
        )
    if (suffix := _suffix(name)) in _TOLD_BY_BYTES:
        raise InputError(
            f"The file is named {suffix} and is none: it may be damaged, or only partly here. "
            "If it is of another kind, name it so."
        )
    return _SUFFIXES.get(suffix) or _by_lines(head.decode(encoding, "replace"))


def _suffix(name: str) -> str:
    return PurePath(name.casefold().removesuffix(".gz")).suffix


def _by_lines(text: str) -> Container:
    lines = [line for line in text.lstrip("\ufeff").splitlines()[:50] if line.strip()]
    first = lines[0].strip() if lines else ""
    if first.startswith("["):
        return Container.JSON
    if not first.startswith("{"):
        return Container.CSV
    objects = [found for line in lines[:20] if isinstance(found := _parsed(line), dict)]
    if first == "{" or not objects:
        return Container.JSON
    holds_list = any(isinstance(value, list) for value in objects[0].values())
    return Container.JSON if len(lines) == 1 and holds_list else Container.JSONL


def _parsed(line: str) -> object:
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
