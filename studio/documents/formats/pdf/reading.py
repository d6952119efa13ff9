"""A PDF as a document: page by page, then what is judged over all of them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import continued, ocr, roles
from studio.documents.formats.pdf import bounds, contents, pdfium
from studio.documents.formats.pdf import page as pages
from studio.documents.formats.pdf.contents import Contents
from studio.documents.formats.pdf.page import Asked, PageRead
from studio.i18n import _
from studio.model.document import Document, TextBlock
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


_NO_TITLE = re.compile(
    r"\.(?:pdf|docx?|indd|odt|pub|qxp|pptx?|ai|psd)$"
    r"|^(?:untitled|unbenannt|naamloos|microsoft \w+ - |adobe photoshop pdf"
    r"|(?:powerpoint|präsentation|presentation|dokument|document)[-\w]*\s?\d*$)",
    re.IGNORECASE,
)
"""Titles that a program gave a file by itself."""


def read(path: Path, *, password: str = "", report: Report) -> Document:
    """Return the flyer in the file."""
    bounds.check_file(path)
    bounds.check_drawing(path, password)
    with pdfium.opened(path, password) as pdf:
        bounds.check_pages(pdf, path.name)
        held = contents.contents(path, password)
        found = list(_pages(pdf, held, path.name, report))
        every = tuple(one.page for one in found)
        texts = roles.assigned(_with_tables([block for one in found for block in one.blocks]), every)
        blocks = tuple(_numbered(continued.joined(texts)))
        return Document("pdf", every, blocks, _title(pdf), _language(pdf), held.notes)


def _pages(pdf: PdfDocument, held: Contents, name: str, report: Report) -> Iterator[PageRead]:
    count = len(pdf)
    for number in range(count):
        report(Progress(number, count, "pages", _("Read")))
        with pdfium.page_of(pdf, number, name) as loaded:
            bounds.check_pictures(pdfium.objects(loaded), name)
            yield pages.read(pdf, number, loaded, Asked(ocr.kept, held))
    report(Progress(count, count, "pages", _("Read")))


def _with_tables(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Count the tables of the whole document."""
    numbers: dict[tuple[int, int], int] = {}
    found = []
    for block in blocks:
        if block.cell is not None:
            number = numbers.setdefault((block.page, block.cell.table), len(numbers))
            block = replace(block, cell=replace(block.cell, table=number))
        found.append(block)
    return found


def _numbered(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    return [replace(block, key=key) for key, block in enumerate(blocks, 1)]


def _title(pdf: PdfDocument) -> str:
    title = str(pdf.get_metadata_value("Title")).strip()
    return "" if _NO_TITLE.search(title) else title


def _language(pdf: PdfDocument) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDFCatalog_GetLanguage(pdf.raw, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFCatalog_GetLanguage(pdf.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0")[0].strip()
