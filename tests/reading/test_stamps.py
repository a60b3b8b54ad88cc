"""Lines that date a page go, for the fields have the day; days that a report tells stay."""

import pytest

from workbench.reading.stamps import without_stamps

TOLD = "The council said on Tuesday that the crossing would stay closed until the shelling near it "
PROSE = (
    TOLD + "had stopped, and that nobody was to wait on the near bank before the weekend was over."
)
NAMES = ("Sami Kanaan", "Valley Wire")


@pytest.mark.parametrize(
    "line",
    [
        "31 March 2017",
        "31.03.2017, 09:50 Uhr / Aktualisiert am 02.04.2017, 11:39 Uhr",
        "By Sami Kanaan/March 31, 2017 9:49 am EST/Updated: Apr. 2, 2017 4:17 pm EST",
        "31. März 2017 // Sami Kanaan",
        "Sami Kanaan 3/31/2017 22:41",
        "Créé: 31.03.2017, 07h36",
        "Valley Wire - Friday, March 31, 2017",
    ],
)
def test_a_line_of_days_hours_and_names_goes_from_both_ends(line: str) -> None:
    assert without_stamps([line, PROSE], "2017-03-31", NAMES) == [PROSE]
    assert without_stamps([PROSE, line], "2017-03-31T10:05:00+00:00", NAMES) == [PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "27 March 2017",
        "27.03.2017 – 30.03.2017",
        "31 March 2017, 18:00: the bridge falls",
        "By Sami Kanaan",
        "Sami Kanaan",
        "Closing date: 14.04.2017",
        "The valley in 2017",
        "18:00",
    ],
)
def test_what_a_report_tells_of_days_stays(line: str) -> None:
    assert without_stamps([line, PROSE, line], "2017-03-31", NAMES) == [line, PROSE, line]


def test_days_between_paragraphs_stay_and_nothing_goes_where_no_day_is_known() -> None:
    diary = [PROSE, "31 March 2017", PROSE, PROSE, PROSE]

    assert without_stamps(diary, "2017-03-31", NAMES) == diary
    assert without_stamps(["31 March 2017", PROSE], None, NAMES) == ["31 March 2017", PROSE]
