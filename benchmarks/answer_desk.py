"""The desk on which the sums that find and order answers are fitted: ECB+ and invented reports."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import event_desk, invented_desk
from benchmarks.event_desk import EventClaim, EventReport
from benchmarks.gold_trial import RememberingEncoder, desk
from benchmarks.ridge import Floats
from workbench.bootstrap import Services

SHARE = 0.7  # of the invented reports in what is fitted; chosen by the loss held out of both


@contextmanager
def answer_desk(
    encoder: RememberingEncoder, documents: Mapping[str, EventReport]
) -> Iterator[Services]:
    """A desk with these documents that knows the places and bodies of the invented reports."""
    reports = [each.report for each in documents.values()]
    with desk(encoder, reports, tables=invented_desk.WORLD) as services:
        yield services


def read_documents(events: Path) -> dict[str, EventReport]:
    """The documents of ECB+ and the invented reports, by id."""
    return {**event_desk.read_events(events), **invented_desk.read_invented()}


def load_claims(documents: Mapping[str, EventReport]) -> dict[str, EventClaim]:
    """The claims of both with what answers them, by id."""
    return {
        **event_desk.load_answers(documents),
        **invented_desk.invented_answers(documents),
    }


def balanced(stands_for: Floats, is_invented: NDArray[np.bool_]) -> Floats:
    """The weights with the invented rows brought to their share of an unchanged sum.

    As they are where all rows are of one kind.
    """
    invented, rest = stands_for[is_invented].sum(), stands_for[~is_invented].sum()
    if not invented or not rest:
        return stands_for
    both = invented + rest
    scale: Floats = np.where(is_invented, SHARE * both / invented, (1 - SHARE) * both / rest)
    return scale * stands_for


def provenance(events: Path) -> dict[str, str]:
    """What is fitted on this desk rests on, as the fitted files say it."""
    labels, invented = event_desk.LABELS, invented_desk.REPORTS
    return {
        "fitted_on": "labels of benchmarks/gold/event_answers.jsonl on sentences of ECB+ "
        "(Cybulska and Vossen 2014) and benchmarks/gold/invented_reports.jsonl, the latter "
        f"with {SHARE} of the weight",
        "labels_sha256": hashlib.sha256(labels.read_bytes()).hexdigest(),
        "events_sha256": hashlib.sha256(events.read_bytes()).hexdigest(),
        "invented_sha256": hashlib.sha256(invented.read_bytes()).hexdigest(),
        "licence": "labels and invented reports are the project's own; ECB+ is CC BY 3.0",
    }
