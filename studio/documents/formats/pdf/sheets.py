"""Pages of their own made from a page of a flyer: without some of its texts and shapes, or with some texts alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import pdfium, stamps, strip
from studio.documents.formats.pdf.letters import Letters, letters
from studio.documents.formats.pdf.pdfium import Kind, Matrix
from studio.model.document import Box

if TYPE_CHECKING:
    import pikepdf
    from pypdfium2 import PdfPage

    from studio.documents.pictures import Pixels

QUALITY = 88
"""Of the JPEG files that patches become."""

MOVED = 0.2
"""Points that an object may seem to move by rounding."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What is laid over a part of a page, as people see it: a colour ("#rrggbb") or a picture."""

    box: Box
    colour: str = ""
    picture: Pixels | None = None


def sheets(
    source: pikepdf.Pdf, number: int, walks: Sequence[strip.Walk], patches: Sequence[Patch], view: Matrix
) -> bytes:
    """Return a PDF with a page for each of the walks through a page; the first of them gets the patches.

    The pages are as large and turned as the page; `view` is the way from its own space to what people see.
    """
    import pikepdf

    made = pikepdf.new()
    page = source.pages[number]
    for index, walk in enumerate(walks):
        fresh = _page(source, made, page, walk)
        if index == 0:
            plain = [stamp for stamp in stamps.stamps(page) if not stamp.has_words()]
            _stamp(made, fresh, [(made.copy_foreign(stamp.form), stamp.place) for stamp in plain])
            _lay(made, fresh, patches, _inverse(view))
        made.pages.append(pikepdf.Page(made.make_indirect(fresh)))
    if "/OCProperties" in source.Root:  # hidden layers would come to light without it
        made.Root.OCProperties = made.copy_foreign(source.make_indirect(source.Root.OCProperties))
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def _page(source: pikepdf.Pdf, made: pikepdf.Pdf, page: pikepdf.Page, walk: strip.Walk) -> Any:
    import pikepdf

    form = made.copy_foreign(strip.stripped(source, page, walk))
    fresh = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=form.Resources)
    fresh.Contents = made.make_stream(form.read_bytes())
    for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"):
        value = strip.inherited(page.obj, key)
        if value is not None:
            fresh[key] = pikepdf.Array([float(side) for side in value]) if isinstance(value, pikepdf.Array) else value
    if "/Group" in page.obj:
        fresh.Group = made.copy_foreign(source.make_indirect(page.obj.Group))
    return fresh


def _stamp(made: pikepdf.Pdf, page: Any, found: Sequence[tuple[Any, Matrix]]) -> None:
    """Paint what lies on a page over it."""
    import pikepdf

    drawn = dict(page.Resources.get("/XObject", pikepdf.Dictionary()).items())
    calls = []
    for number, (form, place) in enumerate(found):
        drawn[f"/Stamp{number}"] = strip.wordless(made, form)
        calls.append(f"q {' '.join(f'{n:.4f}' for n in place)} cm /Stamp{number} Do Q")
    if calls:
        page.Contents = made.make_stream(b"q\n" + page.Contents.read_bytes() + b"\nQ\n" + "\n".join(calls).encode())
        page.Resources.XObject = pikepdf.Dictionary(drawn)


def _lay(made: pikepdf.Pdf, page: Any, patches: Sequence[Patch], back: Matrix) -> None:
    """Paint patches over a page; `back` is the way from what people see to the page's own space."""
    import pikepdf

    drawn = []
    pictures = dict(page.Resources.get("/XObject", pikepdf.Dictionary()).items())
    for number, patch in enumerate(patches):
        box = patch.box
        place = " ".join(f"{n:.4f}" for n in pdfium.chained((box.width, 0, 0, -box.height, box.left, box.bottom), back))
        if patch.picture is not None:
            pictures[f"/Patch{number}"] = _picture(made, patch.picture)
            drawn.append(f"q {place} cm /Patch{number} Do Q")
        else:
            colour = " ".join(f"{int(patch.colour[at : at + 2], 16) / 255:.4f}" for at in (1, 3, 5))
            drawn.append(f"q {place} cm {colour} rg 0 0 1 1 re f Q")
    if drawn:
        content = page.Contents.read_bytes()
        page.Contents = made.make_stream(b"q\n" + content + b"\nQ\n" + "\n".join(drawn).encode())
        page.Resources.XObject = pikepdf.Dictionary(pictures)


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    return d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area


def _picture(made: pikepdf.Pdf, pixels: Pixels) -> Any:
    import pikepdf
    from PIL import Image

    height, width = pixels.shape[:2]
    into = io.BytesIO()
    Image.fromarray(pixels).save(into, "JPEG", quality=QUALITY)
    image = made.make_stream(into.getvalue())
    image.Filter = pikepdf.Name.DCTDecode
    image.Type, image.Subtype, image.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceRGB
    image.Width, image.Height, image.BitsPerComponent = width, height, 8
    return image


def agrees(made: bytes, expected: Sequence[Sequence[Letters]], shapes: int) -> bool:
    """Say whether pdfium finds on each page the texts that stay, where they were, and no others.

    `shapes` is how many shapes were left on the first page, where patches and stamps may have brought others.
    """
    with pdfium.opened(made) as pdf:
        for number, stay in enumerate(expected):
            with pdfium.page_of(pdf, number) as page:
                left = list(letters(page))
                if number == 0 and count(page, Kind.PATH) < shapes:
                    return False
            if len(left) != len(stay) or any(map(_differs, left, stay)):
                return False
    return True


def count(page: PdfPage, kind: Kind) -> int:
    """Return how many objects of a kind are on a page."""
    return sum(drawn.kind is kind for drawn in pdfium.objects(page))


def _differs(one: Letters, other: Letters) -> bool:
    moved = max(abs(one.x - other.x), abs(one.y - other.y))
    sides = abs(one.box.width - other.box.width), abs(one.box.height - other.box.height)
    return moved > MOVED or max(sides) > MOVED
