"""How large a page is shown: as it fits its panel, or in steps of its own size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

STEPS = (25, 33, 50, 67, 75, 100, 125, 150, 200, 300, 400)
"""Percent of the page's own size."""

SCREEN = 96 / 72
"""Pixels of a point on paper at 100 %."""

SHEET = 595
"""Points of a sheet of A4 across, for which a photo is taken."""

READABLE = 0.5
"""Of its size on paper, times that of the letters, a page is shown at least where it may take more than its panel."""

NEARLY = 0.8
"""Of that, what is still good enough to show the whole page."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much room there is.

    Width and height of the page in points and of its panel in pixels; the pixels of a point at 100 %, those on paper,
    and how much larger letters are than usual.
    """

    page: tuple[float, float]
    panel: tuple[float, float]
    unit: float = SCREEN
    paper: float = SCREEN
    letters: float = 1.0


@dataclass(frozen=True, slots=True)
class Zoom:
    """The whole page, its width, a percentage of its own size, or ("auto") the whole page where it can be read so."""

    kind: Literal["auto", "whole", "width", "percent"] = "auto"
    percent: int = 100

    def scale(self, room: Room) -> float:
        """Return the pixels of a point."""
        width = max(room.panel[0] / max(room.page[0], 1), 0.01)
        whole = max(min(width, room.panel[1] / max(room.page[1], 1)), 0.01)
        if self.kind == "percent":
            return self.percent / 100 * room.unit
        if self.kind == "width":
            return width
        readable = READABLE * room.paper * room.letters
        if self.kind == "whole" or whole >= NEARLY * readable:
            return whole
        return max(whole, min(width, readable))


def stepped(percent: float, by: int) -> Zoom:
    """Return the next step up (1) or down (-1) from where it is now; at the ends it stays."""
    steps = [step for step in STEPS if (step > percent + 1 if by > 0 else step < percent - 1)]
    if not steps:
        return Zoom("percent", STEPS[-1] if by > 0 else STEPS[0])
    return Zoom("percent", min(steps) if by > 0 else max(steps))
