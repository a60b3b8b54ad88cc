"""The audit bundle: a ZIP that verifies itself with Python alone."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_CHECK = Path(__file__).with_name("bundle_check.py")
_MAIN = b"""import runpy, sys

sys.argv.insert(1, sys.argv[0])  # python BUNDLE.zip [HEAD]
runpy.run_module("verify", run_name="__main__")
"""
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same desk gives the same bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes in; everything is read once, in this order."""

    desk: str
    head: str
    events: Iterable[Json]  # id, hash, and what is sealed
    decisions: Iterable[Json]
    evidence: Iterable[Json]
    texts: Iterable[tuple[str, bytes]]  # (SHA-256, UTF-8)
    captures: Iterable[tuple[str, bytes]]  # (SHA-256, raw)


def write(path: Path, contents: Contents) -> dict[str, str]:
    """Writes the bundle; gives the SHA-256 of every file in it."""
    digests: dict[str, str] = {}
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as bundle:
        for name in ("events", "decisions", "evidence"):
            lines = (_line(row) for row in getattr(contents, name))
            digests[f"{name}.jsonl"] = _write(bundle, f"{name}.jsonl", lines)
        for digest, text in contents.texts:
            digests[f"texts/{digest}.txt"] = _write(bundle, f"texts/{digest}.txt", [text])
        for digest, raw in contents.captures:
            digests[f"captures/{digest}"] = _write(bundle, f"captures/{digest}", [raw])
        manifest = {"desk": contents.desk, "head": contents.head, "files": digests}
        _write(bundle, "manifest.json", [json.dumps(manifest, indent=1).encode()])
        _write(bundle, "verify.py", [_CHECK.read_bytes()])
        _write(bundle, "__main__.py", [_MAIN])
    return digests


def _line(row: Json) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _write(bundle: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with bundle.open(entry, "w", force_zip64=True) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()
