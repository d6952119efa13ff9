"""Markdown (CommonMark 0.31 and tables) as pieces: which characters of a file are words, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from studio.documents import html_words, markdown_inline, markdown_setting
from studio.documents.markdown_inline import Inline
from studio.documents.markdown_setting import Lines
from studio.documents.pieces import Piece, without_mark
from studio.model.document import Cell, Mark, Role

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|$)", re.DOTALL)
_VALUE = r"^{name}:[ \t]*([\"']?)([^\r\n]*?)\1[ \t]*$"
_PIPE = re.compile(r"(?<!\\)\|")

BULLET = "•"
STEP = 18.0  # points that a list in a list stands further right
NARROWEST = 40  # letters of the longest line of a paragraph that is thought to be broken by hand


@dataclass(frozen=True, slots=True)
class Words:
    """A piece with its inside, and where in the file each of its lines begins and ends.

    `picture` is where the one lies that it describes, as the file says.
    """

    piece: Piece
    inline: Inline
    lines: tuple[tuple[int, int], ...]
    kind: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class InHtml:
    """A piece in a block of HTML: as it stands in the file, and as it stands in the page that the block is."""

    piece: Piece
    own: Piece
    page: html_words.Page


@dataclass(slots=True)
class Markdown:
    """A file: its words, and what its front matter says of its title and language.

    Words in blocks of HTML are those of a web page, each page with where it begins in the file.
    """

    source: str
    title: str = ""
    language: str = ""
    references: Any = field(default_factory=dict)
    _at: dict[int, Words | InHtml] = field(default_factory=dict)

    @property
    def pieces(self) -> list[Piece]:
        """The pieces in their order."""
        return [words.piece for words in self._at.values()]

    @property
    def pictures(self) -> list[str]:
        """Where the pictures lie, piece by piece; "" for those that describe none."""
        return [words.picture if isinstance(words, Words) else "" for words in self._at.values()]

    def render(self, piece: Piece, text: str, marks: Sequence[Mark]) -> str:
        """Return the characters that stand for words in the place of a piece."""
        words = self._at[piece.start]
        if isinstance(words, InHtml):
            return words.page.render(words.own, text, tuple(marks))
        bare = without_mark(text, piece.mark) if piece.mark else text
        gone = len(text) - len(bare)
        moved = [replace(m, start=max(0, m.start - gone), stop=m.stop - gone) for m in marks if m.stop > gone]
        if piece.role is Role.FIGURE:
            return re.sub(r"([\\\[\]])", r"\\\1", " ".join(bare.split()))
        made = markdown_setting.rendered(words.inline, bare, moved, self._breaks(words), self.references)
        if words.kind == "cell":
            return re.sub(r"(?<!\\)\|", r"\\|", made)
        return made.replace("\n", self._between(words))

    def _breaks(self, words: Words) -> Lines:
        longest = max(stop - start for start, stop in words.lines)
        is_broken = " " in words.inline.text and len(words.lines) > 1 + words.inline.text.count("\n")
        return Lines(longest if is_broken and longest >= NARROWEST else 0, is_one=words.kind in ("cell", "heading"))

    def _between(self, words: Words) -> str:
        """Return what ends a line of a paragraph and stands before the words of the next."""
        if len(words.lines) > 1:
            return self.source[words.lines[0][1] : words.lines[1][0]].lstrip(" \t\\")
        begin = max(self.source.rfind("\n", 0, words.piece.start), self.source.rfind("\r", 0, words.piece.start)) + 1
        end = _LINE_END.search(self.source)
        before = self.source[begin : words.piece.start]
        return (end.group() if end else "\n") + re.sub(r"[^\s>]", " ", before)


def parsed(source: str) -> Markdown:
    """Return what is said in a file."""
    found = Markdown(source)
    front = _FRONT.match(source)
    text = source
    if front:
        text = re.sub(r"[^\r\n]", " ", front.group()) + source[front.end() :]
        found.title = _front_value(front[1], "title")
        found.language = _front_value(front[1], "lang") or _front_value(front[1], "language")
    tokens = markdown_inline.parser().parse(text, found.references)
    found._at = {words.piece.start: words for words in _Walk(source).words(tokens)}
    return found


def _front_value(front: str, name: str) -> str:
    match = re.search(_VALUE.format(name=name), front, re.MULTILINE | re.IGNORECASE)
    return match[2].strip() if match else ""


class _Walk:
    """Goes along what the parser found, and knows in which lists, tables and cells it is."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows = [(match.start(), match.end()) for match in _LINE.finditer(source)]
        self._marks: list[str] = []  # of the items it is in; "" once a paragraph has it
        self._level = 0
        self._map = (0, 0)
        self._cell: Cell | None = None
        self._table = self._row = self._column = -1

    def words(self, tokens: Sequence[Token]) -> Iterator[Words | InHtml]:
        """Yield all words."""
        for token in tokens:
            if token.type == "inline" and token.map:
                yield from self._found(token, token.map[0])
            elif token.type == "html_block" and token.map:
                yield from self._in_html(token.content, *token.map)
            elif token.nesting == 1:
                self._begin(token)
            elif token.type == "list_item_close":
                self._marks.pop()
            elif token.type == "heading_close":
                self._level = 0
            elif token.type in ("td_close", "th_close"):
                self._cell = None

    def _begin(self, token: Token) -> None:
        if token.type == "list_item_open":
            self._marks.append(f"{token.info}{token.markup}" if token.info else BULLET)
        elif token.type == "heading_open":
            self._level = int(token.tag[1])
        elif token.type == "table_open":
            self._table, self._row = self._table + 1, -1
        elif token.type == "tr_open":
            self._row, self._column = self._row + 1, -1
        elif token.type in ("td_open", "th_open"):
            self._column += 1
            self._cell = Cell(self._table, self._row, self._column, is_header=token.type == "th_open")
        if token.type in ("paragraph_open", "heading_open") and token.map:
            self._map = (token.map[0], token.map[1])

    def _in_html(self, content: str, first: int, stop: int) -> Iterator[InHtml]:
        """Yield the words of a block of HTML, if it stands in the file as it is."""
        start, end = self._rows[first][0], self._rows[stop - 1][1]
        source = self._source[start:end]
        if source.split() != content.split():  # it stands in a quotation, between whose marks it cannot be written
            return
        page = html_words.parsed(source)
        tables = self._table + 1
        last = -1
        for own in sorted(page.pieces, key=lambda piece: (piece.start, -piece.stop)):
            if own.start < last:  # a description amid the words of a paragraph
                continue
            last = max(own.stop, own.start + 1)
            cell = replace(own.cell, table=own.cell.table + tables) if own.cell else None
            self._table = max(self._table, cell.table if cell else -1)
            outer = (own.outer[0] + start, own.outer[1] + start)
            yield InHtml(
                replace(own, start=own.start + start, stop=own.stop + start, cell=cell, outer=outer), own, page
            )

    def _found(self, token: Token, row: int) -> Iterator[Words]:
        """Yield what one paragraph, heading or cell says; of one without words what its pictures show."""
        inline = markdown_inline.read(token.content, token.children or [])
        lines = self._in_cell(token.content, row) if self._cell else self._lines(token.content, row)
        if not lines:
            return
        if inline.text.strip():
            kind = "cell" if self._cell else "heading" if self._level else "paragraph"
            yield Words(self._piece(inline, lines), inline, lines, kind)
            return
        for start, stop, text, picture in inline.pictures:
            first, last = self._place(lines, token.content, start), self._place(lines, token.content, stop)
            if self._source[first:last] == token.content[start:stop]:
                yield Words(
                    Piece(first, last, text, Role.FIGURE, outer=(first, last)), inline, lines, "picture", picture
                )

    def _piece(self, inline: Inline, lines: tuple[tuple[int, int], ...]) -> Piece:
        start, stop = lines[0][0], lines[-1][1]
        is_code = sum(each.stop - each.start for each in inline.verbatims if not each.link) == len(inline.text)
        made = Piece(start, stop, inline.text, marks=inline.marks(), is_kept=is_code)
        if self._cell:
            return replace(made, role=Role.CELL, cell=self._cell, outer=(start, stop))
        made = replace(made, outer=(self._rows[self._map[0]][0], self._rows[self._map[1] - 1][1]))
        if self._level:
            return replace(made, role=Role.HEADING, level=self._level, text=inline.text.replace("\n", " "))
        mark = self._marks[-1] if self._marks else ""
        if not mark:
            return made
        self._marks[-1] = ""
        by = len(mark) + 1
        marks = tuple(replace(each, start=each.start + by, stop=each.stop + by) for each in made.marks)
        indent = STEP * (len(self._marks) - 1)
        return replace(made, role=Role.ITEM, mark=mark, text=f"{mark} {made.text}", marks=marks, indent=indent)

    def _lines(self, content: str, row: int) -> tuple[tuple[int, int], ...]:
        """Return where each line of a paragraph stands in the file; nothing where that cannot be told."""
        found = []
        for number, part in enumerate(content.split("\n"), row):
            start, stop = self._rows[number]
            at = self._source.rfind(part, start, stop)
            if at < 0:
                part = part.strip()
                at = self._source.rfind(part, start, stop)
            if at < 0:
                return ()
            found.append((at, at + len(part)))
        return tuple(found)

    def _in_cell(self, content: str, row: int) -> tuple[tuple[int, int], ...]:
        """Return where the words of the present cell stand in the file."""
        start, stop = self._rows[row]
        line = self._source[start:stop]
        bars = [match.start() for match in _PIPE.finditer(line)]
        if not bars or line[: bars[0]].strip(" \t>"):
            bars.insert(0, -1)
        first = bars[self._column] + 1 if self._column < len(bars) else len(line)
        last = next((bar for bar in bars if bar >= first), len(line))
        words = line[first:last].strip()
        if words.replace("\\|", "|") != content:
            return ()
        at = start + first + line[first:last].index(words)
        return ((at, at + len(words)),)

    def _place(self, lines: tuple[tuple[int, int], ...], content: str, at: int) -> int:
        """Return where a place of a paragraph's words is in the file."""
        return lines[content.count("\n", 0, at)][0] + at - (content.rfind("\n", 0, at) + 1)
