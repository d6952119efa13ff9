"""A page of a PDF as blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio.documents import blocks, figures, ocr, tables
from studio.documents.formats.pdf import drawings, glyphs, inkless, links, pdfium, pictured, scanned, tags
from studio.documents.formats.pdf.contents import Contents
from studio.documents.formats.pdf.heard import heard
from studio.documents.formats.pdf.inkless import Bare
from studio.documents.formats.pdf.layout import Placed, block_of, cells_of, figure, laid_out
from studio.documents.formats.pdf.pdfium import Drawn, Kind, View
from studio.documents.formats.pdf.pictured import Seen
from studio.documents.formats.pdf.tags import Tags
from studio.documents.grounds import ground
from studio.documents.lines import Glyph, TextLine, lines
from studio.documents.shapes import Shape, ShapeKind, innermost
from studio.documents.shapes import boxes as boxes_of
from studio.model.document import Box, Lettering, Page, PageKind, Role, TextBlock

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read from a page: its blocks in reading order; their keys are still 0."""

    page: Page
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What reading a page may ask for: the reader of pictures, which is loaded only then.

    `file` is what is known of the whole file.
    """

    reader: Callable[[], ocr.Reader]
    file: Contents


def read(pdf: PdfDocument, number: int, loaded: PdfPage, asked: Asked) -> PageRead:
    """Return what stands on a loaded page, whose number counts from 0."""
    reader = asked.reader
    seen = pdfium.view(loaded)
    drawn = list(pdfium.objects(loaded))
    shapes = drawings.shapes(drawn, seen)
    bare = inkless.Bare(loaded, drawn)
    letters = inkless.marked(glyphs.glyphs(loaded, seen, drawn), shapes, bare, always=asked.file.has_layers)
    page = Box(0, 0, seen.width, seen.height)
    if scanned.is_picture(letters, shapes, page):
        return _scanned(number, loaded, letters, reader)
    found = heard(
        lines((glyph for glyph in letters if not glyph.style.is_hidden), shapes), loaded, asked.file.doubtful, reader
    )
    found = _with_shadows(found, drawn, seen)
    said = tags.tags(loaded)
    texts = _texts(found, shapes, page, _Context(number, links.finder(links.links(pdf, loaded, seen)), said))
    texts = _with_grounds(texts, bare)
    holders = boxes_of(shapes, page)
    more = _drawn_and_pictured(pictured.beside(loaded, number, drawn, shapes, reader), shapes, page, number)
    kind = PageKind.MIXED if more else PageKind.TEXT if texts else PageKind.EMPTY
    every = [*(one.block for one in texts), *more]
    more += _figures(shapes, every, said, bare, number)
    texts += [Placed(block, innermost(block.box, _outside(holders, block))) for block in more]
    return PageRead(Page(number, seen.width, seen.height, kind), tuple(laid_out(texts, shapes, page)))


@dataclass(frozen=True, slots=True)
class _Context:
    number: int
    link: Callable[[Glyph], str]
    tags: Tags


def _texts(found: list[TextLine], shapes: Sequence[Shape], page: Box, of: _Context) -> list[Placed]:
    """Return the blocks of a page's text: cells of tables, and what else there is."""
    holders = boxes_of(shapes, page)
    tabular, found = tables.tables(found, shapes, page)
    texts = [one for table in tabular for one in cells_of(table, of.number, holders, of.link)]
    for group in blocks.groups(found, shapes, page):
        block = block_of(group, of.number, of.link, of.tags)
        if block.text:
            texts.append(Placed(block, group.container))
    return texts


def _figures(
    shapes: Sequence[Shape], texts: Sequence[TextBlock], said: Tags, bare: Bare, number: int
) -> list[TextBlock]:
    """Return the pictures that carry meaning: those that the file describes, and those that look like it."""
    page = Box(0, 0, bare.width, bare.height)
    described = said.described(shapes)
    found = [figure(box, number, text) for box, text in described]
    for box in figures.figures(shapes, [text.box for text in texts], page):
        is_known = any(other.common(box) > 0.5 * box.width * box.height for other, _text in described)
        if not is_known and not figures.is_plain(bare.pixels, bare.scale, box):
            found.append(figure(box, number))
    return found


def _outside(holders: Sequence[Box], block: TextBlock) -> list[Box]:
    """Return the drawn boxes that may hold a block; a picture is not inside of itself."""
    if block.role is not Role.FIGURE:
        return list(holders)
    area = block.box.width * block.box.height
    return [box if box.width * box.height > 1.05 * area else Box(0, 0, 0, 0) for box in holders]


def _drawn_and_pictured(seen: Seen, shapes: Sequence[Shape], page: Box, number: int) -> list[TextBlock]:
    """Return the blocks that shapes draw and those in pictures."""
    groups = blocks.groups(seen.lines, [shape for shape in shapes if shape.kind is not ShapeKind.PATH], page)
    outlined = [replace(block_of(group, number), lettering=Lettering.OUTLINE) for group in groups]
    return [*outlined, *seen.blocks]


def _scanned(number: int, loaded: PdfPage, letters: Sequence[Glyph], reader: Callable[[], ocr.Reader]) -> PageRead:
    seen = scanned.read(loaded, number, letters, reader)
    kind = PageKind.SCAN if seen.blocks else PageKind.EMPTY
    page = Page(number, loaded.get_width(), loaded.get_height(), kind, seen.turned)
    return PageRead(page, seen.blocks)


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


def _with_grounds(texts: Sequence[Placed], bare: Bare) -> list[Placed]:
    found = []
    for one in texts:
        colour = ground(bare.pixels, bare.scale, one.block.box)
        found.append(replace(one, block=replace(one.block, look=replace(one.block.look, ground=colour))))
    return found
