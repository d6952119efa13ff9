"""A cue dragged by an edge or its body: its times under the pointer, caught by cuts, neighbours and the playhead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from studio.gui.subtitle_tab.timeline_scale import around, snapped
from studio.project.values import StoredCue

Part = Literal["start", "end", "body"]

SHORTEST = 100
"""Milliseconds that a cue keeps however its edges are dragged."""


@dataclass(frozen=True, slots=True)
class Catches:
    """What a dragged edge is caught by: cuts and the playhead by both, each edge by the neighbour on its side.

    Neighbours are given with the smallest gap of the rules already kept; None where there is none.
    """

    shots: Sequence[int]
    playhead: int
    earliest: int | None = None
    latest: int | None = None

    def start(self, time: int, reach: float) -> int:
        """Return where a start let go at `time` comes to lie."""
        return self._caught(time, self.earliest, reach)

    def end(self, time: int, reach: float) -> int:
        """Return where an end let go at `time` comes to lie."""
        return self._caught(time, self.latest, reach)

    def _caught(self, time: int, neighbour: int | None, reach: float) -> int:
        beside = () if neighbour is None else (neighbour,)
        return snapped(time, [*beside, self.playhead, *around(self.shots, time, reach)], reach)


@dataclass(frozen=True, slots=True)
class Drag:
    """A cue held by one of its parts since the pointer was pressed at the time `grabbed`."""

    stored: StoredCue
    part: Part
    grabbed: int
    catches: Catches

    def at(self, time: int, reach: float) -> tuple[int, int]:
        """Return start and end for a pointer at `time`; `reach` in ms, 0 to be caught by nothing."""
        start, end = self.stored.cue.start, self.stored.cue.end
        by = time - self.grabbed
        if self.part == "start":
            return self._start(start + by, reach), end
        if self.part == "end":
            return start, self._end(end + by, reach)
        return self._body(max(by, -start), reach)

    def _start(self, time: int, reach: float) -> int:
        latest = max(0, self.stored.cue.end - SHORTEST)
        return min(max(0, self.catches.start(time, reach)), latest)

    def _end(self, time: int, reach: float) -> int:
        return max(self.catches.end(time, reach), self.stored.cue.start + SHORTEST)

    def _body(self, by: int, reach: float) -> tuple[int, int]:
        """Move both edges; the edge that is nearer to something that catches it decides."""
        start, end = self.stored.cue.start + by, self.stored.cue.end + by
        moves = (self.catches.start(start, reach) - start, self.catches.end(end, reach) - end)
        move = min((move for move in moves if move and start + move >= 0), key=abs, default=0)
        return start + move, end + move
