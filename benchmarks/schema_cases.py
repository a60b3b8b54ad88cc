"""The API asked by its own description: cases that schemathesis makes up, good and bad."""

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode

from benchmarks.fault_trials import make, open_desk
from workbench.domain.vocabulary import Role
from workbench.stages import accounts
from workbench.web import pace
from workbench.web.app import create_app


def run(cases: int, seeded: int = 1) -> dict[str, Any]:
    """So many cases in all, spread over every operation, as somebody who may do everything."""
    started, statuses, failures = time.monotonic(), Counter[int](), dict[str, str]()
    with tempfile.TemporaryDirectory(prefix="schema-") as folder:
        where = Path(folder) / "base"
        make(where)
        services = open_desk(where)
        with services.database.transaction() as session:
            accounts.add_user(session, "ada", "a desk to be asked", Role.ADMIN, by="benchmark")
        with services.database.transaction() as session:
            token = accounts.issue_token(session, "ada", by="benchmark")
        app = create_app(services)
        app.extensions[pace.KEY]._clock = lambda: time.monotonic() * 1e6  # noqa: SLF001 (unhurried)
        headers = {"Authorization": f"Bearer {token}"}
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, headers=headers)
        operations = [_of(each) for each in schema.get_all_operations()]
        each_gets = -(-cases // (len(operations) * len(GenerationMode)))
        for operation in operations:
            for mode in GenerationMode:
                asked = operation.as_strategy(generation_mode=mode)
                _ask(asked, each_gets, seeded, headers, statuses, failures)
        services.database.close()
    return {
        "operations": len(operations),
        "cases": sum(statuses.values()),
        "answers": {str(status): count for status, count in sorted(statuses.items())},
        "failures": [f"{what}: {how}" for what, how in failures.items()][:40],
        "seconds": round(time.monotonic() - started, 1),
    }


def _of(found: Any) -> Any:  # noqa: ANN401 (the library's result: an operation, or what is amiss)
    return found.ok()


def _ask(
    asked: Any,  # noqa: ANN401 (a strategy of the library)
    times: int,
    seeded: int,
    headers: dict[str, str],
    statuses: Counter[int],
    failures: dict[str, str],
) -> None:
    @seed(seeded)
    @given(case=asked)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answer(case: Case[Any]) -> None:
        answered = case.call(headers=headers)
        statuses[answered.status_code] += 1
        what = f"{case.method} {case.path}"
        if answered.status_code >= 500 or b"Traceback" in answered.content:
            failures.setdefault(f"{what} {answered.status_code}", repr(answered.content[:200]))

    answer()
