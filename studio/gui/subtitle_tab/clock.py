"""The moment of a running film between the times that the player says.

Qt tells where it is with each picture, or some twenty times a second where there is none, and always a little late; a
subtitle must come within a tenth of a second.  The marks of the last second bound the truth from below: the film is at
least as far as each of them says.  So the furthest one counts, carried on at the film's speed.
"""

from __future__ import annotations

from collections import deque

WINDOW = 1_000
"""Milliseconds that a mark counts; after a stutter the clock is right again by then."""

RUN_ON = 400
"""Milliseconds that the clock runs on without a mark; a film that hangs must not show the subtitles of later."""


class Clock:
    """Milliseconds of the film at milliseconds of a steady clock."""

    def __init__(self) -> None:
        self._rate = 1.0
        self._moment = 0
        self._marks: deque[tuple[float, float]] = deque()

    def hold(self, moment: int) -> None:
        """Stand at a moment until the next mark."""
        self._moment = moment
        self._marks.clear()

    def set_rate(self, rate: float, at: float) -> None:
        """Run at another speed from `at` on."""
        self.hold(self.now(at))
        self._rate = rate

    def mark(self, moment: float, at: float) -> None:
        """Take note that the film had come to `moment` at `at`."""
        self._marks.append((moment, at))
        while self._marks[0][1] < at - WINDOW:
            self._marks.popleft()

    def now(self, at: float) -> int:
        """Return the moment of the film at `at`; it never goes back but by `hold`."""
        if self._marks:
            at = min(at, self._marks[-1][1] + RUN_ON)
            furthest = max(moment + (at - then) * self._rate for moment, then in self._marks)
            self._moment = max(self._moment, int(furthest))
        return self._moment
