"""The accessible edition of any flyer: the same words in plain order as tagged PDF, web page and plain text."""

from __future__ import annotations

from pathlib import Path

from studio.documents import output
from studio.documents.accessible import figures, html, outline, pdf, text
from studio.documents.output import Written
from studio.model.document import Edition
from studio.model.progress import Progress, Report

SUFFIXES = (".accessible.pdf", ".accessible.html", ".accessible.txt")


def write(path: Path, edition: Edition, folder: Path, stem: str, *, password: str = "", report: Report) -> Written:
    """Write the three files of an edition of the flyer at `path` into a folder: all or none.

    The notes say what was mended (levels of headings) and what was left out (figures without a description).
    """
    report(Progress(0, 3, "files"))
    content = outline.content(edition, figures.cut(path, edition, password=password), path.stem)
    laid = pdf.laid(content)
    report(Progress(1, 3, "files"))
    made = (laid.pdf, html.dumps(content).encode("utf-8"), text.dumps(content).encode("utf-8"))
    files = {folder / f"{stem}{suffix}": content for suffix, content in zip(SUFFIXES, made, strict=True)}
    report(Progress(2, 3, "files"))
    output.put_all(files)
    report(Progress(3, 3, "files"))
    return Written(tuple(files), notes=(*content.notes, *laid.notes))


def write_pdf(path: Path, edition: Edition, out: Path, *, password: str = "", report: Report) -> Written:
    """Write the tagged PDF alone."""
    report(Progress(0, 1, "files"))
    content = outline.content(edition, figures.cut(path, edition, password=password), path.stem)
    laid = pdf.laid(content)
    output.put(out, laid.pdf)
    report(Progress(1, 1, "files"))
    return Written((out,), notes=(*content.notes, *laid.notes))
