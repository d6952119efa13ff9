"""What rules see and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from studio.model.cue import Cue
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.profile import Profile
from studio.model.speech import Flag, Span, Word
from studio.model.term import Unobeyed


class Severity(StrEnum):
    """Errors make a file unfit; warnings depart from the profile; infos are hints that are no faults."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Correction:
    """A change that would cure a finding: the cue at `index` replaced by `cues` (none: the cue goes)."""

    index: int
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a finding is about, from the character `start` until `end` of a text: the cue's own, or that of its source.

    `source` is the id of the source's cue, None for the cue itself.
    """

    start: int
    end: int
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's word on one cue, in a sentence for people; `index` counts cues from 0.

    Where no cue stands, `span` says when, and `index` is that of the cue after it (their number at the end).  `words`
    are what it is about, `meant` what should stand there instead; `weight` ranks it within its rule, 0 to 1.  `beside`
    is what it hangs on apart from the cue: left as it is, it comes back when that changes.  `marks` are for the eye.
    """

    rule: str
    severity: Severity
    index: int
    message: str
    correction: Correction | None = None
    span: Span | None = None
    words: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    weight: float = 0.0
    beside: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a cue was made of: its heard words in order, and what guards said of the segments most of them are in."""

    words: tuple[Word, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a dictionary says of the words of a track: unknown ones with what they may be meant for ("": no idea).

    `counts` is how often each unknown word stands in the track.  Without a dictionary nothing is unknown.
    """

    unknown: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Original:
    """What a translated cue stands for: the ids and texts of cues of the source, in order, as they are now.

    `is_stale`: a text is not what it was when the cue was translated or last confirmed, or its cue is gone.
    """

    parts: tuple[tuple[int, str], ...] = ()
    is_stale: bool = False


class Bilingual(Protocol):
    """What a translated track is compared with, and what is known of the two languages beyond the rules."""

    @property
    def language(self) -> str:
        """Return the tag of the language it was translated from."""

    @property
    def ratio(self) -> float:
        """Return how many characters the track has for each of its source, in the middle; 0 while too few are known."""

    def original(self, i: int) -> Original:
        """Return what cue `i` stands for; nothing where it stands for itself."""

    def missing(self, i: int) -> Sequence[Cue]:
        """Return the cues of the source that nothing stands for, from the beginning of cue `i` - 1 to that of `i`.

        For the number of cues, those that begin with the last one or later.
        """

    def unobeyed(self, source: str, target: str) -> Sequence[Unobeyed]:
        """Return the terms of a source text, each on one line, that its translation does not obey."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that rules may look at; `media_duration` in ms, None when not known; `bilingual` for a translated track.

    `sources` are as many as cues, or none: the cues were not heard.  `speech` is where a voice was found and
    `listened` where one was looked for, both in order and without overlaps; elsewhere nothing is known.
    """

    cues: Sequence[Cue]
    profile: Profile
    frame_rate: Fraction = DEFAULT_FRAME_RATE
    media_duration: int | None = None
    language: str = ""
    sources: Sequence[Source] = ()
    speech: Sequence[Span] = ()
    listened: Sequence[Span] = ()
    names: Sequence[str] = ()
    spelling: Spelling = Spelling()
    bilingual: Bilingual | None = None

    def source(self, i: int) -> Source:
        """Return what cue `i` was made of; nothing where that is not known."""
        return self.sources[i] if self.sources else _NOTHING


_NOTHING = Source()
