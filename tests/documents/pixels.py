"""What pages look like: rendered, compared outside of boxes, and where their letters stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from studio.model.document import Box

Picture = npt.NDArray[np.uint8]

DPI = 100
SEEN = 24
"""By how much of 255 a channel must differ to count: less is what smoothing of edges makes of the same shape."""

ALIKE = 70
"""How alike (of 100) a line that was read must be to a piece of a text to be taken for it."""


def pages(source: Path | bytes, dpi: float = DPI) -> list[Picture]:
    """Return the pages of a PDF as pictures (height, width, RGB)."""
    document = pypdfium2.PdfDocument(source)
    try:
        return [as_pixels(page.render(scale=dpi / 72).to_pil()) for page in document]
    finally:
        document.close()


def as_pixels(picture: Image.Image) -> Picture:
    """Return a picture as (height, width, RGB)."""
    return np.asarray(picture.convert("RGB")).copy()


def differing(before: Picture, after: Picture, boxes: Iterable[Box], scale: float = DPI / 72) -> float:
    """Return the share of the pixels outside of `boxes` (in points) that look otherwise."""
    assert before.shape == after.shape, f"the page changed its size from {before.shape} to {after.shape}"
    outside = ~_mask(before, boxes, scale)
    if not outside.any():
        return 0.0
    changed = np.abs(before.astype(int) - after.astype(int)).max(axis=2) > SEEN
    return float((changed & outside).sum() / outside.sum())


def covered(picture: Picture, boxes: Iterable[Box], scale: float = DPI / 72) -> float:
    """Return the share of a page that boxes cover."""
    return float(_mask(picture, boxes, scale).mean())


def _mask(picture: Picture, boxes: Iterable[Box], scale: float) -> npt.NDArray[np.bool_]:
    inside = np.zeros(picture.shape[:2], bool)
    for box in boxes:
        across = slice(max(0, int(box.left * scale)), max(0, int(box.right * scale) + 2))
        down = slice(max(0, int(box.top * scale)), max(0, int(box.bottom * scale) + 2))
        inside[down, across] = True
    return inside


def letters(source: Path | bytes, page: int) -> Iterator[tuple[str, Box]]:
    """Yield the visible letters of a page, each with the box that its ink has."""
    document = pypdfium2.PdfDocument(source)
    try:
        height = document[page].get_height()
        text = document[page].get_textpage()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if letter.strip():
                left, bottom, right, top = text.get_charbox(index)
                yield letter, Box(left, height - top, right, height - bottom)
    finally:
        document.close()


def strays(source: Path | bytes, page: int, boxes: Sequence[Box], slack: float = 1.0) -> list[tuple[str, Box]]:
    """Return the letters that none of the boxes holds, with `slack` points to spare."""
    return [(letter, box) for letter, box in letters(source, page) if not any(each.holds(box, slack) for each in boxes)]


def text(source: Path | bytes) -> str:
    """Return all text of a PDF as pdfium reads it, on one line."""
    document = pypdfium2.PdfDocument(source)
    try:
        said = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(said).replace("\ufffe", "").split())


def misread(lines: Iterable[str], texts: Iterable[str]) -> float:
    """Return the share of the characters of `texts` that `lines`, in any order, read otherwise or not at all.

    Spaces do not count: whether two words stand apart is for the eye.  Lines that belong to no text do not either.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    rest = "\n".join("".join(text.split()) for text in texts)
    total = missing = len(rest.replace("\n", ""))
    wrong = 0
    for line in sorted(("".join(line.split()) for line in lines), key=len, reverse=True):
        found = fuzz.partial_ratio_alignment(line, rest)
        if found is None or found.score < ALIKE:
            continue
        there = rest[found.dest_start : found.dest_end]
        wrong += Levenshtein.distance(line, there)
        missing -= len(there.replace("\n", ""))
        rest = rest[: found.dest_start] + "\n" * len(there) + rest[found.dest_end :]
    return (wrong + missing) / max(1, total)


def error_rate(true: str, read: str) -> float:
    """Return the share of wrong characters (Levenshtein distance by the length of the truth)."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(true, read) / max(1, len(true))
