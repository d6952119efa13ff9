"""The inside of a paragraph of Markdown (CommonMark 0.31, strikethrough): what it says, and what its words stand in.

The parser tells in order what it found; walking along the source again tells which characters of it each thing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.model.document import Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*>", re.DOTALL)
_HREF = re.compile(r"\shref\s*=\s*([\"'])(.*?)\1", re.DOTALL)
_KINDS = {
    "strong_open": MarkKind.BOLD,
    "em_open": MarkKind.ITALIC,
    "link_open": MarkKind.LINK,
    "<strong": MarkKind.BOLD,
    "<b": MarkKind.BOLD,
    "<em": MarkKind.ITALIC,
    "<i": MarkKind.ITALIC,
    "<a": MarkKind.LINK,
    "<sup": MarkKind.SUPERSCRIPT,
    "<sub": MarkKind.SUBSCRIPT,
}
_VOID = {"<img", "<input", "<wbr", "<hr"}
MARKED = "souffleur"
"""Where the begin and end of a link or picture are noted in its token."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """What stands before and after characters of the text, as in "**bold**"; `kind` is None for what is no mark."""

    start: int
    stop: int
    before: str
    after: str
    kind: MarkKind | None = None
    value: str = ""

    def mark(self) -> Mark | None:
        """Return the mark that people see, if it is one."""
        return Mark(self.start, self.stop, self.kind, self.value) if self.kind and self.stop > self.start else None


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Characters of the text that stand in the source as `source`: code, or an address that leads to `link`."""

    start: int
    stop: int
    source: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stands between the words without being any: a picture, a comment."""

    at: int
    source: str


@dataclass(slots=True)
class Inline:
    """What a paragraph says: `text` with "\\n" where a line break is meant, and all that stands around its words.

    `pictures` are where the descriptions of pictures stand in the source, what they say, and where the pictures are.
    """

    text: str = ""
    wraps: list[Wrap] = field(default_factory=list)
    verbatims: list[Verbatim] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    pictures: list[tuple[int, int, str, str]] = field(default_factory=list)
    hard_break: str = "\\\n"

    def marks(self) -> tuple[Mark, ...]:
        """Return what parts of the text are set apart by."""
        links = [Mark(v.start, v.stop, MarkKind.LINK, v.link) for v in self.verbatims if v.link]
        found = links + [mark for wrap in self.wraps if (mark := wrap.mark())]
        return tuple(sorted(found, key=lambda mark: (mark.start, -mark.stop)))


@cache
def parser() -> MarkdownIt:
    """Return the parser, which leaves escapes as they are and says where links end."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["text_join", "fragments_join"])
    rules = dict(zip(made.inline.ruler.get_active_rules(), made.inline.ruler.getRules(""), strict=True))
    for name in ("link", "image"):
        made.inline.ruler.at(name, _telling(rules[name]))
    return made


def parsed(source: str, references: Any = None) -> Inline:
    """Return the inside of a paragraph; `references` are the parser's, with what the links of a file refer to."""
    tokens = parser().parseInline(source, references if references is not None else {})
    return read(source, tokens[0].children or [])


def read(source: str, tokens: Sequence[Token]) -> Inline:
    """Return what the parser found in `source`, with the characters that each thing is."""
    walk = _Walk(source)
    for token in tokens:
        walk.take(token)
    return walk.ended()


