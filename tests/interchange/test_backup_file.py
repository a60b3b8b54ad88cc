"""A backup that cannot be unpacked is a sentence, whatever is wrong with it."""

import io
import zipfile
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interchange import backup_file

METHOD_HERE, METHOD_LISTED = 8, 10  # where an entry and its listing say how it is packed
FLAGS_HERE, FLAGS_LISTED = 6, 8  # and whether it is locked


def packed(places: tuple[int, int], value: int) -> bytes:
    """A ZIP of one manifest whose entry says something untrue of itself."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("manifest.json", "{}")
    raw = bytearray(kept.getvalue())
    raw[places[0]] = value
    raw[raw.index(b"PK\x01\x02") + places[1]] = value
    return bytes(raw)


@pytest.mark.parametrize(
    "raw",
    [
        packed((METHOD_HERE, METHOD_LISTED), 0xFD),
        packed((FLAGS_HERE, FLAGS_LISTED), 1),
        b"PK\x03\x04",
        b"",
    ],
    ids=["unknown packing", "locked", "cut short", "empty"],
)
def test_what_cannot_be_unpacked_is_no_backup(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_bytes(raw)

    with pytest.raises(InputError, match="no backup of a desk"):
        backup_file.read(file)


def test_without_the_database_there_is_no_backup(tmp_path: Path) -> None:
    nothing = backup_file.Manifest("", "", "", "", "", 0)
    with pytest.raises(FileNotFoundError):
        backup_file.write(tmp_path / "a.zip", [(backup_file.DATABASE, tmp_path / "no")], nothing)
