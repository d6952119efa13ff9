"""Lines whose font does not say what its letters mean: read from a picture of each.

Where they stand and what draws them is known, so nothing is looked for and nothing can be taken for upside down.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
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
_ASKED = 3  # lines of a doubtful font that are compared
_ALIKE = 0.6  # of the letters that a sound font and a reader have in common, at least
_AROUND = 0.18  # sizes of white around a line


def heard(
    found: Sequence[TextLine], page: PdfPage, doubtful: Collection[str], reader: Callable[[], ocr.Reader]
) -> list[TextLine]:
    """Return the lines, those in unclear fonts with the words that a reader sees there; without any, left out.

    `doubtful` are fonts that may be unclear: a few of their lines are compared with what the reader sees.
    """
    numbers = _unclear(found)
    asked = {font: lines for font, lines in _longest(found, doubtful).items() if not set(lines) & set(numbers)}
    if not numbers and not asked:
        return list(found)
    strips = _Strips(page, [found[index].size for index in [*numbers, *(i for lines in asked.values() for i in lines)]])
    wrong = {font for font, lines in asked.items() if not _agree([found[i] for i in lines], strips, reader())}
    numbers += [index for index, line in enumerate(found) if line.style.font in wrong]
    said = reader().hear([strips.of(found[index]) for index in numbers])
    pairs = zip(numbers, said, strict=True)
    words = {index: _saying(found[index], one.text.strip(), one.score) for index, one in pairs}
    lines = [words.get(index, line) for index, line in enumerate(found)]
    return [line for line in lines if line.text.strip()]


def _unclear(found: Sequence[TextLine]) -> list[int]:
    """Return the numbers of the lines in fonts that do not say what their letters mean."""
    texts: dict[str, list[str]] = {}
    for line in found:
        texts.setdefault(line.style.font, []).append(line.text)
    broken = {font for font, words in texts.items() if not is_legible(words)}
    return [index for index, line in enumerate(found) if line.style.font in broken or has_lost(line.text)]


def _longest(found: Sequence[TextLine], fonts: Collection[str]) -> dict[str, list[int]]:
    """Return the numbers of the longest lines in each of some fonts."""
    lines: dict[str, list[int]] = {}
    for index in sorted(range(len(found)), key=lambda index: -len(found[index].text)):
        own = lines.setdefault(found[index].style.font, []) if found[index].style.font in fonts else []
        if len(own) < _ASKED:
            own.append(index)
    return lines


def _agree(lines: Sequence[TextLine], strips: _Strips, reader: ocr.Reader) -> bool:
    """Say whether a reader sees about the words that a font says."""
    said = reader.hear([strips.of(line) for line in lines])
    seen, written = _letters(one.text for one in said), _letters(line.text for line in lines)
    return SequenceMatcher(None, seen, written, autojunk=False).ratio() >= _ALIKE


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()).casefold() for text in texts)


class _Strips:
    """Cuts lines out of a picture of their page."""

    def __init__(self, page: PdfPage, sizes: Sequence[float]) -> None:
        self._pixels = rendering.pixels(page, min(_MOST_SCALE, _HEIGHT / max(1.0, median(sizes))))
        self._scale = self._pixels.shape[1] / page.get_width()

    def of(self, line: TextLine) -> Pixels:
        """Return the picture of a line, turned upright."""
        return _strip(self._pixels, self._scale, line)


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
