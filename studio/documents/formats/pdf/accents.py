"""How the words of links, and the marks of items, are set apart: by a colour of their own, and by a line under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.letters import Letters
from studio.documents.formats.pdf.pdfium import Kind
from studio.model.document import Line, MarkKind, Role, TextBlock

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

THICKEST = 2.0
"""Points: what is thicker is no line under words."""

LOWEST = 0.3
"""How far below the bottom of its words a line under them stands at most, in sizes."""


@dataclass(frozen=True, slots=True)
class Accent:
    """How a block sets words apart: the colours of its links and of its mark ("": its own), and a line under links."""

    link: str = ""
    mark: str = ""
    is_underlined: bool = False


def accents(
    page: PdfPage, number: int, blocks: Iterable[TextBlock], found: Sequence[Letters]
) -> tuple[dict[int, Accent], set[int]]:
    """Return the accents of blocks by their keys, and the numbers of the shapes that are lines under links.

    Those lines are as long as the words that stood there and must go with them.
    """
    colours = {one.number: one.colour for one in found}
    thin = list(_thin(page))
    made: dict[int, Accent] = {}
    gone: set[int] = set()
    for block in blocks:
        lines = [line for area in block.areas if area.page == number for line in area.lines]
        has_links = any(mark.kind is MarkKind.LINK for mark in block.marks)
        under = {shape for shape, box in thin for line in lines if has_links and _is_under(box, line, block.look.size)}
        gone |= under
        made[block.key] = Accent(
            link=_other(lines, colours, block.look.colour) if has_links else "",
            mark=_first(lines, colours) if block.role is Role.ITEM else "",
            is_underlined=bool(under),
        )
    return made, gone


def _thin(page: PdfPage) -> Iterable[tuple[int, tuple[float, float, float, float]]]:
    view = pdfium.view(page)
    for drawn in pdfium.objects(page):
        if drawn.kind is Kind.PATH:
            box = pdfium.bounds(drawn, view)
            if box.height <= THICKEST and box.width > THICKEST:
                yield drawn.number, (box.left, box.top, box.right, box.bottom)


def _is_under(box: tuple[float, float, float, float], line: Line, size: float) -> bool:
    left, top, right, _bottom = box
    is_along = line.box.left - THICKEST <= left and right <= line.box.right + THICKEST
    return is_along and abs(top - line.box.bottom) <= LOWEST * size


def _other(lines: Sequence[Line], colours: Mapping[int, str], own: str) -> str:
    """Return the colour, other than the block's own, that most of its letters have."""
    seen = Counter(colours[place] for line in lines for place in line.places if place in colours)
    seen.pop(own, None)
    return seen.most_common(1)[0][0] if seen else ""


def _first(lines: Sequence[Line], colours: Mapping[int, str]) -> str:
    places = [place for line in lines[:1] for place in line.places if place in colours]
    return colours[min(places)] if places else ""
