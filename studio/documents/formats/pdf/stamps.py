"""Fields, stamps and notes that lie on a page: what is seen of them is painted on it, since only links are taken along.

An appearance is laid over its rectangle as ISO 32000-1, 12.5.5 says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.pdfium import Matrix
from studio.documents.formats.pdf.strip import SHOWING

if TYPE_CHECKING:
    import pikepdf

HIDDEN, NO_VIEW = 2, 32
UNSEEN = frozenset({"/Link", "/Popup"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is seen of a stamp, as a form: `place` lays it into `rect`, its left, bottom, right and top on the page."""

    form: Any
    place: Matrix
    rect: tuple[float, float, float, float]

    def has_words(self) -> bool:
        """Say whether it shows text, which nobody has read and whose face may be missing: better taken as a picture."""
        import pikepdf

        shown = (str(item.operator) for item in pikepdf.parse_content_stream(self.form))
        return any(operator in SHOWING for operator in shown)


def stamps(page: pikepdf.Page) -> Iterator[Stamp]:
    """Yield what is seen of what lies on a page."""
    import pikepdf

    for note in page.obj.get("/Annots", pikepdf.Array()):
        form = _appearance(note) if isinstance(note, pikepdf.Dictionary) else None
        if form is not None and "/Rect" in note and "/BBox" in form:
            across, up = sorted(float(n) for n in list(note.Rect)[::2]), sorted(float(n) for n in list(note.Rect)[1::2])
            rect = (across[0], up[0], across[1], up[1])
            yield Stamp(form, _place(form, rect), rect)


def _appearance(note: Any) -> Any:
    import pikepdf

    if str(note.get("/Subtype", "")) in UNSEEN or int(note.get("/F", 0)) & (HIDDEN | NO_VIEW):
        return None
    shown = note.get("/AP", pikepdf.Dictionary()).get("/N")
    if shown is not None and not isinstance(shown, pikepdf.Stream):
        shown = shown.get(str(note.get("/AS", "/Off")))
    return shown if isinstance(shown, pikepdf.Stream) else None


def _place(form: Any, rect: tuple[float, float, float, float]) -> Matrix:
    own = form.get("/Matrix")
    a, b, c, d, e, f = (float(part) for part in own) if own is not None else pdfium.IDENTITY
    box = pdfium.upright((a, b, c, d, e, f), *(float(side) for side in form.BBox))
    left, low, right, high = rect
    across = (right - left) / (box.width or 1.0)
    up = (high - low) / (box.height or 1.0)
    return across, 0.0, 0.0, up, left - box.left * across, low - box.top * up
