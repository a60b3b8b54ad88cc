"""Files that cannot be read, by name, each with a word of the reason that is given."""

import gzip
import io

from pypdf import PdfWriter

from tests.reading.samples import FIRST, HEADLINE, article, page, pdf, zipped


def locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf([[HEADLINE, FIRST]])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD = {
    "binary.html": (bytes(range(256)) * 40, "binary file"),
    "bomb.docx": (zipped({"word/document.xml": b" " * 90_000_000}), "unpacks to more than"),
    "bomb.txt.gz": (gzip.compress(b"rebels " * 10_000_000, 1), "larger than 20 MB"),
    "cut.html.gz": (gzip.compress(page(article()), mtime=0)[:-30], "cut off or damaged"),
    "empty.txt": (b"", "is empty"),
    "locked.pdf": (locked(), "locked with a password"),
    "nested.html": (page("<div>" * 5000 + FIRST), "too deeply"),
    "scan.pdf": (pdf([[]]), "no text found"),
}
