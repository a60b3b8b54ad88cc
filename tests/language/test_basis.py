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


@pytest.mark.parametrize(
    ("sentence", "kind", "root"),
    [
        (
            "The Observatory which follows the war from abroad said nine people drowned.",
            BasisKind.RELAY,
            "Syrian Observatory for Human Rights",
        ),
        (
            "Shells fell on the flour mill Russias defence ministry said on Monday.",
            BasisKind.STATEMENT,
            "Russian defence ministry",
        ),
        ("Nine fell when the bridge was hit regime TV reported.", BasisKind.RELAY, "state media"),
        (
            "Forty bodies lay there the White Helmets rescuers said.",
            BasisKind.RELAY,
            "White Helmets",
        ),
        (
            "The names of all nine killed were listed by the Quarry Today activist group.",
            BasisKind.ARTEFACT,
            "list (Quarry Today)",
        ),
        ("The government blamed rebels for the blast.", BasisKind.RELAY, "government"),
    ],
)
def test_prose_that_lost_its_commas_still_says_how_it_knows(
    sentence: str, kind: BasisKind, root: str
) -> None:
    found = basis(sentence, outlet=Outlet("Norvane"))

    assert (found.kind, found.root) == (kind, root)


def test_it_said_rests_on_whoever_spoke_in_the_sentence_before() -> None:
    text = "The White Helmets counted nine dead. The raid wounded 22 and closed the road it said."

    assert [found.root for found in bases(text, Outlet("Norvane"))] == ["White Helmets"] * 2


def test_of_two_monitors_the_monitor_is_the_one_named_last() -> None:
    text = (
        "Airwars counted nine dead. The Syrian Observatory for Human Rights said twelve had died. "
        "Two of them were children the monitor said."
    )

    assert bases(text, Outlet("Norvane"))[2].root == "Syrian Observatory for Human Rights"


def test_a_source_is_one_outlet_however_its_name_is_cased() -> None:
    text = "The bridge was hit, a resident told Reuters."

    assert basis(text, outlet=Outlet("reuters")).kind is BasisKind.INTERVIEW


def test_activists_publish_to_all_and_may_be_one_whoever_cites_them() -> None:
    text = "Local activists said that nine had died."
    one, other = basis(text, outlet=Outlet("Norvane")), basis(text, outlet=Outlet("Reuters"))

    assert (one.kind, one.root, one.unnamed) == (BasisKind.RELAY, other.root, True)


def test_a_based_group_is_the_monitor_and_no_person() -> None:
    told = (
        "The Syrian Observatory for Human Rights counts the dead. The Britain-based group said {}."
    )

    [_, here] = bases(told.format("nine people were killed"), Outlet("Norvane"))
    [alone] = bases("The Talvar-based group said nine people were killed.", Outlet("Norvane"))

    assert (here.root, here.speaker) == ("Syrian Observatory for Human Rights", None)
    assert (alone.kind, alone.root) == (BasisKind.UNSTATED, None)


@pytest.mark.parametrize(
    "aside", [", also known as the White Helmets,", " also known as Rescuers -"]
)
def test_jets_say_nothing(aside: str) -> None:
    [here] = bases(f"The White Helmets{aside} said jets struck one of its centres.", Outlet("Post"))

    assert here.root == "White Helmets"


def test_who_speaks_for_a_body_of_his_own_is_no_spokesman_of_the_party_before() -> None:
    omar = "Khaled Omar of the opposition Local Council said 80 were killed."

    assert bases(f"Russia said it would veto. {omar}", Outlet("Post"))[1].root == "Khaled Omar"


@pytest.mark.parametrize(
    ("sentence", "kind", "root"),
    [
        ("Local sources told SANA that three died.", BasisKind.RELAY, "SANA"),
        ("Three died an informed source told Sputnik.", BasisKind.INTERVIEW, "source (to Sputnik)"),
        ("According to SANA al-Nusra militants tried to advance.", BasisKind.RELAY, "SANA"),
        ("He said Daesh cordoned off the area.", BasisKind.UNSTATED, None),
    ],
)
def test_an_unnamed_source_is_passed_on_by_whom_it_told(
    sentence: str, kind: BasisKind, root: str | None
) -> None:
    found = bases(sentence, Outlet("Sputnik"))[0]
    assert (found.kind, found.root) == (kind, root)


_MONITOR = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("sentence", "root", "also"),
    [
        ("Medical workers said nine died.", "medical workers (to Norvane)", ()),
        ("Nine died, a war monitor and medical workers said.", _MONITOR, ("medical workers",)),
        ("Nine died a war monitor and residents in the town said.", _MONITOR, ("residents",)),
    ],
)
def test_workers_monitors_and_people_on_the_telephone(
    sentence: str, root: str, also: tuple[str, ...]
) -> None:
    told = "The Syrian Observatory for Human Rights counts the dead. {}"

    found = bases(told.format(sentence), Outlet("Norvane"))[1]

    assert (found.root, found.also) == (root, tuple(f"{each} (to Norvane)" for each in also))


def test_whoever_gives_a_figure_beside_a_monitor_without_a_name_is_asked() -> None:
    found = basis("Nine died, a war monitor and medics said.", outlet=Outlet("Norvane"))

    assert (found.kind, found.root) == (BasisKind.INTERVIEW, "medics (to Norvane)")
