"""What the doctor says of a desk: index, model, backup."""

from dataclasses import replace

import pytest

from workbench import bootstrap
from workbench.bootstrap import WEIGHTS, Services
from workbench.config import Settings
from workbench.errors import EncoderError
from workbench.pipeline import health
from workbench.store.models import Setting


@pytest.fixture
def doctored(services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """A desk with a model of its own, whose weights were fixed when it was made."""
    monkeypatch.setattr(health, "weights_sha256", lambda _model: "a" * 64)
    with services.database.transaction() as session:
        session.add(Setting(name=WEIGHTS, value="a" * 64))
    return replace(services, given=None)


def test_a_model_that_was_exchanged_is_told(
    doctored: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not [each for each in health.upkeep(doctored)["wrong"] if "weights" in each]

    monkeypatch.setattr(health, "weights_sha256", lambda _model: "b" * 64)

    [told] = [each for each in health.upkeep(doctored)["wrong"] if "weights" in each]
    assert "SHA-256 bbbbbbbbbbbb…, then aaaaaaaaaaaa…" in told


def test_a_model_that_is_gone_is_told(doctored: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_model: str) -> str:
        raise EncoderError("The model is gone.")

    monkeypatch.setattr(health, "weights_sha256", gone)

    assert "The model is gone." in health.upkeep(doctored)["wrong"]


def test_making_a_desk_fixes_its_models_weights_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def digest(model: str) -> str:
        read.append(model)
        return "c" * 64

    monkeypatch.setattr(bootstrap, "weights_sha256", digest)

    for _ in range(2):
        bootstrap.init(settings).database.close()

    assert read == [settings.encoder]
    with bootstrap.open_desk(settings).database.snapshot() as session:
        assert session.get_one(Setting, WEIGHTS).value == "c" * 64
