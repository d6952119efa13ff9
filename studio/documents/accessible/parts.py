"""What an accessible edition is made of: headings, paragraphs, lists, tables and figures, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from studio.model.document import Cell, Mark, MarkKind


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with one look; `link` is where they lead, or "" where they are no link."""

    text: str
    link: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_raised: bool = False
    is_lowered: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What a block says; `language` is "" where it is that of the whole, and "\\n" is a line break that is meant."""

    key: int
    text: str
    marks: tuple[Mark, ...] = ()
    language: str = ""

    def runs(self) -> list[Run]:
        """Return the text cut where its look changes."""
        edges = {0, len(self.text), *(mark.start for mark in self.marks), *(mark.stop for mark in self.marks)}
        cuts = sorted(edge for edge in edges if 0 <= edge <= len(self.text))
        return [self._run(start, stop) for start, stop in pairwise(cuts)]

    def _run(self, start: int, stop: int) -> Run:
        here = [mark for mark in self.marks if mark.start <= start and stop <= mark.stop]
        kinds = {mark.kind for mark in here}
        return Run(
            self.text[start:stop],
            next((mark.value for mark in here if mark.kind is MarkKind.LINK), ""),
            MarkKind.BOLD in kinds,
            MarkKind.ITALIC in kinds,
            MarkKind.SUPERSCRIPT in kinds,
            MarkKind.SUBSCRIPT in kinds,
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels are without gaps.  `rank` is the level that it looks like, where only a part is shown."""

    level: int
    words: Words
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list: its words without the mark, its number (0: none), and the list below it."""

    words: Words
    number: int = 0
    below: Listing | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, of numbers or of points."""

    items: tuple[Item, ...]

    @property
    def is_numbered(self) -> bool:
        return bool(self.items[0].number)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A place of a table and all that is said in it; an empty one says nothing."""

    cell: Cell
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that fill `columns`; the first `heads` rows are headers."""

    columns: int
    rows: tuple[tuple[TableCell, ...], ...]
    heads: int = 0
    caption: Words | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what stands for it; `picture` is a PNG or JPEG, empty where there is none to show.

    `width` is how wide it is on its page, in points, 0 where it has none.
    """

    words: Words
    picture: bytes = field(default=b"", repr=False)
    width: float = 0.0
    caption: Words | None = None


Part = Heading | Paragraph | Listing | Table | Figure


@dataclass(frozen=True, slots=True)
class Content:
    """A whole edition: its title (never empty), its language and its parts; `notes` say what was mended or left out."""

    title: str
    language: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
