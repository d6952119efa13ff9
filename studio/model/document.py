"""A flyer as the program sees it: pages, blocks of text in reading order, pictures, and what they look like.

Lengths are points (1/72 inch); the origin is the top left of the page as people see it, turned and cropped as the file
says.  For a picture one pixel is one point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle; `left` ≤ `right`, `top` ≤ `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """Return the box with `by` points more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def common(self, other: Box) -> float:
        """Return the area that both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Say whether `other` lies inside, or at most `slack` points outside."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of them, of which there is at least one."""
    every = list(boxes)
    return Box(
        min(box.left for box in every),
        min(box.top for box in every),
        max(box.right for box in every),
        max(box.bottom for box in every),
    )


class Role(StrEnum):
    """What a block is to a reader: what a screen reader says of it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list, with its mark or number in the text
    CELL = "cell"  # of a table
    CAPTION = "caption"
    HEADER = "header"  # what comes again at the head or foot of each page
    FOOTER = "footer"
    FIGURE = "figure"  # a picture: its text is the description that stands for it


class Lettering(StrEnum):
    """How the words of a block are in the file."""

    TEXT = "text"
    OUTLINE = "outline"  # drawn as shapes, read from the picture of the page
    SCAN = "scan"  # part of a picture, read from it
    NONE = "none"  # not in the file: the description of a picture


class Family(StrEnum):
    """The kind of face that comes nearest."""

    SANS = "sans"
    SERIF = "serif"
    MONO = "mono"


class Align(StrEnum):
    """Where the lines of a block stand in it."""

    START = "start"
    CENTER = "center"
    END = "end"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is set: `font` is the name in the file, `size` points, `leading` the distance of base lines in sizes.

    `colour` and `ground` (what is behind it, where that is one colour) are "#rrggbb", `ground` "" where it is none;
    `angle` is the direction of the text in degrees clockwise, `tracking` the space between letters in sizes.
    """

    family: Family = Family.SANS
    font: str = ""
    size: float = 11.0
    is_bold: bool = False
    is_italic: bool = False
    is_condensed: bool = False
    colour: str = "#000000"
    ground: str = ""
    align: Align = Align.START
    leading: float = 1.2
    angle: float = 0.0
    tracking: float = 0.0


class MarkKind(StrEnum):
    """What part of a text is set apart by."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"  # `value` is where it leads: an address, or "page:3" for the third page of the same file
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    STYLE = "style"  # another look of the file's own; `value` tells it apart from the others of its block


@dataclass(frozen=True, slots=True)
class Mark:
    """What characters from `start` up to `stop` of a text are set apart by."""

    start: int
    stop: int
    kind: MarkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words as it stands; `places` are the numbers of the page's objects (of text or shapes) that draw it.

    Text of a PDF has boxes from 0.8 of its size above the base line to 0.2 below, whatever letters stand in it.
    """

    box: Box
    text: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """Where a block stands: its box on a page (pages count from 0), its lines, and the box that it may grow to.

    A block has several where its text runs over a column or a page.
    """

    page: int
    box: Box
    lines: tuple[Line, ...] = ()
    room: Box | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: rows and columns count from 0, `table` tells the tables of a document apart."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What is read, corrected and translated as one: a heading, a paragraph, an item, a cell, a picture's description.

    `key` tells the blocks of a document apart and stays the same whatever people change.  Lines of a paragraph are
    joined to running text in `text`; "\\n" stands only where a line break is meant.  `language` "" is the document's.
    `is_kept`: it is not translated and stays as it looks; `is_decoration`: screen readers pass over it.  `level` is
    that of a heading, 1 to 6, else 0.  `score` says how sure reading it was, 0 to 1.
    """

    key: int
    areas: tuple[Area, ...]
    text: str
    role: Role = Role.PARAGRAPH
    level: int = 0
    look: Look = field(default_factory=Look)
    lettering: Lettering = Lettering.TEXT
    marks: tuple[Mark, ...] = ()
    cell: Cell | None = None
    language: str = ""
    score: float = 1.0
    is_kept: bool = False
    is_decoration: bool = False

    @property
    def page(self) -> int:
        return self.areas[0].page

    @property
    def box(self) -> Box:
        return self.areas[0].box


class PageKind(StrEnum):
    """Where the words of a page come from."""

    TEXT = "text"
    SCAN = "scan"  # a picture of a page
    MIXED = "mixed"  # text and words in pictures or shapes
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as people see it: width and height in points.

    `turned` is by how many degrees clockwise (0, 90, 180, 270) a picture was turned to be read.
    """

    number: int
    width: float
    height: float
    kind: PageKind = PageKind.TEXT
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from a flyer: `blocks` in reading order; `notes` are sentences for people about what it lost.

    `format` is the name of a format in the table of `documents.formats`; `language` "" where nothing says it.
    """

    format: str
    pages: tuple[Page, ...]
    blocks: tuple[TextBlock, ...]
    title: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A document in a language, ready to be written.

    `texts` has the words of each block by its key; a block without any keeps its own.  `document.blocks` are as people
    left them: order, roles, descriptions, what is kept.  `marks` are those of the texts in `texts`.  `title` is never
    empty in what is written: without one it is the first heading, else the file's name.
    """

    document: Document
    language: str
    texts: Mapping[int, str]
    title: str = ""
    marks: Mapping[int, tuple[Mark, ...]] = field(default_factory=dict)

    def text_of(self, block: TextBlock) -> str:
        """Return the words of a block in this edition."""
        return block.text if block.is_kept else self.texts.get(block.key, block.text)

    def language_of(self, block: TextBlock) -> str:
        """Return the language of a block in this edition."""
        own = block.language or self.document.language
        return own if block.is_kept or block.key not in self.texts else self.language


class Measure(StrEnum):
    """What was done so that a text has room, the mildest first."""

    NONE = "none"
    ROOM = "room"  # it takes the free space below
    HYPHENS = "hyphens"
    LEADING = "leading"
    CONDENSED = "condensed"
    SMALLER = "smaller"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a block's text fits on the page: `scale` is what it is set at (1: full size), `over` how much too long it is.

    `over` 0.12 is 12 % more than has room at full size, before any measure; `letters` is about how many fewer would
    bring back full size; `fits` is false where no measure was enough and words run out of the box.
    """

    key: int
    scale: float = 1.0
    over: float = 0.0
    letters: int = 0
    measure: Measure = Measure.NONE
    fits: bool = True
