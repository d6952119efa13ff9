"""A flyer written as a tagged PDF in another language: the layout stays, the words change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents.formats.pdf import background, bounds, keeping, merge, overlay, pdfium, rendering, structure
from studio.documents.formats.pdf.background import Background
from studio.documents.output import Shown, Written, put
from studio.errors import InputError
from studio.i18n import _
from studio.model.document import Box, Edition, Fit, Page, Role, TextBlock
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf
    from pypdfium2 import PdfDocument


AT_ONCE = 6
"""Pages that are set in one go: the typesetter remembers all that it measured, up to 20 MB a page."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages with the words of an edition, how those fit, where they are (page, key, box), and what is to be said."""

    pdf: bytes
    fits: tuple[Fit, ...]
    boxes: tuple[tuple[int, int, Box], ...]
    notes: tuple[str, ...]


def write(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the edition into `out` as a tagged PDF with the layout of the file at `path`."""
    pages = edition.document.pages
    edition = replace(edition, title=title_of(edition, path.stem))
    backgrounds = {}
    with _opened(path, password) as (source, seen):
        for page in pages:
            backgrounds[page.number] = _background(source, seen, page.number, edition)
            report(Progress(page.number + 1, len(pages) + 1, "pages", _("Write")))
    laid = lay_over(backgrounds, edition, pages)
    put(out, laid.pdf)
    report(Progress(len(pages) + 1, len(pages) + 1, "pages", _("Write")))
    return Written((out,), laid.fits, laid.notes)


def show(path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None) -> Shown:
    """Return a page of the edition as it is written, as a picture `width` pixels wide, and how its words fit."""

    def make() -> Background:
        with _opened(path, password) as (source, seen):
            return _background(source, seen, page, edition)

    edition = replace(edition, title=title_of(edition, path.stem))
    under = keeping.kept(keep, path, page, edition, make)
    chosen = [found for found in edition.document.pages if found.number == page]
    laid = lay_over({page: under}, edition, chosen)
    picture = rendering.picture(laid.pdf, 0, width)
    boxes = tuple((key, box) for number, key, box in laid.boxes if number == page)
    return Shown(picture, laid.fits, boxes)


def lay_over(backgrounds: Mapping[int, Background], edition: Edition, pages: Sequence[Page]) -> Laid:
    """Return a tagged PDF of some pages: the edition's words over their `backgrounds`, by the numbers of the pages."""
    edition = replace(edition, title=title_of(edition))
    numbers = {page.number for page in pages}
    kept = {key for under in backgrounds.values() for key in under.kept + under.beneath}
    anew = {key for under in backgrounds.values() for key in under.anew}
    blocks = [
        block
        for block in edition.document.blocks
        if block.key not in kept
        and (_is_set(block, edition) or block.key in anew)
        and any(area.page in numbers for area in block.areas)
    ]
    overs = [_overlay(edition, part, blocks, backgrounds) for part in _parts(pages)]
    made = merge.merged(edition, pages, overs, backgrounds)
    stay = [block for block in edition.document.blocks if block.key in kept]
    fits = {
        fit.key: fit for fit in (*(Fit(block.key) for block in stay), *(fit for over in overs for fit in over.fits))
    }
    boxes = [box for over in overs for box in over.boxes]
    boxes += [(area.page, block.key, area.box) for block in stay for area in block.areas]
    return Laid(made, tuple(fits.values()), tuple(boxes), tuple(_notes(edition, pages, overs, backgrounds)))


def _parts(pages: Sequence[Page]) -> list[Sequence[Page]]:
    return [pages[at : at + AT_ONCE] for at in range(0, max(1, len(pages)), AT_ONCE)]


def _overlay(
    edition: Edition, pages: Sequence[Page], blocks: Sequence[TextBlock], backgrounds: Mapping[int, Background]
) -> overlay.Overlay:
    numbers = {page.number for page in pages}
    here = [block for block in blocks if any(area.page in numbers for area in block.areas)]
    return overlay.make(edition, pages, here, backgrounds)


def title_of(edition: Edition, name: str = "") -> str:
    """Return what the document is called: its title, else its first heading, else the file's name, else its words."""
    headings = [block for block in edition.document.blocks if block.role is Role.HEADING]
    others = [block for block in edition.document.blocks if block.role is not Role.FIGURE]
    texts = [edition.title, *map(edition.text_of, headings), name, *map(edition.text_of, others)]
    found = next((" ".join(text.split()) for text in texts if text.strip()), "")
    return found if len(found) <= 120 else found[:119].rstrip() + "…"


def _is_set(block: TextBlock, edition: Edition) -> bool:
    if not edition.text_of(block).strip():
        return False
    if block.role is Role.FIGURE:
        return not block.is_decoration
    return not (block.is_decoration and overlay.is_clear(edition, block))


def _background(source: pikepdf.Pdf, seen: PdfDocument, number: int, edition: Edition) -> Background:
    with pdfium.page_of(seen, number) as page:
        return background.make(background.Page(source, page, number, seen), edition)


@contextmanager
def _opened(path: Path, password: str) -> Iterator[tuple[pikepdf.Pdf, PdfDocument]]:
    """Open a file twice: as pikepdf and as pdfium see it."""
    import pikepdf

    with pdfium.opened(path, password) as seen:
        try:
            with pikepdf.open(path, password=password) as source:
                if len(source.pages) < len(seen):
                    raise pikepdf.PdfError("pages are missing from the tree of pages")
                yield source, seen
        except (pikepdf.PikepdfError, UnicodeDecodeError) as error:  # the latter: operators that are no words
            raise _damaged(path, error) from error
        except bounds.BROKEN as error:
            if not bounds.is_damaged(path, password):
                raise
            raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        _("“{name}” is damaged: it can be read, but not written in another language.").format(name=path.name),
        hint=_("Open it in a viewer, print it into a new PDF and try that."),
        details=str(error),
    )


def _notes(
    edition: Edition, pages: Sequence[Page], overs: Sequence[overlay.Overlay], backgrounds: Mapping[int, Background]
) -> Iterator[str]:
    numbers = {page.number for page in pages}
    blocks = [block for block in edition.document.blocks if block.page in numbers and not block.is_decoration]
    headings = [block for block in blocks if block.role is Role.HEADING and edition.text_of(block).strip()]
    mended = structure.levels(headings)
    if any(mended[block.key] != block.level for block in headings):
        yield _("Headings skipped a level; screen readers are told levels without gaps.")
    for number in sorted(number for number, under in backgrounds.items() if under.is_bare):
        yield _("Page {page} is built in an unusual way: all its text was set anew.").format(page=number + 1)
    missing = "".join(signs for over in overs for signs in over.missing.values())
    if missing:
        signs = " ".join(dict.fromkeys(missing))
        yield _(
            "The faces of the program have no shape for these characters, “?” stands in their place: {signs}"
        ).format(signs=signs)
    if any(block.role is Role.FIGURE and not edition.text_of(block).strip() for block in blocks):
        yield _("Pictures without a description are passed over by screen readers.")
