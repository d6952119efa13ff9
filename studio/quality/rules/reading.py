"""Rules about what stands in a cue and whether it can be read.  Numbers are the profile's."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from studio.i18n import _, number
from studio.model.cue import Cue
from studio.model.finding import Correction, Evidence, Finding, Severity
from studio.model.profile import Profile
from studio.quality.rule import latest_end
from studio.text.length import visible, visible_length, word_count

SPEED_ROUNDING = 0.05
"""Characters a second that whole milliseconds and shown decimals may hide."""


class Empty:
    """A cue without visible text shows an empty box or nothing."""

    id = "empty"
    severity = Severity.ERROR

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        if visible(evidence.cues[i].text).strip():
            return None
        return Finding(self.id, self.severity, i, _("Has no text."), Correction(i, ()))


class TooManyLines:
    """More lines than the house style allows cover the picture."""

    id = "too-many-lines"
    severity = Severity.ERROR

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        lines, most = len(evidence.cues[i].lines), evidence.profile.lines
        if lines <= most:
            return None
        message = _("Has too many lines: {lines}, {most} at most.").format(lines=lines, most=most)
        return Finding(self.id, self.severity, i, message)


class LineLength:
    """A line must fit the width of the picture."""

    id = "line-length"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        longest = max(visible_length(line) for line in evidence.cues[i].lines)
        most = evidence.profile.line_length
        if longest <= most:
            return None
        message = _("A line is too long: {longest} characters, {most} at most.").format(longest=longest, most=most)
        return Finding(self.id, self.severity, i, message)


class ReadingSpeed:
    """Who reads needs time: characters a second, or words a minute where the profile counts words."""

    id = "reading-speed"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, profile = evidence.cues[i], evidence.profile
        if cue.duration <= 0 or not is_too_fast(cue, profile):
            return None
        needed = least_duration(cue, profile)
        message = _too_fast_in_characters if profile.max_cps else _too_fast_in_words
        end, limit = cue.start + needed, latest_end(evidence, i)
        fix = Correction(i, (replace(cue, end=end),)) if limit is None or end <= limit else None
        return Finding(self.id, self.severity, i, message(cue, profile, needed - cue.duration), fix)


def characters_per_second(cue: Cue, profile: Profile) -> float:
    """Return the speed of a cue with a positive duration, counted as the profile counts."""
    return visible_length(cue.text, profile.line_break_counts) * 1000 / cue.duration


def words_per_minute(cue: Cue) -> float:
    """Return the speed of a cue with a positive duration in words."""
    return word_count(cue.text) * 60_000 / cue.duration


def is_too_fast(cue: Cue, profile: Profile) -> bool:
    """Return whether the cue is faster than the profile's maximum; False where there is none."""
    if profile.max_cps is not None:
        return characters_per_second(cue, profile) > profile.max_cps + SPEED_ROUNDING
    if profile.max_wpm is not None:
        return words_per_minute(cue) > profile.max_wpm + SPEED_ROUNDING
    return False


def least_duration(cue: Cue, profile: Profile) -> int:
    """Return the least milliseconds in which the cue's text can be read; 0 where the profile says nothing."""
    if profile.max_cps is not None:
        return ceil(visible_length(cue.text, profile.line_break_counts) * 1000 / profile.max_cps)
    if profile.max_wpm is not None:
        return ceil(word_count(cue.text) * 60_000 / profile.max_wpm)
    return 0


def plain_speed(now: float, most: float) -> str:
    """Return a speed for people, with a decimal only where the difference from `most` would not show without it."""
    is_plain = (round(now) > most) == (now > most)
    return number(now, 0 if is_plain else 1)


def tenths(ms: int) -> str:
    """Return a time that is needed in seconds, rounded up: what it says is enough."""
    return number(max(1, ceil(ms / 100)) / 10)


def _too_fast_in_characters(cue: Cue, profile: Profile, lacking: int) -> str:
    return _("Too fast to read: {now} characters a second, {most} at most; needs {lacking} s more.").format(
        now=plain_speed(characters_per_second(cue, profile), profile.max_cps or 0),
        most=number(profile.max_cps or 0),
        lacking=tenths(lacking),
    )


def _too_fast_in_words(cue: Cue, profile: Profile, lacking: int) -> str:
    return _("Too fast to read: {now} words a minute, {most} at most; needs {lacking} s more.").format(
        now=plain_speed(words_per_minute(cue), profile.max_wpm or 0),
        most=number(profile.max_wpm or 0),
        lacking=tenths(lacking),
    )
