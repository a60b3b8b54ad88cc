from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import StaleIndexError
from workbench.vectors import originals
from workbench.vectors.originals import Originals
from workbench.vectors.types import Vectors

WIDTH = 16
WITHIN = 1e-3
MakeVectors = Callable[[int], Vectors]


@pytest.fixture
def vectors(unit: MakeVectors) -> Vectors:
    return unit(30)


@pytest.fixture
def path(tmp_path: Path, vectors: Vectors) -> Path:
    """The first twenty rows in a file."""
    kept = Originals(WIDTH)
    kept.add(vectors[:5])
    kept.add(vectors[5:20])
    kept.save(tmp_path / "rows.f16")
    return tmp_path / "rows.f16"


def test_rows_come_from_the_file_and_from_what_was_added_later(
    path: Path, vectors: Vectors
) -> None:
    kept = Originals.of_file(path, WIDTH)
    kept.add(vectors[20:21])
    kept.add(vectors[21:])
    places = np.array([29, 0, 19, 20, 7, 7])

    assert len(kept) == 30
    assert kept.at(places) == pytest.approx(vectors[places], abs=WITHIN)
    assert kept.at(places[1:3]) == pytest.approx(vectors[[0, 19]], abs=WITHIN)
    assert kept.at(places[:0]).shape == (0, WIDTH)


def test_what_was_added_later_is_saved_with_the_rest(path: Path, vectors: Vectors) -> None:
    kept = Originals.of_file(path, WIDTH)
    kept.add(vectors[20:])

    kept.save(path.with_name("all.f16"))

    again = Originals.of_file(path.with_name("all.f16"), WIDTH)
    assert path.with_name("all.f16").stat().st_size == 30 * WIDTH * 2
    assert np.array_equal(again.at(np.arange(30)), kept.at(np.arange(30)))


@pytest.mark.parametrize("at_once", [1, 7, 4_096])
def test_cosines_are_of_each_querys_own_places(
    path: Path, vectors: Vectors, unit: MakeVectors, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(originals, "_ROWS_AT_ONCE", at_once)
    queries = unit(3)
    places = np.array([[1, 2, 3, 4, 5, 6, 7, 8, 9], [9, 8, 7, -1, 5, 4, 3, 2, 1], [0] * 9])

    near = Originals.of_file(path, WIDTH).cosines(queries, places)

    wanted = np.take_along_axis(queries @ vectors.T, np.maximum(places, 0), axis=1)
    wanted[1, 3] = -np.inf
    assert near == pytest.approx(wanted, abs=WITHIN)


def test_no_rows_at_all_are_kept_too(tmp_path: Path, vectors: Vectors) -> None:
    Originals(WIDTH).save(tmp_path / "none.f16")

    kept = Originals.of_file(tmp_path / "none.f16", WIDTH)
    kept.add(vectors[:1])

    assert kept.at(np.array([0])) == pytest.approx(vectors[:1], abs=WITHIN)


@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_a_file_changed_while_in_use_is_not_read_on(path: Path, harm: str) -> None:
    kept = Originals.of_file(path, WIDTH)
    content = bytearray(path.read_bytes())
    if harm == "cut":
        with path.open("rb+") as file:
            file.truncate(len(content) // 2)
    else:
        content[7] ^= 1
        with path.open("rb+") as file:
            file.write(content)

    with pytest.raises(StaleIndexError, match=r"changed while it was in use.*index build"):
        kept.at(np.array([19]))


def test_a_file_deleted_while_in_use_is_read_to_the_end(path: Path, vectors: Vectors) -> None:
    kept = Originals.of_file(path, WIDTH)
    path.unlink()

    assert kept.at(np.array([19])) == pytest.approx(vectors[19:20], abs=WITHIN)
