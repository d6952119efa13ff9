"""The files subtitles are written to, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.model.cue import Cue
from studio.subtitles.formats import srt, vtt


class Dumps(Protocol):
    """Returns the whole file for cues in order; `language` is a BCP 47 tag, `notes` are kept where the format can."""

    def __call__(self, cues: Sequence[Cue], language: str, notes: Sequence[str] = ()) -> str: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its id, the suffix of its files with the dot, and its writer."""

    id: str
    suffix: str
    dumps: Dumps


FORMATS: dict[str, Format] = {
    "srt": Format("srt", ".srt", srt.dumps),
    "vtt": Format("vtt", ".vtt", vtt.dumps),
}
