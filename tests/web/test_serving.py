"""The server: it answers, and what the start made is not looked through again."""

import gc
import shutil
import threading
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from flask import Flask

from tests.conftest import WordsEncoder
from workbench.bootstrap import Services
from workbench.errors import EncoderError
from workbench.pipeline import searching
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
        assert encoder.read[0] == "The model is loaded with its first text."
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_sentences_of_the_desks_own_are_searched_before_anybody_asks(
    services: Services, add_report: Callable[..., int]
) -> None:
    add_report("Talvar\n\nRebels seized the northern town of Talvar on 3 March 2019.")
    add_report("Wheat\n\nThe price of wheat rose by a tenth in the markets of Talvar.")
    encoder = _Noting()
    try:
        warm_up(replace(services, given=encoder)).join(10)
    finally:
        gc.unfreeze()
    assert {
        "Rebels seized the northern town of Talvar on 3 March 2019.",
        "The price of wheat rose by a tenth in the markets of Talvar.",
    } < set(encoder.read[1:])


def test_an_index_that_cannot_be_used_is_logged_and_the_server_goes_on(
    services: Services, add_report: Callable[..., int], caplog: pytest.LogCaptureFixture
) -> None:
    add_report("Talvar\n\nRebels seized the northern town of Talvar on 3 March 2019.")
    shutil.rmtree(services.settings.indexes)
    try:
        warm_up(replace(services, given=_Noting())).join(10)
    finally:
        gc.unfreeze()
    assert "no search was rehearsed: " in caplog.text


def test_a_server_that_ends_while_it_rehearses_says_nothing(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def ending(_: Services) -> None:
        raise RuntimeError("cannot schedule new futures after interpreter shutdown")

    monkeypatch.setattr(searching, "rehearse", ending)
    try:
        warm_up(replace(services, given=_Noting())).join(10)
    finally:
        gc.unfreeze()
    assert [each for each in caplog.records if each.levelname == "WARNING"] == []


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
