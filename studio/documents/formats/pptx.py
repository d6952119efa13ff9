"""PowerPoint files: slides with groups and tables, speaker's notes, and what their layouts show on every slide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import package
from studio.documents.office import drawing, paragraphs, relations
from studio.documents.office import figures as pictured
from studio.documents.office.counted import Tables
from studio.documents.office.drawing import A
from studio.documents.office.paragraphs import Paragraph
from studio.documents.office.parts import Description, Parts, Reflowed
from studio.documents.office.word import R
from studio.documents.package import Package
from studio.i18n import _
from studio.model.document import Cell, Document, Edition, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_TITLES = {"ctrTitle": 1, "title": 2}
_UNSAID = ("sldNum", "dt")
SMALLEST = 0.5
"""Of the size of the letters in a shape whose words became longer."""


def document(path: Path) -> Document:
    """Return what the file says, slide by slide."""
    file = _File.opened(path)
    found = paragraphs.blocks(file.parts.found)
    title = next((block.text for block in found if block.role is Role.HEADING), "")
    return Document("pptx", (), found, title, file.language, tuple(file.notes()))


def dumps(path: Path, edition: Edition) -> bytes:
    """Return the file with the words of an edition."""
    file = _File.opened(path)
    lengths = {body: _length(body) for body in file.bodies()}
    changed = file.parts.put(edition, lambda words, language: drawing.speak(words.element, language))
    for body, before in lengths.items():
        if _length(body) > before:
            _shrink(body, before / _length(body))
    return file.parts.dumps(changed)


_format = Reflowed(document, dumps)
read, write, write_pdf = _format.read, _format.write, _format.write_pdf
picture, show = _format.picture, _format.show


def figures(path: Path, numbers: Iterable[int]) -> Mapping[int, bytes]:
    """Return the pictures in the file by the places of their blocks."""
    return pictured.figures(_File.opened(path).parts, numbers)


@dataclass(slots=True)
class _File:
    parts: Parts
    main: str
    language: str = ""

    @classmethod
    def opened(cls, path: Path) -> _File:
        """Return a file with its paragraphs; `InputError` for a zip of something else."""
        opened = Package(path)
        main = next(iter(relations.parts(opened, "", "officeDocument")), "")
        if not main:
            raise package.damaged(path, "no main part")
        file = cls(Parts(opened), main)
        file._read()
        return file

    def notes(self) -> Iterator[str]:
        """Yield what is to be said of the file."""
        names = self.parts.package.names
        if any(name.endswith("vbaProject.bin") for name in names):
            yield _("The macros of the file are kept as they are; they are never run here.")
        if any("/comments/" in name for name in names):
            yield _("The remarks of colleagues stay in the file, untranslated.")

    def bodies(self) -> Iterator[Element]:
        """Yield the bodies of text of all shapes."""
        for root in list(self.parts.roots.values()):
            yield from root.iter(f"{P}txBody")

    def _read(self) -> None:
        tables = Tables()
        for slide in self._slides():
            self._take(slide, tables)
            for kind in ("chart", "notesSlide"):
                for part in relations.parts(self.parts.package, slide, kind):
                    self._take(part, tables)
        for part in self._layouts():
            self._take(part, tables, is_layout=True)
        spoken = [node.get("lang", "") for root in self.parts.roots.values() for node in root.iter(f"{A}rPr")]
        self.language = max(set(spoken), key=spoken.count, default="")

    def _slides(self) -> list[str]:
        """Return the slides in their order."""
        by_id = {each.id: each.target for each in relations.of(self.parts.package, self.main)}
        root = self.parts.root(self.main)
        wanted = [by_id.get(node.get(f"{R}id", ""), "") for node in root.iter(f"{P}sldId")]
        return [part for part in wanted if part and self.parts.package.has(part)]

    def _layouts(self) -> list[str]:
        """Return the layouts and masters that slides use."""
        found: list[str] = []
        for slide in self._slides():
            for layout in relations.parts(self.parts.package, slide, "slideLayout"):
                found += [layout, *relations.parts(self.parts.package, layout, "slideMaster")]
        return list(dict.fromkeys(found))

    def _take(self, part: str, tables: Tables, *, is_layout: bool = False) -> None:
        targets = relations.links(self.parts.package, part)
        for node in self.parts.root(part).iter(f"{A}p", f"{P}cNvPr"):
            if any(above.tag == f"{_MC}Fallback" for above in node.iterancestors()):
                continue
            if node.tag == f"{P}cNvPr":
                if _is_picture(node):
                    self.parts.add(part, Description(node), _figure(node))
                continue
            kind = _placeholder(node)
            if kind in _UNSAID or (is_layout and kind is not None):
                continue
            own = drawing.read(node, targets)
            self.parts.add(part, own, _paragraph(own, kind, tables))


def _paragraph(own: drawing.Paragraph, kind: str | None, tables: Tables) -> Paragraph:
    cell = _cell(own.element, tables)
    if cell is not None:
        role, level = Role.CELL, 0
    elif kind in _TITLES:
        role, level = Role.HEADING, _TITLES[kind]
    elif kind == "ftr":
        role, level = Role.FOOTER, 0
    elif _has_bullet(own.element, kind):
        role, level = Role.ITEM, 0
    else:
        role, level = Role.PARAGRAPH, 0
    return Paragraph(own.runs.text, own.runs.marks, role, level, cell)


def _placeholder(paragraph: Element) -> str | None:
    """Return the kind of place a layout has for this text, None for a text box of one's own."""
    shape = next(paragraph.iterancestors(f"{P}sp"), None)
    place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") if shape is not None else None
    return None if place is None else str(place.get("type", "obj"))


