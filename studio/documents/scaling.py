"""Boxes and blocks on a page of another size: a picture's pixels, real points."""

from __future__ import annotations

from dataclasses import replace

from studio.model.document import Area, Box, TextBlock


def block(one: TextBlock, scale: float) -> TextBlock:
    """Return a block on a page that is `scale` times as large."""
    look = replace(one.look, size=round(one.look.size * scale, 2))
    return replace(one, look=look, areas=tuple(_area(area, scale) for area in one.areas))


def box(one: Box, scale: float) -> Box:
    """Return a box on a page that is `scale` times as large."""
    return Box(one.left * scale, one.top * scale, one.right * scale, one.bottom * scale)


def _area(area: Area, scale: float) -> Area:
    lines = tuple(replace(line, box=box(line.box, scale)) for line in area.lines)
    return Area(area.page, box(area.box, scale), lines, area.room and box(area.room, scale))
