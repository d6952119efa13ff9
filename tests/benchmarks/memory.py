"""Flat memory: a two-hour film beside one of ten minutes, and the time until the first cue of both.

    python tests/benchmarks/memory.py [--minutes 10] [--long 120] [--runs 1] [--model FOLDER]

The films are the sample film (1280 × 720, hard cuts) over and over.  Memory is that of the program, its workers and
ffmpeg together; shot changes are looked for at the same time, as always with a picture.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import material
import measure
from measure import Run, run
from speech import OUR_CUE

LIMIT = 1300
"""Megabytes."""
GROWTH = 1.2
LATER = 1.5
"""How much later the first cue of the long film may be: both wait for one window only, which is a second or two."""


def main() -> None:
    options = _options()
    measure.surroundings("faster-whisper", "ctranslate2", "imageio-ffmpeg")
    films = [material.film(minutes) for minutes in (options.minutes, options.long)]
    short, long = measure.in_turn(options.runs, *(lambda film=film: subtitled(film, options.model) for film in films))
    rows = [_row(f"{minutes} min", runs) for minutes, runs in ((options.minutes, short), (options.long, long))]
    measure.table(("film", "peak MB", "first cue, s", "seconds in all"), *rows)
    measure.verdict(f"MB, {options.long} min", measure.peak(long), LIMIT, form=".0f")
    measure.verdict("memory, long / short", measure.peak(long) / measure.peak(short), GROWTH)
    measure.verdict("first cue, long / short", measure.first(long) / measure.first(short), LATER)


def subtitled(film: Path, model: Path) -> Run:
    """Return the run of the whole main job without translation."""
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        command = [*measure.PRODUCT, "subtitle", film, "--language", "de", "--model", model, "-o", folder]
        return run(command, awaited=OUR_CUE)


def _row(name: str, runs: list[Run]) -> tuple[str, ...]:
    return name, f"{measure.peak(runs):.0f}", f"{measure.first(runs):.2f}", f"{measure.seconds(runs):.0f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--long", type=int, default=120)
    parser.add_argument("--runs", type=int, default=1, help="a run of the long film takes minutes")
    parser.add_argument("--model", type=Path, default=material.MODEL)
    return parser.parse_args()


if __name__ == "__main__":
    main()
