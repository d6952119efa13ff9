"""How other wordings of a block would fit: each is set on its page, as it would be written, and measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from studio.documents import formats
from studio.i18n import _
from studio.model.document import Edition, Fit
from studio.model.progress import Progress, Report
from studio.project.project import Project
from studio.workflow.flyer import showing, state
from studio.workflow.flyer.adding import path_of
from studio.workflow.work import Work

WIDTH = 64
"""Pixels of the page that is drawn: nobody looks at it."""

Fits = tuple[Fit | None, ...]


def trying(project: Project, edition: int, block: int, texts: Sequence[str], *, password: str = "") -> Work[Fits]:
    """Return the work that sees how a block would fit with each of these texts; None for what cannot be known."""
    stored = state.edition(project, edition)
    written = state.to_write(project, edition)
    values = (path_of(project, stored.flyer), written, block, tuple(texts), showing.store(), password)
    return Work(_("Trying wordings on the page"), "documents", fits, values)


def fits(
    path: Path,
    edition: Edition,
    block: int,
    texts: Sequence[str],
    keep: Path | None = None,
    password: str = "",
    *,
    report: Report,
) -> Fits:
    """Return how a block fits with each of these texts, of which nothing is kept."""
    page = next(each.page for each in edition.document.blocks if each.key == block)
    found: list[Fit | None] = []
    for number, text in enumerate(texts):
        report(Progress(number, len(texts), "wordings"))
        marks = {key: own for key, own in edition.marks.items() if key != block}
        tried = replace(edition, texts={**edition.texts, block: text}, marks=marks)
        shown = formats.show(path, tried, page, WIDTH, password=password, keep=keep)
        found.append(next((fit for fit in shown.fits if fit.key == block), None))
    return tuple(found)
