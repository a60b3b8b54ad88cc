from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from workbench.vectors.spilling import add_twice, once
from workbench.vectors.types import Vectors

WIDTH = 16
MakeVectors = Callable[[int], Vectors]


def lists_of(sample: Vectors, count: int) -> Any:
    codes = f"PQ{WIDTH // 2}x4fs"
    made: Any = faiss.index_factory(
        WIDTH, f"IVF{count}({codes}),{codes}", faiss.METRIC_INNER_PRODUCT
    )
    made.cp.min_points_per_centroid = 1
    made.train(sample)
    return made


def places_in(lists: Any, number: int) -> list[int]:
    held = lists.invlists
    ids = faiss.rev_swig_ptr(held.get_ids(number), held.list_size(number))
    return [int(place) for place in ids]


def test_every_vector_lies_in_its_nearest_list_and_in_one_more(unit: MakeVectors) -> None:
    vectors = unit(2000)
    lists = lists_of(vectors, 40)

    add_twice(lists, vectors[:1500], 0)
    add_twice(lists, vectors[1500:], 1500)

    where: dict[int, list[int]] = {}
    for number in range(40):
        for place in places_in(lists, number):
            where.setdefault(place, []).append(number)
    nearest = lists.quantizer.assign(vectors, 32)[:, 0].tolist()
    assert sorted(where) == list(range(2000))
    assert all(len(set(held)) == 2 for held in where.values())
    assert all(nearest[place] in held for place, held in where.items())


def test_the_second_list_is_one_that_leaves_another_remainder(unit: MakeVectors) -> None:
    vectors = unit(2000)
    lists = lists_of(vectors, 40)
    add_twice(lists, vectors, 0)
    centres = lists.quantizer.reconstruct_n(0, 40)
    near = lists.quantizer.assign(vectors, 32)
    where = {place: set[int]() for place in range(2000)}
    for number in range(40):
        for place in places_in(lists, number):
            where[place].add(number)
    second = [(where[place] - {near[place, 0]}).pop() for place in range(2000)]

    def alike(others: Any) -> float:
        left, right = vectors - centres[near[:, 0]], vectors - centres[others]
        lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
        return float(np.mean(np.einsum("ij,ij->i", left, right) / lengths))

    assert alike(second) < alike(near[:, 1]) - 0.02


def test_as_many_are_found_in_half_the_lists(unit: MakeVectors) -> None:
    vectors, queries = unit(5000), unit(100)
    wanted = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]
    single, spilled = lists_of(vectors, 100), lists_of(vectors, 100)
    single.add(vectors)
    add_twice(spilled, vectors, 0)

    def share(lists: Any, visited: int) -> float:
        lists.nprobe = visited
        found = once(lists.search(queries, 400)[1], 200)
        return (
            float(np.mean([len(np.intersect1d(*pair)) for pair in zip(found, wanted, strict=True)]))
            / 10
        )

    assert share(spilled, 10) > share(single, 20) - 0.02


def test_what_was_saved_takes_up_more(unit: MakeVectors, tmp_path: Path) -> None:
    vectors = unit(2000)
    lists = lists_of(vectors, 40)
    add_twice(lists, vectors[:1500], 0)
    faiss.write_index(lists, str(tmp_path / "lists"))

    again = faiss.read_index(str(tmp_path / "lists"))
    for each in (lists, again):
        add_twice(each, vectors[1500:], 1500)

    assert [places_in(again, n) for n in range(40)] == [places_in(lists, n) for n in range(40)]


def test_the_centres_are_back_when_adding_fails(
    unit: MakeVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = unit(2000)
    lists = lists_of(vectors, 40)
    nearest = lists.quantizer.assign(vectors, 1)

    def full(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(type(lists), "add_with_ids", full)
    with pytest.raises(MemoryError):
        add_twice(lists, vectors, 0)

    assert np.array_equal(lists.quantizer.assign(vectors, 1), nearest)


def test_each_place_is_kept_once_in_its_order() -> None:
    found = np.array([[7, 3, 7, 9, 3, 1], [5, 5, 5, 5, -1, -1], [-1, -1, -1, -1, -1, -1]])

    assert once(found, 3).tolist() == [[7, 3, 9], [5, -1, -1], [-1, -1, -1]]
    assert once(found[:1], 10).tolist() == [[7, 3, 9, 1, -1, -1]]
