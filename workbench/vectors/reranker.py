"""A second look at the best candidates by a model that reads claim and passage together."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import EncoderError
from workbench.vectors.models import find_model, loading

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_PAIRS_PER_BATCH = 32


class Reranker:
    """Any sentence-transformers CrossEncoder by folder or hub name; loaded with the first pair."""

    def __init__(self, model: str) -> None:
        self._wanted = model
        self._loading = Lock()

    def scores(self, claim: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers the claim, higher is better; only their order has meaning.

        Raises EncoderError where the model cannot be used or gives no finite numbers.
        """
        if not passages:
            return []
        model = self._loaded()
        pairs = [(claim, passage) for passage in passages]
        found = np.asarray(
            model.predict(pairs, batch_size=_PAIRS_PER_BATCH, show_progress_bar=False), np.float64
        )
        if found.ndim != 1 or not np.isfinite(found).all():
            raise EncoderError(
                f"The reranker {self._wanted} does not give one number a pair: "
                "set WORKBENCH_RERANKER to a model made for ranking, or unset it."
            )
        return [float(score) for score in found]

    def reorder(self, claim: str, passages: Sequence[str]) -> list[int]:
        """The passages' places, the best first; equals keep their order."""
        scores = self.scores(claim, passages)
        return sorted(range(len(passages)), key=lambda place: -scores[place])

    def _loaded(self) -> "CrossEncoder":
        with self._loading:
            return self._model

    @cached_property
    def _model(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - slow to import
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = find_model(self._wanted).path
        with loading(folder, "WORKBENCH_RERANKER"):
            model: CrossEncoder = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        return model
