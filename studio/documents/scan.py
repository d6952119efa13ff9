"""From a picture of a page to the blocks of text on it.

The page is straightened on paper only: lines are put together, and the blocks in order, as if it stood upright and were
an A4; what comes of it lies where it lies in the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import radians, sin
from typing import TYPE_CHECKING

from studio.documents import blocks as paragraphs
from studio.documents import ink, ocr, reading_order, scaling, scan_lines, scan_looks
from studio.documents.blocks import Group
from studio.documents.lines import Glyph, Style, TextLine, in_frame, on_page
from studio.documents.looks import look_of
from studio.documents.reading_order import Piece
from studio.documents.running_text import running
from studio.documents.scan_lines import Seen
from studio.documents.scan_rooms import roomy
from studio.model.document import Area, Box, Lettering, Line, TextBlock, around

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

A4 = 842.0
"""Points of a picture's longer side, by which is judged what is near and what is far on it."""

_NOWHERE = Box(0, 0, 0, 0)
_UNREAD = 2  # lines; a photo has a thing or two that look like words
_ONE_COLOUR = 20  # of 255: grounds that differ less are one
_TELLING = 8.0  # sizes that a line is long at least to tell its direction
_STRAIGHT = 0.3  # sizes that a block's longest line may rise and still be called level


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page standing upright: its direction in the picture, points to a pixel, its corner in its own frame."""

    angle: float
    unit: float
    left: float
    top: float
    width: float
    height: float
    is_level: bool

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """Return where a pixel of the picture is on the upright page, in points."""
        along, down = in_frame(x, y, self.angle)
        return (along - self.left) * self.unit, (down - self.top) * self.unit

    def in_picture(self, x: float, y: float) -> tuple[float, float]:
        """Return which pixel of the picture shows a point of the upright page."""
        return on_page(x / self.unit + self.left, y / self.unit + self.top, self.angle)

    @property
    def page(self) -> Box:
        return Box(0, 0, self.width, self.height)


def lines(pixels: Pixels, reader: ocr.Reader) -> list[ocr.Line]:
    """Return the lines in a picture from top to bottom, with their corners in its pixels; unread ones have no text."""
    return reader.read(pixels)


def is_unreadable(found: Sequence[ocr.Line]) -> bool:
    """Say whether much of what looks like words could not be read: letters of an alphabet that the reader has not."""
    unread = [line for line in found if not line.text]
    return len(unread) >= _UNREAD and len(unread) > 0.3 * len(found)


def blocks(pixels: Pixels, scale: float, page: int, reader: ocr.Reader) -> tuple[list[TextBlock], int]:
    """Return what stands in a picture in reading order, and by how much it had to be turned to be read.

    `scale` is points per pixel (1: they are not known); boxes are in points of the picture **as it is given**, so words
    on their head have `look.angle` 180.  The turn is 0, 90, 180 or 270 degrees clockwise, by most of the words.  Keys
    count from 0: the caller gives its own.
    """
    return of_lines(pixels, lines(pixels, reader), scale, page)


def of_lines(pixels: Pixels, found: Sequence[ocr.Line], scale: float, page: int) -> tuple[list[TextBlock], int]:
    """Return the blocks that lines of a picture make, and the turn, as `blocks` does."""
    seen = scan_lines.seen(pixels, [line for line in found if line.text])
    if not seen:
        return [], 0
    angle = scan_lines.direction(seen)
    seen = scan_lines.straightened(seen, angle)
    sheet = _sheet(pixels, angle, scale, is_level=_is_level(seen, angle))
    styled = zip(seen, scan_looks.styles(seen), strict=True)
    texts = [_text(number, line, style, sheet) for number, (line, style) in enumerate(styled)]
    groups = [group for group in paragraphs.groups(texts, (), sheet.page) if running(group)[0]]
    made = [_block(group, seen, sheet, page) for group in groups]
    made = [_with_room(block, free) for block, free in zip(made, roomy(pixels, made, sheet.unit), strict=True)]
    ordered = [made[number] for number in _order(groups)]
    turned = -round(angle / 90) * 90 % 360
    return [replace(scaling.block(block, scale), key=key) for key, block in enumerate(ordered)], turned


def _sheet(pixels: Pixels, angle: float, scale: float, *, is_level: bool) -> _Sheet:
    height, width = pixels.shape[:2]
    corners = [in_frame(x, y, angle) for x in (0, width) for y in (0, height)]
    left, top = min(x for x, _y in corners), min(y for _x, y in corners)
    right, bottom = max(x for x, _y in corners), max(y for _x, y in corners)
    unit = scale if scale != 1.0 else A4 / max(width, height)
    return _Sheet(angle, unit, left, top, (right - left) * unit, (bottom - top) * unit, is_level)


def _text(number: int, line: Seen, style: Style, sheet: _Sheet) -> TextLine:
    """Return a line on the upright page; `places` tells which it is."""
    style = replace(style, size=style.size * sheet.unit)
    points = [in_frame(*sheet.upright(x, y), line.lean) for x, y in line.box]
    base = (points[2][1] + points[3][1]) / 2 - ink.reach(line.text)[1] * line.ink.size * sheet.unit
    glyphs = tuple(Glyph(char, 0.0, 0.0, _NOWHERE, number, style) for char in line.text)
    return TextLine(glyphs, min(x for x, _y in points), max(x for x, _y in points), base, style, places=(number,))


def _order(groups: Sequence[Group]) -> list[int]:
    boxes = [around(line.box for line in group.lines) for group in groups]
    pieces = [
        Piece(box, -1, bool(group.lines[0].style.angle), group.size) for box, group in zip(boxes, groups, strict=True)
    ]
    return reading_order.order(pieces)


def _block(group: Group, seen: Sequence[Seen], sheet: _Sheet, page: int) -> TextBlock:
    """Return a block in the picture's pixels."""
    own = [seen[line.places[0]] for line in group.lines]
    angle = _angle(own, sheet)
    look = look_of(group)
    text, marks = running(group)
    placed = tuple(Line(_around([line], angle), line.text) for line in own)
    area = Area(page, _around(own, angle), placed)
    look = replace(look, size=look.size / sheet.unit, angle=angle, ground=_ground(own))
    letters = [line.score for line in own for _letter in line.text]
    score = (sum(letters) / len(letters) + min(letters)) / 2  # one bad line shows, but does not make all of it bad
    return TextBlock(0, (area,), text, look=look, lettering=Lettering.SCAN, marks=marks, score=score)


