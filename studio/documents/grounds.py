"""The colour behind words, where it is one colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.model.document import Box

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

_NEAR = 14  # of 255: still the same colour
_SHARE = 0.93  # of the pixels that must have it


def ground(pixels: Pixels, scale: float, box: Box) -> str:
    """Return the colour of a box as "#rrggbb", "" where it is not one; `pixels` show the page without its text.

    `scale` is pixels to a point.
    """
    import numpy as np

    height, width = pixels.shape[:2]
    top, bottom = max(0, int(box.top * scale)), min(height, int(box.bottom * scale) + 1)
    left, right = max(0, int(box.left * scale)), min(width, int(box.right * scale) + 1)
    if top >= bottom or left >= right:
        return ""
    part = pixels[top:bottom, left:right].reshape(-1, 3).astype(np.int16)
    colour = np.median(part, axis=0)
    same = (np.abs(part - colour).max(axis=1) <= _NEAR).mean()
    return "#" + "".join(f"{int(value):02x}" for value in colour) if same >= _SHARE else ""
