"""What reads pictures, as the rest of the program sees it."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.documents.ocr.lines import Heard
    from studio.documents.pictures import Pixels

Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: its corners in pixels (x, y) clockwise from where it begins, and how sure it is (0 to 1).

    `text` is "" for what looks like words and cannot be read.  `places` say where the letters without spaces are, as
    shares of the line's length; empty where that is not known.
    """

    text: str
    box: Corners
    score: float
    places: tuple[float, ...] = ()

    @property
    def angle(self) -> float:
        """The direction of the line in degrees clockwise, over -180 and up to 180."""
        (x, y), (right, low), _after, _below = self.box
        return degrees(atan2(low - y, right - x))

    @property
    def height(self) -> float:
        """How high the line is across its direction, in pixels: the middle of both ends."""
        begin, end, after, below = self.box
        return (hypot(below[0] - begin[0], below[1] - begin[1]) + hypot(after[0] - end[0], after[1] - end[1])) / 2


class Reader(Protocol):
    """Reads pictures; loading it takes seconds, so one is kept."""

    def read(self, picture: Pixels | Path) -> list[Line]:
        """Return the lines from top to bottom, also those that cannot be read.

        `picture` is a file, or rows of pixels of red, green and blue.  `InputError` for a file that
        `pictures.pixels` refuses.
        """
        ...

    def hear(self, strips: Sequence[Pixels]) -> list[Heard]:
        """Return what pictures of one upright line each say."""
        ...
