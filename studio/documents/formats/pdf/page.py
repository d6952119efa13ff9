"""A page of a PDF as blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio.documents import blocks, reading_order, room
from studio.documents.blocks import Group
from studio.documents.formats.pdf import drawings, glyphs, links, pdfium, rendering
from studio.documents.formats.pdf.pdfium import Drawn, Kind, View
from studio.documents.grounds import ground
from studio.documents.lines import Glyph, TextLine, lines
from studio.documents.looks import look_of
from studio.documents.reading_order import Piece
from studio.documents.running_text import running
from studio.documents.shapes import Shape, ShapeKind
from studio.documents.shapes import boxes as boxes_of
from studio.model.document import Area, Box, Line, Page, PageKind, TextBlock, around

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

GROUND_SCALE = 1.0
"""Pixels to a point: enough to see what is behind letters."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read from a page: its blocks in reading order; their keys are still 0."""

    page: Page
    blocks: tuple[TextBlock, ...]


def read(pdf: PdfDocument, number: int, loaded: PdfPage) -> PageRead:
    """Return what stands on a loaded page, whose number counts from 0."""
    seen = pdfium.view(loaded)
    drawn = list(pdfium.objects(loaded))
    shapes = drawings.shapes(drawn, seen)
    found = _with_shadows(lines(glyphs.glyphs(loaded, seen, drawn)), drawn, seen)
    texts = _blocks(found, shapes, number, seen, links.finder(links.links(pdf, loaded, seen)))
    texts = _with_grounds(texts, loaded, drawn)
    kind = PageKind.TEXT if texts else PageKind.EMPTY
    return PageRead(Page(number, seen.width, seen.height, kind), tuple(texts))


def _blocks(
    found: Sequence[TextLine], shapes: Sequence[Shape], number: int, seen: View, link: Callable[[Glyph], str]
) -> list[TextBlock]:
    page = Box(0, 0, seen.width, seen.height)
    made = [(group, _block(group, number, link)) for group in blocks.groups(found, shapes, page)]
    made = [(group, block) for group, block in made if block.text]
    holders = boxes_of(shapes, page)
    placed = [
        (block.box, block.look.align, holders[group.container] if group.container >= 0 else page)
        for group, block in made
    ]
    rooms = room.rooms(placed, _obstacles(shapes, page), page)
    texts = [
        replace(block, areas=(replace(block.areas[0], room=free),)) if not block.look.angle else block
        for (_group, block), free in zip(made, rooms, strict=True)
    ]
    return [texts[index] for index in _order(made, holders)]


def _order(made: Sequence[tuple[Group, TextBlock]], holders: Sequence[Box]) -> list[int]:
    pieces = [Piece(block.box, group.container, bool(block.look.angle), block.look.size) for group, block in made]
    within = [_holder(number, holders) for number in range(len(holders))]
    return reading_order.order(pieces, holders, within)


def _holder(number: int, holders: Sequence[Box]) -> int:
    """Return the smallest other box that holds a box, -1 for the page; `holders` are the smallest first."""
    box = holders[number]
    return next((n for n in range(number + 1, len(holders)) if holders[n].holds(box, slack=2.0)), -1)


def _obstacles(shapes: Sequence[Shape], page: Box) -> list[Box]:
    """Return what no text may run into: pictures, boxes and rules."""
    small = set(boxes_of(shapes, page))
    return [shape.box for shape in shapes if shape.is_rule or shape.box in small or shape.kind is ShapeKind.IMAGE]


def _block(group: Group, page: int, link: Callable[[Glyph], str]) -> TextBlock:
    text, marks = running(group, link)
    own = tuple(Line(line.box, line.text, line.places) for line in group.lines)
    box = around(line.box for line in own)
    return TextBlock(0, (Area(page, box, own),), text, look=look_of(group), marks=marks)


def _with_shadows(found: list[TextLine], drawn: Sequence[Drawn], seen: View) -> list[TextLine]:
    """Count objects that draw the same letters once more, or none, to the lines that they lie upon."""
    known = {place for line in found for place in line.places}
    for item in drawn:
        if item.kind is not Kind.TEXT or item.number in known:
            continue
        box = pdfium.bounds(item, seen)
        shares = [line.box.common(box) for line in found]
        best = max(range(len(found)), key=lambda index: shares[index], default=-1)
        if best >= 0 and shares[best] > 0.5 * box.width * box.height > 0:
            found[best] = replace(found[best], places=(*found[best].places, item.number))
    return found


def _with_grounds(texts: list[TextBlock], loaded: PdfPage, drawn: Sequence[Drawn]) -> list[TextBlock]:
    if not texts:
        return texts
    hidden = [item for item in drawn if item.kind is Kind.TEXT]
    pixels = rendering.pixels(loaded, GROUND_SCALE, without=hidden)
    scale = pixels.shape[1] / loaded.get_width()
    return [replace(block, look=replace(block.look, ground=ground(pixels, scale, block.box))) for block in texts]
