"""Taking words out of a picture, so that others can stand in their place.

What is behind a block decides how, block by block: one colour or a shade that changes evenly goes on under the letters
(*flat*); in a photo the strokes are filled from beside them (*smart*), or the whole box where letters cannot be told
from what is behind them (*box*).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from studio.documents import scaling, tilted
from studio.model.document import Box, TextBlock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from studio.documents.pictures import Pixels

    Mask = NDArray[np.uint8]
    Shade = NDArray[np.float32]

_EVEN = 9.0  # of 255: what is behind words is even where nine of ten pixels are no farther from a smooth shade
_EXACT = 2.0  # of 255: a smooth shade is no farther off where it is what is there
_NOISE = 4.0  # times the usual noise: what differs more is ink
_FAINT = 7.0  # of 255: the least that ink differs from an even ground; what is packed as JPEG rings around letters
_SAMPLES = 1500
_PLACES = 48  # along and across in which a shade is computed
_HALO = 0.09  # sizes around a stroke that its blur or shadow reaches at most
_SAME = 40.0  # of 255: what is farther from the colour of letters is none of them; their soft edges are found later
_SEEN = 2.0  # of 255: a ring around strokes that differs more from what follows still is part of them
_STEPS = 8  # of relaxation
_TOO_MUCH = 0.62  # of a line's box: letters never cover more


class Way(StrEnum):
    """How words are taken out."""

    FLAT = "flat"
    SMART = "smart"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Words:
    """Lines set alike that are to go: their boxes in pixels, how they lie, and, where it is known, their colour."""

    lines: tuple[Box, ...]
    angle: float = 0.0
    colour: tuple[int, int, int] | None = None
    size: float = 0.0


def clean(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """Return the picture without the words in `boxes` (of lines, in pixels)."""
    return taken_out(pixels, [Words((box,)) for box in boxes])


def without(pixels: Pixels, blocks: Iterable[TextBlock], page: int, scale: float = 1.0) -> Pixels:
    """Return a page's picture without the words of some blocks; `scale` is points per pixel of their boxes."""
    result = pixels.copy()
    take_out(result, blocks, page, scale)
    return result


def taken_out(pixels: Pixels, words: Iterable[Words]) -> Pixels:
    """Return the picture without some words."""
    result = pixels.copy()
    for block in words:
        _take_out(result, block)
    return result


def take_out(pixels: Pixels, blocks: Iterable[TextBlock], page: int, scale: float = 1.0) -> None:
    """Take the words of some blocks out of a page's picture itself: of a large one there is no room for two."""
    for block in blocks:
        _take_out(pixels, _words(block, page, scale))


def uncovered(cover: Pixels, before: Pixels, after: Pixels) -> Pixels:
    """Return how much each pixel covers once words were taken out: as much as what is beside them."""
    import numpy as np

    gone = np.asarray((before != after).any(axis=2), np.uint8)
    every = membrane(np.repeat(cover[:, :, None], 3, axis=2), gone)[:, :, 0]
    return np.where(gone > 0, np.rint(every).astype(np.uint8), cover)


def way(pixels: Pixels, words: Words) -> Way:
    """Return how words would be taken out of a picture."""
    return _way(_Place(pixels, words))[0]


def _words(block: TextBlock, page: int, scale: float) -> Words:
    lines = [line.box for area in block.areas if area.page == page for line in area.lines]
    boxes = tuple(scaling.box(box, 1 / scale) for box in lines)
    name = block.look.colour.lstrip("#")
    colour = (int(name[0:2], 16), int(name[2:4], 16), int(name[4:6], 16))
    return Words(boxes, block.look.angle, colour, block.look.size / scale)


class _Place:
    """The surroundings of words: `part` is a view of the picture, `lines` is 1 where lines are, `beside` where none."""

    def __init__(self, pixels: Pixels, words: Words) -> None:
        import cv2
        import numpy as np

        self.words = words
        heights = [tilted.sides(box, words.angle)[1] for box in words.lines]
        self.size = max(6.0, words.size or max(heights))
        margin = 3 + 0.2 * self.size
        shapes = [np.array(tilted.corners(box, words.angle, margin)) for box in words.lines]
        every = np.concatenate(shapes)
        far = margin + 2
        left, top = (max(0, int(value)) for value in every.min(axis=0) - far)
        right, bottom = (int(value) + 1 for value in every.max(axis=0) + far)
        self.part = pixels[top:bottom, left:right]
        self.lines = np.zeros(self.part.shape[:2], np.uint8)
        for shape in shapes:
            cv2.fillConvexPoly(self.lines, np.rint(shape - (left, top)).astype(np.int32), 1)
        near = np.zeros_like(self.lines)
        for box in words.lines:
            shape = np.array(tilted.corners(box, words.angle, 1 + 0.05 * self.size)) - (left, top)
            cv2.fillConvexPoly(near, np.rint(shape).astype(np.int32), 1)
        self.beside = near == 0


