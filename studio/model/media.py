"""A video or sound file as the program sees it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

DEFAULT_FRAME_RATE = Fraction(25)
"""The frame rate of sound without picture."""


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """One sound track: `index` counts the audio tracks from 0; `start` in ms on the file's clock."""

    index: int
    start: int
    channels: int
    sample_rate: int
    codec: str
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    """A media file that was probed: duration in ms, exact frame rate (25 without picture)."""

    path: Path
    duration: int
    frame_rate: Fraction
    audio: tuple[AudioTrack, ...]
    width: int = 0
    height: int = 0

    @property
    def has_picture(self) -> bool:
        return self.width > 0 and self.height > 0


@dataclass(frozen=True, slots=True)
class ShotChange:
    """A hard cut in the picture: the time of the first frame of the new shot in ms, and ffmpeg's score 0–100."""

    time: int
    score: float = 100.0


SAMPLE_RATE = 16_000
"""Samples per second of every `Signal`."""


class Signal(Protocol):
    """Mono 16-bit samples, `SAMPLE_RATE` a second, on the file's clock; perhaps still being decoded.

    Sample 0 is the file's time 0; sound that begins later, and holes, are silence.
    """

    @property
    def duration(self) -> int:
        """Return the expected length in ms (exact once everything is decoded)."""

    def read(self, start: int, stop: int) -> bytes:
        """Return samples `start` to `stop` (not included) as little-endian int16, waiting until they are there.

        Fewer, perhaps none, come back beyond the end.  Raises `InputError` where decoding failed.
        """
