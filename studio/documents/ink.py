"""What the letters of a line in a picture look like: where their ink is, how large, thick and dark they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from math import dist
from typing import TYPE_CHECKING

from studio.documents.ocr.engine import Corners, Line
from studio.documents.ocr.lines import strip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.documents.pictures import Pixels

    Mask = NDArray[np.bool_]

Colour = tuple[int, int, int]

HEIGHT = 64
"""Rows that a line's ink is looked at in."""

_SAME, _MOST = 14, 0.93  # of 255, and of what is behind a line: it is one colour
_FAINTEST = 24  # of 255: less apart from what is behind it is no ink
_TALL, _CAPITAL, _SHORT, _CROWNED, _T = 0.73, 0.69, 0.52, 0.86, 0.66
"""How far letters reach above the base line, in sizes: d, D, a, Ä, t."""

_TAIL, _COMMA = 0.21, 0.13  # and below
_TAILED = frozenset("gjpqyçş()[]{}|§µ@")
_COMMAS = frozenset(",;„‚Q")
_ASCENDING = frozenset("bdfhklßijJ?!()[]{}|§&/'\"’‘“”„‚")
_FLAT = frozenset("acegmnopqrsuvwxyzı-–—.,:;_…«»~+=<>·•ç")


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a line: the corners right around it, and how its letters look.

    `size` is in pixels, `thickness` that of its strokes in sizes.  `gaps` are the white columns between letters, from
    and up to, and `span` is where ink begins and ends, as shares of the length of the line's own box.  Colours are red,
    green, blue; `ground` is None where it is not one.  `mask` says right around the ink where it is.
    """

    box: Corners
    size: float
    thickness: float
    colour: Colour
    ground: Colour | None
    gaps: tuple[tuple[float, float], ...]
    span: tuple[float, float]
    mask: Mask = field(repr=False, compare=False)

    @property
    def columns(self) -> list[tuple[int, int]]:
        """The white columns between letters, from and up to, in columns of `mask`."""
        left, right = self.span
        factor = self.mask.shape[1] / (right - left)
        return [(round((start - left) * factor), round((stop - left) * factor)) for start, stop in self.gaps]


def of_line(pixels: Pixels, line: Line) -> Ink | None:
    """Return the ink of a line that was read, None where there is none to tell from what is behind it."""
    high = max(dist(line.box[0], line.box[3]), dist(line.box[1], line.box[2]), 1.0)
    rows = HEIGHT if high > HEIGHT / 2 else int(2 * high) + 4
    picture = strip(pixels, line.box, rows, 1.0)
    apart, ground = _apart(picture)
    mask = _letters(apart)
    seen = _extent(mask)
    if seen is None:
        return None
    left, top, right, bottom = seen
    above, below = reach(line.text)
    scale = high / rows
    size = (bottom - top) * scale / (above + below)
    strokes = _strokes(mask[top:bottom, left:right], apart[top:bottom, left:right])
    return Ink(
        box=_part(line.box, (left / mask.shape[1], top / rows, right / mask.shape[1], bottom / rows)),
        size=size,
        thickness=strokes * scale / size,
        colour=_colour(picture, apart, mask),
        ground=ground,
        gaps=tuple(_gaps(mask, left, right)),
        span=(left / mask.shape[1], right / mask.shape[1]),
        mask=mask[top:bottom, left:right],
    )


def reach(text: str) -> tuple[float, float]:
    """Return how far a text's letters reach above and below their base line, in sizes."""
    above, below = 0.0, 0.0
    for char in text:
        plain = unicodedata.normalize("NFD", char)
        if plain[0].isspace():
            continue
        crowned = len(plain) > 1 and plain[0].isupper() and plain[1] not in "\u0327\u0328"
        short = plain[0] in _FLAT and len(plain) == 1
        tall = _TALL if plain[0] in _ASCENDING or len(plain) > 1 else _CAPITAL
        above = max(above, _CROWNED if crowned else _SHORT if short else _T if char == "t" else tall)
        below = max(below, _TAIL if plain[0] in _TAILED else _COMMA if plain[0] in _COMMAS else 0.0)
    return above or _TALL, below + 0.012


