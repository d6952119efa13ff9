"""Translating, beside argostranslate's own engine: sentences a second, and how often both say the same.

    python tests/benchmarks/translation.py [--sentences 300] [--runs 9] [--real 40] [--real-runs 3] [--packages FOLDER]

The same packages, beam (4), batches as each program makes them, threads; models loaded before the clock starts; each
run is a process of its own, in turn.  Practice packages first, then one of real size with random weights.  See
`translate_once` for what is called, and how argostranslate gets its sentences.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import material
import measure
import random_package

from studio.translation import archive

ONCE = Path(__file__).with_name("translate_once.py")
PYTHON = {
    "engine": sys.executable,
    "product": sys.executable,
    "calls": measure.TRANSLATION_PEER,
    "text": measure.TRANSLATION_PEER,
}
NAMES = {
    "engine": "ours, the engine alone",
    "product": "ours, as in the program",
    "calls": "argostranslate, a call a sentence",
    "text": "argostranslate, all as one text",
}
ROUTES = (("en", "de"), ("de", "en"), ("de", "en", "nl"))
FASTER, REAL_FASTER, SAME = 2.0, 3.0, 0.99
THREADS = 1
MOST_THREADS = 4


class Answer(NamedTuple):
    """Seconds and processor seconds of one run, and the translations."""

    seconds: float
    processor: float
    texts: list[str]


def main() -> None:
    options = _options()
    measure.surroundings("argostranslate", "ctranslate2", "sentencepiece")
    with tempfile.TemporaryDirectory(prefix="souffleur-") as scratch:
        packages = _unpacked(options.packages, Path(scratch))
        for route in ROUTES if options.sentences else ():
            ways = list(NAMES) if len(route) == 2 else ["engine", "product", "calls"]  # the text is one after a leg
            compare(packages, route, options.sentences, options.runs, ways, THREADS, FASTER)
        if options.real:
            real = Path(scratch) / "real"
            random_package.make(real / "translate-de_en", "de", "en", material.sentences("de", 1000))
            ways = ["engine", "calls", "text"]
            compare(real, ("de", "en"), options.real, options.real_runs, ways, real_threads(), REAL_FASTER)


def real_threads() -> int:
    """Return what our engine takes for a package of real size: the physical cores it may use, at most four."""
    siblings = Path("/sys/devices/system/cpu").glob("cpu[0-9]*/topology/thread_siblings_list")
    return min(len({file.read_text() for file in siblings}), len(os.sched_getaffinity(0)), MOST_THREADS)


def compare(
    packages: Path, route: Sequence[str], count: int, times: int, ways: Sequence[str], threads: int, limit: float
) -> None:
    """Measure all ways in turn and print their figures beside the peer's."""
    sentences = material.sentences(route[0], count)
    job = {"packages": str(packages), "route": list(route), "sentences": sentences, "threads": threads}
    answers: dict[str, list[Answer]] = {way: [] for way in ways}
    for _ in range(times):
        for way in ways:
            answers[way].append(once(way, job))
    speeds = {way: count / statistics.median(answer.seconds for answer in answers[way]) for way in ways}
    used = {way: statistics.median(answer.processor for answer in answers[way]) for way in ways}
    rows = [
        (NAMES[way], f"{speeds[way]:.1f}", f"{speeds[way] / speeds['calls']:.2f}", f"{used['calls'] / used[way]:.2f}")
        for way in ways
    ]
    head = f"{' → '.join(route)}, {count} sentences, {threads} threads, {times} runs"
    measure.table((head, "sentences a second", "ratio", "ratio of processor time"), *rows)
    for way in (way for way in ways if way in ("engine", "product")):
        measure.verdict(f"{NAMES[way]}, times faster", speeds[way] / speeds["calls"], limit, least=True)
    same = _same(answers["engine"][0], answers["calls"][0])
    measure.verdict("same translations by the engines", same, SAME, least=True, form=".3f")
    if "product" in ways:
        print("and by the program, which checks numbers:", f"{_same(answers['product'][0], answers['calls'][0]):.3f}")


def once(way: str, job: dict[str, object]) -> Answer:
    """Return one run in a process of its own."""
    home = measure.WORK / "home"
    home.mkdir(parents=True, exist_ok=True)
    threads = {"OMP_NUM_THREADS": str(job["threads"])}
    done = subprocess.run(
        [PYTHON[way], str(ONCE), way],
        input=json.dumps(job).encode(),
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, **threads, "HOME": str(home)},
    )
    answer = json.loads(done.stdout)
    return Answer(**answer)


def _same(ours: Answer, theirs: Answer) -> float:
    """Return the share of equal translations, and print some that are not."""
    pairs = list(zip(ours.texts, theirs.texts, strict=True))
    for one, other in [pair for pair in pairs if pair[0] != pair[1]][:3]:
        print(f"  ours   {one[:100]}\n  theirs {other[:100]}")
    return sum(one == other for one, other in pairs) / len(pairs)


def _unpacked(folder: Path, scratch: Path) -> Path:
    """Return the packages of a folder as folders: argostranslate reads no archives."""
    for package in sorted(folder.glob(f"*{archive.SUFFIX}")):
        archive.extract(package, scratch / "practice" / package.stem)
        root = next((scratch / "practice" / package.stem).iterdir())
        root.rename(scratch / "practice" / f"{package.stem}-unpacked")
        (scratch / "practice" / package.stem).rmdir()
    return scratch / "practice"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=300, help="0 leaves practice packages out")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--real", type=int, default=40, help="sentences for the package of real size; 0 leaves it out")
    parser.add_argument("--real-runs", type=int, default=3)
    parser.add_argument("--packages", type=Path, default=material.PACKAGES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
