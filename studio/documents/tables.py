"""Tables: by the lines and boxes drawn around their cells, or by how short texts stand in rows and columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.documents import grid
from studio.documents.blocks import groups
from studio.documents.lines import TextLine
from studio.documents.shapes import Shape
from studio.model.document import Align, Box, around

_ROW_GAP = 4.0  # sizes between rows of a table without lines, at most
_FEW_ROWS = 3
_PROSE_WIDTH = 0.75  # of its column, which lines of prose fill on average
_PROSE_LENGTH = 22  # characters of its lines on average
_WIDE_ROWS = 1.6  # sizes from row to row that prose does not have
_NUMBERED = 0.5  # of a column's cells with numbers of one form
_MOST_LETTERS = 220  # in a cell on average; boxes beside each other hold more
_CLEAR = 3.0  # points before the next column that a cell leaves free
_COLUMN = 6.0  # points of white between columns at least


@dataclass(frozen=True, slots=True)
class CellLines:
    """A cell: its lines, where it is in its table (counted from 0), how many rows and columns it takes, and its box."""

    lines: tuple[TextLine, ...]
    row: int
    column: int
    box: Box
    rows: int = 1
    columns: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table that have words, row by row."""

    cells: tuple[CellLines, ...]

    @property
    def box(self) -> Box:
        return around(line.box for cell in self.cells for line in cell.lines)

    def aligns(self) -> dict[int, Align]:
        """Return how the columns are aligned of which several texts show it."""
        found = {}
        for column in {cell.column for cell in self.cells}:
            lines = [cell.lines[0] for cell in self.cells if cell.column == column and cell.columns == 1]
            near = 0.2 * lines[0].size if lines else 0.0
            if len(lines) < 2 or _spread([line.start for line in lines]) <= near:
                continue
            if _spread([line.stop for line in lines]) <= near:
                found[column] = Align.END
            elif _spread([line.start + line.stop for line in lines]) <= 2 * near:
                found[column] = Align.CENTER
        return found


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values)


def tables(lines: Sequence[TextLine], shapes: Sequence[Shape], page: Box) -> tuple[list[Table], list[TextLine]]:
    """Return the tables of a page and the lines that are in none."""
    rest = [line for line in lines if not line.style.angle]
    aside = [line for line in lines if line.style.angle]
    found: list[Table] = []
    for ruled in grid.grids(shapes, page):
        table = _in_grid(rest, ruled)
        if table is not None:
            found.append(table)
            rest = _without(rest, table)
    for table in _aligned(_without_prose(rest, shapes, page), page):
        found.append(table)
        rest = _without(rest, table)
    return found, rest + aside


def _without(lines: Sequence[TextLine], table: Table) -> list[TextLine]:
    taken = {id(line) for cell in table.cells for line in cell.lines}
    return [line for line in lines if id(line) not in taken]


def _in_grid(lines: Sequence[TextLine], ruled: grid.Grid) -> Table | None:
    """Return the table whose cells a grid of drawn lines holds; None where hardly a row has two texts."""
    held: dict[tuple[int, int, int, int], list[TextLine]] = {}
    for line in lines:
        place = ruled.place(line.box)
        if place is not None:
            held.setdefault(place, []).append(line)
    rows = {place[0] for place in held}
    columns = {place[1] for place in held}
    wide = sum(len({place[1] for place in held if place[0] == row}) >= 2 for row in rows)
    letters = sum(len(line.text) for own in held.values() for line in own)
    if len(rows) < 2 or len(columns) < 2 or wide < 0.6 * len(rows) or letters > _MOST_LETTERS * len(held):
        return None
    numbers = _renumbered(rows), _renumbered(columns)
    cells = [
        CellLines(
            _downward(own),
            numbers[0][row],
            numbers[1][column],
            ruled.box(row, column, high, wide_),
            sum(row <= other < row + high for other in rows),
            sum(column <= other < column + wide_ for other in columns),
        )
        for (row, column, high, wide_), own in held.items()
    ]
    return _with_header(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _renumbered(numbers: Iterable[int]) -> dict[int, int]:
    return {number: index for index, number in enumerate(sorted(numbers))}


def _downward(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.down, line.start)))


