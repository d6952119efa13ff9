"""An office file that is open to be read and to get other words: its parts as XML, and where each paragraph stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from studio.documents import accessible, package, reflow
from studio.documents.inline import Runs
from studio.documents.office import paragraphs, rendered, sheets
from studio.documents.office.paragraphs import Paragraph
from studio.documents.output import Shown, Written, put
from studio.documents.package import Package
from studio.errors import InputError
from studio.i18n import _
from studio.model.document import Document, Edition, Mark, Role
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_ABOUT = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
"""Parts about the file: its title, the titles of its slides."""

_REPEATING = frozenset(["title", "subject", "description", "lpstr"])
"""What of these repeats words of the file, by the ends of the tags; names of people and numbers are never words."""


class Words(Protocol):
    """A paragraph as a format reads it."""

    @property
    def element(self) -> Element:
        """Return where it stands."""

    @property
    def runs(self) -> Runs[bytes]:
        """Return its words and looks."""

    def say(self, text: str, marks: Sequence[Mark], language: str) -> None:
        """Put other words in the place of the old."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a picture is said to show: an attribute, or the words of an element inside."""

    element: Element
    attribute: str = "descr"
    tag: str = ""

    @property
    def text(self) -> str:
        """Return what it says."""
        if self.tag:
            return (self.element.findtext(self.tag) or "").strip()
        return str(self.element.get(self.attribute, ""))

    def say(self, text: str) -> None:
        """Say something else."""
        if not self.tag:
            self.element.set(self.attribute, text)
            return
        node = self.element.find(self.tag)
        if node is None:
            node = self.element.makeelement(self.tag, {})
            self.element.append(node)
        node.text = text


What = Words | Description


@dataclass(slots=True)
class Parts:
    """The parts of a file that were read, and in which of them each paragraph stands, in reading order."""

    package: Package
    roots: dict[str, Element] = field(default_factory=dict)
    places: list[tuple[str, What]] = field(default_factory=list)
    found: list[Paragraph] = field(default_factory=list)
    _echoes: dict[str, str] = field(default_factory=dict)

    def root(self, part: str) -> Element:
        """Return a part as XML."""
        if part not in self.roots:
            self.roots[part] = self.package.xml(part)
        return self.roots[part]

    def add(self, part: str, what: What, paragraph: Paragraph) -> None:
        """Note the next paragraph in reading order."""
        self.places.append((part, what))
        self.found.append(paragraph)

    def put(self, edition: Edition, speak: Callable[[Words, str], None]) -> set[str]:
        """Put the words of an edition in their places and return the parts that are others than before.

        `speak` says of a paragraph whose words stay in which language it is, where that is another than the edition's.
        """
        changed: set[str] = set()
        for said in paragraphs.said(edition, self.found):
            part, what = self.places[said.number]
            before = self.found[said.number].text.strip()
            if said.is_changed and before:
                self._echoes.setdefault(before, said.text or "")
            if isinstance(what, Description):
                if said.is_changed:
                    what.say(said.text or "")
            elif said.is_changed:
                what.say(said.text or "", said.marks, said.language)
            elif _primary(said.language) != _primary(edition.language) and any(map(str.isalpha, what.runs.text)):
                speak(what, said.language)
                changed.add(part)
            if said.is_changed:
                changed.add(part)
        return changed

    def dumps(self, changed: set[str]) -> bytes:
        """Return the file; parts that were not changed are as they were, byte for byte."""
        if changed:
            changed = changed | set(self._repeat())
        return self.package.with_parts({part: package.dump(self.roots[part]) for part in changed})

    def _repeat(self) -> Iterator[str]:
        """Have what is said about the file, such as its title, follow the words it repeats; yield the changed parts."""
        for part in _ABOUT:
            if not self.package.has(part):
                continue
            for node in self.root(part).iter(*(f"{{*}}{name}" for name in _REPEATING)):
                if said := self._echoes.get((node.text or "").strip()):
                    node.text = said
                    yield part


class Reflowed:
    """A format without pages of its own: shown by LibreOffice where that is installed, else as simple pages.

    `document` returns what a file holds, its blocks not yet placed; `dumps` the file with the words of an edition.
    """

    def __init__(self, document: Callable[[Path], Document], dumps: Callable[[Path, Edition], bytes]) -> None:
        self._document = document
        self._dumps = dumps

    def read(self, path: Path, *, password: str = "", report: Report) -> Document:
        """Return the words of the file, on pages as they are shown."""
        report(Progress(0, 0, "pages"))
        document = self._document(path)
        if not any(block.text.strip() and block.role is not Role.FIGURE for block in document.blocks):
            raise InputError(
                _("“{name}” holds no words.").format(name=path.name), hint=_("Look whether it is the right file.")
            )
        pdf = rendered.pdf_of(path.read_bytes(), path)
        if pdf is not None:
            return rendered.placed(document, pdf)
        document = replace(document, notes=(*document.notes, preview_note()))
        return sheets.placed(document) if len(document.blocks) > sheets.LONG else reflow.placed(document, report)

    def write(self, path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
        """Write the words of the edition in the place of the old."""
        report(Progress(0, 1, "pages"))
        put(out, self._dumps(path, edition))
        return Written((out,))

    def write_pdf(self, path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
        """Write the accessible PDF."""
        return accessible.write_pdf(path, edition, out, password=password, report=report)

    def picture(self, path: Path, page: int, width: int, *, password: str = "") -> bytes:
        """Return a page as it is shown, `width` pixels wide."""
        pdf = rendered.pdf_of(path.read_bytes(), path)
        if pdf is not None:
            return rendered.picture(pdf, page, width)
        return reflow.picture(self.read(path, report=_quiet), page, width)

    def show(
        self, path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None
    ) -> Shown:
        """Return what stands on a page in the edition."""
        pdf = rendered.pdf_of(self._dumps(path, edition), path) if rendered.is_shown(path) else None
        if pdf is not None:
            return rendered.show(edition, pdf, page, width)
        return reflow.show(edition, page, width)


def preview_note() -> str:
    """Return what is to be said of a file whose layout only another program shows."""
    return _("The file keeps its layout; here its words are shown on simple pages, as a preview.")


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _quiet(_progress: object) -> None:
    """Say nothing: the words of an office file are quickly read."""
