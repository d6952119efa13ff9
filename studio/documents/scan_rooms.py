"""How far a block in a picture may grow: over what is as even as it looks behind the block's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.documents import room, scaling
from studio.model.document import Align, Box, TextBlock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.documents.pictures import Pixels

    Edges = NDArray[np.bool_]

_WIDE = 700  # pixels of the small copy in which edges are looked for
_EDGE = 20  # of 255: neighbours that differ more are an edge, and no shade
_FREE = 0.004  # of a strip may be edges: grains of paper, dust
_STRIP = 0.25  # sizes by which it grows at a time
_MARGIN = 0.4  # sizes that stay free before an edge


def roomy(pixels: Pixels, blocks: Sequence[TextBlock], unit: float) -> list[Box | None]:
    """Return the box that each block may grow to, None for one that lies askew; `unit` is points to a pixel."""
    height, width = pixels.shape[:2]
    upright = [block for block in blocks if not block.look.angle]
    page = Box(0, 0, width * unit, height * unit)
    placed = [(scaling.box(block.box, unit), block.look.align, page) for block in upright]
    edges, scale = _edges(pixels, blocks)
    found = {}
    for block, free in zip(upright, room.rooms(placed, [], page), strict=True):
        found[id(block)] = _over_even(edges, scale, block, scaling.box(free, 1 / unit))
    return [found.get(id(block)) for block in blocks]


def _edges(pixels: Pixels, blocks: Sequence[TextBlock]) -> tuple[Edges, float]:
    """Return where a small copy of the picture has edges, other than those of words, and its scale."""
    import cv2
    import numpy as np

    scale = min(1.0, _WIDE / pixels.shape[1])
    size = (max(2, round(pixels.shape[1] * scale)), max(2, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    spread = cv2.dilate(small, np.ones((3, 3), np.uint8)) - cv2.erode(small, np.ones((3, 3), np.uint8))
    edges = spread.max(axis=2) > _EDGE
    for block in blocks:
        for area in block.areas:
            for line in area.lines:
                box = scaling.box(line.box.grown(0.25 * block.look.size), scale)
                edges[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1] = False
    return edges, scale


def _over_even(edges: Edges, scale: float, block: TextBlock, free: Box) -> Box:
    """Return as much of the free space as has no edges, first sideways, then down."""
    box, step, gap = block.box, _STRIP * block.look.size, _MARGIN * block.look.size
    left, right, bottom = box.left, box.right, box.bottom
    while block.look.align is not Align.END and right + step <= free.right:
        if not _is_even(edges, scale, Box(right, box.top, right + step + gap, box.bottom)):
            break
        right += step
    while block.look.align in (Align.END, Align.CENTER) and left - step >= free.left:
        if not _is_even(edges, scale, Box(left - step - gap, box.top, left, box.bottom)):
            break
        left -= step
    if block.look.align is Align.CENTER:
        reach = min(box.left - left, right - box.right)
        left, right = box.left - reach, box.right + reach
    while bottom + step <= free.bottom and _is_even(edges, scale, Box(left, bottom, right, bottom + step + gap)):
        bottom += step
    return Box(left, box.top, right, bottom)


def _is_even(edges: Edges, scale: float, box: Box) -> bool:
    top, bottom = int(box.top * scale), int(box.bottom * scale) + 1
    left, right = int(box.left * scale), int(box.right * scale) + 1
    if top < 0 or left < 0 or bottom > edges.shape[0] or right > edges.shape[1]:
        return False
    part = edges[top:bottom, left:right]
    return bool(part.mean() <= _FREE) if part.size else False
