"""How well the time of Whisper models is foretold: `studio.speech.calibration` against whole models of random weights.

Each model has its true shape and does what ten minutes of talk are taken to cost (`calibration.LOOKS`, `TOKENS`), as
the program would: the sound's bands, the encoder, a search with five hypotheses and word times.  What is assumed about
talking is the same on both sides, so this says nothing about it.

python tests/benchmarks/pace.py [--runs 3] [--shapes base,small,medium]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import ctranslate2
import measure
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.vad import get_speech_timestamps

from studio.model.media import SAMPLE_RATE
from studio.model.pack import Shape
from studio.model.progress import Partial, Progress
from studio.speech import calibration, random_model, whisper

TALK = 600.0
"""Seconds that are foretold."""

SHAPES = {
    "tiny": Shape(4, 4, 384, 51865),
    "base": Shape(6, 6, 512, 51865),
    "small": Shape(12, 12, 768, 51865),
    "medium": Shape(24, 24, 1024, 51865),
    "large-v3-turbo": Shape(32, 4, 1280, 51866, 128),
    "large-v3": Shape(32, 32, 1280, 51866, 128),
}


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--shapes", default=",".join(SHAPES))
    chosen = words.parse_args()
    measure.surroundings("ctranslate2", "faster_whisper", "numpy")
    foretold: list[tuple[float, calibration.Calibration]] = []
    taken: dict[str, list[float]] = {name: [] for name in chosen.shapes.split(",")}
    for run in range(chosen.runs):  # in turn, so that what slows the machine down meets both
        foretold.append(_calibrated())
        print(f"run {run + 1}: calibrated in {foretold[-1][0]:.1f} s", flush=True)
        for name, mine in taken.items():
            mine.append(_listened(SHAPES[name]))
            print(f"  {name}: {mine[-1]:.0f} s for ten minutes", flush=True)
    _show(foretold, taken)


def _calibrated() -> tuple[float, calibration.Calibration]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        measured = calibration.measure(Path(folder) / "calibration", report=_ignore)
    return time.monotonic() - began, measured


def _ignore(_event: Progress | Partial) -> None:
    """Stand in for somebody who watches."""


def _listened(shape: Shape) -> float:
    """Return how long ten minutes take: one look, many times."""
    with tempfile.TemporaryDirectory() as folder:
        random_model.write(shape, Path(folder))
        model = ctranslate2.models.Whisper(
            folder, compute_type=whisper.compute_type("cpu"), intra_threads=whisper.usual_threads()
        )
    bands = FeatureExtractor(feature_size=shape.bands)
    sound = np.random.default_rng(1).normal(0, 0.1, 30 * SAMPLE_RATE).astype(np.float32)
    looks = [_look(model, shape, bands, sound) for _look_number in range(3)]
    return min(looks) * calibration.LOOKS * TALK / 60  # other programs can only slow it down


def _look(model: Any, shape: Shape, bands: FeatureExtractor, sound: np.ndarray) -> float:
    said = random_model.tokens(shape)
    count = round(calibration.TOKENS * calibration.AGAIN)
    began = time.monotonic()
    get_speech_timestamps(sound)
    heard = model.encode(ctranslate2.StorageView.from_array(bands(sound)[None, :, :3000].astype(np.float32)))
    answer = model.generate(
        heard,
        [said.prompt],
        beam_size=whisper.BEAM,
        max_length=2 * count,
        return_scores=True,
        return_no_speech_prob=True,
        suppress_tokens=[said.end],
    )[0]
    if len(answer.sequences_ids[0]) != count:
        raise RuntimeError("it said less than was asked")
    model.align(heard, said.prompt, [[number % said.text for number in range(0, 97 * count, 97)]], 3000)
    return time.monotonic() - began


def _show(foretold: list[tuple[float, calibration.Calibration]], taken: dict[str, list[float]]) -> None:
    rows = [["model", "foretold, s", "taken, s", "foretold / taken", "lowest and highest"]]
    for name, mine in taken.items():
        said = [calibration.seconds(each, SHAPES[name], TALK) for _took, each in foretold]
        ratios = [one / min(mine) for one in said]
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        middle = statistics.median(ratios)
        rows.append([name, f"{statistics.median(said):.0f}", f"{statistics.median(mine):.0f}", f"{middle:.2f}", spread])
    measure.table(*rows)
    measure.verdict("longest calibration, seconds", max(took for took, _measured in foretold), 15.0, form=".1f")


if __name__ == "__main__":
    main()
