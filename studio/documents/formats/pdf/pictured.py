"""Words of a page that are no text in the file: drawn as shapes, or part of a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median_low
from typing import TYPE_CHECKING

from studio.documents import ocr, scan
from studio.documents.formats.pdf import rendering
from studio.documents.formats.pdf.pdfium import Drawn, Kind
from studio.documents.lines import Glyph, Style, TextLine, in_frame, on_page
from studio.documents.shapes import Shape, ShapeKind
from studio.model.document import Area, Box, Lettering, TextBlock, around

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

SCALE = 150 / 72
"""Pixels to a point in which words are looked for beside text; a page without any is drawn finer."""

WHOLE_SCALE = 200 / 72
LEAST_SCORE = 0.6
_PICTURE_SCORE = 0.8  # words in a photo are often none
_PICTURE_LETTERS = 4
_PICTURE_WORDS = 4  # of a block that is a text, not a name
_PICTURE_LARGE = 24.0  # points of a headline
_SMALLEST = (36.0, 14.0)  # points: a picture that can hold words
_LETTER = (3.0, 250.0)  # points: how high a drawn letter may be
_FEWEST = 5  # drawn letters in a row
_MOST_LETTERS = 4000  # more are a map or a pattern
_MANY_PIECES = 60  # of one path that holds a whole word
_LEVEL = 3.0  # degrees by which a reader errs
_CAPITAL, _ACCENTED, _SMALL = 0.72, 0.9, 0.5  # how high letters are, in sizes
_TAILS = frozenset("gjpqyQ,;ß")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader saw on a page, and by how many degrees clockwise it was turned to be read.

    `lines` are those that shapes draw: their places are the numbers of path objects.
    """

    blocks: tuple[TextBlock, ...] = ()
    turned: int = 0
    lines: tuple[TextLine, ...] = ()


def whole(page: PdfPage, number: int, reader: ocr.Reader) -> Seen:
    """Return all the words of a page that is a picture."""
    pixels = rendering.pixels(page, WHOLE_SCALE)
    found, turned = scan.blocks(pixels, page.get_width() / pixels.shape[1], number, reader)
    return Seen(tuple(block for block in found if block.score >= LEAST_SCORE), turned)


def beside(
    page: PdfPage, number: int, drawn: Iterable[Drawn], shapes: Sequence[Shape], reader: Callable[[], ocr.Reader]
) -> Seen:
    """Return the words that stand in pictures and shapes of a page, none of its text; quick where it has neither."""
    paper = Box(0, 0, page.get_width(), page.get_height())
    letters = letters_among(shapes, paper)
    images = [_within(shape.box, paper) for shape in shapes if shape.kind is ShapeKind.IMAGE]
    pictures = [box for box in images if _can_hold_words(box)]
    regions = [*(shape.box for shape in letters), *pictures]
    if not regions:
        return Seen()
    hidden = [item for item in drawn if item.kind is Kind.TEXT]
    pixels = rendering.pixels(page, SCALE, without=hidden)
    scale = page.get_width() / pixels.shape[1]
    part = _within(around(regions).grown(6), paper)
    left, top = int(part.left / scale), int(part.top / scale)
    cut = pixels[top : int(part.bottom / scale) + 1, left : int(part.right / scale) + 1]
    found, _turned = scan.blocks(cut, scale, number, reader())
    moved = [shifted(block, left * scale, top * scale) for block in found if block.score >= LEAST_SCORE]
    outlined = [_drawn_lines(block, letters) for block in moved]
    rest = _in_pictures([block for block, own in zip(moved, outlined, strict=True) if not own], pictures)
    return Seen(tuple(rest), lines=tuple(line for own in outlined for line in own))


def letters_among(shapes: Sequence[Shape], page: Box) -> list[Shape]:
    """Return the shapes that may be letters: several of one height in a row, or one of very many pieces."""
    small = [
        shape
        for shape in shapes
        if shape.kind is ShapeKind.PATH
        and not shape.is_rule
        and (shape.fill or shape.segments > 5)
        and _LETTER[0] <= shape.box.height <= _LETTER[1]
        and shape.box.common(page) > 0
    ]
    if len(small) > _MOST_LETTERS:
        return []
    curved = [shape for shape in small if shape.segments > 6]
    if len(curved) < _FEWEST and not any(shape.segments >= _MANY_PIECES for shape in curved):
        return []
    return small


def shifted(block: TextBlock, right: float, down: float) -> TextBlock:
    """Return a block that stands elsewhere on its page."""

    def moved(box: Box) -> Box:
        return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)

    areas = tuple(
        Area(
            area.page,
            moved(area.box),
            tuple(replace(line, box=moved(line.box)) for line in area.lines),
            moved(area.room) if area.room else None,
        )
        for area in block.areas
    )
    return replace(block, areas=areas)


