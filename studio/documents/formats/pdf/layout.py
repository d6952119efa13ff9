"""Blocks of a page put in reading order, each with the box that it may grow to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.documents import reading_order, room
from studio.documents.blocks import Group, align_of, groups
from studio.documents.formats.pdf.tags import Tags
from studio.documents.lines import Glyph, TextLine
from studio.documents.looks import look_of
from studio.documents.reading_order import Piece
from studio.documents.running_text import no_link, running
from studio.documents.shapes import Shape, ShapeKind
from studio.documents.shapes import boxes as boxes_of
from studio.documents.tables import Table
from studio.model.document import Area, Box, Cell, Lettering, Line, Role, TextBlock, around

_ASKEW = 20.0  # degrees
_MOST_OBSTACLES = 400  # drawings with more are pictures: the largest count

NO_TAGS = Tags()
"""What a file says that says nothing of its parts."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, the drawn box that it stands in (-1 for the page), and the box of its cell in a table."""

    block: TextBlock
    container: int
    cell: Box | None = None


def figure(box: Box, page: int, text: str = "") -> TextBlock:
    """Return the block that stands for a picture; `text` is its description."""
    return TextBlock(0, (Area(page, box),), text, Role.FIGURE, lettering=Lettering.NONE)


def block_of(group: Group, page: int, link: Callable[[Glyph], str] = no_link, tags: Tags = NO_TAGS) -> TextBlock:
    """Return the block that lines make, as text of the file; `tags` are what the file itself says of them."""
    text, marks = running(group, link)
    own = tuple(Line(line.box, line.text, line.places) for line in group.lines)
    box = around(line.box for line in own)
    score = min(line.score for line in group.lines)
    role, level = tags.role_of(glyph.tag for line in group.lines for glyph in line.glyphs) or (Role.PARAGRAPH, 0)
    return TextBlock(0, (Area(page, box, own),), text, role, level, look_of(group), marks=marks, score=score)


def cells_of(table: Table, page: int, holders: Sequence[Box], link: Callable[[Glyph], str]) -> list[Placed]:
    """Return the cells of a table, which is told from the page's others by where it stands."""
    found = []
    outer = next((index for index, box in enumerate(holders) if box.holds(table.box, 2.0)), -1)
    aligns = table.aligns()
    for cell in table.cells:
        group = _as_one(cell.lines, cell.box)
        group.align = aligns.get(cell.column, group.align)
        block = block_of(group, page, link)
        place = Cell(_name(table), cell.row, cell.column, cell.rows, cell.columns, cell.is_header)
        found.append(Placed(replace(block, role=Role.CELL, cell=place), outer, cell.box))
    return found


def _name(table: Table) -> int:
    box = table.box
    return round(box.top) * 100_000 + round(box.left)


def _as_one(lines: Sequence[TextLine], box: Box) -> Group:
    """Return the lines of a cell as one group, with breaks where they would be several paragraphs."""
    parts = groups(lines, (), box)
    whole = parts[0]
    for part in parts[1:]:
        at = len(whole.lines)
        whole.breaks |= {at, *(at + number for number in part.breaks)}
        whole.lines += part.lines
    whole.align = align_of(whole.lines, box)
    return whole


def laid_out(texts: Sequence[Placed], shapes: Sequence[Shape], page: Box) -> list[TextBlock]:
    """Return blocks in reading order, each with the box that it may grow to; a table is read together."""
    holders = boxes_of(shapes, page)
    placed = [(one.block.box, one.block.look.align, _limit(one, holders, page)) for one in texts]
    rooms = room.rooms(placed, _obstacles(shapes, page), page)
    units = _units(texts)
    pieces = [_piece([texts[index] for index in unit]) for unit in units]
    within = [_holder(number, holders) for number in range(len(holders))]
    ordered = [index for unit in reading_order.order(pieces, holders, within) for index in units[unit]]
    return [_with_room(texts[index].block, rooms[index]) for index in ordered]


def _limit(one: Placed, holders: Sequence[Box], page: Box) -> Box:
    return one.cell or (holders[one.container] if one.container >= 0 else page)


def _units(texts: Sequence[Placed]) -> list[list[int]]:
    """Return the numbers of the blocks that are read together: the cells of a table, each other block alone."""
    units: list[list[int]] = []
    tables: dict[int, list[int]] = {}
    for index, one in enumerate(texts):
        cell = one.block.cell
        if cell is not None and cell.table in tables:
            tables[cell.table].append(index)
            continue
        units.append([index])
        if cell is not None:
            tables[cell.table] = units[-1]
    return units


def _piece(texts: Sequence[Placed]) -> Piece:
    first = texts[0]
    look = first.block.look
    size = 0.0 if first.block.role is Role.FIGURE else look.size
    return Piece(around(one.block.box for one in texts), first.container, _is_aside(look.angle), size)


def _is_aside(angle: float) -> bool:
    """Say whether text of a direction stands on its side, rather than a little askew."""
    return min(angle % 360, -angle % 360) > _ASKEW


def _with_room(block: TextBlock, free: Box) -> TextBlock:
    """Return a block with its room; what stands on its side has none."""
    if block.role is Role.FIGURE:
        return block
    return block if block.look.angle else replace(block, areas=(replace(block.areas[0], room=free),))


def _holder(number: int, holders: Sequence[Box]) -> int:
    """Return the smallest other box that holds a box, -1 for the page; `holders` are the smallest first."""
    box = holders[number]
    return next((n for n in range(number + 1, len(holders)) if holders[n].holds(box, slack=2.0)), -1)


def _obstacles(shapes: Sequence[Shape], page: Box) -> list[Box]:
    """Return what no text may run into: pictures, boxes and rules."""
    small = set(boxes_of(shapes, page))
    found = [shape.box for shape in shapes if shape.is_rule or shape.box in small or shape.kind is ShapeKind.IMAGE]
    return sorted(found, key=lambda box: -max(box.width, box.height))[:_MOST_OBSTACLES]
