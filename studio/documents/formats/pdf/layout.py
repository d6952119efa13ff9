"""Blocks of a page put in reading order, each with the box that it may grow to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.documents import reading_order, room
from studio.documents.blocks import Group
from studio.documents.lines import Glyph
from studio.documents.looks import look_of
from studio.documents.reading_order import Piece
from studio.documents.running_text import no_link, running
from studio.documents.shapes import Shape, ShapeKind
from studio.documents.shapes import boxes as boxes_of
from studio.model.document import Area, Box, Line, TextBlock, around


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the drawn box that it stands in, -1 for the page."""

    block: TextBlock
    container: int


def block_of(group: Group, page: int, link: Callable[[Glyph], str] = no_link) -> TextBlock:
    """Return the block that lines make, as text of the file."""
    text, marks = running(group, link)
    own = tuple(Line(line.box, line.text, line.places) for line in group.lines)
    box = around(line.box for line in own)
    score = min(line.score for line in group.lines)
    return TextBlock(0, (Area(page, box, own),), text, look=look_of(group), marks=marks, score=score)


def laid_out(texts: Sequence[Placed], shapes: Sequence[Shape], page: Box) -> list[TextBlock]:
    """Return blocks in reading order, each with the box that it may grow to."""
    holders = boxes_of(shapes, page)
    placed = [
        (one.block.box, one.block.look.align, holders[one.container] if one.container >= 0 else page) for one in texts
    ]
    rooms = room.rooms(placed, _obstacles(shapes, page), page)
    pieces = [Piece(one.block.box, one.container, bool(one.block.look.angle), one.block.look.size) for one in texts]
    within = [_holder(number, holders) for number in range(len(holders))]
    return [_with_room(texts[index].block, rooms[index]) for index in reading_order.order(pieces, holders, within)]


def _with_room(block: TextBlock, free: Box) -> TextBlock:
    """Return a block with its room; what stands on its side has none."""
    return block if block.look.angle else replace(block, areas=(replace(block.areas[0], room=free),))


def _holder(number: int, holders: Sequence[Box]) -> int:
    """Return the smallest other box that holds a box, -1 for the page; `holders` are the smallest first."""
    box = holders[number]
    return next((n for n in range(number + 1, len(holders)) if holders[n].holds(box, slack=2.0)), -1)


def _obstacles(shapes: Sequence[Shape], page: Box) -> list[Box]:
    """Return what no text may run into: pictures, boxes and rules."""
    small = set(boxes_of(shapes, page))
    return [shape.box for shape in shapes if shape.is_rule or shape.box in small or shape.kind is ShapeKind.IMAGE]
