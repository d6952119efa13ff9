"""A paragraph of a slide or a chart (DrawingML): its runs as text with marks, and other words in its place."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.documents import inline
from studio.documents.inline import Run, Runs
from studio.documents.office.word import R
from studio.model.document import Mark, MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_NOISE = ("lang", "altLang", "dirty", "err", "smtClean", "noProof")
_SILENT = ("slidenum", "datetime")
_LINKS = (f"{A}hlinkClick", f"{A}hlinkMouseOver")


@dataclass(slots=True)
class Paragraph:
    """What was read from an `a:p`; `anchors` are fields the program fills, by the letter they stand before."""

    element: Element
    runs: Runs[bytes]
    looks: Mapping[bytes, Element | None]
    anchors: Sequence[tuple[int, Element]]
    links: Mapping[str, Element]

    def say(self, text: str, marks: Sequence[Mark], language: str) -> None:
        """Put other words in the place of the old."""
        head, tail = self.element.find(f"{A}pPr"), self.element.find(f"{A}endParaRPr")
        for child in list(self.element):
            if child is not head and child is not tail:
                self.element.remove(child)
        for part in inline.laid(self.runs, [place for place, _node in self.anchors], text, marks):
            if isinstance(part, int):
                self.element.append(self.anchors[part][1])
            else:
                self._put(part, language)
        if tail is not None:
            tail.set("lang", language)
            self.element.append(tail)

    def _put(self, run: Run[bytes], language: str) -> None:
        for number, line in enumerate(run.text.split("\n")):
            if number:
                made = _child(self.element, f"{A}br")
                made.append(self._look(run, language))
            if line:
                made = _child(self.element, f"{A}r")
                made.append(self._look(run, language))
                _child(made, f"{A}t").text = "".join(letter for letter in line if letter >= " " or letter == "\t")

    def _look(self, run: Run[bytes], language: str) -> Element:
        known = self.looks.get(run.style)
        look = copy.deepcopy(known) if known is not None else self.element.makeelement(f"{A}rPr", {})
        for tag in _LINKS:
            for node in look.findall(tag):
                look.remove(node)
        look.set("lang", language)
        if run.link in self.links:
            _in_order(look, copy.deepcopy(self.links[run.link]))
        return look


def read(element: Element, targets: Mapping[str, str]) -> Paragraph:
    """Return a paragraph; `targets` says where the links of its part lead, by their ids."""
    runs: list[Run[bytes]] = []
    looks: dict[bytes, Element | None] = {}
    anchors: list[tuple[int, Element]] = []
    links: dict[str, Element] = {}
    length = 0
    for node in element:
        words = _words(node)
        if words is None:
            if node.tag not in (f"{A}pPr", f"{A}endParaRPr"):
                anchors.append((length, node))
            continue
        look = node.find(f"{A}rPr")
        key, link = _key(look), _link(look, targets, links)
        if node.tag == f"{A}br" and runs:  # its own look does not show
            key, link = runs[-1].style, runs[-1].link
        looks.setdefault(key, look)
        runs.append(Run(words, key, link))
        length += len(words)
    kinds = {key: kind for key, look in looks.items() if look is not None and (kind := _kind(look)) is not None}
    found = inline.read(runs, kinds)
    if not found.styles:
        found = Runs("", (), (b"",), (MarkKind.STYLE,))
    return Paragraph(element, found, looks or {b"": element.find(f"{A}endParaRPr")}, anchors, links)


def _words(node: Element) -> str | None:
    """Return what a part of a paragraph says, None for what is no text."""
    if node.tag == f"{A}br":
        return "\n"
    is_text = node.tag == f"{A}r" or (node.tag == f"{A}fld" and not node.get("type", "").startswith(_SILENT))
    return (node.findtext(f"{A}t") or "").replace("\v", "\n") if is_text else None


def _link(look: Element | None, targets: Mapping[str, str], links: dict[str, Element]) -> str:
    node = look.find(_LINKS[0]) if look is not None else None
    if node is None:
        return ""
    id = node.get(f"{R}id", "")
    where = targets.get(id, "") or f"{node.get('action', '')}#{id}"  # jumps to two slides are two links
    links.setdefault(where, node)
    return where


def _kind(look: Element) -> MarkKind | None:
    if look.get("b") in ("1", "true"):
        return MarkKind.BOLD
    if look.get("i") in ("1", "true"):
        return MarkKind.ITALIC
    raised = look.get("baseline", "0").removesuffix("%")
    if raised.lstrip("-").isdecimal() and int(raised):
        return MarkKind.SUPERSCRIPT if int(raised) > 0 else MarkKind.SUBSCRIPT
    return None


def _key(look: Element | None) -> bytes:
    """Return what tells looks apart: all but the language, marks of the spelling and links."""
    from lxml import etree

    if look is None:
        return b""
    bare = copy.deepcopy(look)
    for name in _NOISE:
        bare.attrib.pop(name, None)
    for tag in _LINKS:
        for node in bare.findall(tag):
            bare.remove(node)
    return b"" if not len(bare) and not bare.attrib else etree.tostring(bare, method="c14n2")


def _in_order(look: Element, link: Element) -> None:
    """Put a link where the schema wants it: before what may only follow it."""
    after = [node for node in look if node.tag in (f"{A}hlinkMouseOver", f"{A}rtl", f"{A}extLst")]
    if after:
        after[0].addprevious(link)
    else:
        look.append(link)


def _child(parent: Element, tag: str) -> Element:
    made = parent.makeelement(tag, {})
    parent.append(made)
    return made


def speak(element: Element, language: str) -> None:
    """Say that all runs of a paragraph are in a language."""
    for look in element.iter(f"{A}rPr", f"{A}endParaRPr"):
        look.set("lang", language)
