"""Make the practice programme: the sentences of the practice flyer as a Word file, as an office would set them.

    python flyer_docx.py OUTPUT_FOLDER

Words are torn into runs as Word tears them; there are headings, a list, a table, a link, a picture with a description,
and a head and a foot on each page.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.text.paragraph import Paragraph

import flyer
import flyer_texts

MADE = datetime(2026, 11, 1, tzinfo=UTC)
LINK = "https://www.theater.eu"
MAIL = "tickets@theater.eu"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def make(output: Path) -> None:
    """Write the programme into the folder."""
    texts = {entry["name"]: entry["text"] for entry in flyer_texts.truth()}
    made = docx.Document()
    made.core_properties.author, made.core_properties.created, made.core_properties.modified = "", MADE, MADE
    made.core_properties.title, made.core_properties.language = texts["title"], "de-DE"
    for node in made.styles.element.iter(qn("w:lang")):
        node.set(qn("w:val"), "de-DE")
    section = made.sections[0]
    section.header.paragraphs[0].text = texts["header"]
    _linked(section.footer.paragraphs[0], LINK, texts["address"])
    _fill(made, [entry for entry in flyer_texts.truth() if entry["role"] not in ("header", "footer")])
    buffer = io.BytesIO()
    made.save(buffer)
    (output / "programme.de.docx").write_bytes(_steady(buffer.getvalue()))


def _fill(made: Document, entries: list[dict[str, str]]) -> None:
    rows: list[str] = []
    for entry in entries:
        if entry["role"] == "cell":
            rows.append(entry["text"])
            continue
        _table(made, rows)
        rows = []
        if entry["role"] == "heading":
            heading = made.add_heading("", 1 if entry["name"] == "title" else 2)
            _torn(heading, entry["text"])
            for run in heading.runs:
                run.font.color.rgb = RGBColor(0x7B, 0x1B, 0x2B)
        elif entry["role"] == "item":
            _torn(made.add_paragraph(style="List Bullet"), entry["text"].lstrip("• "))
        elif entry["role"] == "caption":
            made.add_picture(io.BytesIO(_picture()), width=Cm(6))
            made.inline_shapes[0]._inline.docPr.set("descr", entry["text"])
            _torn(made.add_paragraph(style="Caption"), entry["text"])
        elif entry["name"] == "mail":
            before, _at, after = entry["text"].rpartition(MAIL)
            paragraph = made.add_paragraph(before)
            _linked(paragraph, f"mailto:{MAIL}", MAIL)
            paragraph.add_run(after)
        else:
            _torn(made.add_paragraph(), entry["text"])
    _table(made, rows)


def _torn(paragraph: Paragraph, text: str) -> None:
    """Write a text in runs that end amid words, as Word does where somebody corrected it."""
    parts = text.split("\n")
    for number, part in enumerate(parts):
        if number:
            paragraph.add_run().add_break()
        for start in range(0, len(part), 7):
            paragraph.add_run(part[start : start + 7])


def _table(made: Document, cells: list[str], columns: int = 3) -> None:
    if not cells:
        return
    table = made.add_table(0, columns, style="Table Grid")
    for start in range(0, len(cells), columns):
        row = table.add_row()
        for cell, text in zip(row.cells, cells[start : start + columns], strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.bold = start == 0 or None
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _linked(paragraph: Paragraph, address: str, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, _HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def _picture() -> bytes:
    drawn = io.BytesIO()
    flyer._picture().resize((360, 225)).save(drawn, "JPEG", quality=80)
    return drawn.getvalue()


def _steady(content: bytes) -> bytes:
    """Return the file with one time for all of its parts: the same words make the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(
                zipfile.ZipInfo(info.filename, (2026, 11, 1, 0, 0, 0)), source.read(info), zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
