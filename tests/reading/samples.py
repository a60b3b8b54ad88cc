"""Reports made up for these tests, in the forms reports come in."""

import io
import zipfile
from collections.abc import Sequence

HEADLINE = "Rebels say they hold the dam near Tal Asfar"
FIRST = (
    "Rebels took control of the dam near the village of Tal Asfar on Monday after four days of "
    "clashes with militants, two of their commanders said by telephone."
)
SECOND = (
    "At least 12 fighters were killed when a convoy was hit near the bridge, residents of the "
    "village said. The army said it had struck the road but gave no figure."
)
THIRD = (
    "The dam supplies water to three towns in the valley, where some 40,000 people live, according "
    "to the provincial water authority."
)
BODY = (FIRST, SECOND, THIRD)


def page(body: str, *, head: str = "") -> bytes:
    """A web page."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def article(*paragraphs: str, headline: str = HEADLINE) -> str:
    """The markup of a plain news article."""
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or BODY)
    return f"<article><h1>{headline}</h1>{words}</article>"


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        stream = f"BT /F1 12 Tf 50 750 Td {shown}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 << "
            "/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP archive of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()
