"""Verifies an audit bundle with Python alone: python verify.py BUNDLE.zip [HEAD]."""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

SPELL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def check(bundle: zipfile.ZipFile, head: str | None = None) -> Iterator[str]:
    """Says everything that is not as it was sealed; nothing if all is."""
    manifest, heads = json.loads(bundle.read("manifest.json")), ["0" * 64]
    yield from _files(bundle, manifest["files"])
    events = {event["id"]: event for event in _lines(bundle, "events.jsonl")}
    for event in events.values():
        sealed = SPELL({name: event[name] for name in event if name not in {"id", "hash"}})
        if event["previous"] != heads[-1] or _sha256(sealed.encode()) != event["hash"]:
            yield f"event {event['id']} was edited, or one before it was removed or moved"
        heads.append(event["hash"])
    if manifest["head"] != heads[-1] or (head or heads[-1]) not in heads:
        yield "the chain of events does not hold the head that was kept"
    yield from _rests(bundle, manifest["files"], events)


def _rests(bundle: zipfile.ZipFile, files: dict[str, str], events: dict[int, Any]) -> Iterator[str]:
    for row in [*_lines(bundle, "decisions.jsonl"), *_lines(bundle, "evidence.jsonl")]:
        event = events.get(row["event"], {"actor": None, "detail": {}})
        row["note_sha256"] = row.get("note") and _sha256(row["note"].encode())
        row["evidence_sha256"] = _sha256(SPELL(row.get("rests_on", {}).get("evidence")).encode())
        edited = any(row.get(name, told) != told for name, told in event["detail"].items())
        if row.get("file") in files:
            edited |= bundle.read(row["file"]).decode()[row["start"] : row["end"]] != row["quote"]
        if edited or event["actor"] != row["reviewer"]:
            yield f"{'evidence' if 'stance' in row else 'decision'} {row['id']} was edited"


def _files(bundle: zipfile.ZipFile, expected: dict[str, str]) -> Iterator[str]:
    there = set(bundle.namelist()) - {"manifest.json", "__main__.py", "verify.py"}
    yield from (f"{name} is missing or not in the manifest" for name in there ^ set(expected))
    for name in there & set(expected):
        digest, named = _sha256(bundle.read(name)), name.rpartition("/")[2].partition(".")[0]
        if digest != expected[name] or ("/" in name and digest != named):
            yield f"{name} was edited"


def _lines(bundle: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, bundle.read(name).decode().split("\n")[:-1])


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    problems = list(check(zipfile.ZipFile(sys.argv[1]), *sys.argv[2:3]))
    sys.stdout.write("\n".join(problems or ["Everything is as it was sealed."]) + "\n")
    sys.exit(1 if problems else 0)
