"""How well one cue can be read, in words: what the editor says under its text and the table in a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.i18n import _, ngettext, number
from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.project.values import StoredCue
from studio.quality.rules.reading import (
    characters_per_second,
    is_too_fast,
    least_duration,
    plain_speed,
    tenths,
    words_per_minute,
)
from studio.quality.rules.timing import seconds
from studio.subtitles.editing import House
from studio.text.length import visible, visible_length, word_count

__all__ = ["House", "Meter", "Reading", "meter", "tenths"]

Reading = Literal["easy", "brisk", "too_fast", "fits"]

ROUNDING = 1
"""Milliseconds a time may be off, as for the rules of `quality`."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How a cue reads.

    `lines` holds for each line its characters and the profile's limit.  `word` is for a narrow column, `phrase` the
    same in running text; `title` and `sentence` explain it.  A cue whose times or lines break a rule is a problem.
    """

    lines: tuple[tuple[int, int], ...]
    reading: Reading
    title: str
    sentence: str
    is_problem: bool

    @property
    def word(self) -> str:
        """Return "Easy", "Brisk", "Too fast" or "Fits"."""
        words = {"easy": _("Easy"), "brisk": _("Brisk"), "too_fast": _("Too fast"), "fits": _("Fits")}
        return words[self.reading]

    @property
    def phrase(self) -> str:
        """Return the word as it stands without a heading: "Easy to read"."""
        return _phrase(self.reading)


def meter(stored: StoredCue, next_start: int | None, house: House) -> Meter:
    """Return how the cue reads; `next_start` is when the one after it begins, None for the last."""
    cue, profile = stored.cue, house.profile
    lines = tuple((visible_length(line), profile.line_length) for line in cue.lines)
    reading = _reading(cue, profile)
    wrongs = [_wrong_time(cue, profile, reading), _wrong_lines(lines, profile), _wrong_end(cue, next_start, house)]
    problems = [wrong for wrong in wrongs if wrong]
    if not problems:
        return Meter(lines, reading, *_praise(cue, profile, lines, reading), is_problem=False)
    title, first = problems[0]
    rest = [f"{title} {sentence}" for title, sentence in problems[1:]]
    fits = [_fit(lines)] if problems == wrongs[:1] and visible(cue.text).strip() else []
    return Meter(lines, reading, title, " ".join([first, *rest, *fits]), is_problem=True)


def _reading(cue: Cue, profile: Profile) -> Reading:
    if not visible(cue.text).strip():
        return "fits"
    if cue.duration <= 0 or is_too_fast(cue, profile):
        return "too_fast"
    if profile.max_cps is not None:
        speed, target = characters_per_second(cue, profile), profile.target_cps
    else:
        speed, target = words_per_minute(cue), profile.target_wpm
    if target is None:
        return "fits"
    return "easy" if speed <= target else "brisk"


def _wrong_time(cue: Cue, profile: Profile, reading: Reading) -> tuple[str, str] | None:
    if cue.duration <= 0:
        return _("Ends before it starts:"), _("no player will show it.")
    if not visible(cue.text).strip():
        return _("No text yet:"), _("an empty cue shows nothing.")
    if reading == "too_fast":
        lacking = tenths(least_duration(cue, profile) - cue.duration)
        return _("Too fast to read:"), _("{speed}; needs {lacking} s more.").format(
            speed=_speed(cue, profile), lacking=lacking
        )
    least = max(1, profile.shortest(word_count(cue.text)))
    if cue.duration < least - ROUNDING:
        return _("Too short to notice:"), _("{now} s, {least} s at least.").format(
            now=seconds(cue.duration), least=seconds(least)
        )
    if profile.max_duration is not None and cue.duration > profile.max_duration + ROUNDING:
        return _("Stays too long:"), _("{now} s, {most} s at most.").format(
            now=seconds(cue.duration), most=seconds(profile.max_duration)
        )
    return None


def _wrong_lines(lines: tuple[tuple[int, int], ...], profile: Profile) -> tuple[str, str] | None:
    long = [(i, used - limit) for i, (used, limit) in enumerate(lines, 1) if used > limit]
    if long:
        line, over = long[0]
        title = _("The line is too long:") if len(lines) == 1 else _("Line {line} is too long:").format(line=line)
        return title, ngettext("by {count} character.", "by {count} characters.", over).format(count=over)
    if len(lines) > profile.lines:
        return _("Too many lines:"), _("{lines}, {most} at most.").format(lines=len(lines), most=profile.lines)
    return None


def _wrong_end(cue: Cue, next_start: int | None, house: House) -> tuple[str, str] | None:
    if next_start is None or next_start >= cue.end or cue.duration <= 0:
        return None
    over = tenths(cue.end - next_start)
    return _("Stays over the next cue:"), _("{over} s too long.").format(over=over)


def _praise(cue: Cue, profile: Profile, lines: tuple[tuple[int, int], ...], reading: Reading) -> tuple[str, str]:
    title = _("{phrase}:").format(phrase=_phrase(reading))
    if profile.max_cps is None and profile.max_wpm is None:
        return title, _fit(lines)
    speed = _("{speed}.").format(speed=_speed(cue, profile))
    return title, f"{speed} {_fit(lines)}"


def _phrase(reading: Reading) -> str:
    phrases = {
        "easy": _("Easy to read"),
        "brisk": _("Brisk, but readable"),
        "too_fast": _("Too fast to read"),
        "fits": _("Can be read in time"),
    }
    return phrases[reading]


def _fit(lines: tuple[tuple[int, int], ...]) -> str:
    if len(lines) == 2:
        return _("Both lines fit.")
    return ngettext("The line fits.", "All lines fit.", len(lines))


def _speed(cue: Cue, profile: Profile) -> str:
    """Return the speed in the profile's unit."""
    if profile.max_cps is not None:
        now, most = characters_per_second(cue, profile), profile.max_cps
        text = _("{now} characters a second, {most} at most")
    else:
        now, most = words_per_minute(cue), profile.max_wpm or 0
        text = _("{now} words a minute, {most} at most")
    return text.format(now=plain_speed(now, most), most=number(most))
