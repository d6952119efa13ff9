"""Cues drawn to the shot changes next to them, after the picture was searched for cuts.

A cue that begins or ends a few frames beside a cut flickers (Netflix Timed Text Style Guide, shot changes: within half
a second).  Only untouched machine cues move, and only where every rule that held still holds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from studio.model.cue import Cue, CueState
from studio.model.media import DEFAULT_FRAME_RATE, ShotChange
from studio.model.profile import Profile
from studio.model.speech import Word
from studio.subtitles import limits
from studio.subtitles.timing import EARLIEST, Clock

NEAR_FRAMES = 12
"""An end this many frames from a cut belongs to it (half a second at 24 frames a second)."""


def snap(
    cues: Sequence[Cue],
    shots: Sequence[ShotChange],
    profile: Profile,
    frame_rate: Fraction = DEFAULT_FRAME_RATE,
    *,
    words: Sequence[Word] = (),
) -> list[Cue]:
    """Return the cues with starts and ends at near shot changes.

    A start moves only where its first word is known from `words`: to a cut at most 200 ms before that word, never after
    it.  An end moves to a gap before a cut, never into its last word.  Cues must be in order.
    """
    times = sorted({shot.time for shot in shots})
    clock = Clock.of(profile, frame_rate)
    near = int(NEAR_FRAMES * 1000 / frame_rate)
    heard = sorted(words, key=lambda word: word.start)
    moved = list(cues)
    for i in range(len(moved)):
        for change in _starts(moved, i, times, heard, clock):
            if _try(moved, change, profile, clock):
                break
        for change in _ends(moved, i, times, heard, clock, near):
            if _try(moved, change, profile, clock):
                break
    return moved


_Change = dict[int, Cue]


def _starts(
    cues: Sequence[Cue], i: int, times: Sequence[int], words: Sequence[Word], clock: Clock
) -> Iterator[_Change]:
    """Yield the cue begun at a near cut, alone or with the cue before drawn back, the nearest cut first."""
    cue = cues[i]
    first = _first_word(cue, words)
    if cue.state is not CueState.MACHINE or first is None:
        return
    for time in _nearest(times, first - EARLIEST, first, cue.start):
        if time == cue.start:
            return
        begun = replace(cue, start=time)
        before = cues[i - 1] if i else None
        if before is None or before.end + clock.gap <= time:
            yield {i: begun}
        elif before.state is CueState.MACHINE and before.start < time - clock.gap:
            yield {i - 1: replace(before, end=time - clock.gap), i: begun}


def _ends(
    cues: Sequence[Cue], i: int, times: Sequence[int], words: Sequence[Word], clock: Clock, near: int
) -> Iterator[_Change]:
    """Yield the cue ended the gap before a near cut, the nearest cut first."""
    cue = cues[i]
    if cue.state is not CueState.MACHINE:
        return
    spoken = _last_word_end(cue, words)
    for time in _nearest(times, cue.end - near, cue.end + clock.gap + near, cue.end + clock.gap):
        end = time - clock.gap
        if end == cue.end:
            return
        if end > cue.start and (end > cue.end or spoken <= end):
            yield {i: replace(cue, end=end)}


def _nearest(times: Sequence[int], low: int, high: int, wish: int) -> list[int]:
    """Return the times from `low` to `high` (included), the nearest to `wish` first; on a tie the earlier."""
    found = times[bisect_left(times, low) : bisect_right(times, high)]
    return sorted(found, key=lambda time: (abs(time - wish), time))


def _first_word(cue: Cue, words: Sequence[Word]) -> int | None:
    """Return the start of the word that the cue begins with: the first within the 200 ms after its start."""
    at = bisect_left(words, cue.start, key=lambda word: word.start)
    return words[at].start if at < len(words) and words[at].start <= cue.start + EARLIEST else None


def _last_word_end(cue: Cue, words: Sequence[Word]) -> int:
    """Return where the last word that begins inside the cue ends, or the cue's own end where no word is known."""
    at = bisect_left(words, cue.end, key=lambda word: word.start)
    return words[at - 1].end if at and words[at - 1].start >= cue.start else cue.end


def _try(cues: list[Cue], change: _Change, profile: Profile, clock: Clock) -> bool:
    """Make the change and say True, unless a rule would fail that held."""
    touched = sorted({j for i in change for j in (i - 1, i) if 0 <= j < len(cues)})
    before = {(j, rule) for j in touched for rule in _failing(cues, j, profile, clock)}
    changed = list(cues[touched[0] : touched[-1] + 2])
    for i, cue in change.items():
        changed[i - touched[0]] = cue
    after = {(j, rule) for j in touched for rule in _failing(changed, j - touched[0], profile, clock)}
    if after - before:
        return False
    for i, cue in change.items():
        cues[i] = cue
    return True


def _failing(cues: Sequence[Cue], i: int, profile: Profile, clock: Clock) -> tuple[str, ...]:
    following = cues[i + 1].start if i + 1 < len(cues) else None
    broken = limits.broken(cues[i], following, profile, clock)
    overlaps = following is not None and following < cues[i].end
    return (*broken, "overlap") if overlaps else broken
