"""serve: a port that is taken is a sentence."""

import socket

import pytest

from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.cli.main import run


def test_a_port_that_is_taken_is_said_so(
    services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "open_desk", lambda _settings: services)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert run(["serve", "--port", str(port)]) == 2
    assert f"127.0.0.1:{port} cannot be used" in capsys.readouterr().err
