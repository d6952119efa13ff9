"""Taking words out of a picture, so that others can stand in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.model.document import Box, TextBlock

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels


def clean(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """Return the picture without the words in `boxes` (lines, in pixels); what is behind them is guessed."""
    result = pixels.copy()
    for box in boxes:
        _clean_line(result, box)
    return result


def _clean_line(pixels: Pixels, box: Box) -> None:
    import cv2
    import numpy as np

    around = box.grown(max(3.0, box.height * 0.25))
    top, left = max(0, int(around.top)), max(0, int(around.left))
    part = pixels[top : int(around.bottom) + 1, left : int(around.right) + 1]
    if not part.size:
        return
    size = max(3, int(box.height * 0.8) | 1)
    ground = cv2.blur(cv2.medianBlur(part, min(size, 255)), (size, size))
    apart = np.abs(part.astype(np.int16) - ground).max(axis=2).astype(np.uint8)
    limit, _mask = cv2.threshold(apart, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    mask = (apart > max(12.0, limit * 0.6)).astype(np.uint8)
    mask = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    part[:] = cv2.inpaint(part, mask, 3, cv2.INPAINT_TELEA)


def without(pixels: Pixels, blocks: Sequence[TextBlock], page: int) -> Pixels:
    """Return a page's picture without the words of some blocks, whose boxes are in its pixels."""
    return clean(
        pixels, [line.box for block in blocks for area in block.areas if area.page == page for line in area.lines]
    )
