"""What stays of a page under the new texts: pictures, shapes and colours, and blocks that are kept as they look.

Made once for each page and set of blocks, and kept for the next time where there is a folder for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from studio.documents import removal
from studio.documents.formats.pdf import pdfium, rendering, sheets, stamps, strip
from studio.documents.formats.pdf.accents import Accent, accents
from studio.documents.formats.pdf.letters import CLIPS, INVISIBLE, Letters, letters
from studio.documents.formats.pdf.links import Link, links
from studio.documents.formats.pdf.pdfium import Kind
from studio.documents.formats.pdf.sheets import Patch
from studio.model.document import Area, Box, Edition, Lettering, Line, Role, TextBlock

if TYPE_CHECKING:
    import pikepdf
    from pypdfium2 import PdfDocument, PdfPage

    from studio.documents.pictures import Pixels

DOTS = 150.0
"""Dots to an inch of the parts of a scan from which words were taken out."""

DRAWN = frozenset({Lettering.SCAN, Lettering.OUTLINE})
"""Words that are read from the picture of a page."""

POINTS = 72.0  # to an inch


@dataclass(frozen=True, slots=True)
class Background:
    """A page without the texts that are set anew.

    `pdf` has it as its first page, then a page for each block of `kept`, in that order, with the letters of that block
    alone.  `beneath` are blocks that nobody needs to read and that stay on the first page; `anew` those whose words
    were read from the page's picture and say the same, but had to be taken out; `faces` have name and size of the
    face of blocks that were read so, where the file says them.  `origins` say where the objects of text began,
    `shapes` where those stood that drew words; `links` are those of the page; `accents` say by their keys how blocks
    set words apart; `is_bare`: all text had to be taken out.
    """

    pdf: bytes
    kept: tuple[int, ...] = ()
    beneath: tuple[int, ...] = ()
    anew: tuple[int, ...] = ()
    faces: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    origins: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    shapes: Mapping[int, Box] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    accents: Mapping[int, Accent] = field(default_factory=dict)
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a flyer as pikepdf and as pdfium see it."""

    source: pikepdf.Pdf
    seen: PdfPage
    number: int
    file: PdfDocument


def stays(edition: Edition, block: TextBlock) -> bool:
    """Say whether a block's letters stay as they are in the file; in pictures also those that say the same."""
    if block.is_kept or block.key not in edition.texts:
        return True
    return block.lettering in DRAWN and edition.texts[block.key].split() == block.text.split()


def make(page: Page, edition: Edition) -> Background:
    """Return the background of a page."""
    found = list(letters(page.seen))
    blocks = [b for b in edition.document.blocks if b.role is not Role.FIGURE and _areas([b], page.number)]
    heard = [
        b for b in blocks if b.lettering in DRAWN and stays(edition, b) and _lies_on_letters(b, found, page.number)
    ]
    anew = [block for block in heard if not (block.is_kept or block.is_decoration or block.key not in edition.texts)]
    replaced = [block for block in blocks if not stays(edition, block) or block in anew]
    above, beneath = _staying(edition, blocks, found, page.number)
    gone = {one.number for one in found} - places(beneath, page.number) - _signs(found, blocks, page.number, replaced)
    shown, lines = accents(page.seen, page.number, [b for b in replaced if b.lettering is Lettering.TEXT], found)
    made, is_bare = _made(page, found, (gone, lines), above, replaced)
    return Background(
        pdf=made,
        kept=() if is_bare else tuple(block.key for block in above),
        beneath=() if is_bare else tuple(block.key for block in beneath),
        anew=tuple(block.key for block in (heard if is_bare else anew)),
        faces=_faces(found, [block for block in blocks if block.lettering is Lettering.SCAN], page.number),
        origins={one.number: (one.x, one.y) for one in found},
        shapes=_boxes(page.seen, places([b for b in blocks if b.lettering is Lettering.OUTLINE], page.number)),
        links=tuple(links(page.file, page.seen, pdfium.view(page.seen))),
        accents=shown,
        is_bare=is_bare,
    )


