"""Packs from a stick or a folder: where they lie is asked for, and what came of it is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from studio.gui.dialogs.guide_bringing import IMPORT, Bringing
from studio.gui.dialogs.guide_parts import STICK, Ways
from studio.gui.packs_tab.names import of_manifest, together
from studio.gui.runner import Running
from studio.gui.widgets import Button, Note, column, row
from studio.i18n import _
from studio.model.progress import Progress

if TYPE_CHECKING:
    from studio.workflow.pack_tasks import Imported

STEPS = 1000
SUFFIXES = ("souffleur-pack", "argosmodel", "zip")


class Sticks(QWidget):
    """Says what is being imported, what came, and what was refused and why."""

    def __init__(self, bringing: Bringing, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self._bringing = bringing
        self._ways = ways
        self._found: Imported | None = None
        self._followed: Running | None = None
        self._turn = ""
        self._page = column(self, gap=6)
        self.notes: list[Note] = []
        self._page.addWidget(self._build_work())
        ways.folder_asked.connect(self._ask_for_folder)
        ways.file_asked.connect(self._ask_for_file)
        ways.changed.connect(self._show)
        bringing.imported.connect(self._take)
        bringing.changed.connect(self._show)
        self._show()

    def take(self, path: Path) -> None:
        """Bring in what lies at `path`."""
        self._found = None
        self._bringing.import_from(path)

    def _build_work(self) -> QWidget:
        """Return what shows how far an import is, and stops it."""
        self.work = QWidget()
        line = row(self.work, gap=10)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far it is"))
        self.cancel = Button(_("Cancel"), "x")
        self.cancel.clicked.connect(self._stop)
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel)
        return self.work

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder or stick with models"), str(Path.home()))
        if chosen:
            self.take(Path(chosen))

    def _ask_for_file(self) -> None:
        kinds = f"{_('Models and packages')} ({' '.join(f'*.{suffix}' for suffix in SUFFIXES)})"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("File with models"), str(Path.home()), kinds)
        if chosen:
            self.take(Path(chosen))

    def _take(self, found: Imported) -> None:
        self._found = found
        self._show()

    def _stop(self) -> None:
        if self._followed is not None:
            self._followed.cancel()

    def _follow(self, running: Running | None) -> None:
        """Hear how far an import is, and whose turn it is."""
        if running is not None and running is not self._followed:
            self._followed, self._turn = running, ""
            running.progressed.connect(self._move)
            running.said.connect(self._name)
            self.bar.setValue(0)
        is_shown = running is not None and not running.is_over and self._ways.chosen == STICK
        had_keyboard = self.cancel.hasFocus()
        self.work.setVisible(is_shown)
        if had_keyboard and not is_shown:
            self._ways.folder.setFocus()

    def _move(self, progress: Progress) -> None:
        self.bar.setValue(round(progress.share * STEPS))

    def _name(self, turn: str) -> None:
        self._turn = turn
        self._show()

    def _show(self) -> None:
        self._follow(self._bringing.latest.get(IMPORT))
        for old in self.notes:
            self._page.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.notes = self._said() if self._ways.chosen == STICK else []
        for note in self.notes:
            self._page.addWidget(note)

    def _said(self) -> list[Note]:
        running = self._bringing.latest.get(IMPORT)
        if running is None:
            return []
        if not running.is_over:
            return [Note("info", self._turn, "") if self._turn else _looking(running)]
        if running.error is not None:
            return [Note("problem", running.error.message, running.error.hint)]
        return _notes(self._found) if self._found is not None else []


def _looking(running: Running) -> Note:
    return Note("info", _("Looking at what lies there…"), running.label)


def _notes(found: Imported) -> list[Note]:
    made = []
    if found.came:
        names = together([of_manifest(manifest) for manifest in found.came])
        made.append(Note("approved", _("On this computer now: {names}.").format(names=names)))
    made += [Note("problem", refused.message, refused.hint) for refused in found.refused]
    made += [Note("info", "", words) for words in found.said]
    return made or [Note("stale", _("No model was found there."), _("Choose another folder, stick or file."))]
