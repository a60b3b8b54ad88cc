import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import EncoderError, StaleIndexError
from workbench.vectors import faiss_index, pieces, shelf
from workbench.vectors.manifest import checksum, digest
from workbench.vectors.shelf import Shelf
from workbench.vectors.types import Vectors

WIDTH = 16
REPAIR = "workbench index build"
MakeVectors = Callable[[int], Vectors]


def open_shelf(folder: Path, encoder: str = "mini@1/float32") -> Shelf:
    return Shelf(folder / "passages", encoder=encoder, width=WIDTH)


@pytest.fixture
def filled(tmp_path: Path, unit: MakeVectors) -> Shelf:
    made = open_shelf(tmp_path)
    made.build([(np.arange(1, 51), unit(50)), (np.arange(51, 101), unit(50))])
    return made


@pytest.fixture
def large(tmp_path: Path, unit: MakeVectors, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """So many vectors that only codes of them are in memory."""
    for module in (shelf, faiss_index):
        monkeypatch.setattr(module, "EXACT_LIMIT", 1000)
    monkeypatch.setattr(faiss_index, "_LEAST_SHARE", 1)
    made = open_shelf(tmp_path)
    made.build([(np.arange(1, 2001), unit(2000))])
    return made


def found(of: Shelf, query: Vectors) -> list[int]:
    return [hit.id for hit in of.index().search(query, 3)[0]]


def test_a_built_index_is_counted_and_summed(filled: Shelf) -> None:
    manifest = filled.manifest()

    assert manifest.count == 100
    assert manifest.in_step(100, checksum(np.arange(1, 101)))
    assert not manifest.in_step(100, checksum(np.arange(2, 102)))
    assert filled.ids().tolist() == list(range(1, 101))


def test_the_checksum_does_not_depend_on_order_and_a_database_computes_the_same() -> None:
    ids = np.array([900_000_007, 3, 1, 2_000_000_000])
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE embedding (id INTEGER)")
    database.executemany("INSERT INTO embedding VALUES (?)", [(int(i),) for i in ids])

    mixed = "((id * 1103515245 + 12345) % 2147483648)"
    (summed,) = database.execute(
        f"SELECT sum({mixed} * {mixed} % 4294967291) FROM embedding"  # noqa: S608
    ).fetchone()
    database.close()

    assert checksum(ids) == checksum(ids[::-1]) == summed


def test_an_index_without_passages_answers_with_nothing(tmp_path: Path, unit: MakeVectors) -> None:
    empty = open_shelf(tmp_path)

    manifest = empty.build([])

    assert manifest.in_step(0, 0)
    assert found(empty, unit(1)) == []


def test_what_is_added_is_found_by_a_reader_in_another_process(
    filled: Shelf, tmp_path: Path, unit: MakeVectors
) -> None:
    reader = open_shelf(tmp_path)
    before = reader.index()
    new = unit(2)

    filled.add(np.array([500, 501]), new)

    assert found(reader, new[:1])[0] == 500
    assert reader.index() is before
    assert reader.manifest().in_step(102, checksum(np.array([*range(1, 101), 500, 501])))


def test_what_is_added_twice_counts_once(filled: Shelf, unit: MakeVectors) -> None:
    new = unit(1)
    filled.add(np.array([500]), new)

    manifest = filled.add(np.array([500, 1]), unit(2))

    assert manifest.count == 101
    assert found(filled, new)[0] == 500


def test_what_is_removed_is_not_found(filled: Shelf, unit: MakeVectors) -> None:
    new = unit(1)
    filled.add(np.array([500]), new)

    manifest = filled.remove(np.array([500, 9999]))

    assert manifest.in_step(100, checksum(np.arange(1, 101)))
    assert 500 not in found(filled, new)
    assert filled.remove(np.array([9999])) == manifest


def test_many_pieces_are_merged_into_one(
    filled: Shelf, unit: MakeVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "_MOST_PIECES", 3)
    new = unit(4)
    for number in range(4):
        filled.add(np.array([500 + number]), new[number : number + 1])

    manifest = filled.manifest()

    assert manifest.pieces == ()
    assert manifest.count == 104
    assert found(filled, new[3:])[0] == 503
    assert {path.name for path in (filled.folder).iterdir()} == {
        *manifest.files,
        "manifest.json",
        "lock",
    }


def test_an_index_that_has_outgrown_its_kind_is_trained_anew(
    tmp_path: Path, unit: MakeVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "EXACT_LIMIT", 1000)
    monkeypatch.setattr(faiss_index, "EXACT_LIMIT", 1000)
    monkeypatch.setattr(faiss_index, "_LEAST_SHARE", 1)
    growing = open_shelf(tmp_path)
    growing.build([(np.arange(1, 1001), unit(1000))])
    growing.remove(np.array([1]))
    new = unit(2000)

    manifest = growing.add(np.arange(2001, 4001), new)

    assert manifest.trained_on == 2999
    assert not growing.index().exact
    assert found(growing, new[:1])[0] == 2001
    assert manifest.in_step(2999, checksum(np.array([*range(2, 1001), *range(2001, 4001)])))


def test_an_index_built_anew_replaces_the_old_one_for_readers(
    filled: Shelf, tmp_path: Path, unit: MakeVectors
) -> None:
    reader = open_shelf(tmp_path)
    reader.index()
    new = unit(3)

    filled.build([(np.array([7, 8, 9]), new)])

    assert found(reader, new[1:2])[0] == 8
    assert len(reader.index()) == 3


def test_a_build_that_fails_leaves_the_old_index(filled: Shelf, unit: MakeVectors) -> None:
    query = unit(1)
    before = found(filled, query)

    with pytest.raises(EncoderError):
        filled.build([(np.array([1]), np.full((1, WIDTH), np.nan, np.float32))])

    assert found(filled, query) == before
    assert not list(filled.folder.glob("*.spool"))


def test_no_index_names_the_command_that_makes_one(tmp_path: Path, unit: MakeVectors) -> None:
    missing = open_shelf(tmp_path)

    for use in (missing.manifest, missing.index, missing.ids, missing.verify):
        with pytest.raises(StaleIndexError, match=REPAIR):
            use()
    with pytest.raises(StaleIndexError, match=REPAIR):
        missing.add(np.array([1]), unit(1))


@pytest.mark.usefixtures("filled")
def test_an_index_of_another_encoder_is_never_used(tmp_path: Path) -> None:
    other = open_shelf(tmp_path, encoder="maxi@2/float32")

    with pytest.raises(StaleIndexError, match=f"mini@1/float32, not by maxi@2/float32. .*{REPAIR}"):
        other.index()
    assert other.build([]).encoder == "maxi@2/float32"


@pytest.mark.parametrize("suffix", [".faiss", ".npy", ".npz"])
@pytest.mark.parametrize("harm", ["cut", "flipped", "deleted"])
def test_a_damaged_file_is_never_read(
    filled: Shelf, tmp_path: Path, unit: MakeVectors, suffix: str, harm: str
) -> None:
    filled.add(np.array([500]), unit(1))
    (path,) = filled.folder.glob(f"*{suffix}")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    if harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "flipped":
        path.write_bytes(content)
    else:
        path.unlink()
    reader = open_shelf(tmp_path)

    with pytest.raises(StaleIndexError, match=REPAIR):
        reader.index()
    with pytest.raises(StaleIndexError, match=REPAIR):
        reader.verify()


def test_the_vectors_of_a_large_index_lie_beside_it(large: Shelf, unit: MakeVectors) -> None:
    new = unit(1)

    large.add(np.array([5000]), new)

    (path,) = large.folder.glob("*.f16")
    assert not large.index().exact
    assert path.stat().st_size == 2000 * WIDTH * 2
    assert found(large, new)[0] == 5000
    assert large.verify().count == 2001


@pytest.mark.parametrize("harm", ["cut", "flipped", "deleted"])
def test_damaged_vectors_beside_an_index_are_never_read(
    large: Shelf, tmp_path: Path, harm: str
) -> None:
    (path,) = large.folder.glob("*.f16")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    if harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "flipped":
        path.write_bytes(content)
    else:
        path.unlink()

    for use in (open_shelf(tmp_path).index, large.verify):
        with pytest.raises(StaleIndexError, match=REPAIR):
            use()


def test_vectors_damaged_while_serving_are_missed_until_they_are_built_anew(
    large: Shelf, unit: MakeVectors
) -> None:
    query = unit(1)
    found(large, query)
    (path,) = large.folder.glob("*.f16")
    with path.open("rb+") as file:
        file.truncate(100)

    with pytest.raises(StaleIndexError, match=REPAIR):
        found(large, query)

    large.build([(np.arange(1, 2001), unit(2000))])
    assert len(found(large, query)) == 3


def test_a_writer_killed_before_it_was_done_leaves_the_old_index(
    large: Shelf, unit: MakeVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, before = unit(1), set(large.folder.iterdir())
    hits = found(large, query)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(shelf, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            large.build([(np.arange(1, 2001), unit(2000))])

    assert len(set(large.folder.iterdir()) - before) == 3
    assert found(large, query) == hits
    large.build([(np.arange(1, 2001), unit(2000))])
    assert len(list(large.folder.glob("*.f16"))) == 1


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 1}', b"\x00\xff", b'{"format": "1"}']
)
def test_a_damaged_manifest_is_never_believed(filled: Shelf, content: bytes) -> None:
    (filled.folder / "manifest.json").write_bytes(content)

    with pytest.raises(StaleIndexError, match=REPAIR):
        filled.index()


@pytest.mark.parametrize("field", ['"count":100', '"format":4'])
def test_a_manifest_with_another_number_is_never_believed(filled: Shelf, field: str) -> None:
    path = filled.folder / "manifest.json"
    path.write_text(path.read_text().replace(field, field[:-1] + "7"))

    with pytest.raises(StaleIndexError, match=REPAIR):
        open_shelf(filled.folder.parent).index()


def test_an_index_deleted_while_serving_is_missed(filled: Shelf) -> None:
    filled.index()
    for path in filled.folder.iterdir():
        path.unlink()

    with pytest.raises(StaleIndexError, match=REPAIR):
        filled.index()


def test_a_reader_overtaken_by_a_writer_reads_again(
    filled: Shelf, tmp_path: Path, unit: MakeVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_shelf(tmp_path)
    new = unit(3)

    def overtaken(path: Path) -> str:
        monkeypatch.setattr(pieces, "digest", digest)
        filled.build([(np.array([7, 8, 9]), new)])
        return digest(path)

    monkeypatch.setattr(pieces, "digest", overtaken)

    assert found(reader, new[:1])[0] == 7
