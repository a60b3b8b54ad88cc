import pytest

from workbench.reading.datelines import Credits, byline_of, credits_of, has_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("AMMAN (Reuters) - Rebels said on Monday", "Amman", "Reuters"),
        ("BEIRUT, March 31 (Reuters) - Rebels said", "Beirut", "Reuters"),
        ("GAZIANTEP, Turkey (AP) — Rebels said", "Gaziantep, Turkey", "AP"),
        ("Damascus (AFP) - The army said", "Damascus", "AFP"),
        ("DEIR EL-ZOR, SANA – The army said", "Deir el-Zor", "SANA"),
        ("DAMASCUS, (SANA)- The army said", "Damascus", "SANA"),
        ("BEIRUT -- Residents said", "Beirut", None),
        ("IRDANE, Kordavia, March 17 (Tarnwire) - Rebels said", "Irdane, Kordavia", "Tarnwire"),
        ("Irdane, 17 March (Tarn Wire) - Rebels said", "Irdane", "Tarn Wire"),
        ("(Reuters) - Rebels said", None, "Reuters"),
        ("IRDANE (TARN NEWS) - The army said", "Irdane", "TARN NEWS"),
        (
            "IRDANE, KORDAVIA (TARN NEWS AGENCY) – The army said",
            "Irdane, Kordavia",
            "TARN NEWS AGENCY",
        ),
        ("IRDANE, MARCH 3 (TARN NEWS) -- The army said", "Irdane", "TARN NEWS"),
        ("IRDANE, TARN NEWS - The army said", "Irdane", "TARN NEWS"),
    ],
)
def test_a_dateline_gives_place_and_agency(
    paragraph: str, place: str | None, agency: str | None
) -> None:
    assert credits_of(["Headline", paragraph]) == Credits((), agency, place)


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Huda Marwan", ("Huda Marwan",), None),
        ("By Huda Marwan and Tom Ashe, Reuters", ("Huda Marwan", "Tom Ashe"), "Reuters"),
        ("by Huda Marwan in Amman", ("Huda Marwan",), None),
        ("BY HUDA MARWAN | AP", ("HUDA MARWAN",), None),
        ("Von Jürgen Müller", ("Jürgen Müller",), None),
        ("By AFP", (), "AFP"),
    ],
)
def test_a_byline_gives_names(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    assert byline_of(line) == Credits(authors, agency)


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday, the rebels had taken the dam and the road that leads to it.",
        "By dawn",
        "Rebels said",
        "By the time help came it was too late",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert byline_of(line) is None


@pytest.mark.parametrize(
    "line", ["U.S. troops (about 500) - said", "WHO - the agency", "Rebels (FSA) - say"]
)
def test_other_brackets_and_dashes_are_no_agency(line: str) -> None:
    assert credits_of([line]).agency is None


def test_the_reporters_of_a_sign_off_are_the_authors_where_no_byline_is() -> None:
    sign_off = "(Reporting by Huda Marwan in Amman; Editing by Tom Ashe)"

    assert credits_of(["AMMAN (Reuters) - Rebels said", sign_off]).authors == ("Huda Marwan",)


def test_a_headline_has_no_dateline() -> None:
    assert not has_dateline("Rebels take dam - residents flee")
