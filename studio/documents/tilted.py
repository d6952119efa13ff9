"""Rectangles that lie askew, kept as the upright box around them and their direction."""

from __future__ import annotations

from math import cos, radians, sin

from studio.model.document import Box

Point = tuple[float, float]


def sides(box: Box, angle: float) -> tuple[float, float]:
    """Return the length along `angle` (degrees clockwise) and the height of the rectangle that fills an upright box."""
    across, down = abs(cos(radians(angle))), abs(sin(radians(angle)))
    if down < 0.02:
        return box.width, box.height
    if across < 0.02:
        return box.height, box.width
    both = across * across - down * down
    if abs(both) < 0.2:  # near 45° the sides of the box no longer tell the two apart
        longer = max(box.width, box.height) / max(across, down)
        return longer * 0.9, longer * 0.15
    along = (box.width * across - box.height * down) / both
    return max(1.0, along), max(1.0, (box.height * across - box.width * down) / both)


def corners(box: Box, angle: float, grown: float = 0.0) -> list[Point]:
    """Return the corners of that rectangle, clockwise from where a line in it begins; `grown` is more on each side."""
    length, height = sides(box, angle)
    x, y = box.middle
    along, down = length / 2 + grown, height / 2 + grown
    turn, lean = cos(radians(angle)), sin(radians(angle))
    found = ((-along, -down), (along, -down), (along, down), (-along, down))
    return [(x + u * turn - v * lean, y + u * lean + v * turn) for u, v in found]
