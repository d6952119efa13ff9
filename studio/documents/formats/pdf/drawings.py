"""What a PDF's page shows beside its text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

from studio.documents.formats.pdf.glyphs import colour_of
from studio.documents.formats.pdf.pdfium import Drawn, Kind, View, bounds
from studio.documents.shapes import Shape, ShapeKind

_KINDS = {Kind.PATH: ShapeKind.PATH, Kind.IMAGE: ShapeKind.IMAGE, Kind.SHADING: ShapeKind.SHADING}


def shapes(drawn: Iterable[Drawn], seen: View) -> list[Shape]:
    """Return the paths, pictures and gradients of a page that leave ink, in the order in which they are drawn."""
    import pypdfium2.raw as pdfium

    found = []
    for item in drawn:
        if item.kind not in _KINDS:
            continue
        tag = pdfium.FPDFPageObj_GetMarkedContentID(item.handle)
        fill, stroke, segments = _ink(item.handle) if item.kind is Kind.PATH else ("", "", 0)
        if item.kind is not Kind.PATH or fill or stroke:
            found.append(Shape(_KINDS[item.kind], item.number, bounds(item, seen), fill, stroke, segments, tag))
    return found


def _ink(path: Any) -> tuple[str, str, int]:
    """Return the colours of a path's fill and line, "" for none, and of how many pieces it is."""
    import pypdfium2.raw as pdfium

    mode, has_line = ctypes.c_int(0), ctypes.c_int(0)
    pdfium.FPDFPath_GetDrawMode(path, mode, has_line)
    fill, is_clear = colour_of(path) if mode.value else ("", True)
    stroke, no_line = colour_of(path, is_stroke=True) if has_line.value else ("", True)
    return "" if is_clear else fill, "" if no_line else stroke, max(0, pdfium.FPDFPath_CountSegments(path))
