"""Letters and lines of words as values: how they are set and where they stand.

Text may run in any direction: letters and lines are looked at in a frame of their direction, in which `along` grows as
one reads and `down` grows from line to line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from studio.model.document import Box, Family

ABOVE, BELOW = 0.8, 0.2
"""A line's box reaches from 0.8 of its size above the base line to 0.2 below, whatever letters stand in it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter is set; `raised` is 1 for a superscript, -1 for a subscript; `is_hidden`: it leaves no ink."""

    font: str = ""
    family: Family = Family.SANS
    size: float = 11.0
    is_bold: bool = False
    is_italic: bool = False
    is_condensed: bool = False
    colour: str = "#000000"
    angle: float = 0.0
    is_hidden: bool = False
    raised: int = 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter: where it begins on its base line (`x`, `y`), the box up to its neighbour, and which object draws it.

    `tag` is the number of its marked content in a tagged file, else -1; `advance` is how far it is to the next in a
    slanted line, where the box does not say it.
    """

    text: str
    x: float
    y: float
    box: Box
    place: int
    style: Style
    tag: int = -1
    advance: float = 0.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words: its letters with the spaces between them, and where it lies in the frame of its direction.

    `places` are the objects that draw it, with those that draw the same letters once more; `score` says how sure it is.
    """

    glyphs: tuple[Glyph, ...]
    start: float
    stop: float
    down: float
    style: Style
    tracking: float = 0.0
    places: tuple[int, ...] = ()
    score: float = 1.0

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def box(self) -> Box:
        """The upright box on the page, from 0.8 sizes above the base line to 0.2 below."""
        top, bottom = self.down - ABOVE * self.size, self.down + BELOW * self.size
        corners = [on_page(u, v, self.style.angle) for u in (self.start, self.stop) for v in (top, bottom)]
        across, downward = [x for x, _y in corners], [y for _x, y in corners]
        return Box(min(across), min(downward), max(across), max(downward))


def in_frame(x: float, y: float, angle: float) -> tuple[float, float]:
    """Return along and down of a point of the page in the frame of a direction."""
    if not angle:
        return x, y
    turn = math.radians(angle)
    return x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)


def on_page(along: float, down: float, angle: float) -> tuple[float, float]:
    """Return the point of the page that lies at along and down in the frame of a direction."""
    turn = math.radians(angle)
    return along * math.cos(turn) - down * math.sin(turn), along * math.sin(turn) + down * math.cos(turn)


def end_of(glyph: Glyph) -> float:
    """Return where a letter ends along its line; in a slanted line its box says too much."""
    if not glyph.style.angle:
        return max(glyph.x, glyph.box.right)
    along, _down = in_frame(glyph.x, glyph.y, glyph.style.angle)
    if glyph.style.angle % 90:
        return along + (glyph.advance or 0.5 * glyph.style.size)
    corners = [(glyph.box.left, glyph.box.top), (glyph.box.right, glyph.box.bottom)]
    return max(along, max(in_frame(x, y, glyph.style.angle)[0] for x, y in corners))
