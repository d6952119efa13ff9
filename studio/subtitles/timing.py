"""When cues stand: just before the first word until it could be read, never over the next cue.

A cue begins at most `EARLIEST` before its first word and never after it; its end is stretched into the silence that
follows where reading needs it.  All times are whole milliseconds; gaps are whole frames of an exact frame rate,
rounded up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from studio.model.profile import Profile

EARLIEST = 200
"""A cue that comes earlier than this before its first word gives it away."""
LONG_SILENCE = 2000
"""No cue spans a silence of this many milliseconds."""
LEAD_IN = 40
"""A frame at 25 a second: the eye needs it to jump to the text; taken from silence only."""
LEAD_OUT = 200
"""A cue that goes with the last sound seems cut off; taken from silence only."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one cue asks of time: its words' times, its length in characters and words.

    `shortest` is the least duration that breaks no rule, `wanted` that of the profile's target speed.
    """

    start: int
    end: int
    shortest: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The timing rules of a profile at a frame rate; `gap` in ms.

    The four tables hold the ms that so many characters, or so many words, take at least or at the target speed.
    """

    gap: int
    profile: Profile
    least_for_characters: Sequence[int]
    least_for_words: Sequence[int]
    good_for_characters: Sequence[int]
    good_for_words: Sequence[int]

    @classmethod
    def of(cls, profile: Profile, frame_rate: Fraction) -> Clock:
        count = profile.lines * (profile.line_length + 1) + 1
        words = [max(1, profile.shortest(n), _at_speed(n, 60_000, profile.max_wpm)) for n in range(count)]
        return cls(
            profile.gap(frame_rate),
            profile,
            [_at_speed(n, 1000, profile.max_cps) for n in range(count)],
            words,
            [max(_at_speed(n, 1000, profile.max_cps), _at_speed(n, 1000, profile.target_cps)) for n in range(count)],
            [max(words[n], _at_speed(n, 60_000, profile.target_wpm)) for n in range(count)],
        )

    def shortest(self, characters: int, words: int) -> int:
        """Return the least milliseconds in which so much text breaks no rule."""
        if characters < len(self.least_for_characters) and words < len(self.least_for_words):
            return max(self.least_for_characters[characters], self.least_for_words[words])
        by_words = max(self.profile.shortest(words), _at_speed(words, 60_000, self.profile.max_wpm))
        return max(1, by_words, _at_speed(characters, 1000, self.profile.max_cps))

    def wanted(self, characters: int, words: int) -> int:
        """Return the milliseconds in which so much text is read at the profile's target speed."""
        if characters < len(self.good_for_characters) and words < len(self.good_for_words):
            return max(self.good_for_characters[characters], self.good_for_words[words])
        profile = self.profile
        by_target = max(_at_speed(characters, 1000, profile.target_cps), _at_speed(words, 60_000, profile.target_wpm))
        return max(self.shortest(characters, words), by_target)

    @property
    def closes_below(self) -> int:
        """Return the gap below which two cues are drawn together."""
        return max(self.profile.close_gaps_below or 0, self.profile.gap_none_or or 0)

    @property
    def closed_gap(self) -> int:
        """Return the gap that stays between cues drawn together."""
        return 0 if self.profile.gap_none_or else self.gap


def _at_speed(count: int, per: int, speed: float | None) -> int:
    """Return the ms that `count` things take at `speed` things in `per` ms, rounded up; 0 where there is no speed."""
    return ceil(count * per / speed) if speed else 0


def place(
    needs: Sequence[Need], clock: Clock, *, first_start: int | None, earliest: int, limit: int | None
) -> list[tuple[int, int]]:
    """Return start and end of each cue.

    `first_start` fixes the first start; `earliest` is where the cues before end (with the gap); no cue ends after
    `limit` if one is given.  Rules that cannot all be kept give way in this order: target speed, speed and
    shortest time, gap.  Starts always lie in their 200 ms and cues never overlap.
    """
    starts = _starts(needs, clock, first_start, earliest)
    after = [*starts[1:], None]
    return [
        (start, end(start, need, following, clock, limit))
        for start, need, following in zip(starts, needs, after, strict=False)
    ]


def end(start: int, need: Need, after: int | None, clock: Clock, limit: int | None) -> int:
    """Return the end of a cue that begins at `start`; `after` is the start of the next.

    Silence is taken as far as needed; small gaps are closed as the profile asks.
    """
    wish = max(need.end + LEAD_OUT, start + need.wanted)
    if after is not None:
        wish = _before(after, wish, start, need, clock)
    if clock.profile.max_duration:
        wish = min(wish, start + clock.profile.max_duration)
    if limit is not None:
        wish = min(wish, limit)
    return max(wish, start + 1)


def _before(after: int, wish: int, start: int, need: Need, clock: Clock) -> int:
    """Return the end next to `wish` that keeps the gaps to a cue that begins at `after`."""
    if after - wish >= max(clock.closes_below, clock.gap):
        return wish
    apart = after - clock.closes_below
    if clock.profile.gap_none_or and after - need.end >= LONG_SILENCE and apart >= max(start + need.shortest, need.end):
        return apart  # rather than stand through a long silence
    return after - (clock.closed_gap if after - clock.closed_gap > start else 0)


def _starts(needs: Sequence[Need], clock: Clock, first_start: int | None, earliest: int) -> list[int]:
    latest, last = _latest(needs, clock), _last(needs)
    starts: list[int] = []
    free = earliest  # from here on the screen is free
    for i, need in enumerate(needs):
        silence_from = needs[i - 1].end + clock.gap if i else earliest
        wish = min(need.start, max(need.start - LEAD_IN, silence_from))
        lowest = max(need.start - EARLIEST, free, 0)
        start = max(0, min(max(min(wish, latest[i]), lowest), last[i]))  # words may crowd at the very beginning
        if starts:
            start = max(start, starts[-1] + 1)
        elif first_start is not None:
            start = first_start
        starts.append(start)
        free = start + need.shortest + clock.gap
    return starts


def _latest(needs: Sequence[Need], clock: Clock) -> list[int]:
    """Return the latest start of each cue that leaves it its shortest time; its first word where there is none."""
    latest = [need.start for need in needs]
    for i in range(len(needs) - 2, -1, -1):
        asked = latest[i + 1] - clock.gap - needs[i].shortest
        latest[i] = max(min(needs[i].start, asked), needs[i].start - EARLIEST)
    return latest


def _last(needs: Sequence[Need]) -> list[int]:
    """Return the very last start of each cue that lets those after it begin in order, by their first words."""
    last = [need.start for need in needs]
    for i in range(len(needs) - 2, -1, -1):
        last[i] = min(last[i], last[i + 1] - 1)
    return last
