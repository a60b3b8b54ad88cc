"""The parsers of `benchmarks.fuzz` with inputs steered by what the code does with them.

    pip install atheris==3.0.0
    python -m benchmarks.steered --inputs 100000 --json

libFuzzer bends the good samples, keeps whatever reaches code that was not reached before, and bends
that again. Every parser has a process and its share of the inputs. Wanted is what `fuzz` wants.
"""

import argparse
import importlib
import importlib.util
import json
import logging
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SECONDS_AN_INPUT = 10
LONGEST = 20_000
_DONE = re.compile(r"Done (\d+) runs")
_COVERED = re.compile(r"cov: (\d+)")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--parser", help="this one alone, in this process")
    parser.add_argument("--into", type=Path, help="a folder for its samples and failures")
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not there: pip install atheris==3.0.0")
    if given.parser:
        steer(given.parser, given.into, given.inputs, given.seed)
    else:
        print(json.dumps(run(given.inputs, given.seed)))


def run(inputs: int, seed: int) -> dict[str, Any]:
    """So many inputs in all, spread over every parser by what one input costs it."""
    from benchmarks.fuzz_targets import targets  # noqa: PLC0415 (a child instruments it first)

    every = targets()
    whole = sum(target.share for target in every)
    found = {t.name: _child(t.name, round(inputs * t.share / whole), seed) for t in every}
    return {
        "inputs": sum(each["inputs"] for each in found.values()),
        "parsers": len(found),
        "failures": [f"{name}: {why}" for name, each in found.items() for why in each["failures"]],
        "ended_early": [name for name, each in found.items() if each["status"]],
        "by_parser": {name: [each["inputs"], each["covered"]] for name, each in found.items()},
    }


def steer(name: str, folder: Path, inputs: int, seed: int) -> None:
    """Does not return: libFuzzer ends the process."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["workbench"]):
        fuzz = importlib.import_module("benchmarks.fuzz")
    logging.disable(logging.CRITICAL)  # what libraries say of bent files is not looked at
    target = next(each for each in fuzz.targets() if each.name == name)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, sample in enumerate(target.samples):
        (corpus / str(number)).write_bytes(sample)

    def one(content: bytes) -> None:
        found = fuzz.outcome(target.read, content)
        if found not in {"", "refused"}:
            with (folder / "failures").open("a") as file:
                file.write(json.dumps([found, repr(content[:300])]) + "\n")

    limits = (f"-runs={inputs}", f"-max_len={LONGEST}", f"-seed={seed}", "-rss_limit_mb=2048")
    atheris.Setup(["steered", *limits, f"-timeout={SECONDS_AN_INPUT}", str(corpus)], one)
    atheris.Fuzz()


def _child(name: str, inputs: int, seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        options = ("--parser", name, "--into", folder, "--inputs", inputs, "--seed", seed)
        ended = subprocess.run(  # noqa: S603 (ours)
            [sys.executable, "-m", "benchmarks.steered", *map(str, options)],
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        file = Path(folder) / "failures"
        lines = file.read_text().splitlines() if file.exists() else []
    failures = [json.loads(line) for line in lines]
    said = _DONE.search(ended.stderr)
    if said is None:
        failures.append(["the process ended", ended.stderr[-600:]])
    covered = _COVERED.findall(ended.stderr)
    return {
        "inputs": int(said[1]) if said else 0,
        "status": ended.returncode,
        "covered": int(covered[-1]) if covered else 0,
        "failures": sorted({what: f"{what} on {content}" for what, content in failures}.values()),
    }


if __name__ == "__main__":
    main()
