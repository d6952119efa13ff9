"""PDF files as pdfium sees them: opening, the objects of a page, and where they stand.

pdfium reckons from the bottom left of the page as it was drawn; everything that leaves this package is turned, cropped
and reckoned from the top left, as people see the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.documents.locked import locked
from studio.errors import InputError
from studio.i18n import _
from studio.model.document import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

DEEPEST = 28
"""How deep forms within forms are looked into; pdfium itself stops at 40."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Kind(IntEnum):
    """What an object of a page is, by pdfium's numbers."""

    TEXT = 1
    PATH = 2
    IMAGE = 3
    SHADING = 4
    FORM = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object of a page: `number` counts those of its kind from 0, `matrix` leads from where it is drawn to the page.

    `handle` is pdfium's own and lives as long as the page does.
    """

    kind: Kind
    number: int
    matrix: Matrix
    handle: Any


@dataclass(frozen=True, slots=True)
class View:
    """How people see a page: the way from the page's own space to points from its top left, and its size."""

    matrix: Matrix
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the upright box on the seen page that holds a rectangle of the page's own space."""
        return upright(self.matrix, left, bottom, right, top)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page's own space is seen."""
        return moved(self.matrix, x, y)


@contextmanager
def opened(source: Path | bytes, password: str = "", name: str = "") -> Iterator[PdfDocument]:
    """Open a PDF, given as a file or as its bytes, for the time of the `with`.

    `Locked` where it asks for a password, `InputError` for what pdfium cannot read; `name` is for the messages.
    """
    import pypdfium2

    called = name or (source.name if isinstance(source, Path) else "PDF")
    try:
        pdf = pypdfium2.PdfDocument(source, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, called, tried=bool(password)) from error
    try:
        yield pdf
    finally:
        pdf.close()


@contextmanager
def page_of(pdf: PdfDocument, number: int, name: str = "PDF") -> Iterator[PdfPage]:
    """Load a page (they count from 0) for the time of the `with`, and let go of all it takes."""
    import pypdfium2

    try:
        page = pdf[number]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise InputError(
            _("Page {number} of “{name}” cannot be read.").format(number=number + 1, name=name),
            hint=_("The file is damaged. Ask for it once more, or print it into a new PDF."),
            details=str(error),
        ) from error
    try:
        yield page
    finally:
        page.close()


def view(page: PdfPage) -> View:
    """Return how people see a page: cropped and turned as the file says."""
    left, bottom, right, top = page.get_bbox()
    turned: dict[int, Matrix] = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    return View(turned[page.get_rotation()], page.get_width(), page.get_height())


def objects(page: PdfPage) -> Iterator[Drawn]:
    """Yield what is drawn on a page in its order, with what is inside of forms in the place of the form.

    This is the numbering of `Line.places`: the n-th object of kind TEXT, from 0, is the n-th text-showing operator
    (`Tj TJ ' "`) that shows at least one character code, in the order in which a viewer runs the page's content stream,
    going into each form XObject where `Do` calls it, as often as it is called.  PATH objects are counted alike.
    """
    counts = dict.fromkeys(Kind, 0)
    for kind, matrix, handle in _walk(page.raw, IDENTITY, 0):
        yield Drawn(kind, counts[kind], matrix, handle)
        counts[kind] += 1


def _walk(container: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Kind, Matrix, Any]]:
    import pypdfium2.raw as pdfium

    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(max(0, count(container))):
        handle = get(container, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in Kind.__members__.values():
            continue
        yield Kind(kind), matrix, handle
        if kind == Kind.FORM and depth < DEEPEST:
            yield from _walk(handle, chained(matrix_of(handle), matrix), depth + 1)


def matrix_of(handle: Any) -> Matrix:
    """Return the matrix of an object: from its own space to that of what holds it."""
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def address(handle: Any) -> int:
    """Return what tells pdfium's handles apart; 0 for none."""
    return ctypes.addressof(handle.contents) if handle else 0


def bounds(drawn: Drawn, seen: View) -> Box:
    """Return the box of an object as people see it."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _side in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn.handle, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return upright(chained(drawn.matrix, seen.matrix), left, bottom, right, top)


def chained(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def upright(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Return the upright box around a rectangle that a matrix has moved."""
    corners = [moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, down = [x for x, _y in corners], [y for _x, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def _refusal(error: RuntimeError, name: str, *, tried: bool) -> InputError:
    import pypdfium2.raw as pdfium

    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return locked(name, tried=tried)
    if code == pdfium.FPDF_ERR_SECURITY:
        return InputError(
            _("“{name}” is protected in a way that cannot be opened here.").format(name=name),
            hint=_("Ask for a file without such a protection."),
            details=str(error),
        )
    return InputError(
        _("“{name}” cannot be read as a PDF.").format(name=name),
        hint=_("The file is damaged or no PDF. Ask for it once more, or print it into a new PDF."),
        details=str(error),
    )
