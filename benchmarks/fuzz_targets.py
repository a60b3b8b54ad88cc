"""Every parser of the program with good samples of what it reads."""

import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from workbench.domain.masking import mask_of, masked
from workbench.interchange import backup_file
from workbench.interchange.checking import check
from workbench.interchange.claim_files import open_claims
from workbench.interchange.rows import Directions, Row
from workbench.language import claims
from workbench.language.sentences import split
from workbench.pipeline import comparing
from workbench.reading import reader, robots
from workbench.reading.addresses import canonical
from workbench.reading.record import Limits

LIMITS = Limits(report_bytes=1_000_000)
TEXT = (
    "Rebels say they hold the dam near Tal Asfar\n\n"
    "At least 12 of some 1,500 fighters were killed on Monday, 4 March 2019, two commanders said. "
    "The army denied it had hit the bridge: “Nobody was hurt,” a spokesman told Hill Radio.\n\n"
    "About 40,000 people (5.5 percent) live there, 30 km (19 miles) from the border; a third fled."
)
ARABIC = "قال المرصد إن ١٢ مقاتلا قتلوا يوم الاثنين ٤ آذار ٢٠١٩ قرب تل عسفر."
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dam held</title>'
    '<meta property="article:published_time" content="2019-03-05T08:00:00Z">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam held","author":'
    '{"name":"R. Writer"},"datePublished":"2019-03-05"}</script></head><body><article><h1>Dam held'
    f"</h1><p>{TEXT}</p><p>{ARABIC}</p></article></body></html>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>Dam held'
    "</title><link>https://wire.example/1</link><pubDate>Tue, 05 Mar 2019 08:00:00 GMT</pubDate>"
    f"<description>{TEXT}</description></item></channel></rss>"
)
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/1\r\n"
    "WARC-Date: 2019-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    "{http}\r\n\r\n"
)
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
MAIL = f"From: a@b.example\r\nSubject: Dam\r\nDate: Tue, 5 Mar 2019 08:00:00 +0000\r\n\r\n{TEXT}"
REPORT = {"text": TEXT, "title": "Dam held", "source": "Wire", "published": "2019-03-05"}
CLAIM = {
    "text": "12 were killed.",
    "external_id": "1",
    "speaker": "army",
    "claimed_at": "2019-03-04",
}
REVIEWED = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "12 were killed.",
    "itemReviewed": {"@type": "Claim", "author": {"name": "army"}, "datePublished": "2019-03-04"},
    "url": "https://check.example/1",
    "reviewRating": {"alternateName": "False"},
}
FEVER = {"id": 1, "label": "REFUTES", "claim": "12 were killed.", "evidence": [[[1, 2, "Dam", 0]]]}
AVERITEC = [{"claim": "12 were killed.", "label": "Refuted", "speaker": "army", "questions": []}]
CSV = "external_id,text,speaker,claimed_at,url,tags\n1,12 were killed.,army,2019-03-04,https://a.example,a;b\n"


@dataclass(frozen=True, slots=True)
class Target:
    """One parser: what it reads, good samples, and how much of all inputs it gets."""

    name: str
    read: Callable[[bytes], object]
    samples: tuple[bytes, ...]
    share: float = 1.0


