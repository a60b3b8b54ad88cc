"""Turns texts into vectors with a sentence-transformers model, twice as fast as by itself."""

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import EncoderError
from workbench.vectors.bare import Pass, bare_pass
from workbench.vectors.models import (
    BUNDLED,
    BUNDLED_WIDTH,
    ModelFolder,
    bundled_revision,
    find_model,
    loading,
)
from workbench.vectors.types import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

# Measured: fewer tokens a batch leave a core idle, more overflow its caches.
_TOKENS_PER_BATCH = 2048
_TOKENS_WORTH_A_CORE = 512
# The few sentences of one article: longer ones beside shorter ones would be filled up to them.
_TOKENS_PER_SMALL_BATCH = 256
# No tokenizer packs more of a text's characters into one token, so nothing read is cut.
_CHARACTERS_PER_TOKEN = 64


class NumberFormat(StrEnum):
    """How the model computes; a desk fixes it when it is made."""

    BFLOAT16 = "bfloat16"
    FLOAT32 = "float32"


def best_precision() -> NumberFormat:
    """bfloat16 where this processor computes it natively, else float32; imports torch."""
    import torch  # noqa: PLC0415 - slow to import

    able = torch.cpu.get_capabilities()
    native = able.get("avx512_bf16") or able.get("amx_bf16") or able.get("bf16")
    return NumberFormat.BFLOAT16 if native else NumberFormat.FLOAT32


class SentenceEncoder:
    """An Encoder over any sentence-transformers model; nothing is loaded before the first text.

    Batches go through the model beside each other, each on one core. Several cores at one batch
    wait for each other at every step: as fast on an idle machine, many times slower on a busy one.
    """

    def __init__(
        self,
        model: str = BUNDLED,
        *,
        precision: NumberFormat,
        threads: int | None = None,
        device: str = "cpu",
    ) -> None:
        self._wanted = model
        self._precision = NumberFormat(precision)
        self._threads = threads or os.cpu_count() or 1
        self._device = device
        self._loading, self._cutting = Lock(), Lock()

    @cached_property
    def name(self) -> str:
        """Model, revision, precision: same name, same vectors within 1e-3."""
        if self._wanted == BUNDLED:
            return f"{BUNDLED}@{bundled_revision()}/{self._precision}"
        return f"{self._folder.label}@{self._folder.revision}/{self._precision}"

    @cached_property
    def width(self) -> int:
        """How many numbers a vector has; loads the model unless it is the bundled one."""
        if self._wanted == BUNDLED:
            return BUNDLED_WIDTH
        return int(self._loaded().get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit-length float32 rows, (len(texts), width), in the order given.

        Raises EncoderError where the model cannot be used or gives no finite numbers.
        """
        vectors = np.empty((len(texts), self.width), np.float32)
        if not texts:
            return vectors
        model = self._loaded()
        lengths = self._lengths(texts)
        fair = max(_TOKENS_WORTH_A_CORE, sum(lengths) // self._threads)
        batches = list(_batches(lengths, min(fair, _TOKENS_PER_BATCH)))
        direct = lambda rows: self._directions(model, [texts[row] for row in rows])  # noqa: E731
        found = self._cores.map(direct, batches) if len(batches) > 1 else map(direct, batches)
        for rows, directions in zip(batches, found, strict=True):
            vectors[rows] = directions
        return vectors

    def inner(self, texts: Sequence[str], layer: int) -> list[Vectors]:
        """The states of each text's tokens after a layer of the model, (tokens, its width) each.

        What a word does in its sentence shows here more than in `encode`; later layers are not run.
        Raises EncoderError where the model cannot be used.
        """
        if not texts:
            return []
        model = self._loaded()
        out: dict[int, Vectors] = {}
        for rows in _batches(self._lengths(texts), _TOKENS_PER_SMALL_BATCH):
            out |= zip(rows, self._states(model, [texts[row] for row in rows], layer), strict=True)
        return [out[row] for row in range(len(texts))]

    @cached_property
    def _folder(self) -> ModelFolder:
        return find_model(self._wanted)

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, "encoder")

    @cached_property
    def _model(self) -> "SentenceTransformer":
        import torch  # noqa: PLC0415 - slow to import
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(1)
        folder = self._folder.path
        with loading(folder, "WORKBENCH_MODEL"):
            model = SentenceTransformer(
                str(folder),
                device=self._device,
                local_files_only=True,
                model_kwargs={"dtype": getattr(torch, self._precision)},
            )
        log.info("loaded the encoder %s", self.name)
        return model.eval()

    @cached_property
    def _bare(self) -> Pass | None:
        model = self._loaded()
        with self._cutting:
            return bare_pass(model)

    def _loaded(self) -> "SentenceTransformer":
        with self._loading:
            return self._model

    def _lengths(self, texts: Sequence[str]) -> list[int]:
        model = self._loaded()
        longest = int(model.max_seq_length or 512)
        heads = [text[: longest * _CHARACTERS_PER_TOKEN] for text in texts]
        with self._cutting:  # a tokenizer is one caller's at a time
            tokens = model.tokenizer(heads, truncation=True, max_length=longest)["input_ids"]
        return [len(row) for row in tokens]

    def _directions(self, model: "SentenceTransformer", texts: list[str]) -> Vectors:
        import torch  # noqa: PLC0415 - slow to import
        from sentence_transformers.util import batch_to_device  # noqa: PLC0415

        run = (self._bare if len(texts) == 1 else None) or model
        with torch.inference_mode():
            with self._cutting:
                given = batch_to_device(model.preprocess(texts), model.device)
            rows = run(given)["sentence_embedding"].float().cpu().numpy()
        # bfloat16 rows leave the model with lengths around .998.
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.all(np.isfinite(lengths) & (lengths > 0)):
            raise EncoderError(
                f"The model {self.name} gave vectors that are not numbers: it may be damaged. "
                "Check it: workbench doctor."
            )
        return np.asarray(rows / lengths, dtype=np.float32)

    def _states(self, model: "SentenceTransformer", texts: list[str], layer: int) -> list[Vectors]:
        import torch  # noqa: PLC0415 - slow to import
        from sentence_transformers.util import batch_to_device  # noqa: PLC0415

        with torch.inference_mode():
            with self._cutting:
                given = batch_to_device(model.preprocess(texts), model.device)
            real = given["attention_mask"].bool()
            transformer: Any = model[0].auto_model
            states = transformer.embeddings(input_ids=given["input_ids"])
            filler = ~real[:, None, None, :]
            hidden = filler.to(states.dtype) * torch.finfo(states.dtype).min
            for step in transformer.encoder.layer[:layer]:
                states = step(states, hidden)
            pairs = zip(states.float().cpu(), real.cpu(), strict=True)
            return [np.asarray(each[its].numpy(), np.float32) for each, its in pairs]


def _batches(lengths: Sequence[int], tokens: int = _TOKENS_PER_BATCH) -> Iterator[list[int]]:
    """Row numbers by falling length, as many a batch as its longest text leaves tokens for."""
    rows = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    start = 0
    while start < len(rows):
        size = max(1, tokens // max(1, lengths[rows[start]]))
        yield rows[start : start + size]
        start += size