def _apart(picture: Pixels) -> tuple[NDArray[np.uint8], Colour | None]:
    """Return how far each pixel is from what is behind the letters, and the colour of that, None where it varies.

    What is behind is taken from the rows above and below, column by column: it may change along the line.
    """
    import cv2
    import numpy as np

    rows, columns = picture.shape[:2]
    edge = max(1, rows // 16)
    wide = min(columns | 1, 2 * rows + 1)
    above = cv2.blur(np.median(picture[:edge], axis=0)[None].astype(np.float32), (wide, 1))
    below = cv2.blur(np.median(picture[-edge:], axis=0)[None].astype(np.float32), (wide, 1))
    share = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]
    behind = above * (1 - share) + below * share
    apart = np.abs(picture.astype(np.float32) - behind).max(axis=2).astype(np.uint8)
    border = np.concatenate([picture[:edge].reshape(-1, 3), picture[-edge:].reshape(-1, 3)])
    usual = np.median(border, axis=0)
    is_even = float((np.abs(border - usual).max(axis=1) <= _SAME).mean()) > _MOST
    red, green, blue = (int(value) for value in usual)
    return apart, (red, green, blue) if is_even else None


def _letters(apart: NDArray[np.uint8]) -> Mask:
    """Return where letters are: ink that does not belong to the lines above or below, nor to a rule."""
    import cv2
    import numpy as np

    limit, _mask = cv2.threshold(apart, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    mask = (apart > max(_FAINTEST, limit)).astype(np.uint8)
    rows, columns = mask.shape
    count, labels, stats, _middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    keep = np.ones(count, bool)
    for number in range(1, count):
        _left, top, width, height, area = (int(value) for value in stats[number])
        touches = top == 0 or top + height == rows
        crosses = top < 0.6 * rows and top + height > 0.4 * rows
        is_rule = width > max(1.5 * rows, 0.1 * columns) and height < 0.15 * rows
        keep[number] = (crosses or not touches) and not is_rule and area >= 2
    keep[0] = False
    return np.asarray(keep[labels], np.bool_)


def _extent(mask: Mask) -> tuple[int, int, int, int] | None:
    import numpy as np

    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size < 4 or columns.size < 2:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _strokes(mask: Mask, apart: NDArray[np.uint8]) -> float:
    """Return how thick strokes are in rows, less what blur adds, which is seen from how steep their edges are."""
    import cv2
    import numpy as np

    inside = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    edge = mask & ~inside
    thick = 2 * float(mask.sum()) / max(1.0, float(_outline(mask)))
    steep = np.hypot(cv2.Sobel(apart, cv2.CV_32F, 1, 0), cv2.Sobel(apart, cv2.CV_32F, 0, 1)) / 8
    blur = float(np.quantile(apart[mask], 0.95)) / max(1.0, float(np.median(steep[edge]))) if edge.any() else 0.0
    return float(max(thick * thick - blur * blur, (0.45 * thick) ** 2) ** 0.5)


def _outline(mask: Mask) -> int:
    """Return how many pixels of a mask lie at its edge."""
    inner = mask[1:-1, 1:-1] & mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
    return int(mask.sum() - inner.sum())


def _colour(picture: Pixels, apart: NDArray[np.uint8], mask: Mask) -> Colour:
    """Return the colour of the middle of strokes: of the pixels that are farthest from what is behind them."""
    import numpy as np

    least = np.quantile(apart[mask], 0.9)
    red, green, blue = (int(value) for value in np.median(picture[mask & (apart >= least)], axis=0))
    return red, green, blue


def _gaps(mask: Mask, left: int, right: int) -> list[tuple[float, float]]:
    import numpy as np

    white = ~mask[:, left:right].any(axis=0)
    steps = np.flatnonzero(np.diff(np.concatenate([[False], white, [False]]).astype(np.int8)))
    wide = mask.shape[1]
    return [((left + start) / wide, (left + stop) / wide) for start, stop in zip(steps[::2], steps[1::2], strict=True)]


def _part(box: Corners, part: tuple[float, float, float, float]) -> Corners:
    """Return the corners of a part of a line's box, given as shares of its length and height."""
    left, top, right, bottom = part
    return (_at(box, left, top), _at(box, right, top), _at(box, right, bottom), _at(box, left, bottom))


def _at(box: Corners, along: float, down: float) -> tuple[float, float]:
    begin, end, after, below = box
    above = [begin[side] + (end[side] - begin[side]) * along for side in (0, 1)]
    under = [below[side] + (after[side] - below[side]) * along for side in (0, 1)]
    return (above[0] + (under[0] - above[0]) * down, above[1] + (under[1] - above[1]) * down)
