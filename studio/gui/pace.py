"""How long work will still take, judged by how fast it went lately; nothing before that can be known."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from studio.i18n import _, ngettext
from studio.model.progress import Progress

LEAST_SECONDS = 5.0
"""How long work must have been watched before it is foretold: loading a model says nothing about the rest."""

LEAST_STEPS = 3
"""How often it must have come further until then."""

MEMORY = 180.0
"""Seconds that count as lately: a few windows of speech on a slow computer."""


class Pace:
    """Watches the progress of one piece of work; `clock` in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque()
        self._total = 0.0

    def take(self, progress: Progress) -> None:
        """Note how far the work is now; a new total, or a step back, begins a new count."""
        now = self._clock()
        if progress.total != self._total or (self._seen and progress.done < self._seen[-1][1]):
            self._seen.clear()
            self._total = progress.total
        if not self._seen or progress.done > self._seen[-1][1]:
            self._seen.append((now, progress.done))
        while len(self._seen) > LEAST_STEPS and self._seen[1][0] < now - MEMORY:
            self._seen.popleft()

    @property
    def remaining(self) -> float | None:
        """Return the seconds that are left by the pace of late, None while that cannot be known."""
        if self._total <= 0 or len(self._seen) < LEAST_STEPS:
            return None
        (first, begun), (last, done) = self._seen[0], self._seen[-1]
        if last - first < LEAST_SECONDS:
            return None
        rate = (done - begun) / (last - first)
        left = (self._total - done) / rate - (self._clock() - last)
        return max(0.0, left)


def so_far(seconds: float) -> str:
    """Return how long something has gone on: "5 minutes so far"."""
    if seconds < 60:
        return _("Less than a minute so far")
    return _("{time} so far").format(time=_span(round(seconds / 60)))


def left(seconds: float) -> str:
    """Return how long something will go on: "about 8 minutes left"."""
    if seconds < 50:
        return _("less than a minute left")
    return _("about {time} left").format(time=_span(_rounded(round(seconds / 60))))


def span(seconds: float) -> str:
    """Return how long something takes, no finer than a guess is good for: "5 minutes", "1 hour 20 minutes"."""
    if seconds < 50:
        return _("a minute")
    return _span(_rounded(round(seconds / 60)))


def clock(seconds: float) -> str:
    """Return a time of the film in whole seconds: "10:26", "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _rounded(minutes: int) -> int:
    """Return minutes no finer than a guess is good for: to five above half an hour."""
    return minutes if minutes <= 30 else round(minutes / 5) * 5


def _span(minutes: int) -> str:
    hours, rest = divmod(max(1, minutes), 60)
    in_minutes = ngettext("{count} minute", "{count} minutes", rest).format(count=rest)
    if not hours:
        return in_minutes
    in_hours = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return f"{in_hours} {in_minutes}" if rest else in_hours
