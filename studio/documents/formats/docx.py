"""Word files: body, tables inside tables, text boxes, heads and feet of pages, notes, links.

Rules: words are those that show when all tracked changes are accepted, and a paragraph with other words has them
accepted; remarks of colleagues and macros stay as they are and are said; what is linked from outside is never fetched.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import package
from studio.documents.office import figures as pictured
from studio.documents.office import paragraphs, relations, word
from studio.documents.office.counted import Tables
from studio.documents.office.paragraphs import Paragraph
from studio.documents.office.parts import Description, Parts, Reflowed
from studio.documents.office.word import W
from studio.documents.office.word_styles import Styles
from studio.documents.package import Package
from studio.i18n import _
from studio.model.document import Cell, Document, Edition, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
)
_PLACES = (
    ("header", Role.HEADER),
    ("", Role.PARAGRAPH),
    ("footnotes", Role.PARAGRAPH),
    ("endnotes", Role.PARAGRAPH),
    ("footer", Role.FOOTER),
)


def document(path: Path) -> Document:
    """Return what the file says."""
    file = _File.opened(path)
    found = paragraphs.blocks(file.parts.found)
    title = next((block.text for block in found if block.role is Role.HEADING), "")
    return Document("docx", (), found, title, file.styles.language, tuple(file.notes()))


def dumps(path: Path, edition: Edition) -> bytes:
    """Return the file with the words of an edition."""
    file = _File.opened(path)
    changed = file.parts.put(edition, lambda words, language: word.speak(words.element, language))
    for part in changed:
        _repeat(file.parts.root(part))
    if changed:
        changed |= file.speak(edition.language)
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
    styles: Styles

    @classmethod
    def opened(cls, path: Path) -> _File:
        """Return a file with its paragraphs; `InputError` for a zip of something else."""
        opened = Package(path)
        main = next(iter(relations.parts(opened, "", "officeDocument")), "")
        if not main:
            raise package.damaged(path, "no main part")
        parts = Parts(opened)
        styles = next(iter(relations.parts(opened, main, "styles")), "")
        file = cls(parts, main, Styles.of(parts.root(styles) if styles else None))
        file._read()
        return file

    def _read(self) -> None:
        tables = Tables()
        for kind, role in _PLACES:
            for part in relations.parts(self.parts.package, self.main, kind) if kind else [self.main]:
                targets = relations.links(self.parts.package, part)
                for node in _nodes(self.parts.root(part)):
                    if node.tag == f"{W}p":
                        own = word.read(node, targets)
                        self.parts.add(part, own, self._paragraph(own, role, tables))
                    else:
                        self.parts.add(part, Description(node), _figure(node))

    def notes(self) -> Iterator[str]:
        """Yield what is to be said of the file."""
        names = self.parts.package.names
        if any(name.endswith("vbaProject.bin") for name in names):
            yield _("The macros of the file are kept as they are; they are never run here.")
        root = self.parts.root(self.main)
        if any(next(root.iter(f"{W}{tag}"), None) is not None for tag in ("ins", "del", "moveTo", "moveFrom")):
            yield _("Tracked changes are read as if they were accepted; where words change, they are.")
        if relations.parts(self.parts.package, self.main, "comments"):
            yield _("The remarks of colleagues stay in the file, untranslated.")

    def speak(self, language: str) -> set[str]:
        """Say in which language the file is now; return the parts that were changed for it."""
        styles = next(iter(relations.parts(self.parts.package, self.main, "styles")), "")
        if not styles or not language:
            return set()
        for node in self.parts.root(styles).iter(f"{W}lang"):
            node.set(f"{W}val", language)
        return {styles}

    def _paragraph(self, own: word.Paragraph, role: Role, tables: Tables) -> Paragraph:
        node, runs = own.element, own.runs
        level = self.styles.level(node) if role is Role.PARAGRAPH else 0
        cell = _cell(node, tables) if role is Role.PARAGRAPH else None
        if level:
            role, cell = Role.HEADING, None
        elif cell is not None:
            role = Role.CELL
        elif role is Role.PARAGRAPH and self.styles.is_item(node):
            role = Role.ITEM
        return Paragraph(runs.text, runs.marks, role, level, cell)


def _nodes(root: Element) -> Iterator[Element]:
    """Yield paragraphs, and the properties of pictures; of twins (new and old drawing) the new one."""
    for node in root.iter(f"{W}p", _PICTURES[0]):
        if any(above.tag == f"{_MC}Fallback" for above in node.iterancestors()):
            continue
        if node.tag == f"{W}p" or _is_picture(node):
            yield node


def _is_picture(properties: Element) -> bool:
    around = properties.getparent()
    return around is not None and next(around.iter(_PICTURES[1]), None) is not None


def _figure(properties: Element) -> Paragraph:
    flags = [
        node.get("val") for node in properties.iter() if isinstance(node.tag, str) and node.tag.endswith("}decorative")
    ]
    return Paragraph(properties.get("descr", ""), role=Role.FIGURE, is_decoration="1" in flags)


def _cell(paragraph: Element, tables: Tables) -> Cell | None:
    """Return the place of a paragraph in its innermost table."""
    own = next((node for node in paragraph.iterancestors(f"{W}tc", f"{W}txbxContent")), None)
    if own is None or own.tag != f"{W}tc":
        return None
    row = own.getparent()
    table = row.getparent() if row is not None else None
    if row is None or table is None or row.tag != f"{W}tr":
        return None
    number, place = tables.place(table, row, table.iterchildren(f"{W}tr"))
    column = sum(_span(before) for before in own.itersiblings(f"{W}tc", preceding=True))
    is_header = row.find(f"{W}trPr/{W}tblHeader") is not None
    return Cell(number, place, column, 1, _span(own), is_header)


def _span(cell: Element) -> int:
    said = cell.find(f"{W}tcPr/{W}gridSpan")
    value = said.get(f"{W}val", "1") if said is not None else "1"
    return int(value) if value.isdecimal() and 1 <= int(value) <= 100 else 1


def _repeat(root: Element) -> None:
    """Have the old drawing of a text box say what the new one does."""
    for twins in root.iter(f"{_MC}AlternateContent"):
        new, old = twins.find(f"{_MC}Choice"), twins.find(f"{_MC}Fallback")
        if new is None or old is None:
            continue
        fresh, stale = list(new.iter(f"{W}p")), list(old.iter(f"{W}p"))
        if len(fresh) == len(stale):
            for one, other in zip(fresh, stale, strict=True):
                other[:] = [copy.deepcopy(child) for child in one]
