"""Small media files for tests, made by ffmpeg."""

from __future__ import annotations

import subprocess
from pathlib import Path

from studio.media.ffmpeg import binary

BLUE = ("-f", "lavfi", "-i", "color=c=navy:s=320x180:d=3:r=25")
HISS = ("-f", "lavfi", "-i", "anoisesrc=d=3:a=0.001:r=16000")


def ffmpeg(*words: str | Path) -> None:
    """Run ffmpeg quietly; an error is the test's."""
    subprocess.run([binary(), "-y", "-loglevel", "error", "-nostdin", *map(str, words)], check=True)


def mute(path: Path) -> Path:
    """Make a film without sound."""
    ffmpeg(*BLUE, "-c:v", "libx264", "-preset", "ultrafast", path)
    return path


def silent(path: Path) -> Path:
    """Make a film whose sound track holds only a faint hiss."""
    ffmpeg(*BLUE, *HISS, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", path)
    return path


def blip(path: Path) -> Path:
    """Make a sound of a tenth of a second."""
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=0.1", path)
    return path
