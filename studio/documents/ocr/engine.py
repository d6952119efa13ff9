"""What reads pictures, as the rest of the program sees it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: its corners in pixels (x, y) clockwise from where it begins, and how sure it is (0 to 1)."""

    text: str
    box: tuple[Corner, Corner, Corner, Corner]
    score: float


class Reader(Protocol):
    """Reads pictures; loading it takes seconds, so one is kept."""

    def read(self, picture: Pixels | Path) -> list[Line]:
        """Return the lines from top to bottom.

        `picture` is a file, or rows of pixels of red, green and blue.  `InputError` for a file that
        `pictures.pixels` refuses.
        """
        ...
