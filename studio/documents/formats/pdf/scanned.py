"""Pages that are a picture: scans, with or without the invisible words that a scanner's program laid over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.documents import blocks, ocr
from studio.documents.formats.pdf import pictured, rendering
from studio.documents.formats.pdf.layout import Placed, block_of, laid_out
from studio.documents.formats.pdf.pictured import Seen
from studio.documents.grounds import ground, ink
from studio.documents.legible import is_legible
from studio.documents.lines import Glyph, lines
from studio.documents.shapes import Shape, ShapeKind
from studio.model.document import Box, Lettering, TextBlock

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from studio.documents.pictures import Pixels

_COVERED = 0.5  # of the page by pictures
_FEW_LETTERS = 25  # of text on the picture, such as a stamp or a page number
COLOUR_SCALE = 1.5
"""Pixels to a point: enough to see the colour of letters."""

_LAYER_LETTERS = 20  # fewer invisible letters say nothing


def is_picture(letters: Sequence[Glyph], shapes: Sequence[Shape], page: Box) -> bool:
    """Say whether a page is one picture: pictures cover it, and hardly any letters that leave ink stand on it."""
    shown = sum(not glyph.style.is_hidden and not glyph.text.isspace() for glyph in letters)
    covered = sum(shape.box.common(page) for shape in shapes if shape.kind is ShapeKind.IMAGE)
    return shown < _FEW_LETTERS and covered >= _COVERED * page.width * page.height


def read(page: PdfPage, number: int, letters: Sequence[Glyph], reader: Callable[[], ocr.Reader]) -> Seen:
    """Return the words of a page that is a picture; sound invisible words are taken instead of reading it once more."""
    hidden = [glyph for glyph in letters if glyph.style.is_hidden]
    is_layer = sum(glyph.text.isalnum() for glyph in hidden) >= _LAYER_LETTERS
    if is_layer and is_legible(glyph.text for glyph in hidden):
        return Seen(tuple(_of_layer(page, number, hidden)))
    return pictured.whole(page, number, reader())


def _of_layer(page: PdfPage, number: int, letters: Sequence[Glyph]) -> list[TextBlock]:
    """Return the blocks that invisible words make, which stand where the picture shows them."""
    paper = Box(0, 0, page.get_width(), page.get_height())
    pixels = rendering.pixels(page, COLOUR_SCALE)
    scale = pixels.shape[1] / page.get_width()
    made = [block_of(group, number) for group in blocks.groups(lines(letters), (), paper)]
    seen = [Placed(_as_scanned(block, pixels, scale), -1) for block in made if block.text]
    return laid_out(seen, (), paper)


def _as_scanned(block: TextBlock, pixels: Pixels, scale: float) -> TextBlock:
    look = replace(block.look, colour=ink(pixels, scale, block.box), ground=ground(pixels, scale, block.box))
    area = replace(block.areas[0], lines=tuple(replace(line, places=()) for line in block.areas[0].lines))
    return replace(block, areas=(area,), look=look, lettering=Lettering.SCAN)
