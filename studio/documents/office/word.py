"""A paragraph of a Word file: its runs as text with marks, and other words in its place.

What is no text (footnote numbers, pictures, page numbers, bookmarks, remarks) are anchors: they stay, as near as can be
to where they stood.  Words are those that show when all tracked changes are accepted; a paragraph that gets other words
has its changes accepted, for they were about the words before.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studio.documents import inline
from studio.documents.inline import Run, Runs
from studio.model.document import Mark, MarkKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_AROUND = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir")}
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "proofErr", "pPr", "sdtPr", "sdtEndPr", "smartTagPr")}
_SILENT = ("PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES", "DATE", "TIME", "SEQ", "CREATEDATE", "SAVEDATE", "PRINTDATE")
"""Fields whose result the program makes anew each time: they are no words."""

_LEADS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))?', re.IGNORECASE)
_SPOT = re.compile(r'\\l\s+"?([^\s"]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is no text, and before which letter it stands; `look` is that of the run it was in, where it was in one."""

    place: int
    node: Element
    is_in_run: bool = False
    look: Element | None = None

    def put(self, parent: Element) -> None:
        """Move it to the end of a paragraph."""
        if not self.is_in_run:
            parent.append(self.node)
            return
        run = _child(parent, f"{W}r", {})
        if self.look is not None:
            run.append(copy.deepcopy(self.look))
        run.append(self.node)


@dataclass(slots=True)
class _Field:
    """A field that is being read: what it is told to do, whether its result has begun, and before which anchor.

    `link` is where it leads once it is read as a link, `place` before which letter it begins.
    """

    told: str = ""
    is_result: bool = False
    parts: list[tuple[Element, Element | None]] = field(default_factory=list)
    link: str = ""
    place: int = 0
    number: int = 0

    @property
    def is_silent(self) -> bool:
        return _is_silent(self.told)


@dataclass(slots=True)
class Paragraph:
    """What was read from a `w:p`."""

    element: Element
    runs: Runs[bytes]
    looks: Mapping[bytes, Element | None]
    anchors: Sequence[Anchor]
    links: Mapping[str, Element]

    def say(self, text: str, marks: Sequence[Mark], language: str) -> None:
        """Put other words in the place of the old."""
        properties = self.element.find(f"{W}pPr")
        for child in list(self.element):
            if child is not properties:
                self.element.remove(child)
        for part in inline.laid(self.runs, [anchor.place for anchor in self.anchors], text, marks):
            if isinstance(part, int):
                self.anchors[part].put(self.element)
            else:
                self._put_run(part, language)

    def _put_run(self, run: Run[bytes], language: str) -> None:
        parent = self.element
        if run.link:
            last = parent[-1] if len(parent) else None
            known = self.links.get(run.link)
            if known is not None and last is not None and last.tag == known.tag and last.attrib == known.attrib:
                parent = last
            elif known is not None:
                parent = _child(self.element, known.tag, dict(known.attrib))
        made = _child(parent, f"{W}r", {})
        look = self.looks.get(run.style)
        if look is not None:
            properties = copy.deepcopy(look)
            for tag in properties.findall(f"{W}lang"):
                tag.set(f"{W}val", language)
            made.append(properties)
        _write(made, run.text)


def read(element: Element, targets: Mapping[str, str]) -> Paragraph:
    """Return a paragraph; `targets` says where the links of its part lead, by their ids."""
    reader = _Reader(targets)
    for child in element:
        reader.take(child, "")
    reader.close()
    kinds = {key: kind for key, look in reader.looks.items() if look is not None and (kind := _kind(look)) is not None}
    runs = inline.read(reader.runs, kinds)
    looks = reader.looks or {b"": None}
    if not runs.styles:
        runs = Runs("", (), (next(iter(looks)),), (MarkKind.STYLE,))
    return Paragraph(element, runs, looks, reader.anchors, reader.links)


def speak(element: Element, language: str) -> None:
    """Say that all runs of a paragraph are in a language."""
    for run in element.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            look = run.makeelement(f"{W}rPr", {}, nsmap=run.nsmap)
            run.insert(0, look)
        said = look.find(f"{W}lang")
        (said if said is not None else _child(look, f"{W}lang", {})).set(f"{W}val", language)


