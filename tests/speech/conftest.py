"""A signal in memory, a practice model, and the sample clip's sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.media import audio, probe
from studio.model.media import SAMPLE_RATE
from studio.speech import whisper

MODEL = "whisper-practice"


class Samples:
    """A `Signal` of samples in memory."""

    def __init__(self, samples: bytes) -> None:
        self.samples = samples
        self.furthest = 0

    @property
    def duration(self) -> int:
        return len(self.samples) // 2 * 1000 // SAMPLE_RATE

    def read(self, start: int, stop: int) -> bytes:
        self.furthest = max(self.furthest, min(stop, len(self.samples) // 2))
        return self.samples[2 * start : 2 * stop]


@pytest.fixture
def signal() -> Callable[[bytes], Samples]:
    """Return a function that makes a signal of int16 samples."""
    return Samples


@pytest.fixture
def noise() -> Callable[[float], Samples]:
    """Return a function that makes so many seconds of hiss."""
    import numpy as np

    def make(seconds: float) -> Samples:
        drawn = np.random.default_rng(7).normal(0, 3000, round(seconds * SAMPLE_RATE))
        return Samples(drawn.astype("<i2").tobytes())

    return make


@pytest.fixture(scope="session")
def model_folder(practice: Path, request: pytest.FixtureRequest) -> Path:
    """Return the folder of the shipped practice model, or of an older one among the foreign samples."""
    folder = practice / MODEL
    if not folder.is_dir():
        folder = Path(request.getfixturevalue("material")) / "practice" / MODEL
    if not folder.is_dir():
        pytest.skip("no practice speech model here; the scripts in packaging/practice make it")
    return folder


@pytest.fixture(scope="session")
def model(model_folder: Path) -> whisper.Whisper:
    """Return the loaded practice model."""
    return whisper.open(model_folder)


@pytest.fixture(scope="session")
def welcome(practice: Path, tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Return the sound of the sample clip."""
    clip = practice / "welcome.de.mp4"
    if not clip.is_file():
        pytest.skip("no sample clip here; the scripts in packaging/practice make it")
    video = probe.probe(clip)
    with audio.decode(video, probe.sound_track(video), tmp_path_factory.mktemp("sound")) as sound:
        return Samples(sound.read(0, 600 * SAMPLE_RATE))


@pytest.fixture(scope="session")
def foreign(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Samples]:
    """Return a function that decodes a foreign recording."""

    def decoded(name: str) -> Samples:
        video = probe.probe(material / name)
        with audio.decode(video, probe.sound_track(video), tmp_path_factory.mktemp("sound")) as sound:
            return Samples(sound.read(0, 600 * SAMPLE_RATE))

    return decoded
