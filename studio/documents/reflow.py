"""Texts without a layout of their own on pages: where their blocks stand as they are shown.

They are shown as their accessible edition is set.  A page holds the same blocks in every edition; where words of one
are too many for it, all on it are set smaller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from studio.documents import headings
from studio.documents.accessible import outline, pdf
from studio.documents.accessible.parts import Content, Heading
from studio.documents.accessible.pdf import HEIGHT, MARGIN, WIDTH, Laid, Paper
from studio.documents.formats.pdf import pdfium, rendering
from studio.documents.output import Shown
from studio.i18n import _
from studio.model.document import Area, Box, Document, Edition, Fit, Page, PageKind, Role, TextBlock
from studio.model.progress import Progress, Report

FULL = 0.8  # of a page is filled, since translations are longer
SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
_ABOVE, _BELOW = 3.0, 4.0  # points that letters reach above and below the places where words begin and end
_GAP = 12.0  # between the words of neighbouring cells


def note() -> str:
    """Return what is to be said of a file without a layout."""
    return _("A file like this has no layout: its pages are shown as a preview.")


def placed(document: Document, report: Report) -> Document:
    """Return the document with its blocks on pages as long as A4; no block runs over a page."""
    shares = _pages(document)
    pages: list[Page] = []
    blocks: list[TextBlock] = []
    for number, share in enumerate(shares):
        report(Progress(number, len(shares), "pages"))
        laid, _scale = _laid(_as_it_is(document), share, HEIGHT)
        height = _sizes(laid)[0]
        pages.append(Page(number, WIDTH, height, PageKind.TEXT if share else PageKind.EMPTY))
        boxes = _boxes(laid)
        blocks += [_moved(block, number, boxes.get(block.key)) for block in share]
    report(Progress(len(shares), len(shares), "pages"))
    return replace(document, pages=tuple(pages), blocks=tuple(blocks))


def picture(document: Document, page: int, width: int) -> bytes:
    """Return a page as PNG, `width` pixels wide."""
    return show(_as_it_is(document), page, width).picture


def show(edition: Edition, page: int, width: int) -> Shown:
    """Return what stands on a page in an edition."""
    blocks = [block for block in edition.document.blocks if block.page == page]
    laid, scale = _laid(edition, blocks, edition.document.pages[page].height)
    fits = tuple(Fit(block.key, scale) for block in blocks)
    return Shown(rendering.picture(laid.pdf, 0, width), fits, tuple(_boxes(laid).items()))


def _as_it_is(document: Document) -> Edition:
    return Edition(document, document.language, {}, document.title)


def _pages(document: Document) -> list[list[TextBlock]]:
    """Return the blocks of each page: as many as fill most of it when they are set on one long page."""
    laid, _scale = _laid(_as_it_is(document), document.blocks, None)
    boxes = _boxes(laid)
    pages: list[list[TextBlock]] = [[]]
    top = 0.0
    for block in document.blocks:
        box = boxes.get(block.key)
        is_full = box is not None and box.bottom - top > FULL * (HEIGHT - 2 * MARGIN)
        if box is not None and is_full and pages[-1] and _may_break(pages[-1][-1], block):
            pages.append([])
            top = box.top
        pages[-1].append(block)
    return pages


def _may_break(before: TextBlock, block: TextBlock) -> bool:
    """Say whether a page may end between two blocks: not after a heading, not within a row of a table."""
    same_row = before.cell and block.cell and (before.cell.table, before.cell.row) == (block.cell.table, block.cell.row)
    return before.role is not Role.HEADING and not same_row


def _laid(edition: Edition, blocks: Sequence[TextBlock], height: float | None) -> tuple[Laid, float]:
    """Return blocks set on one page, and the scale of their letters: the largest at which they have room."""
    content = _content(edition, blocks)
    for scale in SCALES if height else ():
        laid = pdf.laid(content, Paper(height=height, scale=scale, numbered=False))
        if len(_sizes(laid)) == 1:
            return laid, scale
    return pdf.laid(content, Paper(height=None, numbered=False)), 1.0


def _sizes(laid: Laid) -> list[float]:
    """Return how high each page is."""
    with pdfium.opened(laid.pdf) as file:
        return [float(file.get_page_size(number)[1]) for number in range(len(file))]


def _content(edition: Edition, blocks: Sequence[TextBlock]) -> Content:
    """Return a part of an edition, with headings as large as they are in the whole."""
    every = [block for block in edition.document.blocks if block.role is Role.HEADING]
    levels = headings.without_gaps([block.level for block in every])
    ranks = {block.key: level for block, level in zip(every, levels, strict=True)}
    part = replace(edition, document=replace(edition.document, blocks=tuple(blocks)))
    found = outline.content(part, {}, edition.document.title or "–")
    said = [part for part in found.parts if not (isinstance(part, Heading) and part.words.key == 0)]
    ranked = [replace(p, rank=ranks[p.words.key]) if isinstance(p, Heading) else p for p in said]
    return replace(found, parts=tuple(ranked))


def _boxes(laid: Laid) -> Mapping[int, Box]:
    """Return where the words of each block stand: up to the right margin, or to the next cell in the row."""
    starts = {place.key: place for place in laid.places if place.part == "start"}
    tops = sorted(place.y for place in starts.values())
    ends = {place.key: place for place in laid.places if place.part == "end"}
    by_line: dict[float, list[float]] = {}
    for place in starts.values():
        by_line.setdefault(round(place.y, 1), []).append(place.x)
    made = {}
    for key, start in starts.items():
        end = ends.get(key, start)
        beside = [x - _GAP for x in by_line[round(start.y, 1)] if x > start.x + 1]
        right = max(start.x + 1, min([WIDTH - MARGIN, *beside]))
        bottom = max(end.y, start.y + 1)
        if (below := next((top for top in tops if top > start.y + 1), bottom + 1)) <= bottom:
            bottom = below - _ABOVE - _BELOW  # the end is told where what is below it begins
        made[key] = Box(start.x, start.y - _ABOVE, right, bottom + _BELOW)
    return made


def _moved(block: TextBlock, page: int, box: Box | None) -> TextBlock:
    """Return the block at its place; one that is not shown stands in a corner."""
    here = box or Box(0.0, 0.0, 1.0, 1.0)
    lines = tuple(replace(line, box=here) for area in block.areas for line in area.lines)
    return replace(block, areas=(Area(page, here, lines),))
