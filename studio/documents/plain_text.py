"""Plain text as pieces: headings, items, tables of columns and paragraphs, as people set them apart by hand; and back.

A line break is part of a paragraph's flow where the next word had no room left, else it is meant (addresses, verses).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studio.documents.pieces import Piece, without_mark
from studio.model.document import Cell, Mark, Role

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_RULER = re.compile(r"[ \t]*([-=*_~#+.–—])(?:[ \t]*\1){2,}\s*$", re.MULTILINE)
_BULLET = re.compile(r"\s*([-+*•‣◦▪●○■□–—·])[ \t]+(?=\S)")
_NUMBER = re.compile(r"\s*((\d{1,3})[.)])[ \t]+(?=\S)")
_NEXT = re.compile(r"(\r\n|\r|\n)([ \t]*)")
_GAP = re.compile(r"[ ]{3,}|[ ]*\t+[ ]*")

NARROWEST = 50  # letters in the longest line of a text that is thought to be broken by hand
WIDEST = 100
RAGGED = 0.6  # of a line's room; after that a line that goes on in small letters belongs to it
LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the file: where it begins, where its words begin and end, and where the next line begins."""

    start: int
    first: int
    last: int
    stop: int
    text: str

    @property
    def indent(self) -> int:
        return self.first - self.start


def width(source: str) -> int:
    """Return how many letters the lines of a text hold that was broken by hand to one width, else 0."""
    rows = _rows(source)
    longest = max((row.last - row.start for row in rows), default=0)
    if not NARROWEST <= longest <= WIDEST:
        return 0
    full = [two for one, two in pairwise(rows) if one.text and two.text and _is_full(one, two, longest)]
    return longest if len(full) > 1 or any(row.text[0].islower() for row in full) else 0


def pieces(source: str) -> list[Piece]:
    """Return the words of a text in their order; `source[piece.start:piece.stop]` are the characters of each."""
    room = width(source)
    rows = _rows(source)
    numbered = _numbered(rows)
    tables = 0
    found: list[Piece] = []
    for chunk in _chunks(rows):
        if (columns := _columns(chunk)) is not None:
            found += _cells(chunk, columns, tables)
            tables += 1
        else:
            found += [_piece(group, room, numbered) for group in _groups(chunk, room, numbered)]
    return _with_headings(found, source)


@dataclass(frozen=True, slots=True)
class Setter:
    """Breaks and indents words as those of a text were that they replace."""

    source: str

    def render(self, piece: Piece, text: str, marks: tuple[Mark, ...]) -> str:
        """Return the characters that stand for words in the place of a piece; plain text has no marks."""
        old = self.source[piece.start : piece.stop]
        line_end, indent = self._next_line(piece, old)
        bare = without_mark(text, piece.mark) if piece.mark else text
        if piece.role is Role.HEADING and (line := _RULER.search(old)):
            return bare + old[old.index(line_end) : line.start(1)] + line[1] * len(bare)
        if piece.cell:
            gap = len(old) - len(old.rstrip(" "))
            return " ".join(bare.split()).ljust(max(len(old), len(bare) + 2) if gap else 0)
        room = width(self.source)
        lines = [line for part in bare.split("\n") for line in _broken(part, room - len(indent) if room else 0)]
        return (line_end + indent).join(lines)

    def _next_line(self, piece: Piece, old: str) -> tuple[str, str]:
        """Return what ends a line and what stands before the words of the next."""
        if found := _NEXT.search(old):
            return found[1], found[2]
        ends = _NEXT.search(self.source)
        begin = max(self.source.rfind("\n", 0, piece.start), self.source.rfind("\r", 0, piece.start)) + 1
        return ends[1] if ends else "\n", re.sub(r"\S", " ", self.source[begin : piece.start])


def _broken(text: str, room: int) -> list[str]:
    if room < 1:
        return [" ".join(text.split(" "))]
    return textwrap.wrap(text, max(room, 20), break_long_words=False, break_on_hyphens=False) or [""]


def _rows(source: str) -> list[_Row]:
    rows = []
    for match in _LINE.finditer(source):
        text = match.group().strip()
        if match.group():
            first = match.start() + len(match.group()) - len(match.group().lstrip())
            rows.append(_Row(match.start(), first, first + len(text), match.end(), text))
    return rows


def _is_full(row: _Row, after: _Row, room: int) -> bool:
    """Say whether the first word of the line after had no room in this one."""
    return row.last - row.start + 1 + len(after.text.split()[0]) > room


def _flows(row: _Row, after: _Row, room: int) -> bool:
    """Say whether the break between two lines means nothing, where lines were broken by hand at `room` letters."""
    goes_on = after.text[0].islower() and row.last - row.start >= RAGGED * room
    return bool(room) and (goes_on or _is_full(row, after, room))


def _numbered(rows: Sequence[_Row]) -> frozenset[int]:
    """Return where lines begin that count: a number alone may be a date, two in a row are a list."""
    marked = [(row.start, int(found[2])) for row in rows if (found := _NUMBER.match(row.text))]
    steps = [{one, two} for (one, a), (two, b) in pairwise(marked) if b == a + 1]
    return frozenset().union(*steps)


