"""Verifies an audit bundle with Python alone: python verify.py BUNDLE.zip [HEAD]."""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any


def check(bundle: zipfile.ZipFile, head: str | None = None) -> Iterator[str]:
    """Says everything that is not as it was sealed; nothing if all is."""
    manifest = json.loads(bundle.read("manifest.json"))
    yield from _files(bundle, manifest["files"])
    events = {event["id"]: event for event in _lines(bundle, "events.jsonl")}
    heads = ["0" * 64]
    for event in events.values():
        sealed = {name: event[name] for name in event if name not in {"id", "hash"}}
        line = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if event["previous"] != heads[-1] or _sha256(line.encode()) != event["hash"]:
            yield f"event {event['id']} was edited, or one before it was removed or moved"
        heads.append(event["hash"])
    if manifest["head"] != heads[-1] or (head or heads[-1]) not in heads:
        yield "the chain of events does not hold the head that was kept"
    yield from _rests(bundle, manifest["files"], events)


def _rests(bundle: zipfile.ZipFile, files: dict[str, str], events: dict[int, Any]) -> Iterator[str]:
    for decision in _lines(bundle, "decisions.jsonl"):
        sealed = events.get(decision["event"], {"detail": {"number": None}})["detail"]
        if any(sealed[name] != decision[name] for name in sealed if name in decision):
            yield f"decision {decision['number']} on claim {decision['claim']} was edited"
    for row in _lines(bundle, "evidence.jsonl"):
        if row["file"] in files:
            text = bundle.read(row["file"]).decode("utf-8", "surrogatepass")
            if text[row["start"] : row["end"]] != row["quote"]:
                yield f"evidence {row['id']} does not quote its report"


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
