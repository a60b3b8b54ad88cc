"""Only material news re-opens a decision."""

import pytest

from workbench.domain.news import Find, Quiet, Reason, material, quiet
from workbench.domain.vocabulary import Signal, Verdict


@pytest.mark.parametrize(
    ("verdict", "signal", "expected"),
    [
        (Verdict.CORROBORATED, Signal.CONFLICTS, Reason.CONTRARY),
        (Verdict.CORROBORATED, Signal.AGREES, None),
        (Verdict.CORROBORATED, Signal.UNCLEAR, None),
        (Verdict.DISPUTED, Signal.AGREES, Reason.CONTRARY),
        (Verdict.DISPUTED, Signal.CONFLICTS, None),
        (Verdict.DISPUTED, Signal.UNCLEAR, None),
        (Verdict.UNRESOLVED, Signal.AGREES, Reason.FIRST_SUPPORT),
        (Verdict.UNRESOLVED, Signal.CONFLICTS, Reason.CONTRARY),
        (Verdict.UNRESOLVED, Signal.UNCLEAR, None),
    ],
)
def test_what_reopens_which_verdict(
    verdict: Verdict, signal: Signal, expected: Reason | None
) -> None:
    found = material(verdict, [Find(1, signal, independent=True, origin="Monitor", counted=True)])

    assert (found.reason if found else None) is expected


def test_a_copy_of_the_claims_own_origin_is_no_news() -> None:
    find = Find(1, Signal.AGREES, independent=False, origin="Wire", counted=True)

    assert material(Verdict.UNRESOLVED, [find]) is None


@pytest.mark.parametrize("verdict", [Verdict.UNRESOLVED, Verdict.DISPUTED])
def test_what_agrees_and_is_not_counted_is_added_quietly(verdict: Verdict) -> None:
    find = Find(1, Signal.AGREES, independent=True, origin="unknown", counted=False)

    assert material(verdict, [find]) is None
    assert quiet(verdict, find) is Quiet.SUPPORT


def test_what_conflicts_reopens_though_it_counts_for_nothing() -> None:
    find = Find(1, Signal.CONFLICTS, independent=True, origin="unknown", counted=False)

    assert material(Verdict.CORROBORATED, [find]) is not None


def test_the_first_find_that_matters_is_named() -> None:
    finds = [
        Find(1, Signal.UNCLEAR, independent=True, origin="a", counted=False),
        Find(2, Signal.AGREES, independent=True, origin="b", counted=True),
        Find(3, Signal.AGREES, independent=True, origin="c", counted=True),
    ]
    found = material(Verdict.UNRESOLVED, finds)

    assert found is not None
    assert (found.passage_id, found.origin) == (2, "b")


@pytest.mark.parametrize(
    ("verdict", "signal", "expected"),
    [
        (Verdict.CORROBORATED, Signal.AGREES, Quiet.SUPPORT),
        (Verdict.CORROBORATED, Signal.UNCLEAR, Quiet.NEAR),
        (Verdict.CORROBORATED, Signal.CONFLICTS, None),
        (Verdict.DISPUTED, Signal.CONFLICTS, Quiet.CONTRARY),
        (Verdict.DISPUTED, Signal.AGREES, None),
        (Verdict.UNRESOLVED, Signal.UNCLEAR, Quiet.NEAR),
    ],
)
def test_what_is_added_quietly(verdict: Verdict, signal: Signal, expected: Quiet | None) -> None:
    assert (
        quiet(verdict, Find(1, signal, independent=True, origin="Monitor", counted=True))
        is expected
    )


def test_a_copy_is_always_added_quietly() -> None:
    find = Find(1, Signal.CONFLICTS, independent=False, origin="Wire", counted=True)

    assert quiet(Verdict.CORROBORATED, find) is Quiet.KNOWN
