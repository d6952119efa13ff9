"""Lines whose font does not say what its letters mean: read from a picture of each.

Where they stand and what draws them is known, so nothing is looked for and nothing can be taken for upside down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from studio.documents import ocr
from studio.documents.formats.pdf import rendering
from studio.documents.legible import has_lost, is_legible
from studio.documents.lines import Glyph, TextLine, on_page

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from studio.documents.pictures import Pixels

_HEIGHT = 48  # pixels of a line that is read best
_MOST_SCALE = 8.0
_AROUND = 0.18  # sizes of white around a line


def unclear(found: Sequence[TextLine]) -> list[int]:
    """Return the numbers of the lines in fonts that do not say what their letters mean."""
    texts: dict[str, list[str]] = {}
    for line in found:
        texts.setdefault(line.style.font, []).append(line.text)
    broken = {font for font, words in texts.items() if not is_legible(words)}
    return [index for index, line in enumerate(found) if line.style.font in broken or has_lost(line.text)]


def heard(found: Sequence[TextLine], page: PdfPage, reader: Callable[[], ocr.Reader]) -> list[TextLine]:
    """Return the lines, those in unclear fonts with the words that a reader sees there; without any, left out."""
    numbers = unclear(found)
    if not numbers:
        return list(found)
    size = median(found[index].size for index in numbers)
    pixels = rendering.pixels(page, min(_MOST_SCALE, _HEIGHT / max(1.0, size)))
    scale = pixels.shape[1] / page.get_width()
    said = reader().hear([_strip(pixels, scale, found[index]) for index in numbers])
    words = {
        index: _saying(found[index], one.text.strip(), one.score) for index, one in zip(numbers, said, strict=True)
    }
    lines = [words.get(index, line) for index, line in enumerate(found)]
    return [line for line in lines if line.text.strip()]


def _strip(pixels: Pixels, scale: float, line: TextLine) -> Pixels:
    """Return the picture of a line, turned upright."""
    import cv2
    import numpy as np

    around = _AROUND * line.size
    start, top = line.start - around, line.down - 0.95 * line.size - around
    across, high = line.stop - line.start + 2 * around, 1.2 * line.size + 2 * around
    corners = [on_page(u, v, line.style.angle) for u, v in ((start, top), (start + across, top), (start, top + high))]
    to = np.array([(0, 0), (across * scale, 0), (0, high * scale)], np.float32)
    turn = cv2.getAffineTransform(np.array(corners, np.float32) * np.float32(scale), to)
    size = (max(1, round(across * scale)), max(1, round(high * scale)))
    return cv2.warpAffine(pixels, turn, size, borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)


def _saying(line: TextLine, text: str, score: float) -> TextLine:
    """Return a line with other words, whose letters share its length."""
    first = line.glyphs[0]
    step = (line.stop - line.start) / max(1, len(text))
    letters: list[Glyph] = []
    for index, char in enumerate(text):
        x, y = on_page(line.start + index * step, line.down, line.style.angle)
        letters.append(replace(first, text=char, x=x, y=y, style=line.style))
    return replace(line, glyphs=tuple(letters), tracking=0.0, score=score)
