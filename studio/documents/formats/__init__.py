"""The files flyers come in, as one table, and the doors everybody uses: read, write, write_pdf, picture, show.

Each format is a module of this package with functions of the same names; it is loaded when it is first needed.
Which format a file has, its content says (`kinds`), never its name alone.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, cast

from studio.documents.formats import kinds
from studio.documents.output import Shown, Written
from studio.model.document import Document, Edition
from studio.model.progress import Report

NAMES: tuple[str, ...] = ("pdf", "image", "text", "markdown", "docx", "pptx", "odf", "web", "drawing", "idml")
_PAGES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
_WORDS = (".txt", ".md", ".docx", ".docm", ".pptx", ".pptm", ".odt", ".odp", ".html", ".htm", ".xhtml", ".svg", ".idml")
SUFFIXES = frozenset((*_PAGES, *_WORDS))
"""The suffixes of the files that people may drop as flyers."""


class Format(Protocol):
    """What a module of a format offers; the doors below say what each does."""

    def read(self, path: Path, *, password: str = "", report: Report) -> Document:
        """Return what stands in the file."""

    def write(self, path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
        """Write the edition in the format of `path`."""

    def write_pdf(self, path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
        """Write the edition as a tagged PDF."""

    def picture(self, path: Path, page: int, width: int, *, password: str = "") -> bytes:
        """Return a page of the original as PNG."""

    def show(
        self, path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None
    ) -> Shown:
        """Return a page as it will be written."""


def detect(path: Path) -> str:
    """Return the name of the file's format by its content.

    Raises `InputError` for what no format reads, with a sentence that says which can be.
    """
    return kinds.detect(path)


def is_flyer(path: Path) -> bool:
    """Say by the name alone whether a file may be a flyer: a quick answer, for what is dropped on the window."""
    return path.suffix.lower() in SUFFIXES


def read(path: Path, *, password: str = "", report: Report) -> Document:
    """Return pages and blocks in reading order; `InputError` for what cannot be read, `Locked` without the password."""
    return _format(detect(path)).read(path, password=password, report=report)


def write(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the edition to `out` in the format of the original at `path`, laid out alike; whole or not at all."""
    return _format(edition.document.format).write(path, edition, out, password=password, report=report)


def write_pdf(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write a tagged PDF that keeps the layout; of text and Markdown, which have none, the accessible edition."""
    return _format(edition.document.format).write_pdf(path, edition, out, password=password, report=report)


def picture(path: Path, page: int, width: int, *, password: str = "") -> bytes:
    """Return a page of the original, counted from 0, as a PNG that is `width` pixels wide."""
    return _format(detect(path)).picture(path, page, width, password=password)


def show(path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None) -> Shown:
    """Return a page as it will be written: the real output, made in memory and rendered.

    `keep` is a folder for what may be used again by later calls; what lies in it is named by its content.
    """
    return _format(edition.document.format).show(path, edition, page, width, password=password, keep=keep)


def figures(path: Path, format: str, numbers: Iterable[int]) -> Mapping[int, bytes]:
    """Return the pictures inside a file without pages of its own, by the places of their blocks, as files.

    None of those that lie elsewhere, and none where the format has no pictures.
    """
    own = getattr(_format(format), "figures", None)
    found: Mapping[int, bytes] = own(path, numbers) if own else {}
    return found


def _format(name: str) -> Format:
    if name not in NAMES:
        raise ValueError(f"no format is named {name!r}")
    return cast("Format", importlib.import_module(f"{__name__}.{name}"))
