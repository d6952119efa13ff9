"""Pictures that carry meaning, cut from the pages of an original."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import formats, pictures, pieces
from studio.documents.accessible import characters
from studio.model.document import Box, Edition, Page, Role, TextBlock

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200.0
POINTS = 72.0
WIDEST = 6000  # pixels of a page on its longer side
LARGEST = 1600  # pixels of a figure on its longer side
PLAIN = 256  # colours; a picture with more is a photograph
QUALITY = 85
WITH_PAGES = ("pdf", "image")
"""Formats whose figures are parts of their pages; in the others they are files of their own."""

KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


def cut(path: Path, edition: Edition, *, password: str = "") -> Mapping[int, bytes]:
    """Return the picture of each figure that has a description, by key; one at a time is held in memory."""
    found = [block for block in edition.document.blocks if _is_said(edition, block)]
    if edition.document.format not in WITH_PAGES:
        return _inside(path, edition.document.format, found)
    made: dict[int, bytes] = {}
    for number, group in groupby(sorted(found, key=lambda block: block.page), key=lambda block: block.page):
        page = edition.document.pages[number]
        drawn = _drawn(path, page, password)
        made |= {block.key: part for block in group if (part := _part(drawn, page, block.box))}
    return made


def _inside(path: Path, format: str, blocks: Sequence[TextBlock]) -> Mapping[int, bytes]:
    """Return the pictures of figures in a file that has no pages of its own."""
    places = {block.key: block.areas[0].lines[0].places[0] for block in blocks if _has_place(block)}
    found = formats.figures(path, format, places.values()) if places else {}
    return {key: made for key, place in places.items() if (made := _readable(found.get(place, b"")))}


def _has_place(block: TextBlock) -> bool:
    return bool(block.areas[0].lines and block.areas[0].lines[0].places)


def _readable(content: bytes) -> bytes:
    """Return a picture's file as PNG or JPEG; nothing for a kind that is no picture of pixels, or is too large."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the limit is our own
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as picture:
            if picture.width * picture.height > pictures.MOST_PIXELS:
                return b""
            shown = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return b""
    paper = Image.new("RGBA", shown.size, "white")
    return _packed(Image.alpha_composite(paper, shown))


def _is_said(edition: Edition, block: TextBlock) -> bool:
    is_shown = block.role is Role.FIGURE and not block.is_decoration
    return is_shown and characters.is_said(pieces.words(edition, block))


def _drawn(path: Path, page: Page, password: str) -> Image:
    """Return a page of the original as a picture, fine enough to print its parts."""
    from PIL import Image

    width = page.width * DPI / POINTS if formats.detect(path) == "pdf" else page.width
    width = min(width, WIDEST, WIDEST * page.width / page.height)
    return Image.open(io.BytesIO(formats.picture(path, page.number, max(1, round(width)), password=password)))


def _part(drawn: Image, page: Page, box: Box) -> bytes:
    across, down = drawn.width / page.width, drawn.height / page.height
    edges = (
        max(0, round(box.left * across)),
        max(0, round(box.top * down)),
        min(drawn.width, round(box.right * across)),
        min(drawn.height, round(box.bottom * down)),
    )
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        return b""
    return _packed(drawn.crop(edges))


def _packed(picture: Image) -> bytes:
    part = picture.convert("RGB")
    part.thumbnail((LARGEST, LARGEST))
    into = io.BytesIO()
    if part.getcolors(PLAIN):
        part.save(into, "PNG", optimize=True)
    else:
        part.save(into, "JPEG", quality=QUALITY)
    return into.getvalue()
