"""Markdown: read with its headings, lists, tables, marks and links; written back with only its words changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from studio.documents import accessible, encodings, markdown_blocks, output, pieces, reflow
from studio.documents.output import Shown, Written
from studio.errors import InputError
from studio.i18n import _
from studio.model.document import Document, Edition, Role
from studio.model.progress import Progress, Report

LARGEST_PICTURE = 50_000_000  # bytes


def read(path: Path, *, password: str = "", report: Report) -> Document:
    """Return the words of the file, on pages as they are shown; code and front matter are no words."""
    found = markdown_blocks.parsed(encodings.read(path).text)
    blocks = pieces.blocks(found.pieces)
    if not blocks:
        raise InputError(
            _("“{name}” holds no words.").format(name=path.name), hint=_("Look whether it is the right file.")
        )
    heading = next((block.text for block in blocks if block.role is Role.HEADING), "")
    document = Document("markdown", (), tuple(blocks), found.title or heading, found.language, (reflow.note(),))
    return reflow.placed(document, report)


def write(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the words of the edition in the place of the old; all else stays byte for byte."""
    source = encodings.read(path)
    report(Progress(0, 1, "pages"))
    found = markdown_blocks.parsed(source.text)
    made = pieces.rewritten(source.text, found.pieces, edition, found.render)
    content, notes = source.encode(made)
    output.put(out, content)
    return Written((out,), notes=notes)


def write_pdf(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the accessible PDF: Markdown has no layout to keep."""
    return accessible.write_pdf(path, edition, out, password=password, report=report)


def picture(path: Path, page: int, width: int, *, password: str = "") -> bytes:
    """Return a page as it is shown, `width` pixels wide."""
    state = path.stat()
    return reflow.picture(_known(path, state.st_size, state.st_mtime_ns), page, width)


def show(path: Path, edition: Edition, page: int, width: int, *, password: str = "", keep: Path | None = None) -> Shown:
    """Return what stands on a page in the edition."""
    return reflow.show(edition, page, width)


def figures(path: Path, numbers: Iterable[int]) -> Mapping[int, bytes]:
    """Return the pictures that lie in the folder of the file, or below it, by the places of their blocks."""
    places = markdown_blocks.parsed(encodings.read(path).text).pictures
    wanted = {number: places[number] for number in numbers if number < len(places)}
    return {number: found for number, place in wanted.items() if (found := _beside(path, place))}


def _beside(path: Path, place: str) -> bytes:
    """Return a file by its place beside another; nothing where it lies elsewhere, is missing or far too large."""
    folder = path.parent.resolve()
    try:
        file = (folder / unquote(place)).resolve()
        is_near = bool(place) and file.is_relative_to(folder) and file.is_file()
        return file.read_bytes() if is_near and file.stat().st_size <= LARGEST_PICTURE else b""
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return b""


@lru_cache(maxsize=2)
def _known(path: Path, _size: int, _time: int) -> Document:
    """Return what was read from a file, as long as it stays the same: a window asks for one page after the other."""
    return read(path, report=_quiet)


def _quiet(_progress: object) -> None:
    """Say nothing: Markdown is quickly read."""