def _has_bullet(paragraph: Element, kind: str | None) -> bool:
    properties = paragraph.find(f"{A}pPr")
    names = {node.tag for node in properties} if properties is not None else set()
    if f"{A}buNone" in names:
        return False
    return bool(names & {f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip"}) or kind in ("body", "obj")


def _cell(paragraph: Element, tables: Tables) -> Cell | None:
    own = next(paragraph.iterancestors(f"{A}tc"), None)
    row = own.getparent() if own is not None else None
    table = row.getparent() if row is not None else None
    if own is None or row is None or table is None:
        return None
    number, place = tables.place(table, row, table.iterchildren(f"{A}tr"))
    column = list(row.iterchildren(f"{A}tc")).index(own)
    properties = table.find(f"{A}tblPr")
    is_header = place == 0 and properties is not None and properties.get("firstRow") == "1"
    return Cell(number, place, column, _count(own, "rowSpan"), _count(own, "gridSpan"), is_header)


def _count(cell: Element, name: str) -> int:
    said = cell.get(name, "1")
    return int(said) if said.isdecimal() and 1 <= int(said) <= 1000 else 1


def _is_picture(properties: Element) -> bool:
    around = properties.getparent()
    return around is not None and around.tag == f"{P}nvPicPr"


def _figure(properties: Element) -> Paragraph:
    flags = [node.get("val") for node in properties.iter("{*}decorative")]
    return Paragraph(properties.get("descr", ""), role=Role.FIGURE, is_decoration="1" in flags)


def _length(body: Element) -> int:
    return sum(len(node.text or "") for node in body.iter(f"{A}t"))


def _shrink(body: Element, share: float) -> None:
    """Have the program set longer words smaller, where the shape does not grow and nobody forbade it.

    The program sees for itself once somebody edits the shape; until then this is what shows.
    """
    properties = body.find(f"{A}bodyPr")
    if properties is None or any(properties.find(f"{A}{tag}") is not None for tag in ("noAutofit", "spAutoFit")):
        return
    fit = properties.find(f"{A}normAutofit")
    if fit is None:
        if share > 0.9:  # a little longer has room in most shapes
            return
        fit = properties.makeelement(f"{A}normAutofit", {})
        properties.insert(1 if properties.find(f"{A}prstTxWarp") is not None else 0, fit)
    said = fit.get("fontScale", "100000").removesuffix("%")
    before = float(said) / (100_000 if float(said) > 100 else 100) if said.replace(".", "").isdecimal() else 1.0
    fit.set("fontScale", str(round(max(SMALLEST, before * math.sqrt(share)) * 100_000)))
