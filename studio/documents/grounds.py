"""The colour behind words, where it is one colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.model.document import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.documents.pictures import Pixels

_NEAR = 14  # of 255: still the same colour
_SHARE = 0.93  # of the pixels that must have it


def ink(pixels: Pixels, scale: float, box: Box) -> str:
    """Return the colour of the words in a box as "#rrggbb": that of the pixels that differ most from what is behind."""
    import numpy as np

    part = _part(pixels, scale, box)
    if not part.size:
        return "#000000"
    away = np.abs(part - np.median(part, axis=0)).max(axis=1)
    return _named(np.median(part[away >= np.quantile(away, 0.9)], axis=0))


def ground(pixels: Pixels, scale: float, box: Box) -> str:
    """Return the colour of a box as "#rrggbb", "" where it is not one; `pixels` show the page without its text.

    `scale` is pixels to a point.
    """
    import numpy as np

    part = _part(pixels, scale, box)
    if not part.size:
        return ""
    colour = np.median(part, axis=0)
    same = (np.abs(part - colour).max(axis=1) <= _NEAR).mean()
    return _named(colour) if same >= _SHARE else ""


def _part(pixels: Pixels, scale: float, box: Box) -> NDArray[np.int16]:
    import numpy as np

    height, width = pixels.shape[:2]
    top, bottom = max(0, int(box.top * scale)), min(height, int(box.bottom * scale) + 1)
    left, right = max(0, int(box.left * scale)), min(width, int(box.right * scale) + 1)
    return pixels[top : max(top, bottom), left : max(left, right)].reshape(-1, 3).astype(np.int16)


def _named(colour: NDArray[np.float64]) -> str:
    return "#" + "".join(f"{int(value):02x}" for value in colour)
