"""What a passage rests on."""

import pytest

from workbench.domain.vocabulary import BasisKind
from workbench.language.basis import bases, basis
from workbench.language.outlets import Outlet


@pytest.mark.parametrize(
    ("sentence", "kind", "root"),
    [
        (
            "A Norvane correspondent counted twelve burned lorries on the road.",
            BasisKind.OBSERVATION,
            "Norvane",
        ),
        ("Our reporter saw no soldiers in the square.", BasisKind.OBSERVATION, "Norvane"),
        (
            "The bridge was mined, the mayor told Norvane by telephone.",
            BasisKind.INTERVIEW,
            "mayor",
        ),
        (
            "At least 30 people were killed, the Health Ministry said in a statement.",
            BasisKind.STATEMENT,
            "Health Ministry",
        ),
        (
            "A 30-second video shows two jets over the market.",
            BasisKind.ARTEFACT,
            "video (30-second)",
        ),
        ("Reuters reported on Monday that the town had fallen.", BasisKind.RELAY, "Reuters"),
        (
            "The town has fallen, a commander of the Hill Brigade told Reuters.",
            BasisKind.RELAY,
            "Hill Brigade",
        ),
        ("The bakery reopened in spring.", BasisKind.UNSTATED, None),
    ],
)
def test_cues_name_the_basis_and_its_root(sentence: str, kind: BasisKind, root: str | None) -> None:
    found = basis(sentence, outlet=Outlet("Norvane"))

    assert (found.kind, found.root) == (kind, root)


def test_a_relay_of_a_relay_is_followed_to_the_end() -> None:
    text = "Norvane, quoting Reuters, which cited a Defence Ministry official, said 9 died."

    found = basis(text, outlet=Outlet("Harbour Daily"))

    assert (found.kind, found.root, found.unnamed) == (BasisKind.RELAY, "Defence Ministry", True)


def test_a_joint_figure_has_both_roots() -> None:
    text = "Thirty soldiers were killed, the Hill Monitor and the Valley Front said."

    found = basis(text, outlet=Outlet("Norvane"))

    assert {found.root, *found.also} == {"Hill Monitor", "Valley Front"}


def test_the_spokesman_speaks_for_his_ministry_to_the_end_of_the_report() -> None:
    text = (
        "The army has left the town, a Defence Ministry spokesman said on Thursday.\n\n"
        '"Our units withdrew on Sunday," Brigadier Tolm Kaster told reporters.\n\n'
        "Kaster said that the depot had burned for a day."
    )

    assert [found.root for found in bases(text, Outlet("Norvane"))] == ["Defence Ministry"] * 3


def test_an_agency_named_once_does_not_make_the_whole_report_a_relay() -> None:
    text = (
        "Our reporter counted 40 graves behind the mill.\n\n"
        "Forty-one people were killed, Reuters reported."
    )

    assert [found.kind for found in bases(text, Outlet("Harbour Daily"))] == [
        BasisKind.OBSERVATION,
        BasisKind.RELAY,
    ]


def test_an_agencys_text_in_a_paper_is_a_relay_of_whom_the_agency_asked() -> None:
    found = basis("Nine died, the Health Ministry said.", outlet=Outlet("Harbour Daily", "Reuters"))

    assert (found.kind, found.root, found.via) == (BasisKind.RELAY, "Health Ministry", "Reuters")


def test_what_is_not_said_takes_the_neighbours_root_at_possible_strength_only() -> None:
    text = "Nine people died, the Health Ministry said. Forty more were in hospital."

    second = bases(text, Outlet("Norvane"))[1]

    assert (second.kind, second.root, second.inferred) == (
        BasisKind.UNSTATED,
        "Health Ministry",
        True,
    )


def test_residents_who_spoke_to_two_newsrooms_are_two_roots() -> None:
    text = "Residents said that the rebels had left."

    assert basis(text, outlet=Outlet("Norvane")).root != basis(text, outlet=Outlet("Reuters")).root


def test_a_monitors_own_page_counts_and_a_partys_own_page_states() -> None:
    text = "Eighty-six people died."

    assert basis(text, outlet=Outlet("Hill Valley Monitor")).kind is BasisKind.OBSERVATION
    assert basis(text, outlet=Outlet("Ministry of Defence")).kind is BasisKind.STATEMENT