def _can_hold_words(box: Box) -> bool:
    return box.width >= _SMALLEST[0] and box.height >= _SMALLEST[1]


def _within(box: Box, page: Box) -> Box:
    return Box(
        max(page.left, box.left), max(page.top, box.top), min(page.right, box.right), min(page.bottom, box.bottom)
    )


def _drawn_lines(block: TextBlock, letters: Sequence[Shape]) -> list[TextLine]:
    """Return the lines of a block as shapes draw them; none where a line is drawn by no shapes."""
    found = []
    for line in block.areas[0].lines:
        own = [shape for shape in letters if _draws(shape.box, line.box)]
        pieces = sum(shape.segments for shape in own)
        if len(own) < min(2, len(line.text.replace(" ", ""))) and pieces < _MANY_PIECES:
            return []
        found.append(_drawn_line(line.text, own, block))
    return found


def _drawn_line(text: str, shapes: Sequence[Shape], block: TextBlock) -> TextLine:
    """Return a line that shapes draw: how large it is set is seen from the shapes themselves."""
    quarter = round(block.look.angle / 90) * 90.0
    angle = block.look.angle if abs(block.look.angle - quarter) > _LEVEL else quarter % 360
    ink = around(shape.box for shape in shapes)
    size, low = _size_and_base(text, shapes, ink) if not angle else (block.look.size, ink.bottom)
    start, down = (ink.left, low) if not angle else in_frame(*_begin(ink, angle), angle)
    length = ink.width if not angle else max(ink.width, ink.height)
    fills = Counter(shape.fill or shape.stroke for shape in shapes)
    look = block.look
    style = Style(
        look.font, look.family, size, look.is_bold, look.is_italic, look.is_condensed, fills.most_common(1)[0][0], angle
    )
    step = length / max(1, len(text))
    glyphs = []
    for index, char in enumerate(text):
        x, y = on_page(start + index * step, down, angle)
        glyphs.append(Glyph(char, x, y, Box(x, y - size, x + step, y), -1, style))
    numbers = tuple(shape.number for shape in shapes)
    return TextLine(tuple(glyphs), start, start + length, down, style, places=numbers, score=block.score)


def _size_and_base(text: str, shapes: Sequence[Shape], ink: Box) -> tuple[float, float]:
    """Return the size of letters and where their base line is, by the shapes of capitals and small letters."""
    has_tails = any(char in _TAILS for char in text)
    lows = sorted(shape.box.bottom for shape in shapes if shape.box.height > 0.4 * ink.height)
    alone = len(shapes) < max(3, len(text) // 2)
    low = (ink.bottom - (0.22 * ink.height if has_tails else 0)) if alone or not lows else median_low(lows)
    high = _ACCENTED if any(char in "ÄÖÜÉÈÊÁÀÂÅ" for char in text) else _CAPITAL
    if text.islower() and not any(char in "bdfhiklt" for char in text):
        high = _SMALL
    return round(max(4.0, (low - ink.top) / high), 1), low


def _begin(ink: Box, angle: float) -> tuple[float, float]:
    """Return about where the base line of a turned line begins."""
    quarter = round(angle / 90) % 4
    corners = [(ink.left, ink.bottom), (ink.left, ink.top), (ink.right, ink.top), (ink.right, ink.bottom)]
    return corners[quarter]


def _draws(shape: Box, line: Box) -> bool:
    """Say whether a shape is part of a line of words: it lies in it, and is not much higher."""
    return (
        shape.height <= 1.5 * line.height
        and line.grown(0.3 * line.height).holds(shape)
        and line.common(shape) > 0.4 * shape.width * shape.height
    )


def _in_pictures(found: Sequence[TextBlock], pictures: Sequence[Box]) -> list[TextBlock]:
    """Return the blocks in pictures that hold lines of words; the names on a map or a sign in a photo are none."""
    kept: list[TextBlock] = []
    for picture in pictures:
        own = [block for block in found if block not in kept and picture.grown(3).holds(block.box)]
        sure = [block for block in own if block.score >= _PICTURE_SCORE and _letters(block) >= _PICTURE_LETTERS]
        if any(len(block.text.split()) >= _PICTURE_WORDS or block.look.size >= _PICTURE_LARGE for block in sure):
            kept += sure
    return [replace(block, lettering=Lettering.SCAN) for block in kept]


def _letters(block: TextBlock) -> int:
    return sum(char.isalnum() for char in block.text)
