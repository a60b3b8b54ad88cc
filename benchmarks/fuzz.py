"""Whether anything that people can send makes a parser fail, hang or grow.

    python -m benchmarks.fuzz --inputs 100000 --json

Good samples of every kind are bent (bytes flipped, cut, doubled, moved, mixed with signs that
parsers trip over) and given to the program's own readers. Wanted is a result or one of the errors
that say what is wrong; anything else is a failure, shown with its place. `--schema` further asks
the API by its own description, through schemathesis, until so many cases were answered.
"""

import argparse
import json
import logging
import random
import resource
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import schema_cases
from benchmarks.fuzz_targets import targets
from workbench.errors import WorkbenchError

LONGEST = 20_000
NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b'"', b"'", b"<", b">", b"&", b"]]>"),
    *(b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"<![CDATA[", b"<!--", b"&#x110000;", b"&x;"),
    *(b"{", b"}", b"[", b"[" * 500, b'{"a":' * 500, b"1e999", b"-0", b"NaN", b"null", b"\\ud800"),
    *(b",", b"\t", b";", b"%00", b"%", b"../", b"=1+1", b"9" * 400, b"\xed\xa0\x80", b"\xc3"),
    *("\u202e\u0661\u0660\u00a0\u2028\u0130\ufdfa".encode(), "٣ آذار ٢٠١٩".encode()),
    *(b"31 February 2019", b"on 0 0 0000", b"-1 of 0", b"http://[", b"http://\xff", b"100000000%"),
)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--schema", type=int, default=0, help="cases of the API")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)  # what libraries say of bent files is not looked at
    figures = run(arguments.inputs, arguments.seed)
    if arguments.schema:
        figures["api"] = schema_cases.run(arguments.schema, arguments.seed)
    print(json.dumps(figures))


def run(inputs: int, seed: int = 1) -> dict[str, Any]:
    """So many inputs in all, spread over every parser by what one input costs it."""
    chosen, started = random.Random(seed), time.monotonic()
    given: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failures: dict[str, str] = {}
    slowest = (0.0, "")
    every = targets()
    shares = [target.share for target in every]
    for target in chosen.choices(every, shares, k=inputs):
        content = bent(chosen, chosen.choice(target.samples))
        began = time.thread_time()
        found = outcome(target.read, content)
        seconds = time.thread_time() - began
        given[target.name] += 1
        refused[target.name] += found == "refused"
        if found not in {"", "refused"}:
            failures.setdefault(f"{target.name}: {found}", repr(content[:300]))
        slowest = max(slowest, (round(seconds, 2), target.name))
    return {
        "inputs": inputs,
        "parsers": len(every),
        "by_parser": dict(sorted(given.items())),
        "refused_with_a_sentence": sum(refused.values()),
        "failures": [f"{what} on {content}" for what, content in failures.items()][:40],
        "slowest_seconds": slowest[0],
        "slowest": slowest[1],
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "seconds": round(time.monotonic() - started, 1),
    }


def outcome(read: Callable[[bytes], object], content: bytes) -> str:
    """Nothing where it was read, that it was refused, or the failure and its place."""
    try:
        read(content)
    except WorkbenchError as error:
        return "refused" if error.message.strip() else "refused without a word"
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "/workbench/" in frame.filename] or frames
        place = ours[-1]
        return f"{type(error).__name__} at {place.filename.rpartition('/')[2]}:{place.lineno}"
    return ""


def bent(chosen: random.Random, sample: bytes) -> bytes:
    """The sample with one to eight things done to it."""
    content = bytearray(sample)
    for _ in range(chosen.randint(1, 8)):
        for step in _steps(chosen, content):
            content = step
    return bytes(content[:LONGEST])


def _steps(chosen: random.Random, content: bytearray) -> Iterator[bytearray]:
    at, end = sorted(chosen.randint(0, len(content)) for _ in range(2))
    kind = chosen.randrange(7)
    if kind == 0 and content:
        changed = bytearray(content)
        changed[chosen.randrange(len(content))] = chosen.randrange(256)
        yield changed
    elif kind == 1:
        yield content[:at] + chosen.choice(NASTY) + content[at:]
    elif kind == 2:
        yield content[:at] + content[end:]
    elif kind == 3:
        yield content[:end] + content[at:end] * chosen.randint(1, 3) + content[end:]
    elif kind == 4:
        yield content[end:] + content[at:end] + content[:at]
    elif kind == 5:
        yield content[:at]
    else:
        yield content[:at] + chosen.randbytes(chosen.randint(1, 6)) + content[at:]


if __name__ == "__main__":
    main()
