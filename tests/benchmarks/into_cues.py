"""Measure how long a film of 10,000 cues takes to get its translation back into cues, and what a fourth of it takes.

    python tests/benchmarks/into_cues.py [CUES]

The sentences are the tuning half of the corpus by hand (`tests/translation/corpus`), over and over: nearly all run over
two to five cues, which is harder than most films.  The processor's time of the one thread that does it, the median of
three; the memory is the peak of what Python holds, for the smaller film.  How well it is cut is printed by
`tests/translation/corpus_scores.py`, `tests/translation/test_cue_by_cue.py` and `human_breaks.py`.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "translation"))

import corpus_scores

from studio.model.cue import Cue
from studio.model.translation import Origin, Part, TranslationUnit
from studio.subtitles import profiles
from studio.subtitles.into_cues import into_cues

CUES = 10_000
RUNS = 3
DIRECTIONS = ("de-en", "en-nl")
BETWEEN = 300  # ms from sentence to sentence
PROFILES = {"de": "de-ard", "en": "en-netflix", "nl": "nl-pro"}

Film = tuple[list[TranslationUnit], list[Cue]]


def main(count: int) -> None:
    for direction in DIRECTIONS:
        for size in (count // 4, count):
            seconds = statistics.median(_seconds(direction, size) for _ in range(RUNS))
            print(f"{direction}  {size:6} cues  {seconds:5.1f} s  {1000 * seconds / size:.2f} ms a cue")
    tracemalloc.start()
    into_cues(*film("de-en", count // 4), profiles.load("en-netflix"), "en")
    print(f"peak {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")


def film(direction: str, count: int) -> Film:
    """Return translated sentences over at least so many cues."""
    units: list[TranslationUnit] = []
    source: list[Cue] = []
    clock = 0
    for item in cycle(corpus_scores.items(f"cues.{direction}", "tuning")):
        if len(source) >= count:
            return units, source
        first, offset = len(source), clock - item["cues"][0]["start_ms"]
        source += [Cue(c["start_ms"] + offset, c["end_ms"] + offset, c["text"]) for c in item["cues"]]
        parts = tuple(Part(first + i, " ".join(cue.text.split())) for i, cue in enumerate(source[first:]))
        units.append(TranslationUnit(" ".join(part.text for part in parts), parts, item["target"], Origin.MACHINE))
        clock = source[-1].end + BETWEEN
    raise ValueError(direction)


def _seconds(direction: str, count: int) -> float:
    """Return the processor's time for so many cues."""
    (units, source), language = film(direction, count), direction[-2:]
    profile = profiles.load(PROFILES[language])
    begun = time.process_time()
    into_cues(units, source, profile, language)
    return time.process_time() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CUES)
