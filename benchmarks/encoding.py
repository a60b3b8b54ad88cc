"""How much faster the encoder is than the plain library, on the same texts in the same run.

python -m benchmarks.encoding --count 1000 --json
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.corpus import default_encoder
from benchmarks.index import NEWS, sentences
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import find_model
from workbench.vectors.types import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROUNDS = 3


def main() -> None:
    """Encode sentences with the plain library, in float32, and as a desk on this machine does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args()
    if not NEWS.exists():
        parser.error(f"{NEWS} is not there: the encoder is measured on real sentences")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - slow to import

    texts = sentences(NEWS, given.count)
    plain = SentenceTransformer(str(find_model().path), device="cpu", local_files_only=True)
    usual = default_encoder()
    whole = SentenceEncoder(precision=NumberFormat.FLOAT32)
    ways: dict[str, Callable[[list[str]], Vectors]] = {
        "plain": lambda of: _plainly(plain, of),
        "float32": whole.encode,
        "default": usual.encode,
    }
    for encode in ways.values():
        encode(texts[:50])
    # In turns, so that whatever else the machine does falls on all of them; the best of each.
    rounds = [{name: taken(encode, texts) for name, encode in ways.items()} for _ in range(ROUNDS)]
    rates = {name: len(texts) / min(each[name] for each in rounds) for name in ways}
    near = np.einsum("ij,ij->i", ways["plain"](texts), usual.encode(texts))
    print(
        json.dumps(
            {
                "texts": len(texts),
                "mean_characters": round(sum(map(len, texts)) / len(texts), 1),
                "encoder": usual.name,
                **{f"{name}_texts_per_second": round(rate, 1) for name, rate in rates.items()},
                "ratio": round(rates["default"] / rates["plain"], 2),
                "float32_ratio": round(rates["float32"] / rates["plain"], 2),
                "lowest_cosine_to_plain": round(float(near.min()), 5),
            },
            indent=2,
        )
    )


def _plainly(model: "SentenceTransformer", texts: list[str]) -> Vectors:
    """As the library does by itself: every batch on all cores, which the desk's encoder forbids."""
    import torch  # noqa: PLC0415 - slow to import

    torch.set_num_threads(os.cpu_count() or 1)
    try:
        return np.asarray(model.encode(texts, show_progress_bar=False), np.float32)
    finally:
        torch.set_num_threads(1)


def taken(encode: Callable[[list[str]], Vectors], texts: list[str]) -> float:
    """Seconds for all texts."""
    started = time.perf_counter()
    encode(texts)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
