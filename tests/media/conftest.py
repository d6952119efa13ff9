"""Small clips made by the ffmpeg that the program uses."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.media import ffmpeg

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that runs ffmpeg with some words and returns the path of the file it made."""

    def run(name: str, *words: str) -> Path:
        path = tmp_path / name
        command = [ffmpeg.binary(), "-y", "-nostdin", "-loglevel", "error", *words, ffmpeg.address(path)]
        subprocess.run(command, check=True, timeout=60)
        return path

    return run


@pytest.fixture
def film(make: Make) -> Path:
    """Return a clip of 2 s: 25 pictures a second, one tone."""
    return make("film.mp4", *PICTURE, *TONE, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac")


PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=2")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=2")
