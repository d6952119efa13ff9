"""How long Whisper models of any shape take on this computer, told from three small ones that have learned nothing.

A look of 30 s costs so much for each layer of the encoder and of the decoder, and something for the rest: the sound's
way in, and the choice of a token out of fifty thousand.  Two narrow models that differ in layers only tell both for
their width, a wide one for the widest.  Widths between lie on the power of the width that joins the two: most of the
work grows with its square, attention and the keys that every token reads with the width itself.

What is run is what `whisper` runs: the encoder, a search with five hypotheses, timestamps, and once more all tokens to
find the times of words.
"""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from studio.errors import EnvironmentFault
from studio.i18n import _
from studio.model.pack import Shape
from studio.model.progress import Progress, Report
from studio.speech import random_model, whisper

LOOKS = 2.9
"""Looks of the encoder for a minute of speech: measured on ten minutes (tests/benchmarks/README.md).

Two a minute would be the least; windows end in silences, and pauses are kept.
"""

WORDS = 140
"""Words a minute of somebody who gives a talk: 120 to 160 are taught and measured, in German rather less."""

TOKENS_PER_WORD = 1.6
"""Whisper's pieces for a word: about 1.3 in English, and 1.7 to 2 in German and Dutch, with punctuation."""

TIMES = 25
"""Timestamps a minute: a sentence of eleven words has two."""

TOKENS = round((WORDS * TOKENS_PER_WORD + TIMES) / LOOKS)
"""Tokens of a look."""

AGAIN = 1.1
"""Looks that seem bad are decoded again at another temperature: taken to be one in ten."""

AROUND = 6.0
"""All else of a look, finding speech before all, as so many times the spectra of 30 s: measured, in `_spectra`."""

NARROW, DEEPER, WIDE = Shape(1, 1, 512, 51865), Shape(3, 3, 512, 51865), Shape(2, 2, 1280, 51865)
"""The narrow ones are `base` with fewer layers, the wide one is a large one with fewer."""

FIRST, STEPS = 4, 24
"""Tokens that are timed of a look's `TOKENS`: the first few with all that comes before them, then some more."""

SECONDS = {NARROW: 1.0, DEEPER: 2.0, WIDE: 3.0}
"""How long each model may be tried again and again; once is enough for a slow computer."""

