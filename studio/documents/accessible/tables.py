"""Cells as tables without holes: a place that no block fills is an empty cell, and none is filled twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from studio.documents.accessible.parts import Table, TableCell, Words
from studio.model.document import Cell, TextBlock

Place = tuple[int, int]


def table(blocks: Sequence[tuple[TextBlock, Words]]) -> Table:
    """Return the blocks of a table as its rows; several in one place are said one after the other."""
    said: dict[Place, TableCell] = {}
    for block, words in blocks:
        assert block.cell is not None
        place = (block.cell.row, block.cell.column)
        before = said.get(place, TableCell(block.cell))
        said[place] = replace(before, words=(*before.words, words))
    cells = _without_overlap([said[place] for place in sorted(said)])
    columns = max(cell.cell.column + cell.cell.columns for cell in cells)
    rows = _filled(cells, columns)
    heads = len(list(takewhile(lambda row: all(cell.cell.is_header for cell in row), rows)))
    return Table(columns, tuple(tuple(row) for row in rows), heads if heads < len(rows) else 0)


def _without_overlap(cells: Iterable[TableCell]) -> list[TableCell]:
    """Return the cells numbered from the first row and column, each as large as others leave it room."""
    every = list(cells)
    first = (min(cell.cell.row for cell in every), min(cell.cell.column for cell in every))
    taken: set[Place] = set()
    heads = {(cell.cell.row, cell.cell.column) for cell in every}
    made = []
    for cell in every:
        here = (cell.cell.row, cell.cell.column)
        fits = not (_covered(cell.cell) & (taken | heads) - {here})
        place = replace(cell.cell, row=here[0] - first[0], column=here[1] - first[1])
        if here not in taken:
            made.append(replace(cell, cell=place if fits else replace(place, rows=1, columns=1)))
            taken |= _covered(cell.cell) if fits else {here}
        else:  # it lies below one that was said to be larger
            made[-1] = replace(made[-1], words=made[-1].words + cell.words)
    return made


def _covered(cell: Cell) -> set[Place]:
    rows = range(cell.row, cell.row + max(cell.rows, 1))
    return {(row, column) for row in rows for column in range(cell.column, cell.column + max(cell.columns, 1))}


def _filled(cells: Sequence[TableCell], columns: int) -> list[list[TableCell]]:
    """Return the rows with empty cells where nothing stands; those in a row of headers are headers, too."""
    covered = set().union(*(_covered(cell.cell) for cell in cells))
    number = cells[0].cell.table
    rows: list[list[TableCell]] = []
    for row in range(1 + max(place[0] for place in covered)):
        here = [cell for cell in cells if cell.cell.row == row]
        is_header = bool(here) and all(cell.cell.is_header for cell in here)
        holes = [column for column in range(columns) if (row, column) not in covered]
        here += [TableCell(Cell(number, row, column, is_header=is_header)) for column in holes]
        rows.append(sorted(here, key=lambda cell: cell.cell.column))
    return rows
