"""How far a block may grow: the free space to its right and below, up to the next thing or the edge of its box."""

from __future__ import annotations

from collections.abc import Sequence

from studio.model.document import Align, Box

CLEAR = 3.0
"""Points that stay free before the next thing."""

_SMALLEST_MARGIN = 12.0


def rooms(blocks: Sequence[tuple[Box, Align, Box]], obstacles: Sequence[Box], page: Box) -> list[Box]:
    """Return the box that each block may grow to; `blocks` are their boxes, how they are set, and what holds them.

    `obstacles` are drawn things that no text may run into.
    """
    texts = [box for box, _align, _holder in blocks]
    inner = _margins(texts, page)
    found = []
    for index, (box, align, holder) in enumerate(blocks):
        others = [other for number, other in enumerate(texts) if number != index]
        edges = [other for other in obstacles if not _is_under(other, box)]
        limit = inner if holder == page else holder.grown(-CLEAR)
        found.append(_room(box, align, others + edges, limit))
    return found


def _is_under(obstacle: Box, box: Box) -> bool:
    """Say whether a drawn thing lies behind a block, as a ground does."""
    return obstacle.common(box) > 0.5 * box.width * box.height


def _margins(texts: Sequence[Box], page: Box) -> Box:
    """Return the part of the page that text may take: as far from each edge as the text that is nearest to one."""
    inside = [box for box in texts if page.holds(box)]
    near = [box.left for box in inside] + [page.right - box.right for box in inside]
    across = max(_SMALLEST_MARGIN, min(near, default=_SMALLEST_MARGIN))
    low = max(_SMALLEST_MARGIN, min((page.bottom - box.bottom for box in inside), default=_SMALLEST_MARGIN))
    return Box(page.left + across, page.top, page.right - across, page.bottom - low)


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