def _telling(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return a rule of the parser that notes in its first token where in the source it ended."""

    def telling(state: StateInline, silent: bool) -> bool:
        count, start = len(state.tokens), state.pos
        is_found = rule(state, silent)
        if is_found and not silent:
            for token in state.tokens[count:]:
                if token.type in ("link_open", "image") and MARKED not in token.meta:
                    token.meta[MARKED] = (start, state.pos)
                    break
        return is_found

    return telling


class _Begun(NamedTuple):
    """What has begun and not ended yet: where in the text and in the source, how many anchors there were before.

    `end` is where in the source a link ends.
    """

    name: str
    start: int
    at: int
    source: str
    anchors: int
    value: str = ""
    end: int = 0


class _Walk:
    """Goes along the source as far as each thing that was found reaches."""

    def __init__(self, source: str) -> None:
        self.found = Inline()
        self._source = source
        self._at = 0
        self._open: list[_Begun] = []

    def take(self, token: Token) -> None:
        """Take the next thing."""
        if token.type == "text":
            self._words(token.content, token.content)
        elif token.type == "text_special":
            self._words(token.content, token.markup)
        elif token.type in ("softbreak", "hardbreak"):
            self._line_end(is_hard=token.type == "hardbreak")
        elif token.type == "code_inline":
            self._code(token)
        elif token.type == "image":
            self._picture(token)
        elif token.type == "html_inline":
            self._tag(token.content)
        elif token.nesting == 1:
            self._begin(token)
        elif token.nesting == -1:
            self._end(token)

    def _words(self, text: str, source: str) -> None:
        anchors = self.found.anchors
        is_after_anchor = bool(anchors) and anchors[-1].at == len(self.found.text)
        if is_after_anchor and self.found.text[-1:] in ("", " ", "\n"):
            text = text.lstrip(" ")
        self.found.text += text
        self._at += len(source)

    def _line_end(self, *, is_hard: bool) -> None:
        match = _BREAK.match(self._source, self._at)
        found = match.group() if match else "\n"
        if is_hard and "\n" not in self.found.text:
            self.found.hard_break = found.rstrip(" \t")
        self.found.text += "\n" if is_hard else " "
        self._at += len(found)

    def _code(self, token: Token) -> None:
        close = self._source.index(token.markup, self._at + len(token.markup))
        while self._source.startswith("`", close + len(token.markup)) or self._source[close - 1] == "`":
            close = self._source.index(token.markup, close + 1)
        stop = close + len(token.markup)
        start = len(self.found.text)
        self.found.text += token.content
        self.found.verbatims.append(Verbatim(start, len(self.found.text), self._source[self._at : stop]))
        self._at = stop

    def _picture(self, token: Token) -> None:
        start, stop = token.meta[MARKED]
        label = start + 2
        text = "".join(child.content for child in token.children or [])
        place = str(token.attrs.get("src", ""))
        self.found.pictures.append((label, label + len(token.content), text, place))
        self.found.anchors.append(Anchor(len(self.found.text), self._source[start:stop]))
        self._at = stop

    def _begin(self, token: Token) -> None:
        before = "<" if token.markup == "autolink" else token.markup or "["
        end = token.meta.get(MARKED, (0, 0))[1]
        value = str(token.attrs.get("href", ""))
        self._open.append(
            _Begun(token.type, len(self.found.text), self._at, before, len(self.found.anchors), value, end)
        )
        self._at += len(before)

    def _end(self, token: Token) -> None:
        while self._open[-1].name.startswith("<"):  # a tag without an end
            self._let_stand(self._open.pop())
        begun = self._open.pop()
        stop = len(self.found.text)
        if token.markup == "autolink":
            self._at += 1
            raw = self._source[begun.at : self._at]
            self.found.verbatims.append(Verbatim(begun.start, stop, raw, begun.value))
            return
        after = self._source[self._at : begun.end] if begun.name == "link_open" else token.markup
        label = self._source[begun.at + 1 : self._at]
        self._at += len(after)
        if after in ("]", "][]"):  # the words are the name of a reference, which must stay when they change
            after = f"][{label}]"
        self._wrap(begun, after, begun.value)

    def _tag(self, source: str) -> None:
        """Take a tag of HTML: a line break, the begin or the end of a mark, or something that is kept as it is."""
        match = _TAG.fullmatch(source)
        name = f"<{match[2].lower()}" if match else ""
        begun = _Begun(name, len(self.found.text), self._at, source, len(self.found.anchors))
        self._at += len(source)
        if name == "<br":
            self.found.hard_break = source
            self.found.text += "\n"
        elif match is None or source.endswith("/>") or name in _VOID:
            self._let_stand(begun)
        elif not match[1]:
            self._open.append(begun)
        elif self._open and self._open[-1].name == name:
            self._close(self._open.pop(), source)
        else:
            self._let_stand(begun)

    def _close(self, begun: _Begun, after: str) -> None:
        href = _HREF.search(begun.source)
        self._wrap(begun, after, href[2] if href and begun.name == "<a" else "")

    def _wrap(self, begun: _Begun, after: str, value: str) -> None:
        stop = len(self.found.text)
        if stop == begun.start:  # around pictures alone
            del self.found.anchors[begun.anchors :]
            self.found.anchors.append(Anchor(stop, self._source[begun.at : self._at]))
        else:
            self.found.wraps.append(Wrap(begun.start, stop, begun.source, after, _KINDS.get(begun.name), value))

    def _let_stand(self, begun: _Begun) -> None:
        self.found.anchors.append(Anchor(begun.start, begun.source))

    def ended(self) -> Inline:
        """Return what was found."""
        for begun in self._open:
            self._let_stand(begun)
        self.found.text = self.found.text.rstrip()
        return self.found
