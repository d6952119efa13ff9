"""A picture as a tagged PDF: what stays of it beneath, real words above."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from studio.documents.formats.pdf import writing
from studio.documents.formats.pdf.background import Background
from studio.documents.picture_files import GOOD
from studio.documents.pictures import File
from studio.model.document import Edition, Page

if TYPE_CHECKING:
    from studio.documents.formats.pdf.writing import Laid
    from studio.documents.pictures import Pixels


def laid(under: Mapping[int, bytes], edition: Edition, pages: Sequence[Page]) -> Laid:
    """Return a tagged PDF: `under` has the page of each number as a PDF; edition and pages are in points."""
    return writing.lay_over({number: Background(pdf) for number, pdf in under.items()}, edition, pages)


def page(pixels: Pixels, width: float, height: float, file: File) -> bytes:
    """Return a PDF of one page, `width` by `height` points, that shows a picture; photos stay packed as photos."""
    import pikepdf

    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(width, height))
    only = pdf.pages[0]
    only.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=_stream(pdf, pixels, file)))
    only.obj.Contents = pdf.make_stream(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Picture Do Q".encode())
    into = io.BytesIO()
    pdf.save(into)
    return into.getvalue()


def _stream(pdf: Any, pixels: Pixels, file: File) -> Any:
    import pikepdf

    is_grey = not (pixels.max(axis=2) - pixels.min(axis=2)).any()
    plain = pixels[:, :, 0] if is_grey else pixels
    how = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": pixels.shape[1],
        "Height": pixels.shape[0],
        "ColorSpace": pikepdf.Name.DeviceGray if is_grey else pikepdf.Name.DeviceRGB,
        "BitsPerComponent": 8,
    }
    if file.kind in ("JPEG", "WEBP"):
        return pikepdf.Stream(pdf, _jpeg(plain), Filter=pikepdf.Name.DCTDecode, **how)
    return pikepdf.Stream(pdf, _packed(plain), Filter=pikepdf.Name.FlateDecode, **how)


def _jpeg(pixels: Pixels) -> bytes:
    from PIL import Image

    into = io.BytesIO()
    Image.fromarray(pixels).save(into, "JPEG", quality=GOOD)
    return into.getvalue()


def _packed(pixels: Pixels) -> bytes:
    import zlib

    return zlib.compress(pixels.tobytes(), 5)
