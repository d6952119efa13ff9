"""Where the links of a PDF's page lead."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf.pdfium import View
from studio.documents.lines import Glyph
from studio.model.document import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

PAGE = "page:"
"""What the value of a link within the file begins with; the page's number follows, counted from 1 as people do."""

_GOTO, _URI = 1, 3
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """An area of a page that leads to an address, or to a page of the same file ("page:3" is the third)."""

    box: Box
    target: str


def links(pdf: PdfDocument, page: PdfPage, seen: View) -> list[Link]:
    """Return the links of a page; those that run a program or a script are left out."""
    import pypdfium2.raw as pdfium

    found: list[Link] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    rect = pdfium.FS_RECTF()
    while len(found) < _MOST and pdfium.FPDFLink_Enumerate(page.raw, position, link):
        target = _target(pdf.raw, link)
        if target and pdfium.FPDFLink_GetAnnotRect(link, rect):
            found.append(Link(seen.box(rect.left, rect.bottom, rect.right, rect.top), target))
    return found


def finder(found: Sequence[Link]) -> Callable[[Glyph], str]:
    """Return what says of a letter where the link leads that it stands in."""

    def target(glyph: Glyph) -> str:
        across, down = glyph.box.middle
        for link in found:
            if link.box.left <= across <= link.box.right and link.box.top <= down <= link.box.bottom:
                return link.target
        return ""

    return target


def _target(pdf: Any, link: Any) -> str:
    import pypdfium2.raw as pdfium

    to = pdfium.FPDFLink_GetDest(pdf, link)
    action = pdfium.FPDFLink_GetAction(link)
    if not to and action:
        kind = pdfium.FPDFAction_GetType(action)
        if kind == _URI:
            return _address(pdf, action)
        to = pdfium.FPDFAction_GetDest(pdf, action) if kind == _GOTO else None
    index = pdfium.FPDFDest_GetDestPageIndex(pdf, to) if to else -1
    return f"{PAGE}{index + 1}" if index >= 0 else ""


def _address(pdf: Any, action: Any) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFAction_GetURIPath(pdf, action, buffer, length)
    return buffer.value.decode("utf-8", "replace").strip()
