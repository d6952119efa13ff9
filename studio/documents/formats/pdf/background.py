"""What stays of a page under the new texts: pictures, shapes and colours, and blocks that are kept as they look.

Made once for each page and set of blocks, and kept for the next time where there is a folder for it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import pdfium, strip
from studio.documents.formats.pdf.pdfium import Kind
from studio.model.document import Box, Edition, Lettering, Role, TextBlock

if TYPE_CHECKING:
    import pikepdf
    from pypdfium2 import PdfPage

INVISIBLE = 3
"""The text rendering mode of letters that are not painted, such as what recognition put behind a scan."""

MOVED = 0.2
"""Points that an object may seem to move by rounding."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An object of text: where it begins on its base line, its box, and its face, all as people see the page."""

    number: int
    x: float
    y: float
    box: Box
    size: float
    across: tuple[float, float, float, float]
    is_invisible: bool


@dataclass(frozen=True, slots=True)
class Background:
    """A page without the texts that are set anew.

    `pdf` has it as its first page, then a page for each block of `kept`, in that order, with the letters of that block
    alone.  `origins` say where the objects of text began, `is_bare` that all text had to be taken out.
    """

    pdf: bytes
    kept: tuple[int, ...] = ()
    origins: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    is_bare: bool = False


def stays(edition: Edition, block: TextBlock) -> bool:
    """Say whether a block's letters stay as they are in the file."""
    return block.lettering is Lettering.TEXT and (block.is_kept or block.key not in edition.texts)


def make(source: pikepdf.Pdf, seen: PdfPage, number: int, edition: Edition) -> Background:
    """Return the background of a page, which is given as pikepdf and as pdfium see it."""
    found = list(texts(seen))
    blocks = [block for block in edition.document.blocks if any(area.page == number for area in block.areas)]
    replaced = _places(blocks, number, lambda block: block.lettering is Lettering.TEXT and not stays(edition, block))
    shapes = _places(blocks, number, lambda block: block.lettering is Lettering.OUTLINE and block.key in edition.texts)
    kept = [
        block
        for block in blocks
        if stays(edition, block) and not block.is_decoration and not _places([block], number) & replaced
    ]
    own = _places(kept, number)
    gone = replaced | own | _leftovers(found, blocks, number, edition, replaced | own)
    made = _page(source, number, found, gone, shapes, kept)
    origins = {shown.number: (shown.x, shown.y) for shown in found}
    if made is not None:
        return Background(made, tuple(block.key for block in kept), origins)
    return Background(_bare(source, number, shapes), (), origins, is_bare=True)


def texts(page: PdfPage) -> Iterable[Shown]:
    """Yield the objects of text of a page."""
    import pypdfium2.raw as raw

    view = pdfium.view(page)
    for drawn in pdfium.objects(page):
        if drawn.kind is Kind.TEXT:
            matrix = pdfium.chained(pdfium.matrix_of(drawn.handle), drawn.matrix)
            size = pdfium_size(drawn.handle)
            mode = raw.FPDFTextObj_GetTextRenderMode(drawn.handle)
            x, y = view.point(matrix[4], matrix[5])
            box = pdfium.bounds(drawn, view)
            yield Shown(drawn.number, x, y, box, size, pdfium.chained(matrix, view.matrix)[:4], mode == INVISIBLE)


def pdfium_size(handle: Any) -> float:
    """Return the size of an object's letters in its own space."""
    import ctypes

    import pypdfium2.raw as raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(handle, size)
    return size.value


def _places(blocks: Iterable[TextBlock], number: int, where: Any = None) -> set[int]:
    chosen = [block for block in blocks if block.role is not Role.FIGURE and (where is None or where(block))]
    areas = [area for block in chosen for area in block.areas if area.page == number]
    return {place for area in areas for line in area.lines for place in line.places}


def _leftovers(
    found: Iterable[Shown], blocks: Iterable[TextBlock], number: int, edition: Edition, claimed: set[int]
) -> set[int]:
    """Return texts of no block that must go, too: what is not painted, and shadows of texts that are replaced."""
    areas = [area for block in blocks if block.key in edition.texts for area in block.areas if area.page == number]
    boxes = [line.box for area in areas for line in area.lines]
    ours = {place for block in blocks for area in block.areas for line in area.lines for place in line.places}
    gone = set()
    for shown in found:
        if shown.number not in claimed and shown.number not in ours:
            x, y = shown.box.middle
            if shown.is_invisible or any(box.grown(0.5).holds(Box(x, y, x, y)) for box in boxes):
                gone.add(shown.number)
    return gone


