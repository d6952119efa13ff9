"""How large a page is shown: as it fits its panel, or in steps of its own size."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = (25, 33, 50, 67, 75, 100, 125, 150, 200, 300, 400)
"""Percent of the page's own size."""

SCREEN = 96 / 72
"""Pixels of a point on paper at 100 %."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """`percent` of the page's own size; 0 shows the whole page."""

    percent: int = 0

    def scale(self, page: tuple[float, float], room: tuple[float, float], unit: float) -> float:
        """Return the pixels of a point for a page that is so wide and high in points, in a room of so many pixels.

        `unit` is the pixels of a point at 100 %.
        """
        if self.percent:
            return self.percent / 100 * unit
        return max(min(room[0] / max(page[0], 1), room[1] / max(page[1], 1)), 0.01)


def stepped(percent: float, by: int) -> Zoom:
    """Return the next step up (1) or down (-1) from where it is now; at the ends it stays."""
    steps = [step for step in STEPS if (step > percent + 1 if by > 0 else step < percent - 1)]
    if not steps:
        return Zoom(STEPS[-1] if by > 0 else STEPS[0])
    return Zoom(min(steps) if by > 0 else max(steps))
