"""What the guide has brought: downloads and imports it began, which go on after it is closed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.gui.packs_tab import names
from studio.gui.runner import Runner, Running
from studio.i18n import _
from studio.workflow import packs
from studio.workflow.packs import Entry
from studio.workflow.work import Work

About = tuple[str, str]

IMPORT: About = ("packs", "import")
"""As the page of languages and models calls it, which follows what is begun here, too."""


class Bringing(QObject):
    """Knows what there is and what is coming; the pages of the guide ask it for packs."""

    changed = Signal()
    """Something came, began or ended."""
    failed = Signal(object)
    """A `StudioError`, to be shown."""
    imported = Signal(object)
    """An `Imported`."""

    def __init__(self, runner: Runner, languages: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._languages = tuple(languages)
        self._names: dict[About, str] = {}
        self._asked: dict[str, set[str]] = {}
        self.entries: list[Entry] = []
        self.latest: dict[About, Running] = {}
        runner.changed.connect(self._follow)
        self._look()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that the venue works with."""
        return self._languages

    def use_languages(self, languages: Sequence[str]) -> None:
        """Have the venue work with these."""
        self._languages = tuple(languages)
        self._look()
        self.changed.emit()

    @property
    def coming(self) -> list[tuple[str, Running]]:
        """Return what was asked for here, by name, with the work that is done for it now or was done last."""
        return [(self._names[about], running) for about, running in self.latest.items()]

    def on_its_way(self, id: str) -> bool:
        """Say whether a pack is being fetched or waits for that, from here or from anywhere else."""
        return any(not running.is_over for running in self._runner.of(("pack", id)))

    def want(self, page: str, ids: Collection[str]) -> None:
        """Fetch the packs of these ids; what `page` had asked for before and wants no more is stopped."""
        wanted = set(ids)
        for id in self._asked.get(page, set()) - wanted:
            for running in self._runner.of(("pack", id)):
                running.cancel()
            self._names.pop(("pack", id), None)
            self.latest.pop(("pack", id), None)
        self._asked[page] = wanted
        for entry in self.entries:
            if entry.id in wanted and not entry.way and not self.on_its_way(entry.id):
                self._begin(packs.get, entry.id, ("pack", entry.id), names.title(entry))
        self.changed.emit()

    def import_from(self, path: Path) -> None:
        """Bring in what lies at a path."""
        running = self._begin(packs.import_from, path, IMPORT, _("From “{name}”").format(name=path.name or path))
        if running is not None:
            running.finished.connect(self.imported)
            self.changed.emit()

    def _begin(self, verb: Callable[[Any], Work[Any]], value: object, about: About, name: str) -> Running | None:
        try:
            work = verb(value)
        except StudioError as error:
            self.failed.emit(error)
            return None
        self._names[about] = name
        running = self._runner.run(work, about)
        self.latest[about] = running
        return running

    def _follow(self) -> None:
        """Look at what is being done now: after a pack was fetched, it is tested as other work."""
        for about in self._names:
            running = self._runner.of(about)
            if running:
                self.latest[about] = running[0]
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        self.entries = packs.overview(self._languages).entries
