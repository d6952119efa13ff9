"""Grids of cells that lines or boxes are drawn around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio.documents.shapes import THIN, Shape, ShapeKind
from studio.model.document import Box, around

_TOUCH = 3.0  # points within which edges meet
_SHORTEST = 8.0  # points of an edge
_MOST_EDGES = 800  # drawings with more are pictures, not tables
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of the upright edges (`across`) and the level ones (`down`) of a table, and what is drawn of them."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    upright: tuple[Box, ...]

    def place(self, box: Box) -> tuple[int, int, int, int] | None:
        """Return row, column, rows and columns of the cell in which a line of words stands, None outside."""
        middle = box.middle
        row = sum(edge < middle[1] for edge in self.down) - 1
        if not 0 <= row < len(self.down) - 1:
            return None
        first = sum(edge < box.left + 1.5 for edge in self.across) - 1
        last = sum(edge < box.right - 1.5 for edge in self.across) - 1
        if first < 0 or last >= len(self.across) - 1 or last < first:
            return None
        while first > 0 and not self._is_drawn(first, row):
            first -= 1
        while last + 2 < len(self.across) and not self._is_drawn(last + 1, row):
            last += 1
        return row, first, 1, last - first + 1

    def box(self, row: int, column: int, rows: int, columns: int) -> Box:
        """Return the box of a cell."""
        return Box(self.across[column], self.down[row], self.across[column + columns], self.down[row + rows])

    def _is_drawn(self, edge: int, row: int) -> bool:
        """Say whether the edge before a column is drawn in a row."""
        middle = (self.down[row] + self.down[row + 1]) / 2
        at = self.across[edge]
        return any(abs(side.left - at) <= _TOUCH and side.top <= middle <= side.bottom for side in self.upright)


def grids(shapes: Sequence[Shape], page: Box) -> list[Grid]:
    """Return the grids with at least two rows and two columns."""
    level, upright = _edges(shapes, page)
    if len(level) + len(upright) > _MOST_EDGES:
        return []
    found = []
    for own_level, own_upright in _together(level, upright):
        across, down = _places([box.left for box in own_upright]), _places([box.top for box in own_level])
        if len(across) >= 3 and len(down) >= 3:
            found.append(Grid(tuple(across), tuple(down), tuple(own_upright)))
    return found


def _edges(shapes: Iterable[Shape], page: Box) -> tuple[list[Box], list[Box]]:
    """Return the level and the upright edges, as boxes without height or width."""
    level: set[Box] = set()
    upright: set[Box] = set()
    whole = page.width * page.height
    for shape in shapes:
        box = shape.box
        if shape.kind is not ShapeKind.PATH or shape.segments > 12 or box.common(page) > _WHOLE * whole:
            continue
        if box.height <= THIN and box.width >= _SHORTEST:
            level.add(Box(box.left, box.middle[1], box.right, box.middle[1]))
        elif box.width <= THIN and box.height >= _SHORTEST:
            upright.add(Box(box.middle[0], box.top, box.middle[0], box.bottom))
        elif min(box.width, box.height) >= _SHORTEST and shape.segments <= 6:
            level |= {Box(box.left, y, box.right, y) for y in (box.top, box.bottom)}
            upright |= {Box(x, box.top, x, box.bottom) for x in (box.left, box.right)}
    return list(level), list(upright)


def _together(level: Sequence[Box], upright: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Return the edges that touch each other, directly or by others."""
    every = [*level, *upright]
    owner = list(range(len(every)))

    def root(number: int) -> int:
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    for one in range(len(level)):
        for other in range(len(level), len(every)):
            if _meet(every[one], every[other]):
                owner[root(one)] = root(other)
    parts: dict[int, tuple[list[Box], list[Box]]] = {}
    for number, box in enumerate(every):
        parts.setdefault(root(number), ([], []))[0 if number < len(level) else 1].append(box)
    ordered = [part for part in parts.values() if part[0] and part[1]]
    return sorted(ordered, key=lambda part: around([*part[0], *part[1]]).top)


def _meet(level: Box, upright: Box) -> bool:
    return (
        level.left - _TOUCH <= upright.left <= level.right + _TOUCH
        and upright.top - _TOUCH <= level.top <= upright.bottom + _TOUCH
    )


def _places(values: Iterable[float]) -> list[float]:
    """Return where edges are, those almost at one place as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _TOUCH:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]
