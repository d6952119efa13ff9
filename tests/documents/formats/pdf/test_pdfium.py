"""Opening PDFs, the numbers of their objects, and how people see their pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.pdfium import Kind
from studio.documents.locked import Locked
from studio.errors import InputError
from studio.model.document import Box

FILES = ("cmyk", "formxobject", "link", "tagged", "toc", "truetype_font_nomapping", "type3_font_nomapping")


@pytest.mark.parametrize("name", FILES)
def test_text_objects_are_numbered_as_operators_that_show_text(material: Path, name: str) -> None:
    path = material / f"{name}.pdf"
    with pdfium.opened(path) as pdf, pikepdf.open(path) as file:
        for number, page in enumerate(file.pages):
            with pdfium.page_of(pdf, number) as seen:
                counted = sum(drawn.kind is Kind.TEXT for drawn in pdfium.objects(seen))
            assert counted == sum(1 for _shown in shown(page, page.Resources))


def test_each_call_of_a_form_counts_its_texts_anew() -> None:
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(200, 100))
    form = file.make_stream(
        b"BT /F 10 Tf (two) Tj [] TJ () Tj ET",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 200, 100],
        Resources=letters(file),
    )
    page.Resources = letters(file)
    page.Resources.XObject = pikepdf.Dictionary(A=form)
    page.Contents = file.make_stream(b"BT /F 10 Tf (one) Tj ET /A Do q 1 0 0 1 50 50 cm /A Do Q BT /F 9 Tf [(x)] TJ ET")
    with pdfium.opened(saved(file)) as pdf, pdfium.page_of(pdf, 0) as seen:
        view = pdfium.view(seen)
        texts = [pdfium.bounds(drawn, view) for drawn in pdfium.objects(seen) if drawn.kind is Kind.TEXT]
        assert [drawn.number for drawn in pdfium.objects(seen) if drawn.kind is Kind.TEXT] == [0, 1, 2, 3]
    assert texts[2].left - texts[1].left == pytest.approx(50, abs=0.1)
    assert texts[1].top - texts[2].top == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize(
    ("turned", "seen"),
    [(0, Box(10, 60, 20, 70)), (90, Box(10, 10, 20, 20)), (180, Box(160, 10, 170, 20)), (270, Box(60, 160, 70, 170))],
)
def test_a_cropped_and_turned_page_is_reckoned_as_people_see_it(turned: int, seen: Box) -> None:
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(500, 500))
    page.obj.CropBox = [100, 100, 280, 180]
    page.obj.Rotate = turned
    page.Contents = file.make_stream(b"110 110 10 10 re f")
    with pdfium.opened(saved(file)) as pdf, pdfium.page_of(pdf, 0) as loaded:
        view = pdfium.view(loaded)
        assert (view.width, view.height) == ((180, 80) if turned in {0, 180} else (80, 180))
        assert pdfium.bounds(next(pdfium.objects(loaded)), view) == seen


def test_a_locked_file_asks_for_its_password() -> None:
    file = pikepdf.new()
    file.add_blank_page()
    content = saved(file, encryption=pikepdf.Encryption(user="geheim", owner="x"))
    with pytest.raises(Locked, match="locked") as first, pdfium.opened(content, name="a.pdf"):
        pass
    with pytest.raises(Locked, match="not the password") as second, pdfium.opened(content, "wrong", "a.pdf"):
        pass
    assert first.value.hint != second.value.hint
    with pdfium.opened(content, "geheim") as pdf:
        assert len(pdf) == 1


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    with pytest.raises(InputError, match=r"“a\.pdf” cannot be read"), pdfium.opened(b"%PDF-1.7 nothing", name="a.pdf"):
        pass


def saved(file: pikepdf.Pdf, **options: Any) -> bytes:
    import io

    into = io.BytesIO()
    file.save(into, **options)
    return into.getvalue()


def letters(file: pikepdf.Pdf) -> pikepdf.Dictionary:
    font = file.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    return pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))


def shown(holder: Any, resources: pikepdf.Object) -> Iterator[bytes]:
    """Yield the operators that show text, descending into forms where they are called."""
    for operands, operator in pikepdf.parse_content_stream(holder):
        if str(operator) == "Do":
            form = resources.XObject[str(operands[0])]
            if form.Subtype == "/Form":
                yield from shown(form, form.get("/Resources", resources))
        elif str(operator) in {"Tj", "TJ", "'", '"'}:
            last = operands[-1]
            parts = last if isinstance(last, pikepdf.Array) else [last]
            if any(isinstance(part, pikepdf.String) and bytes(part) for part in parts):
                yield bytes(str(operator), "ascii")
