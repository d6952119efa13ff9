"""Pictures as pixels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import InputError
from studio.i18n import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

MOST_PIXELS = 100_000_000


def pixels(path: Path) -> Pixels:
    """Return rows of red, green and blue as people see the file: turned as its camera was, on white where it is clear.

    `InputError` for a file that is no picture, and for one of more than `MOST_PIXELS`, before it is unpacked.
    """
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit is our own
    try:
        with Image.open(path) as picture:
            _check_size(picture.width * picture.height, path.name)
            turned = ImageOps.exif_transpose(picture).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise InputError(
            _("“{name}” cannot be read as a picture.").format(name=path.name),
            hint=_("Choose a PNG, JPEG, WebP or TIFF file."),
            details=str(error),
        ) from error
    paper = Image.new("RGBA", turned.size, "white")
    return np.asarray(Image.alpha_composite(paper, turned).convert("RGB"))


def _check_size(count: int, name: str) -> None:
    if count > MOST_PIXELS:
        raise InputError(
            _("The picture “{name}” has more than {count} megapixels.").format(name=name, count=MOST_PIXELS // 10**6),
            hint=_("Make it smaller, or cut out the part that matters."),
        )
