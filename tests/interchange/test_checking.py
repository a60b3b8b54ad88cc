"""A row is a claim, or it is said what is wrong with it."""

from datetime import UTC, datetime, timedelta

import pytest

from workbench.interchange.checking import NO_DATE, BulkClaim, check
from workbench.interchange.rows import Problem, Row


def checked(**fields: str) -> BulkClaim | Problem:
    return check(Row(1, 2, {"text": "Forty died.", **fields}))


def claim(**fields: str) -> BulkClaim:
    found = checked(**fields)
    assert isinstance(found, BulkClaim)
    return found


NEXT_YEAR = (datetime.now(UTC) + timedelta(days=400)).date().isoformat()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, "The text is empty."),
        ({"text": "x" * 5001}, "The text has 5,001 characters; 5,000 are the most."),
        ({"text": "a\x00b"}, "The text has NUL or broken characters."),
        ({"speaker": "a\ud800b"}, "The speaker has NUL or broken characters."),
        ({"claimed_at": "yesterday"}, NO_DATE),
        ({"claimed_at": "2017-13-02"}, NO_DATE),
        ({"claimed_at": "03/04/2017"}, NO_DATE),
        ({"claimed_at": "March 2017"}, NO_DATE),
        ({"claimed_at": "31 March 2017, or later"}, NO_DATE),
        ({"claimed_at": "0099-01-02"}, "This date is too long ago to be meant."),
        ({"claimed_at": NEXT_YEAR}, "This date lies in the future."),
        ({"external_id": "x" * 201}, "The external_id has 201 characters; 200 are the most."),
        ({"note": "x" * 5001}, "The note has 5,001 characters; 5,000 are the most."),
    ],
)
def test_what_is_wrong_is_named(fields: dict[str, str], reason: str) -> None:
    found = checked(**fields)

    assert isinstance(found, Problem)
    assert (found.row, found.line, found.reason) == (1, 2, reason)
    assert found.field == next(iter(fields))
    assert all("\x00" not in value for value in found.raw.values())


@pytest.mark.parametrize(
    "written", ["31 March 2017", "March 31, 2017", "Fri, 31 Mar 2017", "31/03/2017", "31.3.2017"]
)
def test_a_day_may_be_written_out(written: str) -> None:
    assert claim(claimed_at=written).values["claimed_at"] == "2017-03-31"


def test_a_broken_extra_column_is_named() -> None:
    assert isinstance(check(Row(1, 2, {"text": "Forty died."}, {"place": "\x00"})), Problem)


def test_the_same_claim_has_the_same_identity() -> None:
    assert claim(text="Forty  DIED.").identity == claim().identity
    assert claim(external_id="7", text="other").identity == claim(external_id="7").identity
    assert (
        claim(external_id="7", source="A").identity == claim(external_id="7", source="a").identity
    )
    assert claim(external_id="7", source="B").identity != claim(external_id="7").identity
    assert claim(url="https://a.example").identity != claim().identity


def test_claims_numbered_one_after_the_other_stand_side_by_side() -> None:
    long = "https://a.example/" + "0" * 180

    assert claim(external_id="G-17").identity.startswith("import:G-17:")
    assert claim(external_id=long + "1").identity != claim(external_id=long + "2").identity
    assert len(claim(external_id=long).identity) == 80  # as many letters as the column has
    assert claim(external_id="7").identity != claim(text="7").identity


def test_only_what_the_file_has_columns_for_is_said() -> None:
    assert claim(note="").values == {"text": "Forty died.", "note": None}
    assert claim(tags="a; b;;", claimed_at="20170602").values == {
        "text": "Forty died.",
        "tags": ["a", "b"],
        "claimed_at": "2017-06-02",
    }
    assert claim(speaker="Ana").values["speaker"]["name"] == "Ana"
