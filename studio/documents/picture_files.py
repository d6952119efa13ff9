"""Pictures as files again: the same kind, with what the file said of itself as far as it still holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from studio.documents import pictures
from studio.documents.pictures import File, Sheet
from studio.i18n import _

if TYPE_CHECKING:
    from PIL import Image

    from studio.documents.pictures import Pixels

GOOD = 92
"""The quality of JPEG and WebP where the original's own cannot be kept or is poor."""

_ORIENTATION, _THUMBNAIL = 0x0112, 0x0201


def save(path: Path, sheets: Iterator[Sheet], into: IO[bytes]) -> None:
    """Write pages as the kind of file that `path` is."""
    with pictures.opened(path) as original:
        settings = _settings(path, original)
        kind = "JPEG" if original.format == "MPO" else str(original.format)
        is_grey = original.mode in ("L", "LA", "1", "I;16", "I", "F")
        if kind == "TIFF":
            _save_pages(sheets, settings, into, is_grey=is_grey)
        else:
            _image(next(sheets), is_grey=is_grey).save(into, kind, **settings)


def narrowed(pixels: Pixels, width: int) -> Pixels:
    """Return a picture `width` pixels wide."""
    import cv2
    import numpy as np

    height, own = pixels.shape[:2]
    if own == width:
        return pixels
    size = (width, max(1, round(height * width / own)))
    way = cv2.INTER_AREA if width < own else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8)


def png(pixels: Pixels) -> bytes:
    """Return rows of pixels as a PNG file that is quickly made."""
    from PIL import Image

    into = io.BytesIO()
    Image.fromarray(pixels).save(into, "PNG", compress_level=1)
    return into.getvalue()


def notes(file: File) -> tuple[str, ...]:
    """Return what a file of this kind loses when it is written again."""
    found = []
    if file.mode in ("CMYK", "LAB"):
        found.append(_("The picture's colours were those of inks (CMYK); it is written with those of screens (RGB)."))
    if file.mode.startswith(("I", "F")):
        found.append(_("The picture had more than 8 bits for each colour; it is written with 8."))
    return tuple(found)


def _save_pages(sheets: Iterator[Sheet], settings: dict[str, Any], into: IO[bytes], *, is_grey: bool) -> None:
    from PIL.TiffImagePlugin import AppendingTiffWriter

    with AppendingTiffWriter(into, new=True) as pages:
        for sheet in sheets:
            _image(sheet, is_grey=is_grey).save(pages, "TIFF", **settings)
            pages.newFrame()


def _image(sheet: Sheet, *, is_grey: bool) -> Image.Image:
    import numpy as np
    from PIL import Image

    if sheet.cover is not None:
        return Image.fromarray(_uncovered(sheet))
    picture = Image.fromarray(sheet.pixels)
    spread = sheet.pixels.max(axis=2).astype(np.int16) - sheet.pixels.min(axis=2)
    return picture.convert("L") if is_grey and spread.max() <= 8 else picture


def _uncovered(sheet: Sheet) -> Pixels:
    """Return red, green, blue and cover of a sheet whose pixels lie on paper."""
    import numpy as np

    assert sheet.cover is not None
    share = sheet.cover[:, :, None].astype(np.float32) / 255
    plain = (sheet.pixels - sheet.paper * (1 - share)) / np.maximum(share, 1 / 255)
    return np.dstack([np.clip(np.rint(plain), 0, 255).astype(np.uint8), sheet.cover])


def _settings(path: Path, original: Image.Image) -> dict[str, Any]:
    info = original.info
    found: dict[str, Any] = {}
    if info.get("dpi"):
        found["dpi"] = tuple(float(dots) for dots in info["dpi"])
    if info.get("icc_profile") and original.mode in ("RGB", "RGBA", "L", "LA", "P"):
        found["icc_profile"] = info["icc_profile"]
    kind = "JPEG" if original.format == "MPO" else str(original.format)
    if kind != "TIFF":
        exif = original.getexif()
        exif.pop(_ORIENTATION, None)
        if exif:
            found["exif"] = exif.tobytes()
    found |= {"JPEG": _jpeg, "WEBP": _webp, "TIFF": _tiff}.get(kind, _other)(path, original)
    return found


def _jpeg(_path: Path, original: Image.Image) -> dict[str, Any]:
    """Return the original's own steps of brightness and colour where they are fine: what stays is packed as it was."""
    from PIL import JpegImagePlugin

    tables: Any = getattr(original, "quantization", {})
    if not tables or min(tables) != 0 or tables[0][0] > 8 or original.mode not in ("RGB", "L"):
        return {"quality": GOOD, "subsampling": 0}
    return {"qtables": tables, "subsampling": JpegImagePlugin.get_sampling(original)}


def _webp(path: Path, _original: Image.Image) -> dict[str, Any]:
    with path.open("rb") as file:
        is_whole = b"VP8L" in file.read(256)
    return {"lossless": True} if is_whole else {"quality": GOOD, "method": 4}


def _tiff(_path: Path, original: Image.Image) -> dict[str, Any]:
    packed = str(original.info.get("compression", ""))
    return {"compression": packed if packed in ("tiff_lzw", "packbits") else "tiff_adobe_deflate"}


def _other(_path: Path, _original: Image.Image) -> dict[str, Any]:
    return {}
