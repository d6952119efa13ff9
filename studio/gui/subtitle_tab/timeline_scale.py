"""Where times lie on the timeline: pure arithmetic, in milliseconds and pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

SHORTEST = 1_000
"""Milliseconds: no less is shown."""

MARGIN = 0.05
"""Of the width: how near a followed moment may come to the edges, and where it stands after turning the page."""

STEPS = (
    *(100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000),
    *(60_000 * minutes for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440)),
)
"""Milliseconds between two labels of the ruler."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Which stretch is shown: `start` in ms at the left, `step` ms in a pixel, `width` pixels.

    It can be moved up to `length`, which covers cues behind the film's end, too; no more than `longest` is shown.
    Use `fitted` to make one.
    """

    start: float
    step: float
    width: int
    length: int
    longest: int

    @property
    def span(self) -> float:
        """Return how many milliseconds are shown."""
        return self.step * self.width

    @property
    def end(self) -> float:
        """Return the time at the right."""
        return self.start + self.span

    def x(self, time: float) -> float:
        """Return where a time lies, counted from the left in pixels; it may be outside."""
        return (time - self.start) / self.step

    def time(self, x: float) -> int:
        """Return the time at a place, within what can be reached."""
        return max(0, min(self.length, round(self.start + x * self.step)))

    def holds(self, time: float) -> bool:
        """Say whether a time is shown."""
        return self.start <= time <= self.end

    def fitted(self) -> Scale:
        """Return the nearest stretch that may be shown."""
        width = max(1, self.width)
        span = min(max(self.step * width, SHORTEST), max(self.longest, SHORTEST))
        start = max(0.0, min(self.start, self.length - span))
        return replace(self, start=start, step=span / width, width=width)

    def zoomed(self, factor: float, x: float) -> Scale:
        """Return a stretch `factor` times as long, in which the time at `x` stays in its place."""
        kept = self.start + x * self.step
        sized = replace(self, start=0.0, step=self.step * factor).fitted()
        return replace(sized, start=kept - x * sized.step).fitted()

    def scrolled(self, pixels: float) -> Scale:
        """Return the stretch that lies so many pixels to the right."""
        return replace(self, start=self.start + pixels * self.step).fitted()

    def turned_to(self, time: float) -> Scale:
        """Return the page that begins just before `time`."""
        return replace(self, start=time - MARGIN * self.span).fitted()

    def centred(self, time: float) -> Scale:
        """Return the stretch with `time` in its middle."""
        return replace(self, start=time - self.span / 2).fitted()

    def needs_page(self, time: float) -> bool:
        """Say whether a moment that runs on has come to the right edge, or is not shown at all."""
        return not self.start <= time <= self.end - MARGIN * self.span


def ruler_step(scale: Scale, room: float) -> int:
    """Return the milliseconds between two labels that are at least `room` pixels apart."""
    return next((step for step in STEPS if step / scale.step >= room), STEPS[-1])


def crowd(starts: Sequence[int], ends: Sequence[int], shown: range, gap: float) -> list[tuple[int, int]]:
    """Return what `merged` would of the cues in `shown`, leaping over those that begin within the same `gap`.

    `starts` ascends.  Ten thousand cues fill a thousand pixels at most, so most need not be looked at.
    """
    found: list[tuple[int, int]] = []
    place = shown.start
    while place < shown.stop:
        first, last = starts[place], ends[place]
        while (after := bisect_left(starts, last + gap, place + 1, shown.stop)) > place + 1:
            last = max(last, max(ends[place + 1 : after]))
            place = after - 1
        found.append((first, last))
        place += 1
    return found


def ticks(scale: Scale, step: float) -> Iterator[int]:
    """Yield the multiples of `step` that are shown, and the one before them, whose label may reach in."""
    place = int(scale.start // step)
    while (time := round(place * step)) <= scale.end:
        yield time
        place += 1


def clock(time: int, step: int) -> str:
    """Return what the ruler says at `time`: "0:44", "1:02:03", and tenths where labels are closer than a second."""
    minutes, seconds = divmod(time // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    whole = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{whole}.{time % 1000 // 100}" if step < 1000 else whole


def snapped(time: int, targets: Iterable[int], reach: float) -> int:
    """Return the target nearest to `time`, or `time` when none is within `reach` ms; on a tie the earlier one."""
    near = [target for target in targets if abs(target - time) <= reach]
    return min(near, key=lambda target: (abs(target - time), target), default=time)


def around(times: Sequence[int], time: int, reach: float) -> Sequence[int]:
    """Return those of ascending `times` within `reach` of `time`."""
    return times[bisect_left(times, time - reach) : bisect_left(times, time + reach + 1)]


def merged(spans: Iterable[tuple[float, float]], gap: float) -> Iterator[tuple[float, float]]:
    """Yield stretches (ascending by start); those less than `gap` apart are one, for nobody could tell them apart."""
    first: float | None = None
    last = 0.0
    for start, end in spans:
        if first is None:
            first, last = start, end
        elif start - last < gap:
            last = max(last, end)
        else:
            yield first, last
            first, last = start, end
    if first is not None:
        yield first, last
