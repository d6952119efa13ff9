"""A web page as tags and words, each with where it stands in the file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_ATTRIBUTE = re.compile(
    r"""(?P<space>[\s/]+)(?P<name>[^\s=>/"']+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']*)))?"""
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a page from `start` up to `stop`: "start" or "end" of an element, "void" for both, "text", "other"."""

    start: int
    stop: int
    kind: str
    name: str
    raw: str

    def attributes(self) -> Iterator[tuple[str, int, int, str]]:
        """Yield name, the place of all that follows the name in the file, and the value of each attribute.

        That place holds the sign of equality and the quotes, if there are any: other words may need them.
        """
        for found in _ATTRIBUTE.finditer(self.raw, len(self.name) + 1):
            said = next((found[name] for name in ("double", "single", "bare") if found[name] is not None), "")
            yield found["name"].lower(), self.start + found.end("name"), self.start + found.end(), html.unescape(said)

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute, None where there is none."""
        return next((value for known, _start, _stop, value in self.attributes() if known == name), None)


def tokens(source: str) -> list[Token]:
    """Return all of a page in order: the raw parts together are the file."""
    reader = _Tokens(source)
    reader.feed(source)
    reader.close()
    return list(reader.whole())


class _Tokens(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._lines = [0]
        for found in re.finditer("\n", source):
            self._lines.append(found.end())
        self._found: list[tuple[int, str, str]] = []

    def whole(self) -> Iterator[Token]:
        """Yield the tokens; words in a row, entities among them, are one."""
        ends = [start for start, _kind, _name in self._found[1:]] + [len(self._source)]
        begun = -1
        for (start, kind, name), stop in zip(self._found, ends, strict=True):
            if kind == "text":
                begun = start if begun < 0 else begun
                continue
            if begun >= 0:
                yield Token(begun, start, "text", "", self._source[begun:start])
                begun = -1
            yield Token(start, stop, kind, name, self._source[start:stop])
        if begun >= 0:
            yield Token(begun, len(self._source), "text", "", self._source[begun:])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note where an element begins."""
        self._note("void" if tag in VOID else "start", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Note an element without content; only those that never have any are closed by their slash."""
        self._note("void" if tag in VOID else "start", tag)

    def handle_endtag(self, tag: str) -> None:
        """Note where an element ends."""
        self._note("end", tag)

    def handle_data(self, data: str) -> None:
        """Note words."""
        self._note("text", "")

    def handle_entityref(self, name: str) -> None:
        """Note a letter that is written by its name."""
        self._note("text", "")

    def handle_charref(self, name: str) -> None:
        """Note a letter that is written by its number."""
        self._note("text", "")

    def handle_comment(self, data: str) -> None:
        """Note what nobody reads."""
        self._note("other", "")

    def handle_decl(self, decl: str) -> None:
        """Note what says what kind of page it is."""
        self._note("other", "")

    def handle_pi(self, data: str) -> None:
        """Note what is told to a program."""
        self._note("other", "")

    def unknown_decl(self, data: str) -> None:
        """Note what is told to a program."""
        self._note("other", "")

    def _note(self, kind: str, name: str) -> None:
        line, column = self.getpos()
        self._found.append((self._lines[line - 1] + column, kind, name))