def _with_header(cells: Sequence[CellLines]) -> Table:
    """Mark the first row as the header where it is set in another way than the others."""
    first = [cell for cell in cells if cell.row == 0]
    other = [cell for cell in cells if cell.row > 0]
    is_header = bool(other) and all(_is_bold(cell) for cell in first) and not all(_is_bold(cell) for cell in other)
    colours = {cell.lines[0].style.colour for cell in other}
    is_header = is_header or (bool(other) and not {cell.lines[0].style.colour for cell in first} & colours)
    is_header = is_header or any(_is_headed([cell for cell in cells if cell.column == one.column]) for one in first)
    return Table(
        tuple(
            CellLines(cell.lines, cell.row, cell.column, cell.box, cell.rows, cell.columns, is_header and cell.row == 0)
            for cell in cells
        )
    )


def _is_headed(column: Sequence[CellLines]) -> bool:
    """Say whether all of a column but its first cell are numbers."""
    has_number = [re.search(r"\d", cell.lines[0].text) is not None for cell in column]
    return len(column) >= 3 and not has_number[0] and all(has_number[1:])


def _is_bold(cell: CellLines) -> bool:
    return all(line.style.is_bold for line in cell.lines)


def _without_prose(lines: Sequence[TextLine], shapes: Sequence[Shape], page: Box) -> list[TextLine]:
    """Leave out the lines of paragraphs, which stand beside each other by chance."""
    found = []
    for group in groups(lines, shapes, page):
        if len(group.lines) < _FEW_ROWS or not _is_prose(group.lines):
            found += group.lines
    return found


def _aligned(lines: Sequence[TextLine], page: Box) -> list[Table]:
    """Return the tables that no lines are drawn around."""
    found = []
    for rows in _stacks(_visual_rows(lines)):
        every = [line for row in rows for line in row]
        edges = _columns(every)
        if edges:
            table = _from_rows(rows, edges, page)
            if table is not None:
                found.append(table)
    return found


def _visual_rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return the lines that share a base line, from top to bottom."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.down):
        if rows and abs(rows[-1][0].down - line.down) <= 0.2 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.start) for row in rows]


def _stacks(rows: Sequence[list[TextLine]]) -> list[list[list[TextLine]]]:
    """Return rows of several texts below each other that begin at the same places, with what goes on between them."""
    stacks: list[list[list[TextLine]]] = []
    open_rows: list[list[TextLine]] = []
    for row in rows:
        if len(row) >= 2:
            if open_rows and not _goes_with(open_rows, row):
                stacks.append(open_rows)
                open_rows = []
            open_rows.append(row)
        elif open_rows and _continues(open_rows, row[0]):
            open_rows[-1] = [*open_rows[-1], row[0]]
        elif open_rows:
            stacks.append(open_rows)
            open_rows = []
    return [stack for stack in [*stacks, open_rows] if len(stack) >= 2]


def _goes_with(rows: Sequence[Sequence[TextLine]], row: Sequence[TextLine]) -> bool:
    above = rows[-1]
    size = max(line.size for line in row)
    is_near = row[0].down - max(line.down for line in above) <= _ROW_GAP * size
    starts = [line.start for line in rows[0]]
    known = sum(any(abs(line.start - start) <= size for start in starts) for line in row)
    return is_near and len(row) <= len(rows[0]) + 1 and known >= min(2, len(row))


def _continues(rows: Sequence[Sequence[TextLine]], line: TextLine) -> bool:
    """Say whether a line alone is the next of a cell in the last row: right below it, and not of the first column."""
    above = rows[-1]
    near = [other for other in above[1:] if abs(other.start - line.start) <= 0.3 * line.size]
    return bool(near) and 0 < line.down - near[-1].down <= 1.45 * line.size and abs(near[-1].size - line.size) < 0.5


