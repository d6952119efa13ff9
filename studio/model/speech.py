"""What a recogniser heard: evidence, stored once and never edited.

All times are whole milliseconds on the clock of the media file (its first timestamp shown as 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """Why a guard distrusts a segment."""

    KNOWN_PHRASE = "known-phrase"
    REPETITION = "repetition"
    LOW_PROBABILITY = "low-probability"
    COMPRESSION = "compression"
    NO_SPEECH = "no-speech"
    TOO_FAST = "too-fast"


@dataclass(frozen=True, slots=True)
class Flag:
    """One guard's word on a segment: the doubt, and what was seen (for the folded part of a message)."""

    doubt: Doubt
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written, punctuation attached, without surrounding spaces."""

    text: str
    start: int
    end: int
    probability: float = 1.0

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"word times {self.start}–{self.end}")
        if not self.text or self.text != self.text.strip():
            raise ValueError(f"word text {self.text!r}")
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"probability {self.probability}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, the end not included."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"span {self.start}–{self.end}")

    @property
    def duration(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words heard together in one window, with the guards' flags."""

    words: tuple[Word, ...]
    language: str
    log_probability: float = 0.0
    flags: tuple[Flag, ...] = ()

    @property
    def start(self) -> int:
        return self.words[0].start if self.words else 0

    @property
    def end(self) -> int:
        return self.words[-1].end if self.words else 0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Heard:
    """The result of one window: its bounds, the speech found in it, and the segments."""

    window: Span
    speech: tuple[Span, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """A language proposed from several samples: BCP 47 tag and mean probability."""

    language: str
    probability: float


@dataclass(frozen=True, slots=True)
class Run:
    """How a recognition was made, for the record: engine, model name and digest, language, options."""

    engine: str
    model: str
    language: str
    practice: bool = False
    settings: tuple[tuple[str, str], ...] = ()
