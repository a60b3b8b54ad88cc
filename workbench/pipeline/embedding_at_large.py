"""Everything that has no vector yet embedded, in this process or on a cluster; nothing else."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from workbench.bootstrap import Services
from workbench.pipeline import catching_up
from workbench.pipeline.catching_up import Tell
from workbench.stages.embedding import Text
from workbench.vectors import spreading
from workbench.vectors.encoder import SentenceEncoder
from workbench.vectors.spreading import MakeEncoder, Spread
from workbench.vectors.types import Encoder, Vectors

Json = dict[str, Any]


def embed(services: Services, *, ray: str | None, tell: Tell) -> Json:
    """Embeds what is pending, on the Ray cluster at that address where one is given.

    Whatever came back is kept: run again, it goes on with the rest.

    Raises:
        UsageError: Ray is not installed.
        DeskError: the cluster cannot be used.
    """
    started = time.monotonic()
    if ray is None:
        done = catching_up.embed(services, tell)
    else:
        with spreading.connected(ray) as spread:
            done = catching_up.embed(services, tell, partial(_spread, services, spread))
    seconds = time.monotonic() - started
    return {
        "embedded": done,
        "on": "this process" if ray is None else f"Ray at {ray}",
        "seconds": round(seconds, 3),
        "texts_per_second": round(done / max(1e-3, seconds), 1),
    }


def _spread(
    services: Services, spread: Spread, texts: Sequence[Text]
) -> Iterator[tuple[Sequence[Text], Vectors]]:
    words = [text.words for text in texts]
    for places, vectors in spread.encode(_maker(services), words):
        yield [texts[place] for place in places], vectors


def _maker(services: Services) -> MakeEncoder:
    """What makes the desk's encoder in another process."""
    if services.given is not None:
        return partial(_given, type(services.given))
    return partial(_desk_encoder, services.settings.encoder, services.precision.value)


def _given(kind: type[Encoder], on_gpu: bool) -> Encoder:  # noqa: FBT001 (called by place)
    del on_gpu
    return kind()


def _desk_encoder(model: str, precision: str, on_gpu: bool) -> Encoder:  # noqa: FBT001
    from workbench import config  # noqa: PLC0415 - in the actor's process
    from workbench.vectors.encoder import NumberFormat  # noqa: PLC0415

    config.stay_offline()
    device = "cuda" if on_gpu else "cpu"
    return SentenceEncoder(model, precision=NumberFormat(precision), threads=1, device=device)
