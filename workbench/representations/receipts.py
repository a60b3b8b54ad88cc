"""The receipt of an import."""

from collections.abc import Sequence
from typing import Any

from workbench.interchange.rows import Problem
from workbench.store.models import Import, ImportProblem

PROBLEMS_SHOWN = 10_000  # in a receipt; all of them are in the file of rejected rows
Json = dict[str, Any]


def receipt_json(
    row: Import, problems: Sequence[ImportProblem | Problem], *, dry_run: bool, seconds: float
) -> Json:
    """What an import did; `seconds` is the time it took."""
    return {
        "import": row.id,
        "file": row.file,
        "sha256": row.sha256,
        "encoding": row.encoding,
        "format": row.format,
        "columns": row.columns,
        "rows": row.rows,
        "new": row.new,
        "same": row.same,
        "changed": row.changed,
        "rejected": row.rejected,
        "problems": [problem_json(problem) for problem in problems],
        "problems_left_out": max(0, row.rejected - len(problems)),
        "dry_run": dry_run,
        "state": row.state.value,
        "seconds": round(seconds, 3),
        "rows_per_second": round(row.rows / seconds, 1) if seconds > 0 else None,
    }


def problem_json(problem: ImportProblem | Problem) -> Json:
    """One thing that was not taken."""
    return {
        "row": problem.row,
        "line": problem.line,
        "field": problem.field,
        "value": problem.value,
        "reason": problem.reason,
    }
