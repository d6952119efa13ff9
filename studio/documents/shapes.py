"""What is drawn on a page beside its text: rules, boxes, pictures and curves, as far as they divide or carry text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.model.document import Box

THIN = 3.0
"""What is not thicker than this many points is a rule."""

_MOST_BOXES = 250  # drawings with more are pictures: the largest count
_MOST_RULES = 600
_SHORTEST_WALL = 8.0  # points
_BOX_SEGMENTS = 20  # of a path that is a box, round corners included
_SMALLEST = 12.0  # points a side of a box has at least
_WHOLE_PAGE = 0.85  # of the page: a background, no box


class ShapeKind(StrEnum):
    """What a shape is."""

    PATH = "path"
    IMAGE = "image"
    SHADING = "shading"


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: `number` counts the page's objects of its kind; `segments` is of how many pieces its path is.

    `fill` and `stroke` are colours, "" where it is not filled or has no line; `tag` is as that of a `Glyph`.
    """

    kind: ShapeKind
    number: int
    box: Box
    fill: str = ""
    stroke: str = ""
    segments: int = 0
    tag: int = -1

    @property
    def is_rule(self) -> bool:
        """Whether it is a thin straight line."""
        thin, long = sorted((self.box.width, self.box.height))
        return self.kind is ShapeKind.PATH and thin <= THIN and long >= 3 * THIN and self.segments <= 10


def boxes(shapes: Iterable[Shape], page: Box) -> list[Box]:
    """Return the boxes that text may stand in, the smallest first: no rules, no backgrounds of the whole page."""
    whole = page.width * page.height
    found = {
        shape.box
        for shape in shapes
        if min(shape.box.width, shape.box.height) >= _SMALLEST
        and shape.box.common(page) < _WHOLE_PAGE * whole
        and (shape.kind is not ShapeKind.PATH or shape.segments <= 40)
    }
    return sorted(found, key=lambda box: (box.width * box.height, box.top, box.left))[-_MOST_BOXES:]


def innermost(box: Box, around: Sequence[Box]) -> int:
    """Return the number of the first of the boxes (smallest first) that holds the middle of `box`, or -1."""
    across, down = box.middle
    for number, other in enumerate(around):
        if other.left <= across <= other.right and other.top <= down <= other.bottom and other.common(box) > 0:
            return number
    return -1


def rules(shapes: Iterable[Shape]) -> list[Box]:
    """Return the boxes of thin straight lines, the longest where there are very many."""
    found = [shape.box for shape in shapes if shape.is_rule]
    return sorted(found, key=lambda box: -max(box.width, box.height))[:_MOST_RULES]


def walls(shapes: Iterable[Shape]) -> list[Box]:
    """Return the upright edges that are drawn, as boxes without a width: rules, and the sides of boxes."""
    found: set[Box] = set()
    for shape in shapes:
        box = shape.box
        if shape.kind is not ShapeKind.PATH or shape.segments > _BOX_SEGMENTS or box.height < _SHORTEST_WALL:
            continue
        sides = (box.middle[0],) if box.width <= THIN else (box.left, box.right)
        found |= {Box(x, box.top, x, box.bottom) for x in sides}
    return sorted(found, key=lambda box: (-box.height, box.top, box.left))[:_MOST_RULES]
