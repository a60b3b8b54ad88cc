import json

import pytest

from tests.reading.samples import FIRST, HEADLINE, SECOND
from workbench.reading.reader import read_bytes
from workbench.reading.record import Limits, Rejected, ReportRecord
from workbench.representations.reports import record_json

ROW = {
    "text": f"{FIRST}\n\nPost a Comment",
    "title": HEADLINE,
    "source": "The Valley Herald",
    "published": "2017-03-31",
    "url": "https://herald.example.org/dam?utm_source=x#top",
    "authors": ["Huda Marwan", "Tom Ashe"],
    "language": "en",
}


def rows(data: bytes, limits: Limits | None = None) -> list[ReportRecord | Rejected]:
    return list(read_bytes("rows", data, limits=limits))


def jsonl(*values: object) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def test_a_row_is_a_report_with_its_address_as_given() -> None:
    (report,) = rows(jsonl(ROW))

    assert isinstance(report, ReportRecord)
    assert report.text == f"{HEADLINE}\n\n{FIRST}"
    assert report.url == ROW["url"]
    assert (report.source, report.published) == ("The Valley Herald", "2017-03-31")
    assert (report.authors, report.language) == (("Huda Marwan", "Tom Ashe"), "en")
    assert (report.input, report.media_type) == ("rows:1", "application/jsonl")


def test_bad_lines_are_rejected_by_number_and_the_rest_is_read() -> None:
    data = jsonl(ROW) + b'\n{"text": \n\n' + jsonl({"title": "x"}, [1], ROW)

    results = rows(data)

    assert [result.input for result in results] == [
        "rows:1",
        "rows:2",
        "rows:4",
        "rows:5",
        "rows:6",
    ]
    assert [type(result) is Rejected for result in results] == [False, True, True, True, False]


def test_a_day_that_is_no_day_is_left_out_and_said() -> None:
    (report,) = rows(jsonl(ROW | {"published": "spring 2017"}))

    assert isinstance(report, ReportRecord)
    assert report.published is None
    assert report.problems == ("published 'spring 2017' is no ISO date and was left out",)


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_fields_that_no_report_has_are_named_once(kind: str) -> None:
    row = {"text": FIRST, "date": "2017-04-05", "id": "7", "empty": ""}
    cells = f'"{FIRST}",2017-04-05,7,\n'
    data = jsonl(row, row) if kind == "jsonl" else f"text,date,id,empty\n{cells}{cells}".encode()

    first, second = rows(data)

    assert isinstance(first, ReportRecord)
    assert isinstance(second, ReportRecord)
    (problem,) = first.problems
    assert problem.startswith("not read: date, id; a report has the fields text, title, source, ")
    assert second.problems == ()


def test_a_report_as_it_is_printed_is_read_again_whole() -> None:
    (printed,) = rows(jsonl(ROW))
    assert isinstance(printed, ReportRecord)

    (report,) = rows(jsonl(record_json(printed)))

    assert isinstance(report, ReportRecord)
    assert report.problems == ()
    assert report.text == printed.text


def test_a_day_to_come_is_left_out_and_said() -> None:
    (report,) = rows(jsonl(ROW | {"published": "2999-01-01"}))

    assert isinstance(report, ReportRecord)
    assert report.published is None
    assert report.problems == ("published 2999-01-01 lies in the future and was left out",)


def test_a_line_too_long_is_rejected_and_the_next_is_read() -> None:
    long, fine = jsonl({"text": "a" * 5000}), jsonl({"text": SECOND})

    results = rows(long + b"\n" + fine, Limits(report_bytes=2000))

    assert [type(result) for result in results] == [Rejected, ReportRecord]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_its_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    header = delimiter.join(["title", "text", "url"])
    data = (
        f"{header}\n{delimiter.join([HEADLINE, f'{chr(34)}{SECOND}{chr(34)}', 'http://a.org/b'])}\n"
    )

    (report,) = rows(data.encode(encoding))

    assert isinstance(report, ReportRecord)
    assert report.text == f"{HEADLINE}\n\n{SECOND}"
    assert (report.url, report.input) == ("http://a.org/b", "rows:2")


def test_a_row_over_several_lines_is_named_by_its_last() -> None:
    results = rows(f'text,title\n"{FIRST}\n\n{SECOND}",x\n,y\n'.encode())

    assert [result.input for result in results] == ["rows:4", "rows:5"]
    assert isinstance(results[1], Rejected)


def test_a_quotation_mark_never_closed_is_named() -> None:
    data = b'text,title\n"' + b"words " * 2000

    results = rows(data, Limits(report_bytes=3000))

    assert isinstance(results[-1], Rejected)
    assert "quotation mark" in results[-1].reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_without_a_text_column_is_no_report_and_its_columns_are_named(
    delimiter: str,
) -> None:
    lines = [["day", "what was said"], ["Monday", FIRST], ["Tuesday", SECOND], ["", "x"]]
    quoted = [[f'"{cell}"' for cell in cells] for cells in lines]
    data = "\n".join(map(delimiter.join, quoted)).encode()

    (result,) = rows(data)

    assert isinstance(result, Rejected)
    assert "a table without a text column: it has day, what was said." in result.reason


def test_a_table_of_one_row_is_known_too() -> None:
    (result,) = rows(f'day,what was said\nMonday,"{FIRST}"\n'.encode())

    assert isinstance(result, Rejected)
    assert "it has day, what was said." in result.reason


@pytest.mark.parametrize(
    "lines",
    [
        ["Orsk,Lom", "In Orsk, Lom"],
        ["In Orsk, Lom and Breka", "shells fell, they said, and", "on Monday, again, so"],
        ["Orsk", FIRST, SECOND],
        ["shelling,raids", "shelling, raids", "that is all, he said, and went", "so"],
    ],
)
def test_prose_with_commas_is_no_table(lines: list[str]) -> None:
    (report,) = rows("\n".join(lines).encode())

    assert isinstance(report, ReportRecord)
