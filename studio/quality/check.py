"""All rules over all cues of a track."""

from __future__ import annotations

from collections.abc import Sequence

from studio.model.finding import Evidence, Finding
from studio.quality.rule import Rule
from studio.quality.rules.hearing import MadeUp, NoSpeech, Repeated, Unsure, Unwritten
from studio.quality.rules.reading import (
    Empty,
    LineLength,
    ReadingSpeed,
    TooManyLines,
    characters_per_second,
    words_per_minute,
)
from studio.quality.rules.timing import AfterMedia, EndBeforeStart, Gap, GapFlicker, Overlap, TooLong, TooShort
from studio.quality.rules.translation import NameChanged, NotTheTerm, NotTranslated, OddLength, OutOfDate, Untranslated
from studio.quality.rules.values import ADDRESS, NUMBER_ADDED, NUMBER_DIFFERS, NUMBER_MISSING
from studio.quality.rules.wording import Name, Unknown

RULES: tuple[Rule, ...] = (
    EndBeforeStart(),
    Empty(),
    Overlap(),
    AfterMedia(),
    TooManyLines(),
    LineLength(),
    ReadingSpeed(),
    TooShort(),
    TooLong(),
    Gap(),
    GapFlicker(),
)
"""Every rule of form, errors first; findings on one cue come in this order."""

RISKS: tuple[Rule, ...] = (MadeUp(), NoSpeech(), Repeated(), Name(), Unknown(), Unsure(), Unwritten())
"""What makes a text doubtful although its form is right; a face asks for these where people review."""

TRANSLATION: tuple[Rule, ...] = (
    NUMBER_DIFFERS,
    NUMBER_MISSING,
    NUMBER_ADDED,
    ADDRESS,
    OutOfDate(),
    Untranslated(),
    NameChanged(),
    NotTheTerm(),
    OddLength(),
    NotTranslated(),
)
"""What a translation may have done to its source; says nothing of cues that stand for themselves."""


def check(evidence: Evidence, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Return what `rules` find, cue by cue in order."""
    found = (rule.check(evidence, i) for i in range(len(evidence.cues)) for rule in rules)
    return [finding for finding in found if finding is not None]


def mean_speed(evidence: Evidence) -> float:
    """Return the mean reading speed of all cues with a duration, in the profile's unit; 0 without any."""
    cues = [cue for cue in evidence.cues if cue.duration > 0]
    if not cues:
        return 0.0
    if evidence.profile.max_cps is None and evidence.profile.max_wpm is not None:
        return sum(words_per_minute(cue) for cue in cues) / len(cues)
    return sum(characters_per_second(cue, evidence.profile) for cue in cues) / len(cues)