def _page(
    source: pikepdf.Pdf, number: int, found: list[Shown], gone: set[int], shapes: set[int], kept: list[TextBlock]
) -> bytes | None:
    """Return the page without some texts and shapes, and the layers of kept blocks; None where pdfium disagrees."""
    advances = _advances(found)
    walk = strip.Walk(gone.__contains__, shapes.__contains__, advances)
    pages = [_Sheet(number, walk)]
    for block in kept:
        others = _other_than(_places([block], number))
        pages.append(_Sheet(number, strip.Walk(others, lambda _shape: True, advances, is_text_only=True)))
    made = _sheets(source, pages)
    if walk.text != len(found):
        return None
    rest = [shown for shown in found if shown.number not in gone]
    return made if _agrees(made, rest, [_places([block], number) for block in kept], found) else None


def _other_than(own: set[int]) -> Callable[[int], bool]:
    return lambda text: text not in own


def _bare(source: pikepdf.Pdf, number: int, shapes: set[int]) -> bytes:
    return _sheets(source, [_Sheet(number, strip.Walk(lambda _text: True, shapes.__contains__))])


@dataclass(frozen=True, slots=True)
class _Sheet:
    number: int
    walk: strip.Walk


def _sheets(source: pikepdf.Pdf, sheets: Iterable[_Sheet]) -> bytes:
    """Return a PDF with a page for each of the sheets, of the size and turned as it is in the source."""
    import pikepdf

    made = pikepdf.new()
    for sheet in sheets:
        page = source.pages[sheet.number]
        form = strip.stripped(source, page, sheet.walk)
        fresh = pikepdf.Dictionary(Type=pikepdf.Name.Page)
        for key in ("/MediaBox", "/CropBox", "/Rotate"):
            value = strip.inherited(page.obj, key)
            if value is not None:
                fresh[key] = value
        for key in ("/Group", "/UserUnit"):
            if key in page.obj:
                fresh[key] = (
                    made.copy_foreign(source.make_indirect(page.obj[key])) if key == "/Group" else page.obj[key]
                )
        copy = made.copy_foreign(form)
        fresh["/Resources"] = copy["/Resources"]
        fresh["/Contents"] = made.make_stream(copy.read_bytes())
        made.pages.append(pikepdf.Page(made.make_indirect(fresh)))
    _keep_layers(source, made)
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def _keep_layers(source: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """Keep what says which parts of optional content are shown: hidden ones would come to light without it."""
    if "/OCProperties" in source.Root:
        held = source.make_indirect(source.Root["/OCProperties"])
        made.Root["/OCProperties"] = made.copy_foreign(held)


def _advances(found: list[Shown]) -> dict[int, float]:
    """Return how far behind each text the next one begins, in thousandths of its size, where both are on one line."""
    advances = {}
    for one, other in pairwise(found):
        a, b, _c, _d = one.across
        length = a * a + b * b
        if length > 0 and one.size:
            along = ((other.x - one.x) * a + (other.y - one.y) * b) / length
            advances[one.number] = 1000 * along / one.size
    return advances


def _agrees(made: bytes, rest: list[Shown], layers: list[set[int]], found: list[Shown]) -> bool:
    """Say whether pdfium finds all texts that stay where they were, and no others."""
    with pdfium.opened(made) as pdf:
        for number, expected in enumerate(
            [rest, *([shown for shown in found if shown.number in own] for own in layers)]
        ):
            with pdfium.page_of(pdf, number) as page:
                left = list(texts(page))
            if len(left) != len(expected) or any(map(_differs, left, expected)):
                return False
    return True


def _differs(one: Shown, other: Shown) -> bool:
    moved = max(abs(one.x - other.x), abs(one.y - other.y))
    sides = abs(one.box.width - other.box.width), abs(one.box.height - other.box.height)
    return moved > MOVED or max(sides) > MOVED
