"""The server: it answers, and what the start made is not looked through again."""

import gc
import threading
import urllib.request
from collections.abc import Sequence
from dataclasses import replace

import pytest
from flask import Flask

from tests.conftest import WordsEncoder
from workbench.bootstrap import Services
from workbench.errors import EncoderError
from workbench.vectors.types import Vectors
from workbench.web.serving import make_server, warm_up


def test_a_server_answers_and_leaves_what_the_start_made_alone(app: Flask) -> None:
    server = make_server(app, "127.0.0.1", 0)
    running = threading.Thread(target=server.run, daemon=True)
    try:
        assert gc.get_freeze_count() > 0
        running.start()
        port = server.effective_port  # type: ignore[union-attr]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
    finally:
        server.trigger.pull_trigger(server.close)  # type: ignore[union-attr]  # by its own thread
        running.join(10)
        gc.unfreeze()
    assert not running.is_alive()


def test_the_model_is_loaded_beside_the_first_answers(services: Services) -> None:
    encoder = _Noting()
    try:
        warm_up(replace(services, given=encoder)).join(10)
        assert len(encoder.read) == 1
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_a_model_that_cannot_be_loaded_is_logged_and_the_server_goes_on(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        warm_up(replace(services, given=_Broken())).join(10)
    finally:
        gc.unfreeze()
    assert "the model is not loaded: It lies in pieces." in caplog.text


class _Noting(WordsEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return super().encode(texts)


class _Broken(WordsEncoder):
    def encode(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002 (the base class's signature)
        raise EncoderError("It lies in pieces.")
