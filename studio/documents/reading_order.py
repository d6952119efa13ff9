"""In which order people read what stands on a page.

The page is cut again and again along the white between things (the recursive X-Y cut of Nagy and Seth, 1984): into
columns where white runs down all of it, else into what stands above and what below.  What stands in a drawn box is read
together, and what stands on its side is read last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.model.document import Box, around

_ROWS_FIRST = 1.7
"""White across is taken before white between columns where it is this many times as high as that is wide."""

_ALONE = 2.0
"""What stands in one column only belongs to the columns above it if it follows within this many of its sizes."""

_NARROWEST = 4.0  # points of white that part columns at least


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be read: its box, the drawn box it stands in (its number, or -1), and whether it stands on its side.

    `size` is that of its letters, 0 for a picture.
    """

    box: Box
    container: int = -1
    is_aside: bool = False
    size: float = 0.0


def order(pieces: Sequence[Piece], containers: Sequence[Box] = (), within: Sequence[int] = ()) -> list[int]:
    """Return the numbers of the pieces in the order in which they are read.

    `within` says for each container in which other it stands, -1 for the page.
    """
    return _in_container(-1, pieces, containers, within)


@dataclass(frozen=True, slots=True)
class _Item:
    box: Box
    numbers: tuple[int, ...]
    size: float
    is_box: bool = False


def _in_container(number: int, pieces: Sequence[Piece], containers: Sequence[Box], within: Sequence[int]) -> list[int]:
    items: list[_Item] = []
    asides: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.container == number:
            if piece.is_aside:
                asides.append(index)
            else:
                items.append(_Item(piece.box, (index,), piece.size))
    for inner, outer in enumerate(within):
        if outer == number and inner != number:
            read = _in_container(inner, pieces, containers, within)
            if read:
                box = around([*(pieces[index].box for index in read), _shrunk(containers[inner])])
                items.append(_Item(box, tuple(read), max(pieces[index].size for index in read), is_box=True))
    read = [index for item in _cut(items) for index in item.numbers]
    return read + sorted(asides, key=lambda index: (pieces[index].box.top, pieces[index].box.left))


def _shrunk(box: Box) -> Box:
    """Return a box a little smaller, so that boxes that touch can be told apart."""
    by = min(2.0, box.width / 4, box.height / 4)
    return box.grown(-by)


def _cut(items: list[_Item]) -> list[_Item]:
    if len(items) < 2:
        return items
    bands = _sliced(items, [place for _size, place in _white(items, is_down=False)], is_down=False)
    parts = _with_columns(bands)
    if len(parts) > 1:
        return [item for part in parts for item in _cut(part)]
    down = _white(items, is_down=True)
    if not down:
        return _by_overlap(items)
    places = [place for _size, place in down]
    is_by_rows = len(bands) > 1 and _is_grid(items, places)
    columns = bands if is_by_rows else _sliced(items, places, is_down=True)
    return [item for part in columns for item in _cut(part)]


def _with_columns(bands: Sequence[list[_Item]]) -> list[list[_Item]]:
    """Join bands that white between columns runs through, unless the white that parts the bands is much wider."""
    parts = [list(bands[0])]
    for band in bands[1:]:
        both = parts[-1] + band
        columns = max((size for size, _place in _white(both, is_down=True)), default=0.0)
        gap = min(item.box.top for item in band) - max(item.box.bottom for item in parts[-1])
        line = max(item.size for item in both)
        most = _ROWS_FIRST * columns if _white(band, is_down=True) else _ALONE * line
        is_other = len({item.is_box for item in both}) > 1 and len({item.is_box for item in band}) == 1
        if columns and gap <= (0.8 * line if is_other else max(most, 1.2 * line)):
            parts[-1] = both
        else:
            parts.append(band)
    return parts


def _is_grid(items: Sequence[_Item], places: Sequence[float]) -> bool:
    """Say whether things of one line stand beside others in rows, such as dates beside what happens then."""
    columns = _sliced(items, places, is_down=True)
    if all(item.is_box for item in items):
        return _are_level(columns)
    if len(columns) != 2 or len(columns[0]) != len(columns[1]) or len(columns[0]) < 3:
        return False
    if any(item.box.height > 1.6 * item.size for item in columns[0]):
        return False
    return _are_level(columns)


def _are_level(columns: Sequence[Sequence[_Item]]) -> bool:
    """Say whether the things of all columns stand in rows."""
    if len({len(column) for column in columns}) != 1:
        return False
    rows = zip(*(sorted(column, key=lambda item: item.box.top) for column in columns), strict=True)
    return all(_is_row(row) for row in rows)


def _is_row(row: Sequence[_Item]) -> bool:
    tops = [item.box.top for item in row]
    return max(tops) - min(tops) <= 0.6 * max(row[0].size, 1.0)


def _sliced(items: Sequence[_Item], places: Sequence[float], *, is_down: bool) -> list[list[_Item]]:
    parts: list[list[_Item]] = [[] for _place in range(len(places) + 1)]
    for item in items:
        middle = item.box.middle[0 if is_down else 1]
        parts[sum(1 for place in sorted(places) if middle > place)].append(item)
    return [part for part in parts if part]


def _white(items: Sequence[_Item], *, is_down: bool) -> list[tuple[float, float]]:
    """Return the white stripes that run through all of it: how wide each is and where its middle lies.

    `is_down`: those that run down and part columns; else those that run across, which may be narrow.
    """
    spans = sorted((item.box.left, item.box.right) if is_down else (item.box.top, item.box.bottom) for item in items)
    found = []
    end = spans[0][1]
    for start, stop in spans[1:]:
        if start - end > (_NARROWEST if is_down else -1.5):
            found.append((start - end, (start + end) / 2))
        end = max(end, stop)
    return found


def _by_overlap(items: list[_Item]) -> list[_Item]:
    """Return things that no straight cut parts: the topmost first, then what stands below it in its column."""
    rest = sorted(items, key=lambda item: (round(item.box.top / 4), item.box.left))
    found = []
    while rest:
        first = next(
            (item for item in rest if not any(_before(other, item) for other in rest if other is not item)), rest[0]
        )
        rest.remove(first)
        found.append(first)
    return found


def _before(one: _Item, other: _Item) -> bool:
    """Say whether one is surely read before the other: it stands above in the same column, or wholly left of it."""
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    if shared > 0.1 * min(one.box.width, other.box.width):
        return one.box.middle[1] < other.box.middle[1]
    level = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return level > 0 and one.box.right <= other.box.left + 2
