"""Objects from Parquet, batch by batch."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.interchange.records import Found
from workbench.interchange.rows import Problem

_BATCH = 2_000


class ParquetRows:
    """A Parquet file: `header` and its rows; dates are read as ISO dates."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa  # noqa: PLC0415 - slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415

        self._damage = (pa.ArrowException, OSError, ValueError)
        with self._told():
            self._file = pq.ParquetFile(path, memory_map=False)
            self.header: list[str] = list(self._file.schema_arrow.names)
        self._rows: int = self._file.metadata.num_rows
        self._given = 0

    def __iter__(self) -> Iterator[Found | Problem]:
        batches = self._file.iter_batches(_BATCH)
        while True:
            try:
                batch = next(batches, None)
                records = batch.to_pylist() if batch is not None else []
            except self._damage as error:
                reason = f"From here the Parquet file is damaged: {_first_line(error)}."
                yield Problem(self._given + 1, None, None, None, reason)
                return
            if batch is None:
                return
            for record in records:
                self._given += 1
                yield Found(self._given, None, {k: _plain(v) for k, v in record.items()})

    def share(self) -> float:
        """How much of it is read: 0..1."""
        return self._given / self._rows if self._rows else 1.0

    def type_of(self, column: str) -> str:
        """What the column holds, as Parquet names it."""
        return str(self._file.schema_arrow.field(column).type)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._damage as error:
            raise InputError(f"The file is no Parquet: {_first_line(error)}.") from error


def is_text(kind: str) -> bool:
    """Whether a Parquet type holds text."""
    return any(word in kind for word in ("string", "utf8", "null")) and "<" not in kind.replace(
        "dictionary<values=", ""
    ).replace("dictionary<", "")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever Parquet holds)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value
