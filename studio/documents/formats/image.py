"""Photos and scans: JPEG, PNG, TIFF, WebP.  A pixel is a point; the pages of a TIFF are pages."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents import ocr, picture_files, picture_pdf, pictures, redraw, removal, roles, scaling, scan
from studio.documents.ocr import letters
from studio.documents.output import Shown, Written, put
from studio.documents.pictures import File, Sheet
from studio.errors import EnvironmentFault, InputError
from studio.i18n import _
from studio.model.document import Document, Edition, Fit, Page, PageKind, TextBlock
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels


def read(path: Path, *, password: str = "", report: Report) -> Document:
    """Return what stands in a picture, read from it."""
    file = pictures.file(path)
    report(Progress(0, file.pages, "pages"))
    reader = ocr.kept()
    pages: list[Page] = []
    blocks: list[TextBlock] = []
    unread = False
    for number in range(file.pages):
        pixels, factor = pictures.small(path, number)
        lines = scan.lines(pixels, reader)
        unread = unread or scan.is_unreadable(lines)
        found, turned = scan.of_lines(pixels, lines, 1.0, number)
        kind = PageKind.SCAN if found else PageKind.EMPTY
        pages.append(Page(number, round(pixels.shape[1] / factor), round(pixels.shape[0] / factor), kind, turned))
        blocks += [scaling.block(block, 1 / factor) for block in found]
        report(Progress(number + 1, file.pages, "pages"))
    numbered = tuple(replace(block, key=key) for key, block in enumerate(roles.assigned(blocks, pages), 1))
    return Document("image", tuple(pages), numbered, notes=tuple(_notes(file, numbered, unread=unread)))


def write(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the picture with other words in it, as the same kind of file."""
    fits: dict[int, Fit] = {}
    into = io.BytesIO()
    picture_files.save(path, _sheets(path, edition, fits, report), into)
    put(out, into.getvalue())
    return Written((out,), tuple(fits.values()), picture_files.notes(pictures.file(path)))


def write_pdf(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write a tagged PDF: the picture without the old words beneath, real words above."""
    file = pictures.file(path)
    under, small, pages = {}, edition, []
    for page in edition.document.pages:
        report(Progress(page.number, len(edition.document.pages) + 1, "pages"))
        scale = redraw.points(page.width, page.height, file.dots)
        ground, small = redraw.prepared(pictures.pixels(path, page.number), small, page, scale)
        pages.append(replace(page, width=page.width * scale, height=page.height * scale))
        under[page.number] = picture_pdf.page(ground, pages[-1].width, pages[-1].height, file)
    laid = picture_pdf.laid(under, small, pages)
    put(out, laid.pdf)
    return Written((out,), laid.fits, laid.notes)


def picture(path: Path, page: int, width: int, *, password: str = "") -> bytes:
    """Return a page of the file as PNG, `width` pixels wide."""
    return picture_files.png(picture_files.narrowed(pictures.pixels(path, page), width))


def show(path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None) -> Shown:
    """Return a page with the words of the edition as it is written, `width` pixels wide."""
    file, seen = pictures.file(path), _page(edition, page)
    under = _kept_under(path, edition, page, width, keep)
    drawn = redraw.drawn(under, edition, seen, redraw.points(seen.width, seen.height, file.dots))
    return Shown(picture_files.png(drawn.pixels), drawn.fits, drawn.boxes)


def _kept_under(path: Path, edition: Edition, page: int, width: int, keep: Path | None) -> Pixels:
    """Return what stays of a page beneath the words; it is kept by what it is made of, since it takes longest."""
    if keep is None:
        pixels = pictures.pixels(path, page)
        redraw.clean(pixels, edition, page)
        return picture_files.narrowed(pixels, width)
    told = repr((page, width, redraw.places(edition, page))).encode()
    kept = keep / f"{hashlib.sha256(path.read_bytes() + told).hexdigest()}.png"
    if kept.is_file():
        with contextlib.suppress(InputError):
            return pictures.pixels(kept)
    under = _kept_under(path, edition, page, width, None)
    with contextlib.suppress(EnvironmentFault):  # a full disk only makes it slower
        put(kept, picture_files.png(under))
    return under


def _sheets(path: Path, edition: Edition, fits: dict[int, Fit], report: Report) -> Iterator[Sheet]:
    file = pictures.file(path)
    for page in edition.document.pages:
        report(Progress(page.number, len(edition.document.pages), "pages"))
        sheet = pictures.sheet(path, page.number)
        before = None if sheet.cover is None else sheet.pixels.copy()
        redraw.clean(sheet.pixels, edition, page.number)
        cover = None
        if sheet.cover is not None and before is not None:
            cover = removal.uncovered(sheet.cover, before, sheet.pixels)
        drawn = redraw.drawn(sheet.pixels, edition, page, redraw.points(page.width, page.height, file.dots), cover)
        fits |= {fit.key: fit for fit in drawn.fits}
        yield replace(sheet, pixels=drawn.pixels, cover=cover)


def _page(edition: Edition, number: int) -> Page:
    return next(page for page in edition.document.pages if page.number == number)


def _notes(file: File, blocks: tuple[TextBlock, ...], *, unread: bool) -> Iterator[str]:
    if unread or any(letters.is_foreign(block.text) for block in blocks):
        yield _("Some words are written in letters that cannot be read, or not surely; Latin letters can.")
    elif not blocks:
        yield _("No words were found in the picture.")
    if file.is_moving:
        yield _("The picture moves; only its first frame is read and written.")
