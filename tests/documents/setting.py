"""Lines of words for tests, set in letters that are all half as wide as they are high."""

from __future__ import annotations

from studio.documents.letters import Glyph, Style, TextLine
from studio.model.document import Box

PAGE = Box(0, 0, 400, 600)


def letters(text: str, x: float, y: float, style: Style | None = None, place: int = 0) -> list[Glyph]:
    """Return the letters of a text that begins at a point of its base line."""
    style = style or Style(size=10)
    step = style.size / 2
    found = []
    for number, char in enumerate(text):
        left = x + number * step
        found.append(Glyph(char, left, y, Box(left, y - style.size, left + step, y), place, style))
    return found


def line(text: str, x: float, y: float, style: Style | None = None) -> TextLine:
    """Return a line of words."""
    glyphs = letters(text, x, y, style)
    size = glyphs[0].style.size
    return TextLine(tuple(glyphs), x, x + len(text) * size / 2, y, glyphs[0].style)