def _columns(lines: Sequence[TextLine]) -> list[float]:
    """Return the middles of the white stripes that run down through all the lines."""
    spans = sorted((line.start, line.stop) for line in lines)
    found, end = [], spans[0][1]
    for start, stop in spans[1:]:
        if start - end >= _COLUMN:
            found.append((start + end) / 2)
        end = max(end, stop)
    return found


def _from_rows(rows: Sequence[Sequence[TextLine]], edges: Sequence[float], page: Box) -> Table | None:
    columns: list[list[TextLine]] = [[] for _edge in range(len(edges) + 1)]
    for row in rows:
        for line in row:
            columns[_column(line, edges)].append(line)
    if not _is_tabular(rows, columns):
        return None
    cells = []
    margin = min(line.start for column in columns for line in column)
    starts = [min(line.start for line in column) - _CLEAR for column in columns[1:]]
    sides = [*starts, max(page.right - margin, *(line.stop for line in columns[-1]))]
    for number, row in enumerate(rows):
        bottom = min(line.box.top for line in rows[number + 1]) if number + 1 < len(rows) else 0.0
        for place in range(len(columns)):
            own = _downward(line for line in row if _column(line, edges) == place)
            if own:
                box = around(line.box for line in own)
                side = max(box.right, sides[place])
                cells.append(CellLines(own, number, place, Box(box.left, box.top, side, max(box.bottom, bottom))))
    return _with_header(cells)


def _column(line: TextLine, edges: Sequence[float]) -> int:
    return sum((line.start + line.stop) / 2 > edge for edge in edges)


def _is_tabular(rows: Sequence[Sequence[TextLine]], columns: Sequence[Sequence[TextLine]]) -> bool:
    """Tell a table from columns of prose or of addresses, whose lines stand beside each other by chance."""
    if any(_is_prose(column) for column in columns) and not any(_is_numbered(column) for column in columns):
        return False
    if any(not _is_straight(column) for column in columns):
        return False
    numbered = [_is_numbered(column) for column in columns]
    is_mixed = any(numbered) and not all(numbered)
    gaps = [below[0].down - above[0].down for above, below in pairwise(rows)]
    is_wide = min(gaps) >= _WIDE_ROWS * rows[0][0].size
    if len(rows) < _FEW_ROWS:
        return is_mixed and all(len(line.text) < _PROSE_LENGTH for line in columns[-1])
    return is_mixed or is_wide


def _is_prose(column: Sequence[TextLine]) -> bool:
    if len(column) < 2:
        return False
    wide = max(line.stop for line in column) - min(line.start for line in column)
    filled = sum(line.stop - line.start for line in column) / len(column)
    length = sum(len(line.text) for line in column) / len(column)
    return filled >= _PROSE_WIDTH * wide and length >= _PROSE_LENGTH


def _is_numbered(column: Sequence[TextLine]) -> bool:
    """Say whether at least half of a column's texts have numbers in the same form, as dates, times and prices do."""
    forms = [re.sub(r"[^\W\d]+", "a", re.sub(r"\d+", "0", line.text)) for line in column if line.text.strip()]
    numbered = Counter(form for form in forms if "0" in form and len(form) <= _PROSE_LENGTH)
    most = max(numbered.values(), default=0)
    return most >= 2 and most >= _NUMBERED * len(forms)


def _is_straight(column: Sequence[TextLine]) -> bool:
    """Say whether the texts of a column begin, end or have their middle at one place."""
    size = max(line.size for line in column)
    for places in (
        [line.start for line in column],
        [line.stop for line in column],
        [(line.start + line.stop) / 2 for line in column],
    ):
        if max(places) - min(places) <= size:
            return True
    return False
