"""A recogniser that says what it is told: for tests, and for trying what real speech rarely shows.

The script is a JSON file: `{"language": "en", "segments": [{"words": [["Hello", 120, 400, 0.9], …],
"log_probability": -0.2}, …]}` with times in milliseconds on the file's clock; the probability may be left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from studio.errors import PackError
from studio.i18n import _
from studio.model.media import SAMPLE_RATE
from studio.model.speech import Guess, Run, Segment, Word


def open(model_folder: Path, *, device: str = "auto", threads: int | None = None) -> Scripted:
    """Return a recogniser of the script in `model_folder`: a JSON file, or a folder with `script.json`."""
    file = model_folder / "script.json" if model_folder.is_dir() else model_folder
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Scripted([_segment(row, told["language"]) for row in told["segments"]], told["language"], file.stem)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise PackError(
            _("The script “{name}” cannot be read.").format(name=file),
            hint=_("Look at how a script is written in the description of the scripted recogniser."),
            details=str(error),
        ) from error


class Scripted:
    """Says the told words whose middle lies inside the window it is given."""

    def __init__(self, segments: Iterable[Segment], language: str = "en", name: str = "script") -> None:
        self._segments = tuple(segments)
        self._language = language
        self._name = name
        self.asked: list[tuple[int, str, tuple[str, ...]]] = []
        """Every call of `recognise`: start of the window, language, hotwords."""

    @property
    def languages(self) -> Sequence[str]:
        return sorted({self._language, *(segment.language for segment in self._segments)})

    @property
    def field(self) -> int:
        return 0  # a script is told on the file's clock

    def recognise(
        self, samples: bytes, start_ms: int, language: str, hotwords: Sequence[str] = (), prompt: str | None = None
    ) -> list[Segment]:
        self.asked.append((start_ms, language, tuple(hotwords)))
        end = start_ms + len(samples) // 2 * 1000 // SAMPLE_RATE
        parts = (_within(segment, start_ms, end) for segment in self._segments)
        return [part for part in parts if part.words]

    def guess_language(self, samples: bytes) -> Guess:
        return self.guesses(samples)[0]

    def guesses(self, samples: bytes) -> list[Guess]:
        others = [Guess(language, 0.0) for language in self.languages if language != self._language]
        return [Guess(self._language, 1.0), *others]

    def run(self, language: str) -> Run:
        return Run(engine="scripted", model=self._name, language=language)


def _segment(row: Any, language: str) -> Segment:
    words = tuple(Word(*word) for word in row["words"])
    return Segment(words, row.get("language", language), float(row.get("log_probability", 0.0)))


def _within(segment: Segment, start: int, end: int) -> Segment:
    words = tuple(word for word in segment.words if start <= (word.start + word.end) / 2 < end)
    return Segment(words, segment.language, segment.log_probability)
