"""Other words in a picture: the old are taken out, the new set in their place by the same rules as in a PDF.

For a picture one pixel is one point of its document; it is set in real points, though, so that what is small for the
eye is small for the rules, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio.documents import readable, removal, scaling
from studio.documents.formats.pdf import overlay, pdfium
from studio.documents.formats.pdf.background import Background
from studio.model.document import Box, Edition, Fit, Lettering, Look, Page, Role, TextBlock

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

A4 = 842.0
"""The longer side of a page in points, where a picture's own dots per inch make no page of it."""

UNSEEN = "#00000000"
"""The colour of words that are there for machines while the picture shows them."""

_LEAST, _MOST = 200.0, 2400.0  # points that a page's longer side may have
_BAND = 4_000_000  # pixels that are composed at once


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture with other words; `boxes` say by key where words stand, in the document's pixels."""

    pixels: Pixels
    fits: tuple[Fit, ...]
    boxes: tuple[tuple[int, Box], ...]


def points(width: float, height: float, dots: float) -> float:
    """Return how many points a pixel has: by the file's dots per inch where they make a page, else as on A4."""
    longer = max(width, height)
    return 72 / dots if dots and _LEAST <= longer * 72 / dots <= _MOST else A4 / longer


def is_new(edition: Edition, block: TextBlock) -> bool:
    """Say whether other words stand in the place of a block's own; what says the same stays as it looks."""
    if block.is_kept or block.role is Role.FIGURE or block.lettering is Lettering.NONE:
        return False
    text = edition.texts.get(block.key, "").split()
    return bool(text) and text != block.text.split()


def places(edition: Edition, page: int) -> list[tuple[Box, Look]]:
    """Return where on a page words are taken out, and what they look like."""
    blocks = [block for block in edition.document.blocks if is_new(edition, block)]
    areas = [(area, block.look) for block in blocks for area in block.areas if area.page == page]
    return [(line.box, look) for area, look in areas for line in area.lines]


def clean(pixels: Pixels, edition: Edition, page: int) -> None:
    """Take the words that others take the place of out of a page's picture."""
    removal.take_out(pixels, [block for block in edition.document.blocks if is_new(edition, block)], page)


def drawn(under: Pixels, edition: Edition, page: Page, scale: float, cover: Pixels | None = None) -> Redrawn:
    """Draw the words of the edition on a cleaned picture; `scale` is points per pixel of the document.

    `under` may be smaller than the page and is drawn on, as is `cover`, which says how much each pixel covers.
    """
    words = [block for block in edition.document.blocks if is_new(edition, block) and _is_on(block, page.number)]
    if not words:
        return Redrawn(under, (), ())
    ground, looks = readable.made(under, words, page, scale)
    small = [scaling.block(block, scale) for block in looks]
    edition = replace(edition, document=replace(edition.document, blocks=tuple(small)))
    seen = replace(page, width=page.width * scale, height=page.height * scale)
    made = overlay.make(edition, [seen], small, {page.number: Background(b"")})
    boxes = tuple((key, scaling.box(box, 1 / scale)) for number, key, box in made.boxes if number == page.number)
    factor = ground.shape[1] / page.width
    _compose(ground, cover, made.pdf, [scaling.box(box, factor) for _key, box in boxes])
    return Redrawn(ground, made.fits, boxes)


def prepared(pixels: Pixels, edition: Edition, page: Page, scale: float) -> tuple[Pixels, Edition]:
    """Return what stays of a page beneath real words (`pixels`, changed), and the edition with its blocks in points.

    Words that stay in the picture are set unseen, so that they are heard, found and copied as well.
    """
    blocks = edition.document.blocks
    words = [block for block in blocks if is_new(edition, block) and _is_on(block, page.number)]
    clean(pixels, edition, page.number)
    ground, looks = readable.made(pixels, words, page, scale)
    seen = {block.key: block for block in looks}
    found = [_as_set(seen.get(block.key, block), page.number, scale, block.key in seen) for block in blocks]
    return ground, replace(edition, document=replace(edition.document, blocks=tuple(found)))


def _as_set(block: TextBlock, page: int, scale: float, is_seen: bool) -> TextBlock:
    if not _is_on(block, page):
        return block
    look = block.look if is_seen else replace(block.look, colour=UNSEEN)
    return scaling.block(replace(block, look=look), scale, page)


def _is_on(block: TextBlock, page: int) -> bool:
    return any(area.page == page for area in block.areas)


def _compose(ground: Pixels, cover: Pixels | None, pdf: bytes, boxes: Sequence[Box]) -> None:
    """Draw the first page of a PDF on a picture, band by band, where words are."""
    import numpy as np

    with pdfium.opened(pdf, "") as opened, pdfium.page_of(opened, 0) as words:
        scale = ground.shape[1] / words.get_width()
        for top, bottom in _bands(ground, boxes):
            crop = (0, max(0.0, words.get_height() - bottom / scale), 0, top / scale)
            ink = words.render(scale=scale, crop=crop, fill_color=(0, 0, 0, 0), rev_byteorder=True).to_numpy()
            part = ground[top : top + ink.shape[0], : ink.shape[1]]
            ink = ink[: part.shape[0], : part.shape[1]]
            where = ink[:, :, 3] > 0
            share = ink[where][:, 3:].astype(np.float32) / 255
            part[where] = np.rint(part[where] * (1 - share) + ink[where][:, :3] * share).astype(np.uint8)
            if cover is not None:
                covered = cover[top : top + part.shape[0], : part.shape[1]]
                np.maximum(covered, ink[:, :, 3], out=covered)


def _bands(ground: Pixels, boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Yield rows of the picture from and up to, each with words in it."""
    height, width = ground.shape[:2]
    step = max(16, _BAND // width)
    for top in range(0, height, step):
        bottom = min(height, top + step)
        if any(box.top - box.height < bottom and box.bottom + box.height > top for box in boxes):
            yield top, bottom
