"""How far a block may grow: the free space to its right and below, up to the next thing or the edge of its box."""

from __future__ import annotations

from collections.abc import Sequence

from studio.model.document import Align, Box

CLEAR = 3.0
"""Points that stay free before the next thing."""

_SMALLEST_MARGIN = 12.0
_LEVEL = 2.0  # points within which blocks begin at one edge
_BELOW = 0.4  # of the white below the last text of a drawn box that stays white
_RAGGED = 6.0  # points that a column of uneven lines is wider than the longest of them


def rooms(blocks: Sequence[tuple[Box, Align, Box]], obstacles: Sequence[Box], page: Box) -> list[Box]:
    """Return the box that each block may grow to; `blocks` are their boxes, how they are set, and what holds them.

    `obstacles` are drawn things that no text may run into.
    """
    texts = [box for box, _align, _holder in blocks]
    limits = {holder: _margins([b for b, _a, h in blocks if h == holder], holder, page) for _b, _a, holder in blocks}
    found = []
    for index, (box, align, holder) in enumerate(blocks):
        others = [other for number, other in enumerate(texts) if number != index]
        edges = [other for other in obstacles if not _is_under(other, box)]
        limit = limits[holder]
        if align in {Align.START, Align.JUSTIFY}:
            side = _column([(b, a) for b, a, h in blocks if h == holder and b != box], box)
            limit = Box(limit.left, limit.top, min(limit.right, side), limit.bottom)
        found.append(_room(box, align, others + edges, limit))
    return found


def _column(others: Sequence[tuple[Box, Align]], box: Box) -> float:
    """Return the right edge of the column that other blocks make which begin where this one does.

    What is of one line says nothing of how wide its column is.
    """
    beside = [(other, align) for other, align in others if abs(other.left - box.left) < _LEVEL]
    lowest = min((other.height for other, _align in beside), default=0.0)
    long = [(other, align) for other, align in beside if other.height > 1.8 * min(lowest, box.height)]
    if len(beside) < 2 or not long:
        return float("inf")
    edge = max(other.right for other, _align in long)
    is_even = any(align is Align.JUSTIFY for _other, align in long)
    return max(box.right, edge if is_even else edge + _RAGGED)


def _is_under(obstacle: Box, box: Box) -> bool:
    """Say whether a drawn thing lies behind a block, as a ground does."""
    return obstacle.common(box) > 0.5 * box.width * box.height


def _margins(texts: Sequence[Box], holder: Box, page: Box) -> Box:
    """Return the part of the page, or of a drawn box, that text may take: as far from edges as the text in it."""
    least = _SMALLEST_MARGIN if holder == page else CLEAR
    inside = [box for box in texts if holder.holds(box)]
    near = [box.left - holder.left for box in inside] + [holder.right - box.right for box in inside]
    across = max(least, min(near, default=least))
    below = min((holder.bottom - box.bottom for box in inside), default=least)
    low = max(least, below if holder == page else min(below, across) * _BELOW)
    return Box(holder.left + across, holder.top, holder.right - across, holder.bottom - low)


def _room(box: Box, align: Align, things: Sequence[Box], limit: Box) -> Box:
    left, right = _sideways(box, things, limit)
    if align in {Align.START, Align.JUSTIFY}:
        left = box.left
    elif align is Align.END:
        right = box.right
    else:
        reach = min(box.left - left, right - box.right)
        left, right = box.left - reach, box.right + reach
    wide = Box(left, box.top, right, box.bottom)
    return Box(left, box.top, right, _down(wide, box, things, limit))


def _sideways(box: Box, things: Sequence[Box], limit: Box) -> tuple[float, float]:
    left, right = min(box.left, limit.left), max(box.right, limit.right)
    inside = 0.25 * min(box.height, 8.0)
    for other in things:
        if other.bottom <= box.top + inside or other.top >= box.bottom - inside:
            continue
        if other.left >= box.right - 1:
            right = min(right, max(box.right, other.left - CLEAR))
        elif other.right <= box.left + 1:
            left = max(left, min(box.left, other.right + CLEAR))
        elif other.left > box.left and other.right > box.right:
            right = box.right
    return left, right


def _down(wide: Box, box: Box, things: Sequence[Box], limit: Box) -> float:
    low = max(box.bottom, limit.bottom)
    for other in things:
        if other.right <= wide.left + 1 or other.left >= wide.right - 1:
            continue
        if other.top >= box.bottom - 0.3 * min(box.height, 10.0):
            low = min(low, max(box.bottom, other.top - CLEAR))
        elif other.bottom > box.bottom + 1 and other.top > box.top:
            low = box.bottom
    return low
