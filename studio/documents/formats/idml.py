"""InDesign files (IDML): stories with their tables and notes, and what pictures are said to show.

A text that became much longer may not fit its frame; how it is set is InDesign's to say, so it is told which ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import output, package
from studio.documents.office import idml_story, paragraphs
from studio.documents.office.paragraphs import Paragraph
from studio.documents.office.parts import Description, Parts, Reflowed
from studio.documents.output import Written
from studio.documents.package import Package
from studio.i18n import ngettext
from studio.model.document import Cell, Document, Edition, Role
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LONGER = 1.2
"""Times the length of the source: from here on a text is named."""

_WORDS = {
    "heading": 1,
    "headline": 1,
    "title": 1,
    "titel": 1,
    "überschrift": 1,
    "kop": 1,
    "subhead": 2,
    "untertitel": 2,
}


def document(path: Path) -> Document:
    """Return what the file says, story by story as their frames follow each other."""
    file = _File.opened(path)
    found = paragraphs.blocks(file.parts.found)
    title = next((block.text for block in found if block.role is Role.HEADING), "")
    return Document("idml", (), found, title, file.language())


def dumps(path: Path, edition: Edition) -> bytes:
    """Return the file with the words of an edition."""
    file = _File.opened(path)
    return file.parts.dumps(file.parts.put(edition, lambda _words, _language: None))


_format = Reflowed(document, dumps)
read, write_pdf, picture, show = _format.read, _format.write_pdf, _format.picture, _format.show


def write(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the words of the edition in the place of the old, and say which texts became much longer."""
    report(Progress(0, 1, "pages"))
    output.put(out, dumps(path, edition))
    long = [
        block.text
        for block in edition.document.blocks
        if len(edition.text_of(block)) > max(LONGER * len(block.text), len(block.text) + 5)
    ]
    return Written((out,), notes=(_longer(long),) if long else ())


@dataclass(slots=True)
class _File:
    parts: Parts
    tables: dict[Element, int] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path) -> _File:
        """Return a file with its paragraphs; `InputError` for a zip of something else."""
        opened = Package(path)
        if not opened.has("designmap.xml"):
            raise package.damaged(path, "no designmap.xml")
        file = cls(Parts(opened))
        file._read()
        return file

    def language(self) -> str:
        """Return the language most letters are said to be in, "" for one that is not known here."""
        said: dict[str, int] = {}
        for part, root in self.parts.roots.items():
            if part.startswith("Stories/"):
                for node in root.iter("CharacterStyleRange"):
                    name = node.get("AppliedLanguage", "")
                    said[name] = said.get(name, 0) + 1
        name = max(said, key=said.__getitem__, default="").removeprefix("$ID/").partition(":")[0]
        by_name = {known.removeprefix("$ID/").partition(":")[0]: tag for tag, known in idml_story.LANGUAGES.items()}
        return by_name.get(name, "")

    def _read(self) -> None:
        for part in self._stories():
            root = self.parts.root(part)
            for story in root.iter("Story"):
                self._take(part, story, None)
                for node in idml_story.inner(story):
                    self._take(part, node, self._cell(node))
        for part in self._spreads():
            for node in self.parts.root(part).iter("ObjectExportOption"):
                if node.get("AltTextSourceType") == "SourceCustom" and node.get("CustomAltText"):
                    self.parts.add(
                        part,
                        Description(node, "CustomAltText"),
                        Paragraph(node.get("CustomAltText", ""), role=Role.FIGURE),
                    )

    def _take(self, part: str, holder: Element, cell: Cell | None) -> None:
        for own in idml_story.paragraphs(holder):
            level = 0 if cell else _level(own.element)
            role = Role.CELL if cell else Role.HEADING if level else Role.PARAGRAPH
            if role is Role.PARAGRAPH and own.element.get("BulletsAndNumberingListType", "NoList") != "NoList":
                role = Role.ITEM
            self.parts.add(part, own, Paragraph(own.runs.text, own.runs.marks, role, level, cell))

    def _stories(self) -> Iterator[str]:
        """Yield the stories in the order of their frames on the spreads, then the others."""
        names = {name.rpartition("Story_")[2].removesuffix(".xml"): name for name in self._parts("Stories/")}
        wanted: list[str] = []
        for spread in self._spreads():
            wanted += [node.get("ParentStory", "") for node in self.parts.root(spread).iter("TextFrame")]
        order = [names[id] for id in dict.fromkeys(wanted) if id in names]
        yield from dict.fromkeys([*order, *names.values()])

    def _spreads(self) -> list[str]:
        return [*self._parts("MasterSpreads/"), *self._parts("Spreads/")]

    def _parts(self, folder: str) -> list[str]:
        return [name for name in self.parts.package.names if name.startswith(folder) and name.endswith(".xml")]

    def _cell(self, node: Element) -> Cell | None:
        table = next(node.iterancestors("Table"), None)
        column, _colon, row = node.get("Name", "").partition(":")
        if node.tag != "Cell" or table is None or not (column.isdecimal() and row.isdecimal()):
            return None
        number = self.tables.setdefault(table, len(self.tables))
        heads = table.get("HeaderRowCount", "0")
        is_header = heads.isdecimal() and int(row) < int(heads)
        return Cell(number, int(row), int(column), _count(node, "RowSpan"), _count(node, "ColumnSpan"), is_header)


def _count(node: Element, name: str) -> int:
    said = node.get(name, "1")
    return int(said) if said.isdecimal() and 1 <= int(said) <= 1000 else 1


def _level(ranges: Element) -> int:
    name = ranges.get("AppliedParagraphStyle", "").rpartition("/")[2].lower()
    level = next((level for word, level in _WORDS.items() if word in name), 0)
    digit = next((letter for letter in name if letter in "123456"), "")
    return int(digit) if level and digit else level


def _longer(texts: list[str]) -> str:
    shown = ", ".join(f"“{text[:40].strip()}”" for text in texts[:5])
    words = ngettext(
        "One text is much longer than before; see in InDesign whether it fits its frame: {texts}.",
        "{count} texts are much longer than before; see in InDesign whether they fit their frames: {texts}.",
        len(texts),
    )
    return words.format(count=len(texts), texts=shown + (" …" if len(texts) > 5 else ""))
