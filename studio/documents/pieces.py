"""Texts without pages as pieces: which characters of a file are words, and how other words take their place.

All else of the file stays as it is.  A block knows its pieces by the `places` of its lines, so it finds them again
whatever people joined or split.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.documents import marks
from studio.model.document import Area, Box, Cell, Edition, Lettering, Line, Mark, Role, TextBlock

_ITEM = re.compile(r"(?P<mark>[-+*•‣◦▪●○■□–—·]|\d{1,3}[.)]|[A-Za-z][.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a file: they stand from `start` up to `stop`, and `outer` is what goes where they go altogether.

    `text` is what a block says: with the mark of a list's item, which stands outside of `start` and `stop`.  `indent`
    is how far it stands right of what it belongs to, in points.
    """

    start: int
    stop: int
    text: str
    role: Role = Role.PARAGRAPH
    level: int = 0
    mark: str = ""
    marks: tuple[Mark, ...] = ()
    cell: Cell | None = None
    outer: tuple[int, int] = (0, 0)
    indent: float = 0.0
    is_kept: bool = False


class Render(Protocol):
    """Returns the characters that stand for words in the place of a piece; `marks` are those of `text`."""

    def __call__(self, piece: Piece, text: str, marks: tuple[Mark, ...]) -> str: ...


def blocks(pieces: Sequence[Piece]) -> list[TextBlock]:
    """Return a block for each piece, not yet placed on a page."""
    return [
        TextBlock(
            key=number + 1,
            areas=(_area(number, piece),),
            text=piece.text,
            role=piece.role,
            level=piece.level,
            marks=piece.marks,
            cell=piece.cell,
            lettering=Lettering.NONE if piece.role is Role.FIGURE else Lettering.TEXT,
            is_kept=piece.is_kept,
        )
        for number, piece in enumerate(pieces)
    ]


def _area(number: int, piece: Piece) -> Area:
    nowhere = Box(piece.indent, 0.0, piece.indent, 0.0)
    return Area(0, nowhere, (Line(nowhere, piece.text, (number,)),))


def words(edition: Edition, block: TextBlock) -> str:
    """Return what a block says in an edition; its own words where that has none for it."""
    return edition.text_of(block).strip() or block.text


def without_mark(text: str, mark: str = "") -> str:
    """Return the words of an item without the mark or number before them: `mark`, or any."""
    if mark and text.startswith(mark):
        return text[len(mark) :].lstrip()
    found = _ITEM.match(text)
    return text[found.end() :] if found else text


def rewritten(source: str, pieces: Sequence[Piece], edition: Edition, render: Render) -> str:
    """Return the file with the words of the edition; pieces that say what they said stay as they are."""
    changes: list[tuple[int, int, str]] = []
    for owners, numbers in claims(edition, len(pieces)):
        changes += _changes([pieces[number] for number in numbers], owners, edition, render)
    parts, end = [], 0
    for start, stop, text in sorted(changes):
        parts += [source[end:start], text]
        end = max(end, stop)
    return "".join([*parts, source[end:]])


def claims(edition: Edition, count: int) -> list[tuple[list[TextBlock], list[int]]]:
    """Return which blocks share which pieces: one block has several after a join, several have one after a split."""
    owners: Mapping[int, list[TextBlock]] = defaultdict(list)
    held: dict[int, list[int]] = {}
    for block in edition.document.blocks:
        numbers = {place for area in block.areas for line in area.lines for place in line.places}
        held[block.key] = sorted(number for number in numbers if number < count)
        for number in held[block.key]:
            owners[number].append(block)
    shared: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number in sorted(owners):
        shared[tuple(block.key for block in owners[number])].append(number)
    return [(owners[numbers[0]], numbers) for numbers in shared.values()]


def _changes(
    pieces: Sequence[Piece], owners: Sequence[TextBlock], edition: Edition, render: Render
) -> list[tuple[int, int, str]]:
    texts = [words(edition, block) for block in owners]
    if _bare(texts) == _bare([piece.text for piece in pieces]):
        return []
    first = pieces[0]
    made = [render(first, text, marks.of(edition, block, text)) for block, text in zip(owners, texts, strict=True)]
    changes = [(first.start, first.stop, " ".join(made))]
    return changes + [(*piece.outer, "") for piece in pieces[1:]]


def _bare(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())
