"""What rules see and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from studio.model.cue import Cue
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.profile import Profile


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
class Finding:
    """One rule's word on one cue, in a sentence for people; `index` counts cues from 0."""

    rule: str
    severity: Severity
    index: int
    message: str
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that rules may look at; `media_duration` in ms, None when not known."""

    cues: Sequence[Cue]
    profile: Profile
    frame_rate: Fraction = DEFAULT_FRAME_RATE
    media_duration: int | None = None
