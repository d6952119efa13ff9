"""Small PDFs for tests, drawn operator by operator, and documents in which each object of text is a block."""

from __future__ import annotations

import ctypes
import io
import math
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2.raw as raw

from studio import paths
from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.letters import letters
from studio.documents.formats.pdf.pdfium import Kind
from studio.model.document import Area, Box, Document, Edition, Family, Line, Look, Page, TextBlock

SIZE = (300, 200)


def leaflet(
    *contents: str, forms: dict[str, str] | None = None, more: dict[str, Any] | None = None, has_face: bool = True
) -> bytes:
    """Return a PDF with a page for each content; `/F` is a face as wide as a typewriter's, `/G` a shading.

    `forms` are the contents of form XObjects by their names; `more` are keys of all pages.
    """
    pdf = pikepdf.new()
    for content in contents:
        page = pdf.add_blank_page(page_size=SIZE)
        page.Resources = _resources(pdf, has_face=has_face)
        page.Resources.XObject = pikepdf.Dictionary(
            {f"/{name}": _form(pdf, text, has_face) for name, text in (forms or {}).items()}
        )
        page.Contents = pdf.make_stream(content.encode("latin-1"))
        for key, value in (more or {}).items():
            page.obj[key] = value
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a PDF."""
    into = io.BytesIO()
    pdf.save(into)
    return into.getvalue()


def _form(pdf: pikepdf.Pdf, content: str, has_face: bool) -> pikepdf.Stream:
    form = pdf.make_stream(content.encode("latin-1"))
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, *SIZE]
    form.Resources = _resources(pdf, has_face=has_face)
    return form


def _resources(pdf: pikepdf.Pdf, *, has_face: bool) -> pikepdf.Dictionary:
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    shading = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[0, 0, 300, 0], Function=function, Extend=[True, True]
    )
    return pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=_embedded(pdf) if has_face else _named()),
        Shading=pikepdf.Dictionary(G=shading),
        ExtGState=pikepdf.Dictionary(Half=pikepdf.Dictionary(ca=0.5)),
    )


def _named() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )


def _embedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    file = pdf.make_stream((paths.resources() / "fonts" / "LiberationMono-Regular.ttf").read_bytes())
    described = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/ABCDEF+LiberationMono"),
        Flags=32,
        FontBBox=[-30, -300, 610, 830],
        ItalicAngle=0,
        Ascent=830,
        Descent=-300,
        CapHeight=660,
        StemV=80,
        FontFile2=file,
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name("/ABCDEF+LiberationMono"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=[600] * 224,
            FontDescriptor=pdf.make_indirect(described),
        )
    )


def document(content: bytes, language: str = "de") -> Document:
    """Return a document in which each object of text is a block of its own; keys count from 1."""
    pages, blocks = [], []
    with pdfium.opened(content) as pdf:
        for number in range(len(pdf)):
            with pdfium.page_of(pdf, number) as page:
                pages.append(Page(number, page.get_width(), page.get_height()))
                said = _texts(page)
                for one in letters(page):
                    angle = round(math.degrees(math.atan2(one.across[1], one.across[0])), 1)
                    look = Look(
                        Family.MONO, size=one.size * math.hypot(*one.across[2:]), angle=angle, colour=one.colour
                    )
                    line = Line(one.box, said[one.number], (one.number,))
                    area = Area(number, one.box, (line,))
                    if said[one.number].strip():
                        blocks.append(TextBlock(len(blocks) + 1, (area,), said[one.number], look=look))
    return Document("pdf", tuple(pages), tuple(blocks), "Faltblatt", language)


def _texts(page: Any) -> dict[int, str]:
    text = page.get_textpage()
    found = {}
    for drawn in pdfium.objects(page):
        if drawn.kind is Kind.TEXT:
            buffer = (ctypes.c_ushort * 500)()
            raw.FPDFTextObj_GetText(drawn.handle, text.raw, buffer, 1000)
            found[drawn.number] = bytes(buffer).decode("utf-16-le").split("\0")[0].strip()
    text.close()
    return found


def edition(document: Document, **texts: str) -> Edition:
    """Return an English edition; `texts` by the blocks' own words, with "_" for what is no letter."""
    by_name = {"".join(c if c.isalnum() else "_" for c in block.text): block.key for block in document.blocks}
    return Edition(document, "en", {by_name[name]: text for name, text in texts.items()}, title="Leaflet")


def put(folder: Path, content: bytes, name: str = "flyer.pdf") -> Path:
    """Put a file into a folder and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path


def middle(box: Box) -> tuple[int, int]:
    """Return the middle of a box in whole points."""
    return round(box.middle[0]), round(box.middle[1])