def _take_out(pixels: Pixels, words: Words) -> None:
    if not words.lines:
        return
    place = _Place(pixels, words)
    if not place.part.size or not place.lines.any():
        return
    _how, mask, ground = _way(place)
    _blend(place.part, membrane(place.part, mask) if ground is None else ground, mask)


def _way(place: _Place) -> tuple[Way, Mask, Shade | None]:
    """Return how words are taken out, where, and what is behind them if that is one smooth shade."""
    import cv2
    import numpy as np

    ground, is_smooth = _evened(_shade(place), place)
    apart = _farthest(cv2.absdiff(place.part, np.rint(ground).astype(np.uint8)))
    noise = 1.5 * float(np.median(apart[place.beside])) if place.beside.any() else 0.0
    inside = place.lines.astype(np.bool_)
    is_even = noise < _EVEN and float((apart[inside] < _EVEN + noise).mean()) > 1 - _TOO_MUCH
    if is_even and float((apart[place.beside] < _EVEN + 2 * noise).mean()) > 0.5:
        differs = np.asarray(apart > max(_FAINT, _NOISE * noise), np.uint8)
        return Way.FLAT, _thickened(_of_words(differs, place), 1.5 + 0.05 * place.size), ground if is_smooth else None
    ink = _strokes(place, apart)
    share = float(ink[inside].mean())
    if not 0.02 < share < _TOO_MUCH:
        return Way.BOX, place.lines, None
    return Way.SMART, _with_halo(ink, place), None


def _farthest(off: NDArray[Any]) -> Mask:
    """Return how far pixels are off in the colour in which they are farthest."""
    import cv2
    import numpy as np

    red, green, blue = cv2.split(off)
    return np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)


