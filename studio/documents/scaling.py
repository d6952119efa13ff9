"""Boxes and blocks on a page of another size: a picture's pixels, real points."""

from __future__ import annotations

from dataclasses import replace

from studio.model.document import Area, Box, TextBlock


def block(one: TextBlock, scale: float, page: int | None = None) -> TextBlock:
    """Return a block on a page that is `scale` times as large; with `page` only what stands on that one is scaled."""
    size = one.look.size * (scale if page in (None, one.page) else 1.0)
    areas = tuple(_area(area, scale) if page in (None, area.page) else area for area in one.areas)
    return replace(one, look=replace(one.look, size=round(size, 2)), areas=areas)


def box(one: Box, scale: float) -> Box:
    """Return a box on a page that is `scale` times as large."""
    return Box(one.left * scale, one.top * scale, one.right * scale, one.bottom * scale)


def _area(area: Area, scale: float) -> Area:
    lines = tuple(replace(line, box=box(line.box, scale)) for line in area.lines)
    return Area(area.page, box(area.box, scale), lines, area.room and box(area.room, scale))
