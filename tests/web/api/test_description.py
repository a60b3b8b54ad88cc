"""The API's description of itself, and the API held against it."""

from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import positive_data_acceptance

from tests.web.api.conftest import MakeProgram, Program

CASES = 3  # of each operation, with good and with bad input; more with the schemathesis command
PATHS = {
    "/api/v1/atom/published": {"get"},
    "/api/v1/atom/rechecks": {"get"},
    "/api/v1/audit": {"get"},
    "/api/v1/claims": {"get", "post"},
    "/api/v1/claims/{claim_id}": {"get"},
    "/api/v1/claims/{claim_id}/assignment": {"post"},
    "/api/v1/claims/{claim_id}/comments": {"post"},
    "/api/v1/claims/{claim_id}/comments/{comment_id}": {"delete"},
    "/api/v1/claims/{claim_id}/dossier": {"get"},
    "/api/v1/claims/{claim_id}/join": {"post"},
    "/api/v1/claims/{claim_id}/separate": {"post"},
    "/api/v1/claims/{claim_id}/similar": {"get"},
    "/api/v1/claims/{claim_id}/tags": {"post"},
    "/api/v1/claims/{claim_id}/talk": {"get"},
    "/api/v1/claims/{claim_id}/evidence": {"post"},
    "/api/v1/claims/{claim_id}/evidence/{evidence_id}": {"delete"},
    "/api/v1/claims/{claim_id}/corrections": {"get", "post"},
    "/api/v1/claims/{claim_id}/corrections/{correction_id}": {"delete"},
    "/api/v1/claims/{claim_id}/leave": {"post"},
    "/api/v1/claims/{claim_id}/matches": {"get"},
    "/api/v1/claims/{claim_id}/parts": {"post"},
    "/api/v1/claims/{claim_id}/publication": {"post"},
    "/api/v1/claims/{claim_id}/reviews": {"post"},
    "/api/v1/claims/{claim_id}/set-aside": {"post"},
    "/api/v1/claims/{claim_id}/undo": {"post"},
    "/api/v1/claims/{claim_id}/wording": {"post"},
    "/api/v1/export": {"get"},
    "/api/v1/digest": {"get"},
    "/api/v1/feeds": {"get", "post"},
    "/api/v1/feeds/{feed_id}": {"delete"},
    "/api/v1/feeds/{feed_id}/pause": {"post"},
    "/api/v1/feeds/{feed_id}/resume": {"post"},
    "/api/v1/filters": {"get", "post"},
    "/api/v1/filters/{saved_id}": {"delete"},
    "/api/v1/imports": {"get", "post"},
    "/api/v1/imports/{import_id}": {"get", "delete"},
    "/api/v1/imports/{import_id}/cancel": {"post"},
    "/api/v1/imports/{import_id}/continue": {"post"},
    "/api/v1/imports/{import_id}/rejected": {"get"},
    "/api/v1/people": {"get", "post"},
    "/api/v1/people/{user_id}/disable": {"post"},
    "/api/v1/people/{user_id}/enable": {"post"},
    "/api/v1/people/{user_id}/end-sessions": {"post"},
    "/api/v1/people/{user_id}/password": {"post"},
    "/api/v1/people/{user_id}/role": {"post"},
    "/api/v1/progress": {"get"},
    "/api/v1/queue": {"get"},
    "/api/v1/queue/next": {"post"},
    "/api/v1/reports": {"get", "post"},
    "/api/v1/reports/file": {"post"},
    "/api/v1/reports/{report_id}": {"get"},
    "/api/v1/reports/{report_id}/claims": {"post"},
    "/api/v1/reports/{report_id}/imprint": {"post"},
    "/api/v1/reports/{report_id}/withdraw": {"post"},
    "/api/v1/search": {"get"},
    "/api/v1/sensitive": {"get", "post"},
    "/api/v1/sensitive/{mark_id}": {"delete"},
    "/api/v1/triage": {"get"},
    "/api/v1/triage/keep": {"post"},
    "/api/v1/triage/set-aside": {"post"},
    "/api/v1/triage/undo": {"post"},
}


@pytest.fixture
def described(ana: Program) -> dict[str, Any]:
    found = ana.read("/openapi.json")
    assert isinstance(found, dict)
    return found


def test_every_address_is_described(described: dict[str, Any]) -> None:
    assert {path: set(found) for path, found in described["paths"].items()} == PATHS


def test_every_schema_is_a_schema(described: dict[str, Any]) -> None:
    for schema in described["components"]["schemas"].values():
        assert jsonschema_rs.meta.is_valid(schema)


def test_what_is_described_is_what_happens(app: Flask, program: MakeProgram) -> None:
    headers = {"Authorization": f"Bearer {program('ada').token}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, headers=headers)
    answered = {
        (method, path): {
            status
            for mode in GenerationMode
            for status in hold(schema[path][method], mode, headers)
        }
        for path, methods in PATHS.items()
        for method in sorted(methods)
    }

    assert all(max(statuses) >= 400 for statuses in answered.values())
    assert sum(min(statuses) < 300 for statuses in answered.values()) > 30


def hold(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> set[int]:
    """Asks a few times, and holds each answer to what is described; the statuses it met."""
    met: set[int] = set()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def answer(case: Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters = dict.fromkeys(case.path_parameters or (), 1)
        # What a schema cannot say (a verdict must rest on evidence) is refused with 422.
        answered = case.call_and_validate(
            headers=headers, excluded_checks=[positive_data_acceptance]
        )
        met.add(answered.status_code)

    answer()
    return met
