"""Pictures of a page that carry meaning: not the grounds that text stands on, not lines, dots and slices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from studio.documents.shapes import Shape, ShapeKind
from studio.model.document import Box, around

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

_SHARE = 0.008  # of the page at least
_SHORTEST = 28.0  # points a side has at least
_WHOLE = 0.85  # of the page: a background
_TEXTED = 0.08  # of a picture under text: a ground for it
_TOUCH = 1.5  # points between slices of one picture
_FLAT = 3.0  # of 255: how little the pixels of a plain area differ
_SMOOTH = 1.2  # of 255: how little neighbours differ in a gradient
_EDGE = 16  # of 255: a step that is none


def figures(shapes: Iterable[Shape], texts: Sequence[Box], page: Box) -> list[Box]:
    """Return the boxes of the pictures on a page; `texts` are the boxes of its blocks."""
    whole = page.width * page.height
    slices = [_clipped(shape.box, page) for shape in shapes if shape.kind is ShapeKind.IMAGE]
    found: list[Box] = []
    for box in _merged([box for box in slices if box.width > 0 and box.height > 0]):
        area = box.width * box.height
        if min(box.width, box.height) < _SHORTEST or not _SHARE * whole <= area <= _WHOLE * whole:
            continue
        inside = [text for text in texts if box.common(text) > 0.5 * text.width * text.height]
        if len(inside) < 3 and sum(box.common(text) for text in inside) < _TEXTED * area:
            found.append(box)
    return found


def is_plain(pixels: Pixels, scale: float, box: Box) -> bool:
    """Say whether a picture shows nothing but one colour or a smooth change; `scale` is pixels to a point."""
    import numpy as np

    rows = slice(max(0, int(box.top * scale)), max(1, int(box.bottom * scale)))
    columns = slice(max(0, int(box.left * scale)), max(1, int(box.right * scale)))
    part = pixels[rows, columns].astype(np.int16)
    if part.shape[0] < 3 or part.shape[1] < 3:
        return True
    if float(part.reshape(-1, 3).std(axis=0).max()) < _FLAT:
        return True
    steps = (np.abs(np.diff(part, axis=0)), np.abs(np.diff(part, axis=1)))
    return all(float(step.mean()) < _SMOOTH and float(np.quantile(step, 0.999)) < _EDGE for step in steps)


def _clipped(box: Box, page: Box) -> Box:
    left, top = max(box.left, page.left), max(box.top, page.top)
    return Box(left, top, max(left, min(box.right, page.right)), max(top, min(box.bottom, page.bottom)))


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Put pictures together that were cut into slices: of one width or height and touching; copies count once."""
    found: list[Box] = []
    for box in sorted(set(boxes), key=lambda box: (box.top, box.left)):
        twin = next((index for index, other in enumerate(found) if _belongs(box, other)), -1)
        if twin < 0:
            found.append(box)
        else:
            found[twin] = around([found[twin], box])
    return found


def _belongs(box: Box, other: Box) -> bool:
    if other.holds(box, 1.0) or box.holds(other, 1.0):
        return box.common(other) > 0.7 * max(box.width * box.height, other.width * other.height)
    same_width = abs(box.left - other.left) <= _TOUCH and abs(box.right - other.right) <= _TOUCH
    same_height = abs(box.top - other.top) <= _TOUCH and abs(box.bottom - other.bottom) <= _TOUCH
    below = abs(box.top - other.bottom) <= _TOUCH or abs(other.top - box.bottom) <= _TOUCH
    beside = abs(box.left - other.right) <= _TOUCH or abs(other.left - box.right) <= _TOUCH
    return (same_width and below) or (same_height and beside)
