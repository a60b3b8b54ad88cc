"""Every format as rows, and every broken file as a sentence or as named rows with the rest read."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import InputError, UsageError
from workbench.interchange.claim_files import open_claims
from workbench.interchange.columns import NoTextError
from workbench.interchange.rows import Directions, Problem, Row

Read = Callable[..., tuple[list[Row], list[Problem], Any]]
CLAIM = "The bridge at Orvel was destroyed."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Rows, problems, and the file as it was opened."""

    def of(name: str, content: bytes | str, **directions: Any) -> tuple[Any, Any, Any]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with open_claims(path, Directions(**directions)) as file:
            found = list(file.rows)
        rows = [each for each in found if isinstance(each, Row)]
        return rows, [each for each in found if isinstance(each, Problem)], file

    return of


def texts(rows: list[Row]) -> list[str]:
    return [row.fields["text"] for row in rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(read: Read, separator: str) -> None:
    lines = [["Claim", "Speaker"], [CLAIM, "the mayor"], ["Nobody, she said, was hurt", "her"]]
    content = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)

    rows, problems, file = read("claims.csv", content)

    assert texts(rows) == [CLAIM, "Nobody, she said, was hurt"]
    assert rows[0].fields["speaker"] == "the mayor"
    assert (problems, file.columns) == ([], {"text": "Claim", "speaker": "Speaker"})


def test_quotes_in_a_tsv_are_letters_where_they_close_nothing(read: Read) -> None:
    rows, problems, _ = read("c.tsv", 'text\tid\n"Gone" is what he said\t1\nIt was 5" long\t2\n')

    assert texts(rows) == ['"Gone" is what he said', 'It was 5" long']
    assert problems == []


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Le pont d’Orvel était détruit, dit-elle."),
        ("utf-8-sig", "Le pont d’Orvel était détruit, dit-elle."),
        ("utf-16", "قُتل أربعون شخصا"),
        ("utf-16-le", "The bridge – it’s gone"),
        ("cp1252", "Le pont était détruit près d’Orvel, façade comprise."),
        ("cp1256", "قال المتحدث إن الجسر دمر بالكامل في هجوم اليوم"),
    ],
)
def test_the_encoding_is_found(read: Read, encoding: str, text: str) -> None:
    rows, problems, file = read(
        "c.csv", f"text,note\n{text.replace(',', ' ')},x\n".encode(encoding)
    )

    assert texts(rows) == [text.replace(",", " ")]
    assert problems == []
    assert file.encoding.replace("-sig", "") == encoding.replace("-sig", "")


def test_a_given_encoding_wins_and_an_unknown_one_is_refused(read: Read) -> None:
    rows, _, file = read("c.csv", "text\nй\n".encode("cp1251"), encoding="cp1251")
    assert (texts(rows), file.encoding) == (["й"], "cp1251")
    with pytest.raises(UsageError, match="no encoding"):
        read("c.csv", "text\nx\n", encoding="klingon")


def test_bytes_of_another_encoding_reject_their_row_alone(read: Read) -> None:
    good = "".join(f"À l’été {n} été,ok\n" for n in range(20)).encode()
    rows, problems, _ = read("c.csv", b"text,note\n" + good + b"caf\xe9,bad\n" + b"last,ok\n")

    assert len(rows) == 21
    [problem] = problems
    assert (problem.row, problem.line, problem.raw["text"]) == (21, 22, "café")
    assert "not utf-8" in problem.reason


def test_quoted_newlines_and_blank_header_cells_are_kept(read: Read) -> None:
    rows, _, file = read("c.csv", 'text,,text,\n"one\ntwo",a,b,c\n\nnext,d,,\n')

    assert [(row.line, row.fields["text"]) for row in rows] == [(2, "one\ntwo"), (5, "next")]
    assert list(file.header) == ["text", "column 2", "text (2)", "column 4"]
    assert rows[0].extra == {"column 2": "a", "text (2)": "b", "column 4": "c"}


def test_an_unclosed_quote_costs_one_row(read: Read) -> None:
    lines = ["text,id", "first,1", '"opened,2', *(f"row {n},{n}" for n in range(3, 60))]

    rows, problems, _ = read("c.csv", "\n".join(lines) + "\n")

    assert [(p.row, p.line, p.reason) for p in problems] == [
        (2, 3, "A quote is opened and not closed.")
    ]
    assert [row.fields["external_id"] for row in rows] == ["1", *map(str, range(3, 60))]
    assert rows[1].line == 4


def test_a_cell_beyond_all_bounds_costs_one_row(read: Read) -> None:
    rows, problems, _ = read("c.csv", f"text,id\n{'x' * 200_000},1\nshort,2\n")

    assert texts(rows) == ["short"]
    assert problems[0].reason == "A cell has more than 100,000 characters."


def test_a_line_beyond_all_bounds_costs_one_row(read: Read) -> None:
    rows, problems, _ = read("c.csv", "text,id\n" + "x," * 700_000 + "\nshort,2\n")

    assert (texts(rows), [p.row for p in problems]) == (["short"], [1])


