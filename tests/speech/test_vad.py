from __future__ import annotations

import numpy as np
import pytest

from studio.model.media import SAMPLE_RATE
from studio.speech import vad


def _single_pass(samples: bytes) -> list[float]:
    """Judge all samples at once with faster-whisper's own code."""
    from faster_whisper.vad import get_vad_model

    sound = np.frombuffer(samples, "<i2").astype(np.float32) / 32768
    padded = np.pad(sound, (0, -len(sound) % vad.STEP))
    return [float(value) for value in get_vad_model()(padded).reshape(-1)]


@pytest.mark.parametrize("steps", [1, 7, 250])
def test_blocks_give_the_probabilities_of_a_single_pass(steps: int, noise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vad, "BLOCK", steps * vad.STEP)
    signal = noise(3.33)
    heard = [frame.probability for frame in vad.frames(signal)]
    assert heard == pytest.approx(_single_pass(signal.samples), abs=1e-5)


def test_real_speech_is_judged_as_in_a_single_pass(welcome) -> None:
    heard = [frame.probability for frame in vad.frames(welcome)]
    assert max(heard) > 0.9
    assert heard == pytest.approx(_single_pass(welcome.samples), abs=1e-4)


def test_frames_lie_on_the_clock_and_know_their_loudness(signal) -> None:
    loud = np.full(vad.STEP, 1000, "<i2").tobytes()
    heard = list(vad.frames(signal(bytes(2 * vad.STEP) + loud + loud[: vad.STEP])))
    assert [(frame.sample, frame.end) for frame in heard] == [(0, 512), (512, 1024), (1024, 1280)]
    assert [round(frame.loudness) for frame in heard] == [0, 1000, 707]


def test_nothing_has_no_frames(signal) -> None:
    assert list(vad.frames(signal(b""))) == []
    assert list(vad.frames(signal(bytes(SAMPLE_RATE)), start=SAMPLE_RATE)) == []
