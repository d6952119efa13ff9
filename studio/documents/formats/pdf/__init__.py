"""Flyers as PDF: read into blocks, and written with other words in the same layout."""

from __future__ import annotations

from pathlib import Path

from studio.documents.output import Shown, Written
from studio.model.document import Document, Edition
from studio.model.progress import Report

SUFFIXES = (".pdf",)


def read(path: Path, *, password: str = "", report: Report) -> Document:
    """Return the flyer in the file: its pages and its blocks in reading order."""
    from studio.documents.formats.pdf import reading

    return reading.read(path, password=password, report=report)


def picture(path: Path, page: int, width: int, *, password: str = "") -> bytes:
    """Return a page of the file as PNG, `width` pixels wide."""
    from studio.documents.formats.pdf import rendering

    return rendering.picture(path, page, width, password=password)


def write(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the edition into `out`: a tagged PDF with the layout of the file at `path`."""
    from studio.documents.formats.pdf import writing

    return writing.write(path, edition, out, password=password, report=report)


def write_pdf(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the edition into `out`, as `write` does."""
    return write(path, edition, out, password=password, report=report)


def show(path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None) -> Shown:
    """Return a page of the edition as it is written, as a picture `width` pixels wide, and how its words fit."""
    from studio.documents.formats.pdf import writing

    return writing.show(path, edition, page, width, password=password, keep=keep)
