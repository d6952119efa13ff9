"""Pictures of a PDF's pages."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents.formats.pdf import bounds, pdfium
from studio.documents.formats.pdf.pdfium import Drawn, Kind

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from studio.documents.pictures import Pixels

MOST_PIXELS = 40_000_000
"""A page is never drawn with more; one that would be is drawn coarser."""

POINTS = 72.0  # in an inch


def render(source: Path | bytes, page: int, *, width: int = 0, dpi: float = 150.0, password: str = "") -> Pixels:
    """Return a page as rows of red, green and blue, `width` pixels wide or, without a width, at `dpi`."""
    if isinstance(source, Path):
        bounds.check_file(source)
        bounds.check_drawing(source, password)
    with pdfium.opened(source, password) as pdf:
        if pdf.get_formtype():
            pdf.init_forms()
        with pdfium.page_of(pdf, page) as seen:
            return pixels(seen, width / seen.get_width() if width else dpi / POINTS)


def picture(source: Path | bytes, page: int, width: int, *, password: str = "") -> bytes:
    """Return a page as PNG, `width` pixels wide."""
    return png(render(source, page, width=width, password=password))


def png(picture: Pixels) -> bytes:
    """Return rows of pixels as the bytes of a PNG file."""
    from PIL import Image

    into = io.BytesIO()
    Image.fromarray(picture).save(into, "PNG", compress_level=1)
    return into.getvalue()


def pixels(page: PdfPage, scale: float, *, without: Iterable[Drawn] = ()) -> Pixels:
    """Return a loaded page as rows of red, green and blue, `scale` pixels to a point, without some of its objects."""
    import numpy as np
    import pypdfium2.raw as raw

    hidden = list(without)
    for drawn in hidden:
        raw.FPDFPageObj_SetIsActive(drawn.handle, False)
    try:
        drawing = page.render(scale=_bounded(page, scale), rev_byteorder=True, prefer_bgrx=False)
        return np.array(drawing.to_numpy()[:, :, :3], dtype=np.uint8)
    finally:
        for drawn in hidden:
            raw.FPDFPageObj_SetIsActive(drawn.handle, True)


def without_text(page: PdfPage, scale: float) -> Pixels:
    """Return a loaded page as `pixels` does, as if no text were on it."""
    return pixels(page, scale, without=[drawn for drawn in pdfium.objects(page) if drawn.kind is Kind.TEXT])


def _bounded(page: PdfPage, scale: float) -> float:
    count = page.get_width() * page.get_height() * scale * scale
    return float(scale if count <= MOST_PIXELS else scale * (MOST_PIXELS / count) ** 0.5)
