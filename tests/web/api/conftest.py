"""Programs that hold tokens, at the API of the desk that the pages' tests use."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import accounts


@dataclass(frozen=True, slots=True)
class Program:
    """Somebody's program: what it sends carries its token."""

    client: FlaskClient
    token: str

    def read(self, path: str, **query: Any) -> Any:
        """What is answered, where nothing is refused."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.ask("GET", f"/api/v1{path}", query_string=query)

    def post(self, path: str, body: object = None, **more: Any) -> TestResponse:
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.ask("POST", f"/api/v1{path}", **more)

    def delete(self, path: str) -> TestResponse:
        return self.ask("DELETE", f"/api/v1{path}")

    def ask(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, buffered=True, **more)


MakeProgram = Callable[..., Program]


@pytest.fixture
def program(app: Flask, services: Services) -> MakeProgram:
    """Makes programs of the desk's people."""

    def make(name: str = "ana", scope: Role | None = None) -> Program:
        with services.database.transaction() as session:
            token = accounts.issue_token(session, name, by="test", scope=scope)
        return Program(app.test_client(), token)

    return make


@pytest.fixture
def ana(program: MakeProgram) -> Program:
    return program("ana")
