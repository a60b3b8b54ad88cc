"""Texts into vectors on many machines: the same encoder in actors of Ray Data."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.errors import DeskError, UsageError
from workbench.vectors.types import Encoder, Vectors

HERE = "local"
AT_ONCE = 256  # texts an actor is given
MakeEncoder = Callable[[bool], Encoder]  # on a graphics processor, or not


class _Embedder:
    """Holds one encoder; what it does with a batch depends on nothing else."""

    def __init__(self, make: MakeEncoder, *, on_gpu: bool) -> None:
        self._encoder = make(on_gpu)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        vectors = self._encoder.encode([str(words) for words in batch["words"]])
        return {"place": batch["place"], "vector": vectors}


@dataclass(frozen=True, slots=True)
class Spread:
    """A running cluster, as far as this process uses it."""

    ray: Any
    actors: int
    on_gpu: bool

    def encode(
        self, make: MakeEncoder, texts: Sequence[str]
    ) -> Iterator[tuple[list[int], Vectors]]:
        """The places of some texts with their vectors, as they come; each place once.

        What a machine was at that is lost is done again by another.
        """
        pyarrow, data = _arrow(), self.ray.data
        tables = [
            pyarrow.table({"place": range(start, stop), "words": list(texts[start:stop])})
            for start in range(0, len(texts), AT_ONCE)
            for stop in [min(start + AT_ONCE, len(texts))]
        ]
        needs = {"num_gpus": 1} if self.on_gpu else {"num_cpus": 1}
        embedded = data.from_arrow(tables).map_batches(
            _Embedder,
            fn_constructor_args=(make,),
            fn_constructor_kwargs={"on_gpu": self.on_gpu},
            batch_size=AT_ONCE,
            compute=data.ActorPoolStrategy(size=min(self.actors, len(tables))),
            **needs,
        )
        for batch in embedded.iter_batches(batch_size=None, batch_format="numpy"):
            vectors = np.asarray(batch["vector"], np.float32)
            yield [int(place) for place in batch["place"]], vectors


@contextmanager
def connected(address: str) -> Iterator[Spread]:
    """The cluster at an address; `local` starts one on this machine for as long as it is used.

    Raises:
        UsageError: Ray is not installed.
        DeskError: there is no cluster at that address.
    """
    try:
        import ray  # noqa: PLC0415 - an extra, and slow to import
        import ray.data  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "Ray is not installed: run pip install -r requirements-scale.txt, or embed without it."
        ) from None
    mine = not ray.is_initialized()
    try:
        if mine:
            ray.init(
                address=None if address == HERE else address,
                include_dashboard=False if address == HERE else None,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # it tells of every step
        yield Spread(ray, *_room(ray.cluster_resources(), len(ray.nodes())))
    except (ConnectionError, ray.exceptions.RayError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise DeskError(f"The Ray cluster {address} cannot be used: {reason}.") from error
    finally:
        if mine:
            ray.shutdown()


def _room(resources: dict[str, float], nodes: int) -> tuple[int, bool]:
    """How many actors, and whether on graphics processors.

    A processor of every machine stays free: without one for its other tasks Ray waits for ever.
    """
    gpus = int(resources.get("GPU", 0))
    return (gpus, True) if gpus else (max(1, int(resources.get("CPU", 1)) - nodes), False)


def _arrow() -> Any:  # noqa: ANN401 - it carries no types
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    return pa
