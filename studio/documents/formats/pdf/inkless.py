"""Text that nobody sees: it lies under a picture, or has the colour of what is behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from studio.documents.formats.pdf import rendering
from studio.documents.formats.pdf.pdfium import Drawn, Kind
from studio.documents.lines import Glyph
from studio.documents.shapes import Shape, ShapeKind
from studio.model.document import Box, around

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from studio.documents.pictures import Pixels

SCALE = 1.0
"""Pixels to a point: enough to see whether letters leave ink, and what is behind them."""

_MANY = 400  # covers: then it is quicker to look everywhere
_SEEN = 6  # of 255: a change that counts as ink


class Bare:
    """A page without its text, drawn when it is first asked for."""

    def __init__(self, page: PdfPage, drawn: Sequence[Drawn]) -> None:
        self._page = page
        self._texts = [item for item in drawn if item.kind is Kind.TEXT]

    @cached_property
    def pixels(self) -> Pixels:
        """Rows of red, green and blue."""
        return rendering.pixels(self._page, SCALE, without=self._texts)

    @cached_property
    def dressed(self) -> Pixels:
        """The same with the text."""
        return rendering.pixels(self._page, SCALE)

    @property
    def width(self) -> float:
        """Points."""
        return float(self._page.get_width())

    @property
    def height(self) -> float:
        """Points."""
        return float(self._page.get_height())

    @property
    def scale(self) -> float:
        """Pixels to a point."""
        return float(self.pixels.shape[1] / self._page.get_width())


def marked(letters: Sequence[Glyph], shapes: Sequence[Shape], bare: Bare, *, always: bool = False) -> list[Glyph]:
    """Return the letters, those of objects that leave no ink as hidden; looked at where something may cover them.

    `always`: everywhere, since layers may be hidden.
    """
    covers = [shape.box for shape in shapes if shape.kind is not ShapeKind.PATH or shape.fill]
    always = always or len(covers) > _MANY
    boxes: dict[int, list[Box]] = defaultdict(list)
    for glyph in letters:
        if not glyph.text.isspace():
            boxes[glyph.place].append(glyph.box)
    near = {place: around(own) for place, own in boxes.items()}
    asked = {place: box for place, box in near.items() if always or any(cover.common(box) > 0 for cover in covers)}
    unseen = {place for place, box in asked.items() if not _leaves_ink(box, bare)}
    return [
        replace(glyph, style=replace(glyph.style, is_hidden=True)) if glyph.place in unseen else glyph
        for glyph in letters
    ]


def _leaves_ink(box: Box, bare: Bare) -> bool:
    import numpy as np

    top, left = max(0, int(box.top * bare.scale) - 1), max(0, int(box.left * bare.scale) - 1)
    rows, columns = slice(top, int(box.bottom * bare.scale) + 2), slice(left, int(box.right * bare.scale) + 2)
    before, after = bare.pixels[rows, columns].astype(np.int16), bare.dressed[rows, columns].astype(np.int16)
    return not before.size or bool((np.abs(before - after) > _SEEN).any())
