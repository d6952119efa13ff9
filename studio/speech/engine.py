"""What a recogniser is, and the table of those there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from studio.model.speech import Guess, Run, Segment
from studio.speech import scripted, whisper


class Recogniser(Protocol):
    """Turns sound into segments; made by `open`, kept as long as its worker lives."""

    @property
    def languages(self) -> Sequence[str]:
        """Return the tags it understands."""

    @property
    def field(self) -> int:
        """Return the milliseconds of sound it hears in one go at the same cost; 0: each window by itself."""

    def recognise(
        self, samples: bytes, start_ms: int, language: str, hotwords: Sequence[str] = (), prompt: str | None = None
    ) -> list[Segment]:
        """Return what is said in `samples` (int16, 16 kHz, at most 30 s), word times on the file's clock.

        `start_ms` is the time of the first sample; `hotwords` are names likely to be heard.
        """

    def guess_language(self, samples: bytes) -> Guess:
        """Return the likeliest language of `samples`."""

    def guesses(self, samples: bytes) -> list[Guess]:
        """Return all languages it knows with their probabilities for `samples`, the likeliest first."""

    def run(self, language: str) -> Run:
        """Return how it recognises, for the record."""


class Open(Protocol):
    """Loads a recogniser from a folder; raises `PackError` when its files are missing or damaged."""

    def __call__(self, model_folder: Path, *, device: str = "auto", threads: int | None = None) -> Recogniser: ...


ENGINES: dict[str, Open] = {
    "whisper": whisper.open,
    "scripted": scripted.open,
}
"""The recognisers by name, the usual one first."""


def open(name: str, model_folder: Path, *, device: str = "auto", threads: int | None = None) -> Recogniser:
    """Return the recogniser `name` with the model in `model_folder`."""
    return ENGINES[name](model_folder, device=device, threads=threads)
