"""Office files as LibreOffice shows them: pages, and where the words of each block stand on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from studio.documents.formats.pdf import pdfium, rendering
from studio.documents.office import program
from studio.documents.output import Shown
from studio.errors import InputError
from studio.model.document import Area, Box, Document, Edition, Page, TextBlock, around

_NOWHERE = Box(0, 0, 1, 1)
_LOOK_AHEAD = 4000  # letters in which the words of the next block are looked for


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter on a page."""

    text: str
    page: int
    box: Box


def placed(document: Document, pdf: bytes) -> Document:
    """Return a document with its blocks where they stand on the pages of a PDF of it."""
    areas = _areas(document.blocks, [block.text for block in document.blocks], pdf)
    before = 0
    blocks = []
    for block in document.blocks:
        here = areas.get(block.key) or (Area(before, _NOWHERE),)
        before = here[-1].page
        lines = tuple(line for area in block.areas for line in area.lines)
        put = tuple(
            replace(area, lines=tuple(replace(line, box=area.box) for line in lines) if number == 0 else ())
            for number, area in enumerate(here)
        )
        blocks.append(replace(block, areas=put))
    return replace(document, pages=tuple(_pages(pdf)), blocks=tuple(blocks))


def show(edition: Edition, pdf: bytes, page: int, width: int) -> Shown:
    """Return a page of a PDF of an edition, and where the words of the blocks stand on it."""
    count = len(list(_pages(pdf)))
    number = min(page, count - 1)
    texts = [edition.text_of(block) for block in edition.document.blocks]
    found = _areas(edition.document.blocks, texts, pdf)
    boxes = tuple((key, area.box) for key, areas in found.items() for area in areas if area.page == number)
    return Shown(rendering.picture(pdf, number, width), (), boxes)


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """Return a page as PNG; the last one where there are fewer."""
    return rendering.picture(pdf, min(page, len(list(_pages(pdf))) - 1), width)


def is_shown(path: Path) -> bool:
    """Say whether a file of this kind can be shown on this computer as it will look."""
    return path.suffix.lower() in program.SUFFIXES and program.found() is not None


def pdf_of(content: bytes, path: Path) -> bytes | None:
    """Return an office file as PDF, None where nothing here makes one; the last few are remembered."""
    if not is_shown(path):
        return None
    return _made(_Content(hashlib.sha256(content).hexdigest(), content), path.suffix)


class _Content:
    """A file's bytes, compared by their digest."""

    def __init__(self, digest: str, content: bytes) -> None:
        self.digest = digest
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(maxsize=4)
def _made(content: _Content, suffix: str) -> bytes | None:
    return program.as_pdf(content.content, suffix)


def _pages(pdf: bytes) -> Iterator[Page]:
    with pdfium.opened(pdf) as file:
        for number in range(len(file)):
            width, height = file.get_page_size(number)
            yield Page(number, float(width), float(height))


def _areas(blocks: Sequence[TextBlock], texts: Sequence[str], pdf: bytes) -> Mapping[int, tuple[Area, ...]]:
    """Return where the words of blocks stand: they are looked for one after the other, from where the last ended."""
    letters = list(_letters(pdf))
    whole = "".join(letter.text for letter in letters)
    found: dict[int, tuple[Area, ...]] = {}
    at = 0
    for block, text in zip(blocks, texts, strict=True):
        words = _bare(text)
        start = whole.find(words, at, at + _LOOK_AHEAD + len(words)) if words else -1
        if start < 0 and words:
            start = whole.find(words)  # heads and feet, and what floats, stand elsewhere in the order
        if start < 0:
            continue
        own = letters[start : start + len(words)]
        pages = sorted({letter.page for letter in own})
        found[block.key] = tuple(
            Area(page, around(letter.box for letter in own if letter.page == page)) for page in pages
        )
        at = start + len(words) if start >= at else at
    return found


def _letters(pdf: bytes) -> Iterator[_Letter]:
    with pdfium.opened(pdf) as file:
        for number in range(len(file)):
            page = file[number]
            try:
                height = page.get_height()
                text = page.get_textpage()
                said = text.get_text_range()
                count = text.count_chars()
                if len(said) != count:  # letters of two units: their places are not told apart
                    raise InputError("")
                for place, letter in enumerate(said):
                    if not letter.isspace() and letter not in "\ufffe\u00ad":
                        left, bottom, right, top = text.get_charbox(place)
                        box = Box(left, height - top, max(left, right), height - min(bottom, top))
                        yield from (_Letter(each, number, box) for each in _bare(letter))
            except InputError:
                continue
            finally:
                page.close()


def _bare(text: str) -> str:
    """Return letters as both sides have them: without spaces and soft hyphens, ligatures as letters."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())
