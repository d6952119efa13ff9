"""How likely speech is, 31 times a second, from Silero VAD; the only place that imports onnxruntime.

The network ships with faster-whisper.  It hears 512 samples (32 ms) at a time together with the 64 before them, and
hands a state on.  Carrying both over the borders of our blocks gives the very probabilities of one pass over the whole
file, in memory that does not grow with it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import EnvironmentFault
from studio.i18n import _
from studio.model.media import Signal

if TYPE_CHECKING:
    from typing import Any

STEP = 512
"""Samples the network judges at a time."""

CONTEXT = 64
"""Samples of the past it hears with them."""

BLOCK = 250 * STEP
"""Samples (8 s) read at a time: small enough to begin early, large enough to be quick."""


@dataclass(frozen=True, slots=True)
class Frame:
    """32 ms of sound: the first sample, the probability of speech, the loudness (RMS of int16 samples).

    `length` counts the samples; the last frame of a signal may have fewer.
    """

    sample: int
    probability: float
    loudness: float
    length: int = STEP

    @property
    def end(self) -> int:
        """Return the first sample behind it."""
        return self.sample + self.length


def frames(signal: Signal, start: int = 0) -> Iterator[Frame]:
    """Yield the frames of `signal` from sample `start` on; a last incomplete one is filled with silence."""
    import numpy as np

    network = _Network()
    while True:
        samples = np.frombuffer(signal.read(start, start + BLOCK), dtype="<i2")
        if not len(samples):
            return
        rows = np.pad(samples, (0, -len(samples) % STEP)).reshape(-1, STEP)
        loudness = np.sqrt(np.mean(np.square(rows, dtype=np.float32), axis=1))
        for row, (probability, loud) in enumerate(zip(network.judge(rows), loudness.tolist(), strict=True)):
            yield Frame(start + row * STEP, probability, loud, min(STEP, len(samples) - row * STEP))
        start += len(samples)
        if len(samples) < BLOCK:
            return


class _Network:
    """Silero VAD with the state it carries from block to block."""

    def __init__(self) -> None:
        import numpy as np

        self._session = _session()
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._past = np.zeros(CONTEXT, np.float32)

    def judge(self, rows: Any) -> list[float]:
        """Return the probability of speech of each row of `STEP` int16 samples."""
        import numpy as np

        sound = rows.astype(np.float32) / 32768
        past = np.vstack([self._past, sound[:-1, -CONTEXT:]])
        self._past = sound[-1, -CONTEXT:]
        heard = np.hstack([past, sound])
        found, self._h, self._c = self._session.run(None, {"input": heard, "h": self._h, "c": self._c})
        return [float(value) for value in found.reshape(-1)]


def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1  # more are not quicker on so small a network, and take the recogniser's cores
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena would keep its largest size
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(_network_file()), options, providers=["CPUExecutionProvider"])


def _network_file() -> Path:
    """Return the network's file, found without importing faster-whisper (which loads all of CTranslate2)."""
    spec = importlib.util.find_spec("faster_whisper")
    folder = Path(spec.origin).parent / "assets" if spec and spec.origin else None
    found = sorted(folder.glob("silero_vad_v6*.onnx")) if folder else []
    if not found:
        raise EnvironmentFault(
            _("A part of the program is missing: the network that finds speech."), hint=_("Install Souffleur again.")
        )
    return found[-1]