def _chunks(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield rows between blank lines."""
    chunk: list[_Row] = []
    for row in rows:
        if row.text:
            chunk.append(row)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _columns(chunk: Sequence[_Row]) -> int | None:
    """Return how many columns rows have that stand below each other as a table."""
    counts = {len(_GAP.split(row.text)) for row in chunk}
    return counts.pop() if len(chunk) > 1 and len(counts) == 1 and counts != {1} else None


def _cells(chunk: Sequence[_Row], columns: int, table: int) -> Iterator[Piece]:
    for number, row in enumerate(chunk):
        starts = [row.first, *(row.first + gap.end() for gap in _GAP.finditer(row.text))]
        stops = [*(row.first + gap.start() for gap in _GAP.finditer(row.text)), row.last]
        for column in range(columns):
            start, stop = starts[column], stops[column]
            text = row.text[start - row.first : stop - row.first]
            if column + 1 < columns and "\t" not in row.text[stop - row.first : starts[column + 1] - row.first]:
                stop = starts[column + 1]  # the blanks that bring the next column to its place
            yield Piece(start, stop, text, Role.CELL, cell=Cell(table, number, column), outer=(start, stop))


def _groups(chunk: Sequence[_Row], room: int, numbered: frozenset[int]) -> Iterator[list[_Row]]:
    """Yield the rows of each item, heading and paragraph; rulers are no words."""
    group: list[_Row] = []
    for row in chunk:
        if _RULER.match(row.text):
            if group:
                yield group
            group = []
        elif group and _begins(row, group, room, numbered):
            yield group
            group = [row]
        else:
            group.append(row)
    if group:
        yield group


def _begins(row: _Row, group: Sequence[_Row], room: int, numbered: frozenset[int]) -> bool:
    """Say whether a row is the first of something new, after the rows of a group."""
    if _mark(row, numbered):
        return True
    is_item = bool(_mark(group[0], numbered))
    return is_item and row.indent <= group[0].indent and not _flows(group[-1], row, room)


def _mark(row: _Row, numbered: frozenset[int]) -> str:
    if row.start in numbered and (found := _NUMBER.match(row.text)):
        return found[1]
    found = _BULLET.match(row.text)
    return found[1] if found else ""


def _piece(group: Sequence[_Row], room: int, numbered: frozenset[int]) -> Piece:
    mark = _mark(group[0], numbered)
    start = group[0].first
    text = group[0].text
    for before, row in pairwise(group):
        text += (" " if _flows(before, row, room) else "\n") + row.text
    if mark:
        bare = text[len(mark) :].lstrip()
        start += len(text) - len(bare)
        text = f"{mark} {bare}"
    outer = (group[0].start, group[-1].stop)
    return Piece(start, group[-1].last, text, Role.ITEM if mark else Role.PARAGRAPH, mark=mark, outer=outer)


def _with_headings(found: Sequence[Piece], source: str) -> list[Piece]:
    """Return the pieces with those as headings that are underlined, in capitals, or the title of the whole."""
    loud = sum(_is_loud(piece) for piece in found)
    some_are_loud = 0 < loud <= len(found) / 2
    made = []
    for number, piece in enumerate(found):
        level = _underlined(piece, source) or (2 if some_are_loud and _is_loud(piece) else 0)
        if number == 0 and (level or _is_title(piece, source, is_only=len(found) == 1)):
            level = 1
        if level and _may_be_heading(piece):
            piece = replace(_with_line(piece, source), role=Role.HEADING, level=level)
        made.append(piece)
    return made


def _may_be_heading(piece: Piece) -> bool:
    return piece.role is Role.PARAGRAPH and "\n" not in piece.text and len(piece.text) <= LONGEST_HEADING


def _is_loud(piece: Piece) -> bool:
    return _may_be_heading(piece) and piece.text.isupper() and sum(letter.isalpha() for letter in piece.text) > 3


def _with_line(piece: Piece, source: str) -> Piece:
    """Return a heading together with the line below it, which is as long as its words are."""
    below = _LINE.match(source, piece.outer[1])
    line = below.group().strip() if below and _underlined(piece, source) else ""
    if below is None or len(line) != len(piece.text):
        return piece
    return replace(piece, stop=below.start() + len(below.group().rstrip()), outer=(piece.outer[0], below.end()))


def _underlined(piece: Piece, source: str) -> int:
    """Return the level of a heading by the line below it, 0 where that is none."""
    below = _LINE.match(source, piece.outer[1])
    line = below.group().strip() if below else ""
    if len(line) < 3 or len(set(line)) > 1 or line[0] not in "=-~*":
        return 0
    return 1 if line[0] == "=" else 2


def _is_title(piece: Piece, source: str, *, is_only: bool) -> bool:
    """Say whether the first line of a text names it: short, alone, and no sentence."""
    after = _LINE.match(source, piece.outer[1])
    is_alone = after is None or not after.group().strip()
    return is_alone and not is_only and _may_be_heading(piece) and not piece.text.endswith((".", ",", ";", ":"))
