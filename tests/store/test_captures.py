"""Raw bytes are kept once, whole, and checked when they are fetched."""

from pathlib import Path

import pytest

from workbench.errors import DeskError, NotFoundError
from workbench.store import captures


def test_what_was_kept_is_fetched(tmp_path: Path) -> None:
    digest = captures.keep(tmp_path, b"raw")

    assert captures.fetch(tmp_path, digest) == b"raw"


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    captures.keep(tmp_path, b"raw")
    captures.keep(tmp_path, b"raw")

    assert len(list(tmp_path.rglob("*.gz"))) == 1


def test_a_damaged_capture_is_said_so(tmp_path: Path) -> None:
    digest = captures.keep(tmp_path, b"raw")
    other = captures.keep(tmp_path, b"other")
    path, source = (next(tmp_path.rglob(f"{d}.gz")) for d in (digest, other))
    path.write_bytes(source.read_bytes())

    with pytest.raises(DeskError, match="damaged"):
        captures.fetch(tmp_path, digest)


def test_a_cut_capture_is_said_so(tmp_path: Path) -> None:
    digest = captures.keep(tmp_path, b"raw" * 1000)
    path = next(tmp_path.rglob("*.gz"))
    path.write_bytes(path.read_bytes()[:-9])

    with pytest.raises(DeskError, match="cannot be read"):
        captures.fetch(tmp_path, digest)


def test_an_unknown_capture_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no capture"):
        captures.fetch(tmp_path, "0" * 64)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(DeskError, match="cannot be kept"):
        captures.keep(tmp_path / "file", b"raw")


@pytest.mark.parametrize("name", ["../../secret_key", "/etc/passwd", "..", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "captures").mkdir()

    with pytest.raises(NotFoundError, match="no capture"):
        captures.fetch(tmp_path / "captures", name)
    with pytest.raises(NotFoundError, match="no capture"):
        captures.forget(tmp_path / "captures", name)
