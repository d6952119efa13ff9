"""Fields, stamps and notes that lie on a page: what is seen of them is painted on it, since only links are taken along.

An appearance is laid over its rectangle as ISO 32000-1, 12.5.5 says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.pdfium import Matrix

if TYPE_CHECKING:
    import pikepdf

HIDDEN, NO_VIEW = 2, 32
UNSEEN = frozenset({"/Link", "/Popup"})


def stamps(page: pikepdf.Page) -> Iterator[tuple[Any, Matrix]]:
    """Yield the appearances of what lies on a page, as forms, each with the matrix that lays it in its place."""
    import pikepdf

    for note in page.obj.get("/Annots", pikepdf.Array()):
        form = _appearance(note) if isinstance(note, pikepdf.Dictionary) else None
        if form is not None and "/Rect" in note and "/BBox" in form:
            yield form, _place(form, [float(side) for side in note.Rect])


def _appearance(note: Any) -> Any:
    import pikepdf

    if str(note.get("/Subtype", "")) in UNSEEN or int(note.get("/F", 0)) & (HIDDEN | NO_VIEW):
        return None
    shown = note.get("/AP", pikepdf.Dictionary()).get("/N")
    if shown is not None and not isinstance(shown, pikepdf.Stream):
        shown = shown.get(str(note.get("/AS", "/Off")))
    return shown if isinstance(shown, pikepdf.Stream) else None


def _place(form: Any, rect: list[float]) -> Matrix:
    own = form.get("/Matrix")
    a, b, c, d, e, f = (float(part) for part in own) if own is not None else pdfium.IDENTITY
    box = pdfium.upright((a, b, c, d, e, f), *(float(side) for side in form.BBox))
    left, right = sorted((rect[0], rect[2]))
    low, high = sorted((rect[1], rect[3]))
    across = (right - left) / (box.width or 1.0)
    up = (high - low) / (box.height or 1.0)
    return across, 0.0, 0.0, up, left - box.left * across, low - box.top * up
