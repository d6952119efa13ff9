"""OpenDocument texts and presentations (ODT, ODP): body, tables, frames, notes, heads and feet of pages.

Tracked changes are read as if they were accepted; remarks of colleagues stay as they are and are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import package
from studio.documents.office import figures as pictured
from studio.documents.office import odf_text, paragraphs
from studio.documents.office.counted import Tables
from studio.documents.office.odf_text import TEXT
from studio.documents.office.paragraphs import Paragraph
from studio.documents.office.parts import Description, Parts, Reflowed, Words
from studio.documents.package import Package
from studio.i18n import _
from studio.model.document import Cell, Document, Edition, MarkKind, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
DRAW = f"{{{_NAMES}:drawing:1.0}}"
FO = f"{{{_NAMES}:xsl-fo-compatible:1.0}}"
OFFICE = f"{{{_NAMES}:office:1.0}}"
PRESENTATION = f"{{{_NAMES}:presentation:1.0}}"
STYLE = f"{{{_NAMES}:style:1.0}}"
SVG = f"{{{_NAMES}:svg-compatible:1.0}}"
TABLE = f"{{{_NAMES}:table:1.0}}"

_SKIPPED = (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}ruby-text", f"{STYLE}style")
_SPOKEN = "Souffleur_20_"
"""What the names of the styles begin with that say the language of words that were not translated."""


def document(path: Path) -> Document:
    """Return what the file says."""
    file = _File.opened(path)
    found = paragraphs.blocks(file.parts.found)
    title = next((block.text for block in found if block.role is Role.HEADING), "")
    return Document("odf", (), found, title, file.language(), tuple(file.notes()))


def dumps(path: Path, edition: Edition) -> bytes:
    """Return the file with the words of an edition."""
    file = _File.opened(path)
    changed = file.parts.put(edition, file.speak)
    if changed:
        _repeat(file.parts.root("content.xml"))
        changed |= file.speak_all(edition.language)
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
    kinds: dict[str, MarkKind] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)

    @classmethod
    def opened(cls, path: Path) -> _File:
        """Return a file with its paragraphs; `InputError` for a zip of something else, or one with a password."""
        opened = Package(path)
        if not opened.has("content.xml"):
            raise package.damaged(path, "no content.xml")
        if opened.has("META-INF/manifest.xml") and b"encryption-data" in opened.read("META-INF/manifest.xml"):
            raise package.locked(path)
        file = cls(Parts(opened))
        for part in ("styles.xml", "content.xml"):
            if opened.has(part):
                file.kinds |= _kinds(file.parts.root(part))
        file._read()
        return file

    def language(self) -> str:
        """Return the language the file says it is in."""
        for properties in self._defaults():
            tag, country = properties.get(f"{FO}language", ""), properties.get(f"{FO}country", "")
            if tag not in ("", "none", "zxx"):
                return f"{tag}-{country}" if country not in ("", "none") else tag
        return ""

    def notes(self) -> Iterator[str]:
        """Yield what is to be said of the file."""
        root = self.parts.root("content.xml")
        if any(name.startswith(("Basic/", "Scripts/")) for name in self.parts.package.names):
            yield _("The macros of the file are kept as they are; they are never run here.")
        if next(root.iter(f"{TEXT}tracked-changes"), None) is not None:
            yield _("Tracked changes are read as if they were accepted; where words change, they are.")
        if next(root.iter(f"{OFFICE}annotation"), None) is not None:
            yield _("The remarks of colleagues stay in the file, untranslated.")

    def speak(self, words: Words, language: str) -> None:
        """Say of words that stay in which language they are."""
        name = _SPOKEN + "".join(letter if letter.isalnum() else "_" for letter in language)
        root = words.element.getroottree().getroot()
        styles = root.find(f"{OFFICE}automatic-styles")
        if styles is None:
            return
        if not any(node.get(f"{STYLE}name") == name for node in styles):
            made = styles.makeelement(f"{STYLE}style", {f"{STYLE}name": name, f"{STYLE}family": "text"})
            properties = made.makeelement(f"{STYLE}text-properties", {})
            _set_language(properties, language)
            made.append(properties)
            styles.append(made)
        odf_text.speak(words.element, name)

    def speak_all(self, language: str) -> set[str]:
        """Say in which language the file is now; return the parts that were changed for it."""
        properties = list(self._defaults())
        for each in properties:
            _set_language(each, language)
        return {"styles.xml"} if properties else set()

    def _defaults(self) -> Iterator[Element]:
        if self.parts.package.has("styles.xml"):
            for node in self.parts.root("styles.xml").iter(f"{STYLE}default-style"):
                properties = node.find(f"{STYLE}text-properties")
                if properties is not None and properties.get(f"{FO}language") is not None:
                    yield properties

    def _read(self) -> None:
        has_styles = self.parts.package.has("styles.xml")
        heads = [*_masters(self.parts.root("styles.xml"))] if has_styles else []
        for node, role in heads:
            if role is Role.HEADER:
                self._take("styles.xml", node, role)
        self._take("content.xml", self.parts.root("content.xml"), Role.PARAGRAPH)
        for node, role in heads:
            if role is Role.FOOTER:
                self._take("styles.xml", node, role)

    def _take(self, part: str, root: Element, role: Role) -> None:
        for node in root.iter(f"{TEXT}p", f"{TEXT}h", f"{DRAW}frame"):
            if any(above.tag in _SKIPPED for above in node.iterancestors()):
                continue
            if node.tag == f"{DRAW}frame":
                if node.find(f"{DRAW}image") is not None:
                    self._figure(part, node)
            else:
                own = odf_text.read(node, self.kinds)
                self.parts.add(part, own, self._paragraph(own, role))

    def _figure(self, part: str, frame: Element) -> None:
        tag = f"{SVG}desc" if frame.find(f"{SVG}desc") is not None else f"{SVG}title"
        what = Description(frame, tag=tag)
        self.parts.add(part, what, Paragraph(what.text, role=Role.FIGURE))

    def _paragraph(self, own: odf_text.Paragraph, role: Role) -> Paragraph:
        node, level = own.element, 0
        cell = _cell(node, self.tables)
        if node.tag == f"{TEXT}h":
            said = node.get(f"{TEXT}outline-level", "1")
            role, level, cell = Role.HEADING, min(6, int(said)) if said.isdecimal() and said != "0" else 1, None
        elif next((above for above in node.iterancestors(f"{DRAW}frame") if _is_title(above)), None) is not None:
            role, level = Role.HEADING, 2
        elif cell is not None:
            role = Role.CELL
        elif (
            role is Role.PARAGRAPH
            and next(node.iterancestors(f"{TEXT}list-item", f"{TEXT}list-header"), None) is not None
        ):
            role = Role.ITEM
        return Paragraph(own.runs.text, own.runs.marks, role, level, cell)


def _repeat(root: Element) -> None:
    """Have cells say in their attribute what stands in them."""
    for cell in root.iter(f"{TABLE}table-cell"):
        if cell.get(f"{OFFICE}string-value") is not None:
            cell.set(
                f"{OFFICE}string-value", "\n".join("".join(node.itertext()) for node in cell.iterchildren(f"{TEXT}p"))
            )


def _masters(root: Element) -> Iterator[tuple[Element, Role]]:
    """Yield the heads and feet of pages."""
    for page in root.iter(f"{STYLE}master-page"):
        for node in page:
            if isinstance(node.tag, str) and node.tag.startswith((f"{STYLE}header", f"{STYLE}footer")):
                yield node, Role.HEADER if node.tag.startswith(f"{STYLE}header") else Role.FOOTER


def _is_title(frame: Element) -> bool:
    return bool(frame.get(f"{PRESENTATION}class") == "title")


def _kinds(root: Element) -> Mapping[str, MarkKind]:
    """Return how spans of a name differ, by the names of their styles."""
    found: dict[str, MarkKind] = {}
    for node in root.iter(f"{STYLE}style"):
        properties = node.find(f"{STYLE}text-properties")
        name = node.get(f"{STYLE}name", "")
        if node.get(f"{STYLE}family") != "text" or properties is None:
            continue
        raised = properties.get(f"{STYLE}text-position", "").split(" ")[0]
        if properties.get(f"{FO}font-weight", "normal") not in ("normal", "100", "200", "300", "400", "500"):
            found[name] = MarkKind.BOLD
        elif properties.get(f"{FO}font-style", "normal") != "normal":
            found[name] = MarkKind.ITALIC
        elif raised and raised not in ("0%", "0"):
            found[name] = MarkKind.SUBSCRIPT if raised.startswith(("sub", "-")) else MarkKind.SUPERSCRIPT
    return found


def _cell(paragraph: Element, tables: Tables) -> Cell | None:
    around = next(paragraph.iterancestors(f"{TABLE}table-cell", f"{DRAW}text-box"), None)
    if around is None or around.tag != f"{TABLE}table-cell":
        return None
    row, table = around.getparent(), next(around.iterancestors(f"{TABLE}table"), None)
    if row is None or table is None:
        return None
    own = (node for node in table.iter(f"{TABLE}table-row") if next(node.iterancestors(f"{TABLE}table"), None) is table)
    number, place = tables.place(table, row, own)
    before = around.itersiblings(f"{TABLE}table-cell", f"{TABLE}covered-table-cell", preceding=True)
    column = sum(_count(node, "number-columns-repeated") for node in before)
    parent = row.getparent()
    is_header = parent is not None and parent.tag == f"{TABLE}table-header-rows"
    spans = _count(around, "number-rows-spanned"), _count(around, "number-columns-spanned")
    return Cell(number, place, column, *spans, is_header)


def _count(node: Element, name: str) -> int:
    said = node.get(f"{TABLE}{name}", "1")
    return int(said) if said.isdecimal() and 1 <= int(said) <= 1000 else 1


def _set_language(properties: Element, language: str) -> None:
    tag, _dash, country = language.partition("-")
    properties.set(f"{FO}language", tag)
    properties.set(f"{FO}country", country or "none")