def targets() -> list[Target]:
    """Every parser that is given what somebody else wrote."""
    warc = WARC.format(length=len(HTTP.encode()), http=HTTP).encode()
    reports = {
        "page.html": (PAGE.encode(), PAGE.encode("cp1256", "replace")),
        "report.txt": (TEXT.encode(), ARABIC.encode("cp1256", "replace"), TEXT.encode("utf-16")),
        "mail.eml": (MAIL.encode(),),
        "feed.xml": (FEED.encode(),),
        "reports.jsonl": (json.dumps(REPORT).encode() + b"\n",),
        "reports.csv": (b"title,text,published\nDam,Shells fell on it.,2019-03-05\n",),
        "page.warc": (warc,),
        "report.pdf": (_pdf(),),
        "report.docx": (_docx(),),
        "page.html.gz": (gzip.compress(PAGE.encode()),),
        "reports.zip": (_zip({"a.html": PAGE.encode(), "b.txt": TEXT.encode()}),),
    }
    bulk = {
        "claims.csv": (CSV.encode(), CSV.replace(",", ";").encode("cp1252")),
        "claims.tsv": (CSV.replace(",", "\t").encode("utf-16"),),
        "claims.jsonl": (json.dumps(CLAIM).encode() + b"\n", json.dumps(FEVER).encode() + b"\n"),
        "claims.json": (json.dumps(REVIEWED).encode(), json.dumps(AVERITEC).encode()),
        "claims.xlsx": (_workbook(),),
        "claims.parquet": (_parquet(),),
    }
    heavy = {"page.html", "report.pdf", "page.warc", "page.html.gz", "reports.zip", "claims.xlsx"}
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    return [
        *(Target(n, _report(n), s, 0.3 if n in heavy else 1.0) for n, s in reports.items()),
        *(Target(n, _bulk(folder / n), s, 0.3 if n in heavy else 1.0) for n, s in bulk.items()),
        Target("backup.zip", _backup(folder / "backup.zip"), (_zip({"manifest.json": b"{}"}),)),
        Target("robots.txt", _robots, (b"User-agent: *\nDisallow: /a*b$\nAllow: /\n",)),
        Target("sentences", lambda c: split(_text(c)), (TEXT.encode(), ARABIC.encode())),
        Target("claims of a text", _pulled, (TEXT.encode(), ARABIC.encode()), 0.5),
        Target("comparison", _compared, (TEXT.encode(), ARABIC.encode()), 0.5),
        Target("pairs", lambda c: list(comparing.compare_lines(_text(c).splitlines())), (_PAIR,)),
        Target(
            "addresses", lambda c: canonical(_text(c)), (b"https://a.example/b?utm_source=c#d",)
        ),
        Target("masks", _masked, (TEXT.encode(), ARABIC.encode())),
    ]


_PAIR = json.dumps({"a": "12 were killed.", "b": "40 were killed.", "a_published": "2019"}).encode()


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _report(name: str) -> Callable[[bytes], object]:
    return lambda content: list(reader.read_bytes(name, content, limits=LIMITS))


def _bulk(path: Path) -> Callable[[bytes], object]:
    def read(content: bytes) -> object:
        path.write_bytes(content)
        with open_claims(path, Directions()) as file:
            return [check(row) if isinstance(row, Row) else row for row in file.rows]

    return read


def _backup(path: Path) -> Callable[[bytes], object]:
    def read(content: bytes) -> object:
        path.write_bytes(content)
        return backup_file.read(path)

    return read


def _robots(content: bytes) -> object:
    return robots.parsed(_text(content), "fact-claim-workbench").allows("/aab/" + "a" * 200)


def _pulled(content: bytes) -> object:
    return claims.pull(_text(content), published=date(2019, 3, 5))


def _compared(content: bytes) -> object:
    text = _text(content)
    half = len(text) // 2
    return comparing.compare_texts({"a": text[:half] or "x", "b": text[half:] or "y"})


def _masked(content: bytes) -> object:
    text = _text(content)
    shown = masked(text, mask_of([text[:40], "Tal Asfar"]))
    assert len(shown) == len(text)  # noqa: S101 (every offset must hold)
    return shown


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _docx() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.split("\n\n"))
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def _workbook() -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(list(CLAIM))
    sheet.append(list(CLAIM.values()))
    book.save(packed)
    return packed.getvalue()


def _parquet() -> bytes:
    packed = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([CLAIM]), packed)
    return packed.getvalue()


def _pdf() -> bytes:
    shown = "BT /F1 12 Tf 50 750 Td (Shells fell on the mill of Talvar on Monday.) Tj ET"
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages "
        "/Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox "
        "[0 0 612 792] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont "
        f"/Helvetica >> >> >> /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length {len(shown)} >>\n"
        f"stream\n{shown}\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n"
    ).encode("latin-1")