MOST = 4
"""Trials of a model; the quickest count, since other programs can only slow one down."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of a look at one width: a layer of the encoder, a layer of the decoder, and the rest of both."""

    width: int
    encoder: float
    decoder: float
    encoder_rest: float
    decoder_rest: float

    def __post_init__(self) -> None:
        values = (self.encoder, self.decoder, self.encoder_rest, self.decoder_rest)
        if not (self.width > 0 and all(map(math.isfinite, values)) and min(values[:2]) > 0 and min(values) >= 0):
            raise ValueError(f"{self} cannot have been measured")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured: the costs of two widths, and the seconds of all else in a look."""

    narrow: Costs
    wide: Costs
    around: float

    def __post_init__(self) -> None:
        if not (self.narrow.width < self.wide.width and math.isfinite(self.around) and self.around >= 0):
            raise ValueError(f"{self} cannot have been measured")


@dataclass(frozen=True, slots=True)
class _Trial:
    """Seconds of one look of a small model: the encoder, the first tokens, those and some more, the times of words."""

    encoder: float
    first: float
    more: float
    times: float

    @property
    def decoder(self) -> float:
        """Return the seconds of all tokens of a look."""
        return self.first + max(0.0, self.more - self.first) * (TOKENS - FIRST) / STEPS + self.times

    def quicker(self, other: _Trial) -> _Trial:
        """Return the quicker of each: whatever disturbed one has hardly disturbed all."""
        return _Trial(
            min(self.encoder, other.encoder),
            min(self.first, other.first),
            min(self.more, other.more),
            min(self.times, other.times),
        )


def measure(folder: Path, *, report: Report) -> Calibration:
    """Return how quick this computer is; takes about ten seconds, and `folder` meanwhile.

    `EnvironmentFault` when the folder cannot be written to.
    """
    total = len(SECONDS) * (MOST + 1)
    steps = iter(range(total))

    def go_on(by: int = 1) -> None:
        for _step in range(by):
            report(Progress(next(steps, total - 1), total, "steps"))

    trials = [_tried(shape, folder, go_on) for shape in (NARROW, DEEPER, WIDE)]
    around = AROUND * min(_seconds(_spectra) for _trial in range(MOST))
    report(Progress(total, total, "steps"))
    return _solved(*trials, around=around)


def seconds(measured: Calibration, shape: Shape, duration: float) -> float:
    """Return how long a model of this shape listens to `duration` seconds of somebody who goes on talking."""
    narrow, wide = measured.narrow, measured.wide
    wider = shape.width / narrow.width
    encoder = shape.encoder_layers * _between(narrow.encoder, wide.encoder, measured, shape.width)
    decoder = shape.decoder_layers * _between(narrow.decoder, wide.decoder, measured, shape.width)
    choosing = narrow.decoder_rest * wider * shape.vocabulary / NARROW.vocabulary
    look = encoder + narrow.encoder_rest * wider + AGAIN * (decoder + choosing) + measured.around
    return look * LOOKS * duration / 60


def _between(narrow: float, wide: float, measured: Calibration, width: int) -> float:
    """Return a cost at another width, on the power of the width that joins the two that were measured."""
    power = math.log(wide / narrow) / math.log(measured.wide.width / measured.narrow.width)
    return float(narrow * (width / measured.narrow.width) ** min(2.0, max(0.5, power)))


def _solved(narrow: _Trial, deeper: _Trial, wide: _Trial, *, around: float) -> Calibration:
    """Return what a layer costs, and what the rest, at both widths."""
    encoder, encoder_rest = _split(narrow.encoder, deeper.encoder, DEEPER.encoder_layers)
    decoder, decoder_rest = _split(narrow.decoder, deeper.decoder, DEEPER.decoder_layers)
    wider = WIDE.width / NARROW.width
    rests = encoder_rest * wider, decoder_rest * wider
    return Calibration(
        Costs(NARROW.width, encoder, decoder, encoder_rest, decoder_rest),
        Costs(
            WIDE.width,
            _layer(wide.encoder, rests[0], WIDE.encoder_layers),
            _layer(wide.decoder, rests[1], WIDE.decoder_layers),
            *rests,
        ),
        around,
    )


def _split(one: float, several: float, layers: int) -> tuple[float, float]:
    """Return the cost of a layer and of the rest, from those of one layer and of several."""
    layer = max((several - one) / (layers - 1), several / layers / 3)  # two noisy times may come out the wrong way
    return layer, max(0.0, one - layer)


def _layer(whole: float, rest: float, layers: int) -> float:
    return max(whole - rest, whole / 3) / layers


def _tried(shape: Shape, folder: Path, go_on: Callable[..., None]) -> _Trial:
    """Return the quickest parts of some looks with a model of this shape."""
    go_on()
    trials: list[_Trial] = []
    with _made(shape, folder) as model:
        look = _Look(model, shape)
        until = time.monotonic() + SECONDS[shape]
        while len(trials) < MOST and (not trials or time.monotonic() < until):
            go_on()
            trials.append(look.trial())
    go_on(MOST - len(trials))
    return reduce(_Trial.quicker, trials)


@contextmanager
def _made(shape: Shape, folder: Path) -> Iterator[Any]:
    """Yield a loaded model; its files are gone by then, and those that a kill left before."""
    import ctranslate2

    device = whisper.usual_device()
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        random_model.write(shape, folder)
        model = ctranslate2.models.Whisper(
            str(folder),
            device=device,
            compute_type=whisper.compute_type(device),
            intra_threads=whisper.usual_threads(),
        )
    except OSError as error:
        raise EnvironmentFault(
            _("How quick this computer is cannot be measured: {folder} cannot be written to.").format(folder=folder),
            hint=_("Look whether the disk is full."),
            details=str(error),
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    yield model


class _Look:
    """One look of a model, as `whisper` has it: the same search, and word times."""

    def __init__(self, model: Any, shape: Shape) -> None:
        import ctranslate2
        import numpy as np

        self._model = model
        self._tokens = random_model.tokens(shape)
        self._sound = ctranslate2.StorageView.from_array(np.zeros((1, shape.bands, 3000), np.float32))
        self._said = [[number % self._tokens.text for number in range(0, 97 * TOKENS, 97)]]

    def trial(self) -> _Trial:
        """Return what it took."""
        began = time.perf_counter()
        heard = self._model.encode(self._sound)
        encoder = time.perf_counter() - began
        first = _seconds(lambda: self._say(heard, FIRST))
        more = _seconds(lambda: self._say(heard, FIRST + STEPS))
        times = _seconds(lambda: self._model.align(heard, self._tokens.prompt, self._said, 3000))
        return _Trial(encoder, first, more, times)

    def _say(self, heard: Any, count: int) -> None:
        self._model.generate(
            heard,
            [self._tokens.prompt],
            beam_size=whisper.BEAM,
            max_length=2 * count,  # CTranslate2 says half of it, and no more than all but the prompt
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=[self._tokens.end],
        )


def _spectra() -> None:
    """Do what it takes to turn 30 s into bands: 3,000 spectra of 400 samples, 80 bands of each."""
    import numpy as np

    samples = np.ones((3000, 400), np.float32)
    power = np.abs(np.fft.rfft(samples)) ** 2
    np.log10(np.maximum(power @ np.ones((201, 80)), 1e-10))


def _seconds(task: Callable[[], object]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began
