"""Small files that want to become large ones, or deep ones: bounded in memory and in time."""

import gzip
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from workbench.reading import reader
from workbench.reading.record import Limits

LIMIT = 2_000_000  # bytes that a report may have
MOST = 150_000_000  # bytes of memory at once: many times the limit, a fraction of any bomb
ZEROS = 300_000_000


def zipped(name: str, size: int) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as file,
    ):
        for _ in range(size // 1_000_000):
            file.write(bytes(1_000_000))
    return stream.getvalue()


def gzipped() -> bytes:
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb") as file:
        for _ in range(ZEROS // 1_000_000):
            file.write(bytes(1_000_000))
    return stream.getvalue()


def laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel>'
        "<title>&l11;</title><item><title>&l11;</title><description>&l11;</description></item>"
        "</channel></rss>"
    ).encode()


def laughing_docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", laughs())
    return stream.getvalue()


def outside() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        b'<rss version="2.0"><channel><item><title>Shells fell &secret;</title>'
        b"<description>Shells fell on the mill. &secret;</description></item></channel></rss>"
    )


def deep() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + b"Shells fell on the mill." + b"</div>" * 100_000


def one_long_word() -> bytes:
    return b"a" * 1_900_000


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.docx", lambda: zipped("word/document.xml", ZEROS)),
        ("bomb.zip", lambda: zipped("report.txt", ZEROS)),
        ("bomb.txt.gz", gzipped),
        ("bomb.warc.gz", gzipped),
        ("bomb.jsonl.gz", gzipped),
        ("laughs.xml", laughs),
        ("laughs.docx", laughing_docx),
        ("outside.xml", outside),
        ("deep.html", deep),
        ("word.txt", one_long_word),
        ("broken.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj << /Length 99999999999 >>\n" * 20_000),
    ],
)
def test_nothing_that_is_read_takes_more_than_its_share(
    name: str, make: Callable[[], bytes]
) -> None:
    content = make()
    tracemalloc.start()
    began = time.process_time()
    try:
        found = list(reader.read_bytes(name, content, limits=Limits(report_bytes=LIMIT)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < MOST
    assert time.process_time() - began < 30
    assert len(str(found)) < 3 * LIMIT
    assert "root:" not in str(found)
