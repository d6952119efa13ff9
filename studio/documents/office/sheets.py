"""Where blocks of a long file stand on its preview, estimated: setting hundreds of pages for that takes minutes.

A page holds about as much as one that is set; what it shows is set for real once somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from studio.documents.accessible.pdf import HEIGHT, MARGIN, WIDTH
from studio.model.document import Area, Box, Document, Page, Role, TextBlock

LONG = 400
"""Blocks; shorter files are set."""

_LINE = 17.0
_LETTERS = 85  # in a line as wide as the page
_FULL = 0.7  # of a page, since translations are longer


def placed(document: Document) -> Document:
    """Return a document with its blocks on pages as long as A4; a row of a table stays together."""
    rows = [list(row) for _key, row in groupby(document.blocks, key=_row)]
    blocks: list[TextBlock] = []
    for number, page in enumerate(_pages(rows)):
        top = MARGIN
        for row in page:
            height = _height(row)
            blocks += [_put(block, number, (top, height), (place, len(row))) for place, block in enumerate(row)]
            top += height
    count = blocks[-1].page + 1 if blocks else 1
    return replace(document, pages=tuple(Page(n, WIDTH, HEIGHT) for n in range(count)), blocks=tuple(blocks))


def _row(block: TextBlock) -> object:
    return (block.cell.table, block.cell.row) if block.cell is not None else block.key


def _pages(rows: Sequence[Sequence[TextBlock]]) -> Iterator[list[Sequence[TextBlock]]]:
    page: list[Sequence[TextBlock]] = []
    left = room = _FULL * (HEIGHT - 2 * MARGIN)
    for row in rows:
        if page and _height(row) > left:
            yield page
            page, left = [], room
        page.append(row)
        left -= _height(row)
    if page:
        yield page


def _height(row: Sequence[TextBlock]) -> float:
    wide = max(1, _LETTERS // len(row))
    lines = max(sum(1 + len(line) // wide for line in block.text.split("\n")) for block in row)
    return _LINE * (lines + (1 if row[0].role is Role.HEADING else 0.4))


def _put(block: TextBlock, page: int, down: tuple[float, float], across: tuple[int, int]) -> TextBlock:
    width = (WIDTH - 2 * MARGIN) / across[1]
    left = MARGIN + across[0] * width
    box = Box(left, down[0], left + width, down[0] + down[1])
    lines = tuple(replace(line, box=box) for area in block.areas for line in area.lines)
    return replace(block, areas=(Area(page, box, lines),))
