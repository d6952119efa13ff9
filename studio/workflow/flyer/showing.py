"""The page as it is and as it will be: rendered in a worker, with how the words fit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from studio import paths
from studio.documents.output import Shown
from studio.i18n import _
from studio.model.document import Edition, Fit
from studio.project.project import Project
from studio.project.values import StoredFit
from studio.workflow.flyer import state, tasks
from studio.workflow.flyer.adding import path_of
from studio.workflow.work import Event, Work

__all__ = ["Shown", "measure", "original", "store", "translated"]


def original(project: Project, flyer: int, page: int, width: int, password: str = "") -> Work[bytes]:
    """Return the work that renders a page of the original as PNG, `width` pixels wide."""
    values = (path_of(project, flyer), page, width, password)
    return Work(_("Showing the page"), "documents", tasks.original, values)


def translated(project: Project, edition: int, page: int, width: int, password: str = "") -> Work[Shown]:
    """Return the work that renders a page as it will be exported; how its words fit is noted."""
    stored = state.edition(project, edition)
    written = state.to_write(project, edition)
    values = (path_of(project, stored.flyer), written, (page, width), store(), password)
    return Work(_("Showing the page"), "documents", tasks.show, values, _Noting(project, edition, written))


def measure(project: Project, edition: int, password: str = "") -> Work[tuple[Fit, ...]]:
    """Return the work that sees how the words of all pages fit, and notes it."""
    stored = state.edition(project, edition)
    written = state.to_write(project, edition)
    values = (path_of(project, stored.flyer), written, store(), password)
    return Work(_("Measuring the pages"), "documents", tasks.measure, values, _Measuring(project, edition, written))


def store() -> Path:
    """Return the folder for what can be made again at any time."""
    return paths.cache() / "flyers"


class _Noting:
    """Notes how the words of a page fit."""

    def __init__(self, project: Project, edition: int, written: Edition) -> None:
        self._project = project
        self._edition = edition
        self._written = written

    def take(self, value: object) -> list[Event]:
        """Show nothing; a page takes less than a second."""
        return []

    def finish(self, value: Shown) -> list[Work[Any]]:
        """Note the fits of the page."""
        self._note(value.fits)
        return []

    def stopped(self) -> None:
        """Leave what was noted before."""

    def _note(self, fits: Iterable[Fit]) -> None:
        if self._project.flyers.edition(self._edition) is None:
            return
        blocks = {block.key: block for block in self._written.document.blocks}
        known = self._project.flyers.fits(self._edition)
        measured = [
            StoredFit(fit, state.seen(blocks[fit.key], self._written.text_of(blocks[fit.key])))
            for fit in fits
            if fit.key in blocks
        ]
        new = [each for each in measured if known.get(each.fit.key) != _rounded(each)]
        if new:
            with self._project.record():
                self._project.flyers.keep_fits(self._edition, new)


class _Measuring(_Noting):
    """Notes how the words of all pages fit."""

    def finish(self, value: tuple[Fit, ...]) -> list[Work[Any]]:  # type: ignore[override]
        """Note the fits of all pages."""
        self._note(value)
        return []


def _rounded(stored: StoredFit) -> StoredFit:
    """Return a fit as it is kept: in thousandths."""
    fit = stored.fit
    kept = Fit(
        fit.key, round(fit.scale * 1000) / 1000, round(fit.over * 1000) / 1000, fit.letters, fit.measure, fit.fits
    )
    return StoredFit(kept, stored.seen)
