import gzip

from tests.reading.samples import BODY, HEADLINE, article, page
from workbench.reading.reader import read_bytes
from workbench.reading.record import Limits, Rejected, ReportRecord

URL = "https://herald.example.org/dam"


def warc(*answers: tuple[str, str, bytes], packed: bool = True) -> bytes:
    """An archive of answers: (status, content type, body)."""
    return b"".join(
        gzip.compress(record(*answer)) if packed else record(*answer) for answer in answers
    )


def record(status: str, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


PAGE = ("200 OK", "text/html; charset=utf-8", page(article()))


def test_each_page_of_an_archive_is_a_report_with_its_address() -> None:
    for packed in (True, False):
        first, second = read_bytes("a.warc.gz", warc(PAGE, PAGE, packed=packed))

        assert isinstance(first, ReportRecord)
        assert first.text == "\n\n".join([HEADLINE, *BODY])
        assert (first.url, first.raw) == (URL, page(article()))
        assert (first.input, second.input) == ("a.warc.gz#1", "a.warc.gz#2")


def test_errors_pictures_and_scripts_are_passed_over() -> None:
    data = warc(
        ("404 Not Found", "text/html", b"<p>gone</p>"),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", "text/javascript", b"var x"),
        PAGE,
    )

    assert [result.input for result in read_bytes("a.warc", data)] == ["a.warc#4"]


def test_a_page_too_large_is_rejected_and_the_rest_is_read() -> None:
    large = ("200 OK", "text/html", b"<p>" + b"words " * 1000)

    results = list(read_bytes("a", warc(large, PAGE), limits=Limits(report_bytes=4000)))

    assert [type(result) for result in results] == [Rejected, ReportRecord]


def test_an_archive_cut_off_gives_what_comes_before() -> None:
    whole = warc(*[PAGE] * 3)

    results = list(read_bytes("a", whole[:-100]))

    assert [type(result) for result in results[:3]] == [ReportRecord, ReportRecord, Rejected]
    assert "cut off or damaged" in getattr(results[2], "reason", "")


def test_an_archive_packed_as_one_is_read_too() -> None:
    assert len(list(read_bytes("a", gzip.compress(warc(PAGE, PAGE, packed=False))))) == 2
