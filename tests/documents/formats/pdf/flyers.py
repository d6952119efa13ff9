"""Flyers set for tests of reading, and what is read from them."""

from __future__ import annotations

import textwrap
from pathlib import Path

from studio.documents import typesetting
from studio.documents.formats import pdf
from studio.model.document import Document, TextBlock
from studio.model.progress import Partial, Progress

HEAD = """
#set page(width: 420pt, height: 595pt, margin: 36pt)
#set text(font: "Liberation Serif", size: 10pt, lang: "de", hyphenate: true)
#set par(leading: 4pt, spacing: 9pt)
"""
"""A small page; what comes after it is the test's own."""


def quiet(_progress: Progress | Partial) -> None:
    """Hear of progress and say nothing."""


def read(folder: Path, source: str) -> Document:
    """Return what is read from a flyer that typst sets; its tags are taken out, since most flyers have none."""
    path = folder / "flyer.pdf"
    path.write_bytes(untagged(typesetting.pdf(HEAD + textwrap.dedent(source), {}, standard="1.7")))
    return pdf.read(path, report=quiet)


def untagged(content: bytes) -> bytes:
    """Return a PDF without what it says of its own structure."""
    import io

    import pikepdf

    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in file.Root:
                del file.Root[key]
        file.save(into)
    return into.getvalue()


def texts(document: Document) -> list[str]:
    """Return the texts of a document's blocks in reading order."""
    return [block.text for block in document.blocks]


def block(document: Document, text: str) -> TextBlock:
    """Return the one block whose text begins so."""
    found = [block for block in document.blocks if block.text.startswith(text)]
    assert len(found) == 1, texts(document)
    return found[0]
