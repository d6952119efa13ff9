"""Words over a picture that can be read: their colour stands out from what is behind them, or a panel is put there.

How far two colours stand apart is their contrast as WCAG 2.2 has it: 4.5 for text, 3 for large text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.documents import scaling, tilted
from studio.model.document import Page, TextBlock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.documents.pictures import Pixels

    Shade = NDArray[np.float32]

ENOUGH, ENOUGH_LARGE = 4.5, 3.0
LARGE, LARGE_BOLD = 18.0, 14.0
"""Points from which text is large."""

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

_SPARE = 1.03  # a little more than is asked for: colours are rounded, and edges are soft
_ROOM = 0.45  # sizes of panel around words
_SOFT = 0.35  # sizes over which a panel's edge fades


def made(under: Pixels, blocks: Sequence[TextBlock], page: Page, scale: float) -> tuple[Pixels, list[TextBlock]]:
    """Lay the panels that are needed on a picture, and return it with the blocks in colours that can be read on it.

    `scale` is points per unit of the page; `under` may be of another size.
    """
    found = []
    for block in blocks:
        need = _SPARE * _need(block, scale)
        behind = _behind(under, block, page)
        colour = colour_of(block.look.colour)
        chosen = _nearest(colour, behind, need)
        if chosen is None:
            chosen = max((BLACK, WHITE), key=lambda one: _least(one, behind))
            _put_panel(under, block, page, _panel(chosen, behind, need))
        found.append(replace(block, look=replace(block.look, colour=name_of(chosen))))
    return under, found


def contrast(one: Colour, two: Colour) -> float:
    """Return how far two colours stand apart, 1 to 21."""
    first, second = luminance(one), luminance(two)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def luminance(colour: Colour) -> float:
    """Return how light a colour is, 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour_of(name: str) -> Colour:
    """Return the colour that "#rrggbb" means; anything after it does not count."""
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)


def name_of(colour: Colour) -> str:
    """Return a colour as "#rrggbb"."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def _need(block: TextBlock, scale: float) -> float:
    size = block.look.size * scale
    return ENOUGH_LARGE if size >= LARGE or (block.look.is_bold and size >= LARGE_BOLD) else ENOUGH


def _behind(picture: Pixels, block: TextBlock, page: Page) -> list[Colour]:
    """Return the darkest and the lightest of what is behind a block, of which a tenth each is left out."""
    import numpy as np

    box = scaling.box(block.box, picture.shape[1] / page.width)
    top, left = max(0, int(box.top)), max(0, int(box.left))
    part = picture[top : int(box.bottom) + 1, left : int(box.right) + 1].reshape(-1, 3)
    if not part.size:
        return [WHITE]
    part = part[:: max(1, len(part) // 5000)]
    light = part @ np.array([0.2126, 0.7152, 0.0722])
    order = np.argsort(light)
    ends = [part[order[int(share * (len(order) - 1))]] for share in (0.1, 0.9)]
    return [(int(red), int(green), int(blue)) for red, green, blue in ends]


def _least(colour: Colour, behind: Sequence[Colour]) -> float:
    if len(behind) == 2 and luminance(behind[0]) < luminance(colour) < luminance(behind[1]):
        return 1.0  # somewhere in between it is the very same
    return min(contrast(colour, other) for other in behind)


def _nearest(colour: Colour, behind: Sequence[Colour], need: float) -> Colour | None:
    """Return the colour nearest to one that stands out: the same, or one on the way to black or to white."""
    for step in range(21):
        mixed = [_mixed(colour, end, step / 20) for end in (BLACK, WHITE)]
        best = max(mixed, key=lambda one: _least(one, behind))
        if _least(best, behind) >= need:
            return best
    return None


def _mixed(one: Colour, two: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue


def _panel(colour: Colour, behind: Sequence[Colour], need: float) -> tuple[Colour, float]:
    """Return the colour and cover of the lightest panel on which a colour can be read."""
    middle = _mixed(behind[0], behind[-1], 0.5)
    away = BLACK if colour == WHITE else WHITE
    for cover in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        for step in (0.3, 0.5, 0.7, 0.85, 1.0):
            tint = _mixed(middle, away, step)
            if _least(colour, [_mixed(one, tint, cover) for one in behind]) >= need:
                return tint, cover
    return away, 1.0


def _put_panel(picture: Pixels, block: TextBlock, page: Page, panel: tuple[Colour, float]) -> None:
    """Lay a panel with soft edges over the lines of a block."""
    import cv2
    import numpy as np

    factor = picture.shape[1] / page.width
    size = block.look.size * factor
    soft = max(1.0, _SOFT * size)
    whole = np.array(tilted.corners(scaling.box(block.box, factor), block.look.angle, _ROOM * size + soft / 2))
    left, top = (max(0, int(value - 3 * soft)) for value in whole.min(axis=0))
    right, bottom = (int(value + 3 * soft) + 1 for value in whole.max(axis=0))
    part = picture[top:bottom, left:right]
    cover = np.zeros(part.shape[:2], np.float32)
    cv2.fillConvexPoly(cover, np.rint(whole - (left, top)).astype(np.int32), 1.0)
    cover = cv2.GaussianBlur(cover, (0, 0), soft / 2)[:, :, None] * panel[1]
    part[:] = np.rint(part + (np.array(panel[0], np.float32) - part) * cover).astype(np.uint8)