def _ground(lines: Sequence[Seen]) -> str:
    """Return the colour behind lines where it is one, else ""."""
    seen = [line.ink.ground for line in lines if line.ink.ground]
    if len(seen) < len(lines) or any(
        abs(a - b) > _ONE_COLOUR for other in seen for a, b in zip(seen[0], other, strict=True)
    ):
        return ""
    return "#" + "".join(f"{part:02x}" for part in seen[0])


def _with_room(block: TextBlock, free: Box | None) -> TextBlock:
    return replace(block, areas=(replace(block.areas[0], room=free),))


def _angle(lines: Sequence[Seen], sheet: _Sheet) -> float:
    """Return the direction of a block: its own where it is long enough to tell, else the page's."""
    longest = max(lines, key=lambda line: line.length)
    is_long = longest.length > _TELLING * longest.ink.size
    angle = scan_lines.direction(lines) if is_long else sheet.angle + longest.lean
    square = round(angle / 90) * 90.0
    if sheet.is_level and abs(sin(radians(angle - square))) * longest.length < _STRAIGHT * longest.ink.size:
        angle = square
    angle = (angle + 180) % 360 - 180
    return 180.0 if angle == -180 else round(angle, 2) + 0.0


def _is_level(lines: Sequence[Seen], angle: float) -> bool:
    """Say whether the page stands so straight that none of its lines rises or falls to be seen."""
    lean = abs(sin(radians(angle - round(angle / 90) * 90)))
    return all(lean * line.length < _STRAIGHT * line.ink.size for line in lines)


def _around(lines: Sequence[Seen], angle: float) -> Box:
    """Return the upright box around the rectangle that lies in a direction around lines."""
    points = [in_frame(x, y, angle) for line in lines for x, y in line.box]
    across, down = [x for x, _y in points], [y for _x, y in points]
    corners = [on_page(x, y, angle) for x in (min(across), max(across)) for y in (min(down), max(down))]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
