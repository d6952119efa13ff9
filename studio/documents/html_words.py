"""A web page as pieces: what people read or hear in it, and where that stands; other words go there, tags stay.

The page is never rebuilt: everything but the words is written back as it was.  Nothing it names is ever fetched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studio.documents import html_stretch, inline
from studio.documents.html_stretch import Stretch
from studio.documents.html_tokens import Token, tokens
from studio.documents.inline import Run, Runs
from studio.documents.pieces import Piece
from studio.model.document import Cell, Mark, MarkKind, Role

INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub"
        " sup time tt u var",
    )
)
_VOID = frozenset(["img", "wbr", "input", "picture", "source", "embed", "track", "area"])
_UNREAD = frozenset(
    re.findall(r"\w+", "script style template noscript svg math object iframe canvas audio video textarea")
)
_KINDS = {"b": MarkKind.BOLD, "strong": MarkKind.BOLD, "i": MarkKind.ITALIC, "em": MarkKind.ITALIC}
_RAISED = {"sup": MarkKind.SUPERSCRIPT, "sub": MarkKind.SUBSCRIPT}
_ROLES = {"li": Role.ITEM, "dt": Role.ITEM, "figcaption": Role.CAPTION, "caption": Role.CAPTION}
_SPOKEN = ("alt", "title", "aria-label", "placeholder")
_META = ("description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description")


@dataclass(slots=True)
class Page:
    """What was read: pieces in the order of the file; `looks` has those of each by where it begins.

    `attributes` are the pieces that are none of the text: a space and the name of one that is missing yet, else "".
    """

    source: str
    pieces: list[Piece] = field(default_factory=list)
    decorations: set[int] = field(default_factory=set)
    title: str = ""
    language: str = ""
    looks: dict[int, tuple[Runs[bytes], Stretch]] = field(default_factory=dict)
    attributes: dict[int, str] = field(default_factory=dict)
    line_break: str = "<br>"

    def render(self, piece: Piece, text: str, marks: tuple[Mark, ...]) -> str:
        """Return the characters that stand for words in the place of a piece."""
        if piece.start in self.attributes:
            said = html.escape(" ".join(text.split()))
            name = self.attributes[piece.start]
            return f'{name}="{said}"'
        runs, stretch = self.looks[piece.start]
        out = _Out(self.line_break, stretch.links)
        for part in inline.laid(runs, [place for place, _raw in stretch.anchors], text, marks):
            if isinstance(part, int):
                out.put(stretch.anchors[part][1])
            else:
                out.run(part)
        return out.close()


def parsed(source: str) -> Page:
    """Return the words of a page with where they stand."""
    return _Reader(source).page()


class _Out:
    """Words with their tags, as they are written."""

    def __init__(self, line_break: str, links: Mapping[str, str]) -> None:
        self._break = line_break
        self._links = links
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []

    def put(self, raw: str) -> None:
        """Write a tag as it was."""
        self._text.append(raw)

    def run(self, run: Run[bytes]) -> None:
        """Write words of one look."""
        around = [(str(name), str(raw)) for _number, name, raw in json.loads(run.style or b"[]")]
        if run.link in self._links:
            around.insert(0, ("a", self._links[run.link]))
        same = 0
        while same < min(len(around), len(self._open)) and around[same] == self._open[same]:
            same += 1
        self._shut(same)
        for each in around[same:]:
            self._text.append(each[1])
            self._open.append(each)
        words = html.escape(run.text, quote=False).replace("\xa0", "&nbsp;")
        self._text.append(words.replace("\n", self._break))

    def close(self) -> str:
        """Return all of it, every tag closed."""
        self._shut(0)
        return "".join(self._text)

    def _shut(self, to: int) -> None:
        while len(self._open) > to:
            self._text.append(f"</{self._open.pop()[0]}>")


class _Reader:
    def __init__(self, source: str) -> None:
        self._page = Page(source)
        self._tokens = tokens(source)
        self._tables: list[list[int]] = []
        self._count = 0
        self._around: list[str] = []

    def page(self) -> Page:
        """Return the whole page."""
        group: list[Token] = []
        skipped: Token | None = None
        depth = 0
        for token in self._tokens:
            if skipped is not None:
                depth += (token.name == skipped.name) * ((token.kind == "start") - (token.kind == "end"))
                if depth <= 0:
                    if skipped.name in INLINE:
                        group.append(self._whole(skipped, token))
                    skipped = None
                continue
            if token.kind == "start" and (token.name in _UNREAD or _is_kept(token)):
                if token.name not in INLINE:
                    self._flush(group)
                    group = []
                skipped, depth = token, 1
                continue
            if self._is_inside(token):
                group.append(token)
            else:
                self._flush(group)
                group = []
                self._pass(token)
            if token.kind in ("start", "void"):
                self._attributes(token)
        self._flush(group)
        self._page.pieces.sort(key=lambda piece: piece.start)
        return self._page

    def _whole(self, start: Token, end: Token) -> Token:
        """Return an element that must not be translated as one tag."""
        return Token(start.start, end.stop, "void", start.name, self._page.source[start.start : end.stop])

    def _is_inside(self, token: Token) -> bool:
        return (
            token.kind == "text"
            or token.raw.startswith("<!--")
            or token.name in INLINE
            or token.name in _VOID
            or token.name == "br"
        )

    def _pass(self, token: Token) -> None:
        """Note where in the page the next words stand."""
        if token.name == "html" and token.kind == "start":
            self._page.language = token.attribute("lang") or ""
        if token.kind == "start":
            self._around.append(token.name)
            if token.name == "table":
                self._tables.append([self._count, -1, -1])
                self._count += 1
            elif token.name == "tr" and self._tables:
                self._tables[-1][1:] = [self._tables[-1][1] + 1, -1]
            elif token.name in ("td", "th") and self._tables:
                self._tables[-1][2] += 1
        elif token.kind == "end" and token.name in self._around:
            while self._around and self._around.pop() != token.name:
                pass
            if token.name == "table" and self._tables:
                self._tables.pop()

    def _flush(self, group: Sequence[Token]) -> None:
        found = html_stretch.stretch(group)
        if found is None:
            return
        kinds = {run.style: kind for run in found.runs if (kind := _kind(run.style)) is not None}
        runs = inline.read(found.runs, kinds)
        self._page.looks[found.start] = (runs, found)
        for token in group:
            if token.name == "br":
                self._page.line_break = token.raw
        role, level, cell = self._role()
        if "title" in self._around:
            self._page.title = runs.text
        place = (found.start, found.stop)
        self._page.pieces.append(Piece(*place, runs.text, role, level, marks=runs.marks, cell=cell, outer=place))

    def _role(self) -> tuple[Role, int, Cell | None]:
        for name in reversed(self._around):
            if len(name) == 2 and name[0] == "h" and name[1] in "123456":
                return Role.HEADING, int(name[1]), None
            if name in ("td", "th") and self._tables:
                table, row, column = self._tables[-1]
                return Role.CELL, 0, Cell(table, max(row, 0), max(column, 0), is_header=name == "th")
            if name in _ROLES:
                return _ROLES[name], 0, None
            if name in ("header", "footer", "nav") and "article" not in self._around:
                return (Role.FOOTER if name == "footer" else Role.HEADER), 0, None
        return Role.PARAGRAPH, 0, None

    def _attributes(self, token: Token) -> None:
        """Note what is said of a picture or a field."""
        for name, start, stop, text in _said(token):
            is_figure = token.name == "img" and name == "alt"
            if not text.strip() and not is_figure:
                continue
            if is_figure and not text.strip():
                self._page.decorations.add(start)
            role = Role.FIGURE if is_figure else Role.PARAGRAPH
            self._add_attribute(Piece(start, stop, text, role, outer=(start, stop)), "")
        if token.name == "img" and token.attribute("alt") is None:
            start = token.start + len("<img")
            self._add_attribute(Piece(start, start, "", Role.FIGURE, outer=(start, start)), " alt")

    def _add_attribute(self, piece: Piece, name: str) -> None:
        self._page.attributes[piece.start] = name
        self._page.pieces.append(piece)


def _kind(style: bytes) -> MarkKind | None:
    names = [name for _number, name, _raw in json.loads(style or b"[]")]
    known = {**_KINDS, **_RAISED}
    return next((known[name] for name in reversed(names) if name in known), None)


def _is_kept(token: Token) -> bool:
    """Say whether the page says that an element is not to be translated."""
    return token.attribute("translate") == "no" or "notranslate" in (token.attribute("class") or "").split()


def _said(token: Token) -> Iterator[tuple[str, int, int, str]]:
    """Yield the attributes that are read to people: name, place and words."""
    every = list(token.attributes())
    known = {name: value for name, _start, _stop, value in every}
    for name, start, stop, value in every:
        is_button = token.name == "input" and name == "value" and known.get("type") in ("submit", "button", "reset")
        is_about = token.name == "meta" and name == "content" and (known.get("name") or known.get("property")) in _META
        if name in _SPOKEN or is_button or is_about:
            yield name, start, stop, value
