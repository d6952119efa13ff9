"""The objects of text on a page as pdfium sees them: where they begin, their boxes, and what they are drawn with."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.pdfium import Kind
from studio.model.document import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

INVISIBLE = 3
"""The text rendering mode of letters that are not painted, such as what recognition put behind a scan."""

CLIPS = frozenset({4, 5, 6, 7})
"""The text rendering modes in which letters cut out what is painted after them."""


@dataclass(frozen=True, slots=True)
class Letters:
    """An object of text: where it begins on its base line, its box and size, all as people see the page.

    `across` are the first four numbers of its matrix.  `has_face` is false where the file names a face without
    bringing it along.
    """

    number: int
    x: float
    y: float
    box: Box
    size: float
    across: tuple[float, float, float, float]
    mode: int
    is_blank: bool
    has_face: bool
    colour: str
    font: str

    @property
    def height(self) -> float:
        """The size of the letters as people see them, in points."""
        return self.size * math.hypot(*self.across[2:])


def letters(page: PdfPage) -> Iterator[Letters]:
    """Yield the objects of text of a page, in the order of `Line.places`."""
    import pypdfium2.raw as raw

    view = pdfium.view(page)
    text = page.get_textpage()
    try:
        for drawn in pdfium.objects(page):
            if drawn.kind is Kind.TEXT:
                matrix = pdfium.chained(pdfium.chained(pdfium.matrix_of(drawn.handle), drawn.matrix), view.matrix)
                yield Letters(
                    drawn.number,
                    matrix[4],
                    matrix[5],
                    pdfium.bounds(drawn, view),
                    _size(drawn.handle),
                    matrix[:4],
                    raw.FPDFTextObj_GetTextRenderMode(drawn.handle),
                    _is_blank(drawn.handle, text.raw),
                    _has_face(drawn.handle),
                    _colour(drawn.handle),
                    _font(drawn.handle),
                )
    finally:
        text.close()


def _size(handle: Any) -> float:
    import pypdfium2.raw as raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(handle, size)
    return size.value


def _is_blank(handle: Any, text: Any) -> bool:
    import pypdfium2.raw as raw

    length = raw.FPDFTextObj_GetText(handle, text, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(handle, text, buffer, length)
    return not bytes(buffer).decode("utf-16-le", "replace").replace("\0", "").strip()


def _font(handle: Any) -> str:
    import pypdfium2.raw as raw

    font = raw.FPDFTextObj_GetFont(handle)
    buffer = ctypes.create_string_buffer(200)
    if font:
        raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")


def _colour(handle: Any) -> str:
    import pypdfium2.raw as raw

    parts = [ctypes.c_uint() for _part in range(4)]
    raw.FPDFPageObj_GetFillColor(handle, *parts)
    return "#" + "".join(f"{part.value:02x}" for part in parts[:3])


def _has_face(handle: Any) -> bool:
    """Say whether the file brings the object's face along; faces made of drawings (Type 3) count as such."""
    import pypdfium2.raw as raw

    font = raw.FPDFTextObj_GetFont(handle)
    if not font or raw.FPDFFont_GetIsEmbedded(font) != 0:
        return True
    length = ctypes.c_size_t()
    return not (raw.FPDFFont_GetFontData(font, None, 0, length) and length.value)
