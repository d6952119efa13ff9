"""Pictures as pixels: what people see, with what the file says about itself.

Every kind of file becomes rows of red, green and blue, turned as its camera was held; what is clear lies on paper.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.errors import InputError
from studio.i18n import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Pixels = NDArray[np.uint8]

MOST_PIXELS = 100_000_000
MOST_PAGES = 2_000
READ_AT = 5_000
"""The longer side of the copy that larger pictures are read from."""

PAPER, DARK_PAPER = 255, 40
"""What lies behind see-through parts: white, or nearly black where all that can be seen is nearly white."""


@dataclass(frozen=True, slots=True)
class File:
    """What a picture's file says: `kind` and `mode` as Pillow names them, width and height as people see it.

    `dots` are those of an inch across, 0 where the file says nothing; `is_moving`: there is more than can be shown.
    """

    kind: str
    mode: str
    width: int
    height: int
    pages: int
    dots: float
    is_moving: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a picture's file: `pixels` on its `paper`, and how much each covers it, 0 to 255 (None: all of it)."""

    pixels: Pixels
    cover: Pixels | None = None
    paper: int = PAPER


def pixels(path: Path, page: int = 0) -> Pixels:
    """Return rows of red, green and blue as people see the file: turned as its camera was, on paper where it is clear.

    `InputError` for a file that is no picture, and for one of more than `MOST_PIXELS`, before it is unpacked.
    """
    return sheet(path, page).pixels


def sheet(path: Path, page: int = 0) -> Sheet:
    """Return a page of a file, counted from 0; errors as `pixels`."""
    with opened(path, page) as picture:
        return as_sheet(picture)


def small(path: Path, page: int = 0) -> tuple[Pixels, float]:
    """Return a page to be read, with no side longer than `READ_AT`, and how many times as large as the page it is."""
    from PIL import Image

    with opened(path, page) as picture:
        longer = max(picture.size)
        if longer <= READ_AT:
            return as_sheet(picture).pixels, 1.0
        if picture.format in ("JPEG", "MPO"):  # unpacked no larger than is needed
            picture.draft(None, (picture.width * READ_AT // longer, picture.height * READ_AT // longer))
        turned = _turned(picture)
        plain = turned if turned.mode in ("RGB", "RGBA", "L") else _plain(turned)
        factor = READ_AT / max(plain.size)
        size = (max(1, round(plain.width * factor)), max(1, round(plain.height * factor)))
        return as_sheet(plain.resize(size, Image.Resampling.BOX)).pixels, READ_AT / longer


def file(path: Path) -> File:
    """Return what a file says about its picture; nothing is unpacked."""
    with opened(path) as picture:
        frames = int(getattr(picture, "n_frames", 1))
        has_pages = picture.format == "TIFF"
        turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        width, height = picture.size[::-1] if turned else picture.size
        kind = (
            "JPEG" if picture.format == "MPO" else str(picture.format)
        )  # telephones put more pictures behind the first
        return File(
            kind,
            picture.mode,
            width,
            height,
            min(frames, MOST_PAGES) if has_pages else 1,
            _dots(picture),
            frames > 1 and kind in ("PNG", "WEBP"),
        )


@contextmanager
def opened(path: Path, page: int = 0) -> Iterator[Image.Image]:
    """Open a page of a picture's file; what goes wrong while it is open is an `InputError` that names the file."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is our own
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as picture:
            if page:
                picture.seek(page)
            _check_size(picture.width * picture.height, path.name)
            yield picture
    except UnidentifiedImageError as error:
        raise InputError(
            _("“{name}” cannot be read as a picture.").format(name=path.name),
            hint=_("Choose a PNG, JPEG, WebP or TIFF file."),
            details=str(error),
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # all of which Pillow raises for damaged files
        raise InputError(
            _("The picture “{name}” is damaged, or its end is missing.").format(name=path.name),
            hint=_("Copy or export the file again."),
            details=str(error),
        ) from error


def as_sheet(picture: Image.Image) -> Sheet:
    """Return the pixels of an open picture, turned as people see it; they may be changed."""
    import numpy as np

    turned = _plain(_turned(picture))
    if turned.mode != "RGBA":
        return Sheet(_array(turned if turned.mode == "RGB" else turned.convert("RGB")))
    whole = _array(turned)
    cover = np.ascontiguousarray(whole[:, :, 3])
    if cover.min() == 255:
        return Sheet(np.ascontiguousarray(whole[:, :, :3]))
    paper = _paper(whole)
    return Sheet(_laid_on(whole, paper), cover, paper)


def _turned(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    is_upright = picture.getexif().get(0x0112, 1) == 1
    return picture if is_upright else ImageOps.exif_transpose(picture)


def _array(picture: Image.Image) -> Pixels:
    """Return the pixels of a picture, band by band: all at once they would be in memory three times."""
    import numpy as np

    result = np.empty((picture.height, picture.width, len(picture.getbands())), np.uint8)
    step = max(1, 4_000_000 // picture.width)
    for top in range(0, picture.height, step):
        result[top : top + step] = np.asarray(picture.crop((0, top, picture.width, min(picture.height, top + step))))
    return result


def _paper(whole: Pixels) -> int:
    seen = whole[whole[:, :, 3] > 128][:, :3]
    return DARK_PAPER if seen.size and seen.mean() > 215 else PAPER


def _laid_on(whole: Pixels, paper: int) -> Pixels:
    from PIL import Image

    ground = Image.new("RGBA", (whole.shape[1], whole.shape[0]), (paper, paper, paper, 255))
    ground.alpha_composite(Image.fromarray(whole))
    return _array(ground.convert("RGB"))


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture of 8 bits: red, green, blue, and how much it covers where some of it is clear."""
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode.startswith(("I", "F")):
        return _of_many_bits(picture)
    if picture.mode in ("CMYK", "LAB"):
        return _from_print(picture)
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def _of_many_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of 16 or 32 bits a pixel with 8: Pillow's own way would cut off what is bright."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(picture).astype(np.float32))
    most = 65535.0 if picture.mode.startswith("I;16") or values.max() > 255 else 255.0 if values.max() > 1 else 1.0
    return Image.fromarray(np.clip(values * (255 / max(most, float(values.max()))), 0, 255).astype(np.uint8))


def _from_print(picture: Image.Image) -> Image.Image:
    """Return the colours of inks as those of a screen: by the file's own profile where it has one."""
    from io import BytesIO

    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile and picture.mode != "LAB":
        return picture.convert("RGB")
    try:
        origin = ImageCms.ImageCmsProfile(BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
        turned: Any = ImageCms.profileToProfile(picture, origin, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        return picture.convert("RGB")
    return turned  # type: ignore[no-any-return]


def _dots(picture: Image.Image) -> float:
    across = picture.info.get("dpi", (0, 0))[0]
    try:
        dots = float(across)
    except (TypeError, ValueError, ZeroDivisionError):  # a fraction without a denominator
        return 0.0
    return dots if 20 <= dots <= 4800 else 0.0


def _check_size(count: int, name: str) -> None:
    if count > MOST_PIXELS:
        raise InputError(
            _("The picture “{name}” has more than {count} megapixels.").format(name=name, count=MOST_PIXELS // 10**6),
            hint=_("Make it smaller, or cut out the part that matters."),
        )
