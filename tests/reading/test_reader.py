import gzip
import io
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import reduce
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.samples import BODY, FIRST, HEADLINE, SECOND, article, page, pdf, zipped
from tests.reading.sites import Site
from workbench.reading.fetch import Fetcher
from workbench.reading.reader import read, read_bytes
from workbench.reading.record import Limits, Rejected, ReportRecord

TEXT = "\n\n".join([HEADLINE, *BODY])
LOOPBACK = [ip_network("127.0.0.0/8")]


def only(results: Iterable[ReportRecord | Rejected]) -> ReportRecord:
    (report,) = results
    assert isinstance(report, ReportRecord)
    return report


def reason(results: Iterable[ReportRecord | Rejected]) -> str:
    (rejected,) = results
    assert isinstance(rejected, Rejected)
    return rejected.reason


def test_the_type_is_found_from_the_bytes_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(page(article()))

    assert only(read(str(path))).media_type == "text/html"


def test_a_record_carries_its_bytes_and_both_hashes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    report = only(read(str(path)))

    assert report.raw == TEXT.encode()
    assert report.sha256 == report.text_sha256
    assert "raw" not in repr(report)


def test_a_folder_is_read_in_order_and_bad_files_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.html").write_bytes(page(article()))
    (tmp_path / "b.html").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "inner" / "c.txt").write_text(TEXT)
    (tmp_path / ".hidden").write_text(TEXT)

    results = list(read(str(tmp_path)))

    assert [Path(result.input).name for result in results] == ["a.html", "b.html", "c.txt"]
    assert [type(result) for result in results] == [ReportRecord, Rejected, ReportRecord]


def test_packed_files_are_read_and_kept_unpacked() -> None:
    packed = gzip.compress(gzip.compress(page(article())))

    assert only(read_bytes("a.gz", packed)).raw == page(article())


def test_standard_input_is_read_once() -> None:
    assert only(read("-", stdin=io.BytesIO(TEXT.encode()))).input == "standard input"


def test_workers_read_the_same_in_the_same_order(tmp_path: Path) -> None:
    for number in range(36):
        (tmp_path / f"{number:03}.txt").write_text(TEXT.replace("12", str(number + 20)))

    assert list(read(str(tmp_path), workers=2)) == list(read(str(tmp_path)))


PACKED_FOUR_TIMES = reduce(lambda data, _: gzip.compress(data, mtime=0), range(4), b"text")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (bytes(range(256)) * 40, "binary file"),
        (b"\0\1\2\3" * 40, "binary file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "an image"),
        (b"\xd0\xcf\x11\xe0" + bytes(2000), "old Office document"),
        (b"{\\rtf1 words}", "rich text"),
        (gzip.compress(TEXT.encode() * 50, mtime=0)[:-30], "cut off or damaged"),
        (PACKED_FOUR_TIMES, "too many times"),
        (b"%PDF-1.4\nnothing", "damaged PDF"),
        (b"PK\x03\x04nothing", "damaged ZIP"),
        (zipped({"report.txt": TEXT.encode()}), "no Word document"),
        (b'[\n{"text": "a"}\n]', "single JSON value"),
        (b'{\n "text": "a"\n}', "single JSON value"),
        (page("<div>" * 5000 + FIRST), "too deeply"),
        (b"<html><body></body></html>", "no text"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_name_and_the_reason(
    data: bytes, why: str
) -> None:
    (rejected,) = read_bytes("this.html", data)

    assert isinstance(rejected, Rejected)
    assert rejected.input == "this.html"
    assert rejected.reason.startswith("this.html")
    assert why in rejected.reason


def test_a_file_too_large_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
        file.write(b"A thing happened in the valley on Monday, officials said.\n" * 2000)

    start = time.monotonic()

    assert "larger than 20 MB" in reason(read(str(path)))
    assert time.monotonic() - start < 5


def test_a_packed_bomb_is_refused_at_the_limit() -> None:
    bomb = gzip.compress(b"rebels " * 10_000_000, compresslevel=1)

    assert "larger than 1 MB" in reason(read_bytes("bomb.gz", bomb, limits=Limits(2**20)))


def test_a_packed_bomb_of_rows_is_refused_by_how_much_it_grows() -> None:
    rows = b'{"text": "a"}\n' + b'{"text": "a"}\n' * 30_000

    results = list(read_bytes("bomb.gz", gzip.compress(rows), limits=Limits(2**14)))

    assert isinstance(results[-1], Rejected)
    assert "200 times its size" in results[-1].reason


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere.html", "There is no file or folder"),
        ("file:///etc/hostname", "only http and https"),
        ("ftp://example.org/a", "only http and https"),
        ("https://example.org/a", "fetching is off"),
        ("a\0b", "cannot be opened"),
        ("-", "no standard input"),
    ],
)
def test_inputs_that_are_not_there_are_rejected(name: str, why: str) -> None:
    assert why in reason(read(name))


def test_an_address_is_fetched_and_read(site: Site) -> None:
    url = site.put("/dam", page(article()))

    report = only(read(url, fetcher=Fetcher(allowed=LOOPBACK, pause=0)))

    assert (report.title, report.input, report.url) == (HEADLINE, url, url)


def test_a_private_address_is_not_fetched_unless_allowed(site: Site) -> None:
    assert "private or reserved" in reason(read(site.put("/dam", b""), fetcher=Fetcher()))
    assert site.asked == []


ROW = json.dumps({"text": FIRST, "title": HEADLINE}).encode()
RSS = b"<rss version='2.0'><channel><item><title>x</title><description>y</description></item>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30\r\n\r\n"
    b"HTTP/1.1 200 OK\r\n\r\n<p>x</p>\r\n\r\n"
)
SEEDS = [
    *(page(article()), TEXT.encode(), pdf([[HEADLINE, "Some words here."]]), ROW, WARC, RSS),
    *(gzip.compress(TEXT.encode()), b"text,title\n" + SECOND.encode() + b",x\n"),
    zipped({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"}),
]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([b"", *(seed[:60] for seed in SEEDS)]))
def test_random_bytes_are_read_or_rejected_and_nothing_else(data: bytes, start: bytes) -> None:
    for result in read_bytes("random", start + data):
        assert isinstance(result, ReportRecord | Rejected)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_files_are_read_or_rejected_and_nothing_else(
    seed: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(seed) - 1))
    cut = data.draw(st.integers(0, 40))
    damaged = seed[:at] + data.draw(st.binary(max_size=40)) + seed[at + cut :]

    for result in read_bytes("damaged", damaged):
        assert isinstance(result, ReportRecord | Rejected)


def test_importing_the_reader_loads_no_heavy_library() -> None:
    heavy = ("trafilatura", "lxml", "pypdf", "docx", "warcio", "feedparser", "py3langid", "urllib3")
    code = f"import workbench.reading.reader, sys; print([n for n in {heavy} if n in sys.modules])"

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert shown.stdout.strip() == "[]"
