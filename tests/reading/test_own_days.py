import pytest

from workbench.reading.finishing import finish
from workbench.reading.own_days import outranking, own_day
from workbench.reading.record import Draft

TOLD = "Shells fell on the market of Talvar and killed nine people, a monitor said."
STORED = "2017-04-05"


@pytest.mark.parametrize(
    "head",
    [
        "Published April 15 2017 ",
        "Date of publication 15 April 2017 ",
        "Posted on April 15, 2017\n",
        "Saturday 15 April 2017\n",
        "Sat 15 Apr 2017 Market shelled. ",
        "Nine killed in Talvar AFP Saturday 15 Apr 2017 ",
        "15.04.2017(updated 1618 15.04.2017) ",
        "HERALD Middle East 1735 15.04.2017 ",
        "Nine killed in Talvar\n15 April 2017\n",
        "2017-04-15\n",
    ],
)
def test_a_day_at_the_head_of_a_text_outranks_the_day_stored_for_it(head: str) -> None:
    assert outranking(head + TOLD, STORED) == "2017-04-15"


@pytest.mark.parametrize(
    "text",
    [
        f"On 15 April 2017 {TOLD}",
        f"15 April 2017 was the day on which {TOLD}",
        "21 August 2013: the raid on the suburbs. 4 April 2017: the raid on Talvar.",
        "The inquiry published on 15 April 2017 names nobody.",
        "Nine people were killed on Saturday 15 April 2017 in Talvar.",
        "A man stands in Talvar, Saturday, April 15, 2017, beside his shop.",
        f"Monday 15 April 2017 {TOLD}",
        f"April 2017 {TOLD}",
        f"03/04/2017 {TOLD}",
        f"Published April 31 2017 {TOLD}",
        f"Published April 15 2999 {TOLD}",
        f"{TOLD * 6} Published April 15 2017",
    ],
)
def test_a_day_that_is_told_of_does_not(text: str) -> None:
    assert outranking(text, STORED) is None


def test_a_day_apart_is_another_zone() -> None:
    assert outranking(f"Published April 6 2017 {TOLD}", STORED) is None


@pytest.mark.parametrize("day", ["April 9, 2017", "Apr 092017"])
def test_what_was_changed_on_a_day_appeared_then_or_before(day: str) -> None:
    changed = f"Last updated at {day} {TOLD}"

    assert outranking(changed, STORED) is None
    assert outranking(changed, "2017-04-13") == "2017-04-09"
    assert outranking(f"Posted April 2 2017. {changed}", STORED) == "2017-04-02"


def test_a_bare_day_of_another_year_is_what_the_headline_tells_of() -> None:
    assert own_day("August 21 2013 Raid Remembered In Talvar") is not None
    assert outranking("August 21 2013 Raid Remembered In Talvar", "2017-08-21") is None
    assert outranking("Wed Aug 21 2013 Raid On Talvar", "2017-08-21") == "2013-08-21"


def test_a_report_keeps_its_own_day_and_says_so() -> None:
    draft = Draft((f"Published April 15 2017 {TOLD}",), "text/plain", published=STORED)

    report = finish(draft, name="a", raw=b"raw")

    assert report.published == "2017-04-15"
    assert report.problems == (
        "published 2017-04-05 contradicts the text, which says 2017-04-15: that was kept",
    )


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published April 15 2017 ", "2017-04-15"),
        ("Nine killed in Talvar AFP Saturday 15 Apr 2017 ", "2017-04-15"),
        ("15 April 2017\n", None),  # may be the day of what is told
        ("Last updated April 15, 2017 ", None),
        ("Published April 15 2117 ", None),
    ],
)
def test_a_report_without_a_day_has_the_one_its_head_shows(head: str, day: str | None) -> None:
    report = finish(Draft((head + TOLD,), "text/plain"), name="a", raw=b"raw")

    assert (report.published, report.problems) == (day, ())