def _shade(place: _Place) -> Shade:
    """Return the smooth shade that fits best what lies beside the lines: a plane with a bend, for each colour."""
    import numpy as np

    inside = np.flatnonzero(place.beside)
    if inside.size < 12:
        return np.broadcast_to(np.median(place.part.reshape(-1, 3), axis=0), place.part.shape).astype(np.float32)
    if inside.size > _SAMPLES:  # by chance, but the same each time: steps would fall on the same columns
        inside = inside[np.random.default_rng(0).integers(0, inside.size, _SAMPLES)]
    high, wide = place.part.shape[:2]
    colours = place.part.reshape(-1, 3)[inside].astype(np.float32)
    bends = _bends((inside // wide + 0.5) / high, (inside % wide + 0.5) / wide)
    keep = np.abs(colours - np.median(colours, axis=0)).max(axis=1) < 60
    factors = np.zeros((6, 3))
    for _again in range(3):
        if keep.sum() < 12:
            keep[:] = True
        square = bends[keep].T @ bends[keep] + 1e-6 * np.eye(6)
        factors = np.linalg.solve(square, bends[keep].T @ colours[keep])
        off = np.abs(bends @ factors - colours).max(axis=1)
        keep = off <= max(3.0, 2.5 * float(np.median(off)))
    return _spread(factors, wide, high)


def _evened(shade: Shade, place: _Place) -> tuple[Shade, bool]:
    """Return a shade with what is a little off it far and wide, where it bends more than it can, and whether it can."""
    import cv2
    import numpy as np

    off = place.part - shade
    far = np.abs(off).max(axis=2)
    known = (place.beside & (far < 3 * _EVEN)).astype(np.float32)
    if known.sum() < 12 or float(np.quantile(far[known > 0], 0.9)) < _EXACT:
        return shade, True
    reach = (2 * round(0.7 * place.size) + 1,) * 2
    share = np.maximum(cv2.blur(known, reach), 1e-4)[:, :, None]
    return np.asarray(shade + cv2.blur(off * known[:, :, None], reach) / share, np.float32), False


def _spread(factors: NDArray[Any], wide: int, high: int) -> Shade:
    """Return the shade over a whole part: computed in few places, and between them as the picture is enlarged."""
    import cv2
    import numpy as np

    columns, rows = min(wide, _PLACES), min(high, _PLACES)
    y, x = np.meshgrid((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns, indexing="ij")
    coarse = (_bends(y.ravel(), x.ravel()) @ factors).reshape(rows, columns, 3).astype(np.float32)
    whole = cv2.resize(np.clip(coarse, 0, 255), (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(whole, np.float32)


def _bends(y: NDArray[Any], x: NDArray[Any]) -> NDArray[np.float64]:
    import numpy as np

    y, x = y - 0.5, x - 0.5
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)


def _of_words(ink: Mask, place: _Place) -> Mask:
    """Return the ink within lines, without what mostly lies outside of them: frames, rules, pictures."""
    import cv2
    import numpy as np

    count, labels = cv2.connectedComponents(ink, connectivity=8)
    whole = np.bincount(labels.ravel(), minlength=count)
    inside = np.bincount(labels[place.lines > 0], minlength=count)
    own = inside > 0.5 * whole
    own[0] = False
    return np.asarray(own[labels] & (place.lines > 0), np.uint8)


def _strokes(place: _Place, far: Mask) -> Mask:
    """Return where letters are over a picture: what has their colour, or, where that is not known, what stands out."""
    import cv2
    import numpy as np

    if place.words.colour is None:
        limit, _mask = cv2.threshold(far[place.lines > 0], 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        return np.asarray((far > max(_FAINT, limit)) & (place.lines > 0), np.uint8)
    colour = np.empty_like(place.part)
    colour[:] = place.words.colour
    near = _farthest(cv2.absdiff(place.part, colour))
    limit, _mask = cv2.threshold(near[place.lines > 0], 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray((near <= min(max(24.0, limit), _SAME)) & (place.lines > 0), np.uint8)


def _thickened(mask: Mask, by: float) -> Mask:
    import cv2
    import numpy as np

    side = 2 * max(1, round(by)) + 1
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))), np.uint8)


def _with_halo(ink: Mask, place: _Place) -> Mask:
    """Return strokes with what their blur, shadow or outline reaches: ring by ring, until one is like what follows."""
    import numpy as np

    widest = 2 + round(_HALO * place.size)
    far = _thickened(ink, widest)
    ground = membrane(place.part, far)
    mask = _thickened(ink, 1)
    off = place.part - ground
    for _step in range(widest - 1):
        wider = _thickened(mask, 1)
        ring = off[(wider > mask) & (far > 0)]
        mask = wider
        if not ring.size or float(np.abs(ring.mean(axis=0)).max()) < _SEEN:
            break
    return mask


def membrane(part: Pixels, holes: Mask) -> Shade:
    """Return the picture with its holes spanned over as by a skin: no point differs from the mean of its neighbours.

    Solved on a pyramid, coarse to fine, with a few steps of relaxation on each floor.
    """
    import numpy as np

    return _spanned(part.astype(np.float32), (holes == 0).astype(np.float32))


def _spanned(part: Shade, known: Shade) -> Shade:
    import cv2
    import numpy as np

    rows, columns = known.shape
    if known.min() > 0:
        return part
    if max(rows, columns) <= 4 or known.max() == 0:
        mean = (part * known[:, :, None]).sum(axis=(0, 1)) / max(1e-6, float(known.sum()))
        return np.asarray(np.where(known[:, :, None] > 0, part, mean), np.float32)
    size = ((columns + 1) // 2, (rows + 1) // 2)
    share = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    small = (
        cv2.resize(part * known[:, :, None], size, interpolation=cv2.INTER_AREA) / np.maximum(share, 1e-6)[:, :, None]
    )
    coarse = _spanned(np.asarray(small, np.float32), np.asarray(share > 0, np.float32))
    whole = cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_LINEAR)
    held = known[:, :, None]
    result = part * held + whole * (1 - held)
    for _step in range(_STEPS):
        result = part * held + cv2.blur(result, (3, 3), borderType=cv2.BORDER_REPLICATE) * (1 - held)
    return np.asarray(result, np.float32)


def _blend(part: Pixels, filled: Shade, mask: Mask) -> None:
    """Put what was filled in its place, with soft edges."""
    import cv2
    import numpy as np

    share = cv2.blur(_thickened(mask, 1).astype(np.float32), (3, 3))[:, :, None]
    part[:] = np.clip(np.rint(part + (filled - part) * share), 0, 255).astype(np.uint8)