def test_nul_bytes_and_ragged_rows_are_named(read: Read) -> None:
    rows, problems, _ = read("c.csv", "text,id\nnu\x00l,1\ntoo,many,cells\nfew\ngood,2,,\n")

    assert texts(rows) == ["good"]
    assert [p.reason.partition(":")[0] for p in problems] == [
        "The row has NUL characters.",
        "The row has 3 cells, the header 2",
        "The row has 1 cell, the header 2",
    ]
    assert problems[1].raw == {"text": "too", "id": "many", "cell 3": "cells"}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said(read: Read, content: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        read("c.csv", content)


def test_a_header_alone_is_no_error_and_no_row(read: Read) -> None:
    rows, problems, _ = read("c.csv", "text,id\n")

    assert (rows, problems) == ([], [])


def test_a_missing_text_column_says_which_columns_there_are(read: Read) -> None:
    with pytest.raises(NoTextError, match="“wording”, “who”") as raised:
        read("c.csv", "wording,who\na,b\n")
    assert raised.value.header == ["wording", "who"]


def test_columns_are_mapped_as_the_person_says(read: Read) -> None:
    rows, _, file = read(
        "c.csv", "Aussage,text\nDie Brücke,comment\n", columns={"text": "aussage", "note": "text"}
    )

    assert file.columns == {"text": "Aussage", "note": "text"}
    assert rows[0].fields == {"text": "Die Brücke", "note": "comment"}
    with pytest.raises(InputError, match="no column nowhere"):
        read("c.csv", "text\nx\n", columns={"text": "nowhere"})
    with pytest.raises(InputError, match="no field colour"):
        read("c.csv", "text\nx\n", columns={"colour": "text"})


def test_jsonl_names_each_broken_line(read: Read) -> None:
    lines = [
        '{"text": "one", "id": 7, "tags": ["a", "b"], "place": {"name": "Orvel"}}',
        "{broken",
        '["a list"]',
        '{"text": {"en": "nested"}}',
        '{"text": 5}',
        "",
        '{"claim": "late", "speaker": {"name": "the mayor"}}',
    ]

    rows, problems, _ = read("c.jsonl", "\n".join(lines))

    assert rows[0].fields == {"text": "one", "external_id": "7", "tags": "a; b"} | {"speaker": ""}
    assert rows[0].extra == {"place": '{"name": "Orvel"}'}
    assert [(p.row, p.line) for p in problems] == [(2, 2), (3, 3), (4, 4), (5, 5)]
    assert [p.reason for p in problems[2:]] == [
        "The text is an object, not text.",
        "The text is a number, not text.",
    ]
    assert (rows[1].line, rows[1].fields["speaker"]) == (7, "the mayor")


def test_a_json_array_is_read_as_a_stream_until_it_breaks(read: Read) -> None:
    many = [{"text": f"claim {n}", "n": n} for n in range(5_000)]
    rows, _, file = read("c.json", json.dumps(many, indent=1))
    assert (len(rows), rows[-1].extra, file.format) == (5_000, {"n": "4999"}, "json")

    rows, problems, _ = read("c.json", json.dumps(many)[:-40])
    assert len(rows) == 4_998
    assert "no JSON" in problems[0].reason


def test_parquet_is_read_with_its_own_types(read: Read) -> None:
    table = pa.table({"text": [CLAIM, None], "id": [1, 2], "date": pa.array([0, 1], pa.date32())})
    packed = io.BytesIO()
    pq.write_table(table, packed)

    rows, _, file = read("c.parquet", packed.getvalue())

    assert rows[0].fields == {"text": CLAIM, "external_id": "1", "claimed_at": "1970-01-01"}
    assert (rows[1].fields["text"], file.format) == ("", "parquet")
    assert len(read("c.parquet.gz", gzip.compress(packed.getvalue()))[0]) == 2


def test_parquet_with_a_text_of_another_type_is_refused(read: Read) -> None:
    packed = io.BytesIO()
    pq.write_table(pa.table({"text": [1, 2]}), packed)

    with pytest.raises(InputError, match="column text holds int64, not text"):
        read("c.parquet", packed.getvalue())
    with pytest.raises(InputError, match="no Parquet"):
        read("c.parquet", packed.getvalue()[:-20])


def test_a_workbook_keeps_formulas_as_text(read: Read) -> None:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Claim", "ID", "Note", None])
    sheet.append([CLAIM, 7.0, '=HYPERLINK("http://x.example","x")', None])
    sheet.append([None, None, None, None])
    sheet.append(["second", 8, None, None])
    book.save(packed)

    rows, _, file = read("c.xlsx", packed.getvalue())

    assert (texts(rows), file.format) == ([CLAIM, "second"], "xlsx")
    assert rows[0].fields["external_id"] == "7"
    assert rows[0].fields["note"] == '=HYPERLINK("http://x.example","x")'
    with pytest.raises(InputError, match="no readable XLSX"):
        read("c.xlsx", packed.getvalue()[:3000])


@pytest.mark.parametrize("content", [b"{}", b"{}\n{}\n"], ids=["one", "two"])
def test_objects_without_a_field_are_said(read: Read, content: bytes) -> None:
    with pytest.raises(InputError, match="none has a field"):
        read("c.jsonl", content)


@pytest.mark.parametrize("name", ["claims.parquet", "claims.xlsx", "claims.xlsx.gz"])
def test_a_damaged_table_is_not_read_as_text(read: Read, name: str) -> None:
    with pytest.raises(InputError, match="it may be damaged"):
        read(name, "text\nForty died.\n")


def test_an_encrypted_workbook_is_said(read: Read) -> None:
    with pytest.raises(InputError, match="encrypted"):
        read("c.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 2000)


def test_a_packed_file_is_unpacked_and_a_damaged_one_refused(read: Read) -> None:
    packed = gzip.compress(f"text,id\n{CLAIM},1\n".encode())

    assert texts(read("c.csv.gz", packed)[0]) == [CLAIM]
    with pytest.raises(InputError, match="damaged"):
        read("c.csv.gz", packed[:-9])


def test_a_gzip_bomb_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match="bomb"):
        read("c.csv.gz", gzip.compress(b"text\n" + b"a" * 100_000_000, 9))


def test_claimreview_in_every_wrapping(read: Read) -> None:
    review = {
        "@type": "ClaimReview",
        "claimReviewed": CLAIM,
        "author": {"name": "A checker"},
        "datePublished": "2019-03-09",
        "itemReviewed": {
            "author": {"name": "The mayor"},
            "datePublished": "2019-03-04",
            "appearance": [{"url": "https://wire.example/a"}],
        },
    }
    for document in (
        review,
        [review],
        {"@context": "https://schema.org", "@graph": [review]},
        {"dataFeedElement": [{"item": [review]}]},
    ):
        rows, _, file = read("c.json", json.dumps(document))
        assert file.format == "claimreview"
        assert rows[0].fields == {
            "text": CLAIM,
            "speaker": "The mayor",
            "claimed_at": "2019-03-04",
            "url": "https://wire.example/a",
        }


def test_a_fact_check_search_answer(read: Read) -> None:
    found = {
        "text": CLAIM,
        "claimant": "The mayor",
        "claimDate": "2019-03-04T00:00:00Z",
        "claimReview": [{"languageCode": "en", "textualRating": "False"}],
    }

    rows, _, file = read("c.json", json.dumps({"claims": [found], "nextPageToken": "x"}))

    assert file.format == "google"
    assert rows[0].fields["language"] == "en"
    assert rows[0].fields["claimed_at"] == "2019-03-04T00:00:00Z"
    assert "textualRating" in rows[0].extra["claimReview"]


def test_the_research_formats(read: Read) -> None:
    fever = {"id": 75397, "verifiable": "VERIFIABLE", "label": "SUPPORTS", "claim": CLAIM}
    rows, _, file = read("f.jsonl", json.dumps(fever | {"evidence": [[[1, 2, "Orvel", 7]]]}))
    assert (file.format, rows[0].fields["source"]) == ("fever", "FEVER")
    assert rows[0].fields["external_id"] == "75397"

    averitec = '[{"claim": "%s", "claim_date": "25-8-2020", "speaker": null, "questions": []}]'
    rows, _, file = read("a.json", averitec % CLAIM)
    assert (file.format, rows[0].fields["claimed_at"]) == ("averitec", "2020-08-25")

    fa_kes = "unit_id,article_title,article_content,source,date,location,labels\n"
    rows, _, file = read("k.csv", fa_kes + f"19,{CLAIM},Long,Northwire,4/13/2017,Orvel,1\n")
    assert (file.format, rows[0].fields["claimed_at"]) == ("fa-kes", "2017-04-13")
    assert rows[0].extra["location"] == "Orvel"


def test_a_rejected_file_is_read_without_its_reasons(read: Read) -> None:
    rows, _, _ = read("c.csv.rejected.csv", f"text,reason\n{CLAIM},The text is empty.\n")

    assert rows[0].extra == {}


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"text,id\n",
            b"[",
            b'{"text":',
            b'[{"text": "a"},',
            b"PAR1",
            b"PK\x03\x04",
            b"\x1f\x8b",
        ]
    ),
    st.sampled_from(["c.csv", "c.jsonl", "c.json", "c.parquet", "c.xlsx", "c.tsv", "c.gz", "c"]),
)
def test_random_bytes_never_give_a_traceback(
    tmp_path: Path, content: bytes, start: bytes, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(start + content)
    try:
        with open_claims(path, Directions()) as file:
            found = list(file.rows)
    except InputError:
        return
    assert all(isinstance(each, Row | Problem) for each in found)
