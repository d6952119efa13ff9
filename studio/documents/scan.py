"""From a picture of a page to the blocks of text on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.documents import ocr
from studio.model.document import Area, Box, Lettering, Line, Look, TextBlock

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels


def lines(pixels: Pixels, reader: ocr.Reader) -> list[ocr.Line]:
    """Return the lines in a picture from top to bottom, with their corners in its pixels."""
    return reader.read(pixels)


def blocks(pixels: Pixels, scale: float, page: int, reader: ocr.Reader) -> tuple[list[TextBlock], int]:
    """Return what stands in a picture in reading order, and by how much it had to be turned to be read.

    `scale` is points per pixel; boxes are in points of the picture **as it is given**, so words on their head have
    `look.angle` 180.  The turn is 0, 90, 180 or 270 degrees clockwise, by most of the words.  Keys count from 0: the
    caller gives its own.
    """
    found = lines(pixels, reader)
    turned = _turn(found)
    return [_block(key, line, scale, page) for key, line in enumerate(found)], turned


def _turn(found: Sequence[ocr.Line]) -> int:
    counts = dict.fromkeys((0, 90, 180, 270), 0)
    for line in found:
        counts[-round(line.angle / 90) * 90 % 360] += len(line.text)
    return max(counts, key=lambda turn: counts[turn])


def _block(key: int, line: ocr.Line, scale: float, page: int) -> TextBlock:
    box = _box(line, scale)
    look = Look(size=round(line.height * scale * 0.75, 1), angle=round(line.angle, 1) if abs(line.angle) > 1 else 0.0)
    area = Area(page, box, (Line(box, line.text),))
    return TextBlock(key, (area,), line.text, look=look, lettering=Lettering.SCAN, score=line.score)


def _box(line: ocr.Line, scale: float) -> Box:
    xs, ys = [x * scale for x, _y in line.box], [y * scale for _x, y in line.box]
    return Box(min(xs), min(ys), max(xs), max(ys))