@dataclass(slots=True)
class _Reader:
    targets: Mapping[str, str]
    runs: list[Run[bytes]] = field(default_factory=list)
    looks: dict[bytes, Element | None] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    links: dict[str, Element] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    length: int = 0

    def take(self, node: Element, link: str) -> None:
        """Take in a child of a paragraph, or of what stands around runs."""
        if node.tag in _GONE or not isinstance(node.tag, str):
            return
        if node.tag == f"{W}r":
            self._run(node, link)
        elif node.tag == f"{W}hyperlink":
            where = self._where(node)
            self.links.setdefault(where, node)
            for child in node:
                self.take(child, where)
        elif node.tag in _AROUND or (node.tag == f"{W}fldSimple" and not _is_silent(node.get(f"{W}instr", ""))):
            told = node.get(f"{W}instr", "") if node.tag == f"{W}fldSimple" else ""
            for child in node:
                self.take(child, self._led(told, node) or link)
        else:
            self._anchor(node)

    def close(self) -> None:
        """Keep the fields that end in a later paragraph."""
        for each in reversed(self.fields):
            self._keep(each) if each.link else self._flush(each)

    def _run(self, run: Element, link: str) -> None:
        look = run.find(f"{W}rPr")
        key = _key(look)
        for node in run:
            if node is look or not isinstance(node.tag, str):
                continue
            if node.tag == f"{W}fldChar":
                self._field(node, look)
            elif self.fields and not self.fields[-1].is_result:
                if node.tag == f"{W}instrText":
                    self.fields[-1].told += node.text or ""
                self.fields[-1].parts.append((node, look))
            elif self.fields and self.fields[-1].is_silent:
                self.fields[-1].parts.append((node, look))
            elif (words := _words(node)) is not None:
                self.looks.setdefault(key, look)
                self.runs.append(Run(words, key, next((each.link for each in self.fields if each.link), link)))
                self.length += len(words)
            elif node.tag != f"{W}lastRenderedPageBreak":
                self.anchors.append(Anchor(self.length, node, True, look))

    def _field(self, node: Element, look: Element | None) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field(parts=[(node, look)]))
        elif not self.fields:
            self.anchors.append(Anchor(self.length, node, True, look))  # it began in a paragraph before
        else:
            current = self.fields[-1]
            current.parts.append((node, look))
            if kind == "separate":
                current.is_result = True
                current.link, current.place, current.number = (
                    self._led(current.told, node),
                    self.length,
                    len(self.anchors),
                )
                if not current.is_silent and not current.link:
                    self._flush(current)
            else:
                self.fields.pop()
                if current.link and current.place == self.length:
                    self._keep(current)
                elif not current.link:
                    self._flush(current)

    def _led(self, told: str, node: Element) -> str:
        """Return where a field leads, "" for one that is no link; it is written as a simple one."""
        found = _LEADS.match(told)
        if found is None:
            return ""
        spot = _SPOT.search(told)
        where = (found[1] or found[2] or "") + (f"#{spot[1]}" if spot else "") or "#"
        self.links.setdefault(where, node.makeelement(f"{W}fldSimple", {f"{W}instr": told}))
        return where

    def _keep(self, current: _Field) -> None:
        """Keep a link as a field, around what it stands around: it has no words, or ends in a later paragraph."""
        begun = [part for part in current.parts if part[0].get(f"{W}fldCharType") != "end"]
        ended = current.parts[len(begun) :]
        anchors = [Anchor(current.place, node, True, look) for node, look in begun]
        self.anchors[current.number : current.number] = anchors
        self.anchors += [Anchor(self.length, node, True, look) for node, look in ended]
        if not ended:
            self.runs = [replace(run, link="") if run.link == current.link else run for run in self.runs]

    def _flush(self, current: _Field) -> None:
        self.anchors += [Anchor(self.length, node, True, look) for node, look in current.parts]
        current.parts = []

    def _anchor(self, node: Element) -> None:
        self.anchors.append(Anchor(self.length, node))

    def _where(self, node: Element) -> str:
        mark = node.get(f"{W}anchor", "")
        found = self.targets.get(node.get(f"{R}id", ""), "")
        return found + (f"#{mark}" if mark else "") or "#"


def _is_silent(told: str) -> bool:
    return told.strip().upper().split(" ")[0] in _SILENT


def _words(node: Element) -> str | None:
    """Return what a part of a run says, None for what is no text."""
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}tab":
        return "\t"
    if node.tag == f"{W}cr" or (node.tag == f"{W}br" and node.get(f"{W}type", "textWrapping") == "textWrapping"):
        return "\n"
    if node.tag == f"{W}noBreakHyphen":
        return "\N{NON-BREAKING HYPHEN}"
    if node.tag == f"{W}softHyphen":
        return ""
    return None


def _write(run: Element, text: str) -> None:
    """Put words into a run, line breaks, tabs and hyphens as what Word has for them."""
    for piece in _pieces(text):
        if piece == "\n":
            _child(run, f"{W}br", {})
        elif piece == "\t":
            _child(run, f"{W}tab", {})
        elif piece == "\N{NON-BREAKING HYPHEN}":
            _child(run, f"{W}noBreakHyphen", {})
        else:
            _child(run, f"{W}t", {f"{XML}space": "preserve"}).text = piece


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for letter in text:
        if letter in "\n\t\N{NON-BREAKING HYPHEN}":
            if piece:
                yield piece
            yield letter
            piece = ""
        elif ord(letter) >= 32 and letter not in "\ufffe\uffff" and not 0xD800 <= ord(letter) < 0xE000:
            piece += letter
    if piece:
        yield piece


def _kind(look: Element) -> MarkKind | None:
    if _is_on(look.find(f"{W}b")):
        return MarkKind.BOLD
    if _is_on(look.find(f"{W}i")):
        return MarkKind.ITALIC
    raised = look.find(f"{W}vertAlign")
    if raised is not None and raised.get(f"{W}val") in ("superscript", "subscript"):
        return MarkKind(raised.get(f"{W}val"))
    return None


def _is_on(node: Element | None) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _key(look: Element | None) -> bytes:
    """Return what tells looks apart: all but the language and remarks about tracked changes."""
    from lxml import etree

    if look is None:
        return b""
    bare = copy.deepcopy(look)
    for tag in ("lang", "noProof", "rPrChange", "ins", "del", "moveFrom", "moveTo"):
        for node in bare.findall(f"{W}{tag}"):
            bare.remove(node)
    return b"" if not len(bare) else etree.tostring(bare, method="c14n2")


def _child(parent: Element, tag: str, attributes: Mapping[str, str]) -> Element:
    made = parent.makeelement(tag, dict(attributes), nsmap=parent.nsmap)
    parent.append(made)
    return made