def _staying(
    edition: Edition, blocks: Sequence[TextBlock], found: Sequence[Letters], number: int
) -> tuple[list[TextBlock], list[TextBlock]]:
    """Return the blocks whose letters stay: those that are read, and those that nobody needs to read."""
    texts = [block for block in blocks if block.lettering is Lettering.TEXT]
    taken = places([block for block in texts if not stays(edition, block)], number)
    left = [block for block in texts if stays(edition, block) and len({area.page for area in block.areas}) == 1]
    left = [block for block in left if _can_stay(places([block], number), found, taken)]
    return [block for block in left if not block.is_decoration], [block for block in left if block.is_decoration]


def _lies_on_letters(block: TextBlock, found: Sequence[Letters], number: int) -> bool:
    """Say whether words that were read from the picture of a page are letters in the file."""
    return bool(_within(found, [line.box for area in _areas([block], number) for line in area.lines]))


def _faces(found: Sequence[Letters], blocks: Sequence[TextBlock], number: int) -> dict[int, tuple[str, float]]:
    """Return the name and size of the letters that blocks, which were read from the page's picture, are in the file."""
    made = {}
    for block in blocks:
        held = _within(found, [line.box for area in _areas([block], number) for line in area.lines])
        named = sorted((one.height, one.font) for one in found if one.number in held and one.font)
        if named:
            size, font = named[len(named) // 2]
            made[block.key] = (font, round(size, 3))
    return made


def _within(found: Sequence[Letters], boxes: Sequence[Box]) -> set[int]:
    """Return the numbers of what is seen of text in some boxes."""
    seen = [(one, Box(*one.box.middle, *one.box.middle)) for one in found if one.mode != INVISIBLE and not one.is_blank]
    return {one.number for one, middle in seen if any(box.holds(middle) for box in boxes)}


def _boxes(page: PdfPage, shapes: set[int]) -> dict[int, Box]:
    view = pdfium.view(page)
    drawn = [one for one in pdfium.objects(page) if one.kind is Kind.PATH and one.number in shapes] if shapes else []
    return {one.number: pdfium.bounds(one, view) for one in drawn}


def _can_stay(own: set[int], found: Sequence[Letters], anew: set[int]) -> bool:
    """Say whether letters can stay: they bring their face, cut out nothing else, and belong to no other block."""
    if own & anew or not own:
        return False
    return all(one.has_face and one.mode not in CLIPS for one in found if one.number in own)


def _signs(
    found: Sequence[Letters], blocks: Sequence[TextBlock], number: int, replaced: Sequence[TextBlock]
) -> set[int]:
    """Return the texts of no block that are part of the picture: seen, and no shadow of words that are replaced."""
    claimed = places([block for block in blocks if block.lettering is Lettering.TEXT], number)
    texts = [block for block in blocks if block.lettering is Lettering.TEXT]
    shadowed = [line.box.grown(0.5) for area in _areas([*texts, *replaced], number) for line in area.lines]
    seen = {one.number for one in found if one.has_face and not one.is_blank and one.mode != INVISIBLE}
    return seen - claimed - _within(found, shadowed)


def places(blocks: Iterable[TextBlock], number: int) -> set[int]:
    """Return the numbers of the objects on a page that draw some blocks."""
    return {place for area in _areas(blocks, number) for line in area.lines for place in line.places}


def _areas(blocks: Iterable[TextBlock], number: int) -> list[Area]:
    return [area for block in blocks for area in block.areas if area.page == number]


def _made(
    page: Page,
    found: Sequence[Letters],
    without: tuple[set[int], set[int]],
    kept: Sequence[TextBlock],
    replaced: Sequence[TextBlock],
) -> tuple[bytes, bool]:
    """Return the page without some texts and shapes, then those of kept blocks; bare where pdfium disagrees."""
    gone, lines = without
    view = pdfium.view(page.seen).matrix
    drawn = [block for block in replaced if block.lettering is Lettering.OUTLINE]
    shapes = places(drawn, page.number) | lines
    patches = _cleaned(page, [block for block in replaced if block.lettering is Lettering.SCAN], found)
    patches += _stamped(page)
    panels = patches + _panels([block for block in drawn if not places([block], page.number)], page.number)
    advances = _advances(found)
    walks = [strip.Walk(gone.__contains__, shapes.__contains__, advances)]
    layers = [places([block], page.number) for block in kept]
    walks += [strip.Walk(_other_than(own), _all, advances, is_text_only=True) for own in layers]
    made = sheets.sheets(page.source, page.number, walks, panels, view)
    stay = [
        [one for one in found if one.number not in gone],
        *([one for one in found if one.number in own] for own in layers),
    ]
    shown = sheets.count(page.seen, Kind.PATH)
    if walks[0].text == len(found) and sheets.agrees(made, stay, shown - len(shapes)):
        return made, False
    walk = strip.Walk(_all, _none)
    return sheets.sheets(page.source, page.number, [walk], patches + _panels(drawn, page.number), view), True


def _all(_number: int) -> bool:
    return True


def _none(_number: int) -> bool:
    return False


def _other_than(own: set[int]) -> Callable[[int], bool]:
    return lambda text: text not in own


def _panels(blocks: Sequence[TextBlock], number: int) -> list[Patch]:
    """Return panels in the colour behind the words: for words that cannot be taken out."""
    areas = [(block, area) for block in blocks for area in _areas([block], number)]
    return [Patch(area.box.grown(1.0), block.look.ground or "#ffffff") for block, area in areas]


def _cleaned(page: Page, blocks: Sequence[TextBlock], found: Sequence[Letters]) -> list[Patch]:
    """Return the parts of a scan where words stood, without them.

    Words that were read from the picture, but are text in the file, are taken out like all text and need no cleaning.
    """
    lines = [line for area in _areas(blocks, page.number) for line in area.lines or (Line(area.box, ""),)]
    lines = [line for line in lines if not _within(found, [line.box])]
    if not lines:
        return []
    pixels = rendering.pixels(page.seen, DOTS / POINTS)
    scale = pixels.shape[1] / page.seen.get_width()
    clean = removal.clean(pixels, [_scaled(line.box, scale) for line in lines])
    boxes = [line.box.grown(max(2.0, 0.25 * line.box.height)) for line in lines]
    return [part for box in boxes for part in _part(clean, box, scale)]


def _stamped(page: Page) -> list[Patch]:
    """Return pictures of the stamps and notes with words on a page."""
    wordy = [stamp for stamp in stamps.stamps(page.source.pages[page.number]) if stamp.has_words()]
    if not wordy:
        return []
    view = pdfium.view(page.seen)
    pixels = rendering.pixels(page.seen, DOTS / POINTS)
    scale = pixels.shape[1] / page.seen.get_width()
    return [part for stamp in wordy for part in _part(pixels, view.box(*stamp.rect), scale)]


def _part(pixels: Pixels, box: Box, scale: float) -> list[Patch]:
    """Return a part of a page's picture, if any of it is on the page."""
    around = _scaled(box, scale)
    left, top = max(0, int(around.left)), max(0, int(around.top))
    part = pixels[top : int(around.bottom) + 1, left : int(around.right) + 1]
    high, wide = part.shape[:2]
    there = Box(left / scale, top / scale, (left + wide) / scale, (top + high) / scale)
    return [Patch(there, picture=part)] if part.size else []


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)


def _advances(found: Sequence[Letters]) -> dict[int, float]:
    """Return how far behind each text the next one begins, in thousandths of its size, where both are on one line."""
    advances = {}
    for one, other in pairwise(found):
        a, b, _c, _d = one.across
        length = a * a + b * b
        if length > 0 and one.size:
            along = ((other.x - one.x) * a + (other.y - one.y) * b) / length
            advances[one.number] = 1000 * along / one.size
    return advances
