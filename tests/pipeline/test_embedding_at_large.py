"""All that has no vector gets one, here or on a cluster that loses a machine."""

import importlib.util
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select

from tests.conftest import MakeReport, WordsEncoder
from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.errors import UsageError
from workbench.pipeline import adding, catching_up, embedding_at_large
from workbench.stages import embedding
from workbench.store.models import Embedding
from workbench.vectors.types import Vectors

TEXTS = 3_000


def count(services: Services) -> int:
    with services.database.snapshot() as session:
        return session.scalar(select(func.count()).select_from(Embedding)) or 0


def add(services: Services, make_report: MakeReport, sentences: int) -> None:
    text = " ".join(f"Village number {n} lost {n} houses." for n in range(sentences))
    list(adding.add(services, [make_report(text)], by="test", article=False))


def quiet(_what: str, _count: int) -> None:
    pass


def test_everything_is_embedded_once_and_what_is_there_is_passed_over(
    services: Services, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "EMBEDDED", 16)
    add(services, make_report, 40)

    first = embedding_at_large.embed(services, ray=None, tell=quiet)
    again = embedding_at_large.embed(services, ray=None, tell=quiet)

    assert (first["embedded"], first["on"], again["embedded"]) == (40, "this process", 0)
    assert count(services) == 40


def test_it_goes_on_where_it_was_stopped(
    services: Services, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "EMBEDDED", 16)
    add(services, make_report, 40)

    def stop(_what: str, _count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedding_at_large.embed(services, ray=None, tell=stop)

    assert count(services) == 16
    assert embedding_at_large.embed(services, ray=None, tell=quiet)["embedded"] == 24


@pytest.mark.skipif(bool(importlib.util.find_spec("ray")), reason="Ray is installed")
def test_without_ray_it_says_what_to_install(services: Services) -> None:
    with pytest.raises(UsageError, match=r"pip install -r requirements-scale\.txt"):
        embedding_at_large.embed(services, ray="local", tell=quiet)


class SlowWords(WordsEncoder):
    """Long enough at each batch that a machine can be lost in the middle of one."""

    def encode(self, texts: Any) -> Vectors:
        time.sleep(0.5)
        return super().encode(texts)


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two machines of two processors each, on this one."""
    pytest.importorskip("ray", reason="Ray is not there: pip install -r requirements-scale.txt")
    from ray.cluster_utils import Cluster  # noqa: PLC0415 (an extra)

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]), prepend=":")
    made = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 2, "include_dashboard": False, "object_store_memory": 10**8},
    )
    made.add_node(num_cpus=2, object_store_memory=10**8)
    yield made
    made.shutdown()


@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore")  # what the cluster's own libraries say
def test_a_machine_that_is_lost_loses_nothing(
    services: Services, make_report: MakeReport, cluster: Any
) -> None:
    add(services, make_report, TEXTS)
    given = Services(
        services.settings, services.database, services.desk_id, services.precision, SlowWords()
    )
    lost = threading.Event()

    def lose(_what: str, _count: int) -> None:
        if not lost.is_set():
            lost.set()
            cluster.remove_node(cluster.list_all_nodes()[1], allow_graceful=False)

    done = embedding_at_large.embed(given, ray=cluster.address, tell=lose)

    assert lost.is_set()
    assert done["embedded"] == TEXTS
    assert count(services) == TEXTS
    with services.database.snapshot() as session:
        encoder = embedding.known_encoder(session, services.encoder) or 0
        text = "Village number 7 lost 7 houses."
        hashes, vectors = embedding.kept(session, encoder, [text_hash(text)])
    assert len(hashes) == 1
    np.testing.assert_allclose(vectors, services.encoder.encode([text]), atol=1e-6)
