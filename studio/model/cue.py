"""Cues and tracks: what is shown on the picture, and when.

A `Cue` holds any non-negative times and any text, so that a bad file can be opened and mended;
what is wrong with it is a finding of `quality`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CueState(StrEnum):
    """How far a person has looked at a cue. `STALE` is for translations whose source changed."""

    MACHINE = "machine"
    EDITED = "edited"
    APPROVED = "approved"
    STALE = "stale"

    @property
    def is_checked(self) -> bool:
        return self in (CueState.EDITED, CueState.APPROVED)


class Kind(StrEnum):
    """What a cue stands for; rendered per profile on export."""

    SPEECH = "speech"
    SOUND = "sound"
    MUSIC = "music"
    LYRIC = "lyric"


class TrackKind(StrEnum):
    """Subtitles are for people who do not know the language; captions for people who do not hear."""

    SUBTITLES = "subtitles"
    CAPTIONS = "captions"


@dataclass(frozen=True, slots=True)
class Cue:
    """A text and its times in milliseconds, `end` not included.

    `text` has its line breaks as `\\n` and at most the tags i, b and u.
    """

    start: int
    end: int
    text: str
    kind: Kind = Kind.SPEECH
    speaker: str = ""
    state: CueState = CueState.MACHINE

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < 0:
            raise ValueError(f"cue times {self.start}–{self.end}")

    @property
    def duration(self) -> int:
        """Return the milliseconds shown; zero or less for a cue with nonsense times."""
        return self.end - self.start

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Track:
    """The cues of one video in one language, in order of their starts."""

    language: str
    cues: tuple[Cue, ...]
    kind: TrackKind = TrackKind.SUBTITLES
    profile: str = "web"
