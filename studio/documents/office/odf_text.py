"""A paragraph of an OpenDocument file: its spans as text with marks, and other words in its place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.documents import inline
from studio.documents.inline import Run, Runs
from studio.model.document import Mark, MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"

_STYLE = f"{TEXT}style-name"
_AROUND = (f"{TEXT}span", f"{TEXT}a", f"{TEXT}meta", f"{TEXT}ruby", f"{TEXT}ruby-base")
_PASSED = f"{TEXT}soft-page-break"


@dataclass(slots=True)
class Paragraph:
    """What was read from a `text:p` or `text:h`; a look is the names of the spans around it, the outermost first."""

    element: Element
    runs: Runs[bytes]
    anchors: Sequence[tuple[int, Element]]
    links: Mapping[str, Element]

    def say(self, text: str, marks: Sequence[Mark], language: str) -> None:
        """Put other words in the place of the old."""
        for child in list(self.element):
            self.element.remove(child)
        self.element.text = None
        end = _End(self.element)
        for part in inline.laid(self.runs, [place for place, _node in self.anchors], text, marks):
            if isinstance(part, int):
                node = self.anchors[part][1]
                node.tail = None
                end.go(())
                self.element.append(node)
            else:
                end.go(self._around(part))
                end.write(part.text)

    def _around(self, run: Run[bytes]) -> tuple[tuple[str, str], ...]:
        """Return what stands around a run, the outermost first: pairs of tag and what tells it apart."""
        spans = tuple((f"{TEXT}span", name) for name in json.loads(run.style or b"[]"))
        known = self.links.get(run.link) if run.link else None
        if known is None:
            return spans
        return ((known.tag, json.dumps(dict(known.attrib))), *spans)


def read(element: Element, kinds: Mapping[str, MarkKind]) -> Paragraph:
    """Return a paragraph; `kinds` says what the spans of a name are."""
    reader = _Reader()
    reader.take(element, (), "")
    marked = {key: kind for key in {run.style for run in reader.runs} if (kind := _kind(key, kinds)) is not None}
    runs = inline.read(reader.runs, marked)
    if not runs.styles:
        runs = Runs("", (), (b"[]",), (MarkKind.STYLE,))
    return Paragraph(element, runs, reader.anchors, reader.links)


def speak(element: Element, style: str) -> None:
    """Put all words of a paragraph into a span of the style that says their language."""
    made = element.makeelement(f"{TEXT}span", {_STYLE: style})
    made.text, element.text = element.text, None
    for child in list(element):
        made.append(child)
    element.append(made)


@dataclass(slots=True)
class _Reader:
    runs: list[Run[bytes]] = field(default_factory=list)
    anchors: list[tuple[int, Element]] = field(default_factory=list)
    links: dict[str, Element] = field(default_factory=dict)
    length: int = 0

    def take(self, node: Element, names: tuple[str, ...], link: str) -> None:
        """Take in the words of a paragraph, or of a span in it."""
        self._words(_folded(node.text), names, link)
        for child in node:
            if child.tag in _AROUND:
                inner, where = names, link
                if child.tag == f"{TEXT}a":
                    where = child.get(f"{XLINK}href", "") or "#"
                    self.links.setdefault(where, child)
                elif child.tag == f"{TEXT}span":
                    inner = (*names, child.get(_STYLE, ""))
                self.take(child, inner, where)
            elif (words := _said(child)) is not None:
                self._run(words, names, link)
            elif child.tag != _PASSED:
                self.anchors.append((self.length, child))
            self._words(_folded(child.tail), names, link)

    def _words(self, words: str, names: tuple[str, ...], link: str) -> None:
        if words.startswith(" ") and self._ends_in_space():
            words = words[1:]  # two spaces in a row are one
        self._run(words, names, link)

    def _run(self, words: str, names: tuple[str, ...], link: str) -> None:
        if words:
            self.runs.append(Run(words, json.dumps(names).encode(), link))
            self.length += len(words)

    def _ends_in_space(self) -> bool:
        return not self.runs or self.runs[-1].text.endswith((" ", "\n"))


class _End:
    """The end of a paragraph that is being written: which spans are open."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._open: list[tuple[tuple[str, str], Element]] = []

    def go(self, around: tuple[tuple[str, str], ...]) -> None:
        """Close and open spans until just these are open."""
        same = 0
        while same < min(len(self._open), len(around)) and self._open[same][0] == around[same]:
            same += 1
        del self._open[same:]
        for what in around[same:]:
            tag, said = what
            attributes = {_STYLE: said} if tag == f"{TEXT}span" else json.loads(said)
            made = self._inner.makeelement(tag, attributes)
            self._inner.append(made)
            self._open.append((what, made))

    def write(self, text: str) -> None:
        """Write words; line breaks, tabs and spaces in a row as what the format has for them."""
        before = "\n"
        for letter in text:
            if letter == "\n":
                self._child("line-break")
            elif letter == "\t":
                self._child("tab")
            elif letter == " " and before in " \n\t":
                self._child("s")
            elif letter >= " " and letter not in "\ufffe\uffff" and not 0xD800 <= ord(letter) < 0xE000:
                self._append(letter)
            before = letter

    @property
    def _inner(self) -> Element:
        return self._open[-1][1] if self._open else self._element

    def _child(self, name: str) -> None:
        self._inner.append(self._inner.makeelement(f"{TEXT}{name}", {}))

    def _append(self, letter: str) -> None:
        inner = self._inner
        if len(inner):
            inner[-1].tail = (inner[-1].tail or "") + letter
        else:
            inner.text = (inner.text or "") + letter


def _folded(text: str | None) -> str:
    """Return text with white space as the format means it: any amount is one space."""
    words = "".join(" " if letter in " \t\r\n" else letter for letter in text or "")
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def _said(node: Element) -> str | None:
    """Return what a part of a paragraph says, None for what is no text."""
    if node.tag == f"{TEXT}s":
        count = node.get(f"{TEXT}c", "1")
        return " " * (min(int(count), 1000) if count.isdecimal() else 1)
    if node.tag == f"{TEXT}tab":
        return "\t"
    return "\n" if node.tag == f"{TEXT}line-break" else None


def _kind(key: bytes, kinds: Mapping[str, MarkKind]) -> MarkKind | None:
    return next((kinds[name] for name in reversed(json.loads(key)) if name in kinds), None)
