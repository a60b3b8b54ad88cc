import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import EncoderError
from workbench.vectors.exact import ExactIndex
from workbench.vectors.types import Hit

ROOT = Path(__file__).parents[2]
EAST, NORTH, NORTH_EAST = [1.0, 0.0], [0.0, 1.0], [0.8, 0.6]


def compass() -> ExactIndex:
    index = ExactIndex(2)
    index.add(np.array([7, 5, 9]), np.array([EAST, NORTH, NORTH_EAST], np.float32))
    return index


def test_the_most_similar_comes_first() -> None:
    hits = compass().search(np.array([EAST], np.float32), 2)

    assert [(hit.id, round(hit.similarity, 6)) for hit in hits[0]] == [(7, 1.0), (9, 0.8)]


def test_only_allowed_ids_are_found() -> None:
    hits = compass().search(np.array([EAST], np.float32), 5, allowed=np.array([5, 9, 1000]))

    assert [hit.id for hit in hits[0]] == [9, 5]


def test_removed_ids_are_not_found_and_unknown_ones_are_passed_over() -> None:
    index = compass()

    index.remove(np.array([7, 1000]))

    assert [hit.id for hit in index.search(np.array([EAST], np.float32), 5)[0]] == [9, 5]
    assert len(index) == 2


def test_an_id_added_again_has_its_new_vector() -> None:
    index = compass()

    index.add(np.array([7]), np.array([NORTH], np.float32))

    assert len(index) == 3
    assert index.search(np.array([NORTH], np.float32), 2)[0] == [Hit(5, 1.0), Hit(7, 1.0)]


@pytest.mark.parametrize("limit", [0, -1])
def test_no_limit_left_gives_no_hits(limit: int) -> None:
    assert compass().search(np.array([EAST], np.float32), limit) == [[]]


@pytest.mark.parametrize("row", [[float("nan"), 0.0], [0.0, 0.0], [3.0, 4.0]])
def test_vectors_that_are_no_directions_are_refused(row: list[float]) -> None:
    with pytest.raises(EncoderError, match="not numbers or not of unit length"):
        compass().search(np.array([row], np.float32), 1)


def test_vectors_of_another_width_are_refused() -> None:
    with pytest.raises(EncoderError, match="another encoder"):
        compass().add(np.array([1]), np.array([[1.0, 0.0, 0.0]], np.float32))


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(EncoderError, match="2 ids \\(1 distinct\\)"):
        compass().add(np.array([1, 1]), np.array([EAST, NORTH], np.float32))


def test_importing_the_vectors_loads_no_model_and_no_faiss() -> None:
    heavy = "{'torch', 'faiss', 'sentence_transformers', 'transformers'}"
    script = (
        "import sys, workbench.vectors.encoder, workbench.vectors.shelf, "
        "workbench.vectors.reranker\n"
        f"assert not {heavy} & set(sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=ROOT)

    assert done.returncode == 0
