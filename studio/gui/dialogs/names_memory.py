"""The house's memory and the production's: how much is in it, whether it is used, and as files of other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QWidget

from studio.gui import languages, widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.messages import show
from studio.gui.session import Session
from studio.gui.widgets import Button, Text
from studio.i18n import _, ngettext
from studio.workflow import memories
from studio.workflow.memory_tasks import TmxRead, TmxUnits

Run = Callable[..., None]

SHOWN = 5
"""Pairs of languages that are named."""


class MemoryPage(QWidget):
    """The page of the memory; `run` begins long work and calls back with what it gave."""

    said = Signal(str, str)
    """The kind of a note and its words."""

    def __init__(self, session: Session | FlyerSession, run: Run) -> None:
        super().__init__()
        self._session = session
        self._run = run
        self._folder = session.project.path.parent
        self._build()

    def refresh(self) -> None:
        """Say what is in the memory now."""
        found = self._session.attempt(memories.directions) or []
        count = sum(each[2] for each in found)
        words = ngettext("{count} sentence is remembered.", "{count} sentences are remembered.", count)
        self.count.setText(words.format(count=count))
        named = [
            _("{source} → {target}: {count}").format(
                source=languages.name(source), target=languages.name(target), count=number
            )
            for source, target, number in found[:SHOWN]
        ]
        self.pairs.setText("\n".join(named))
        self.pairs.setVisible(bool(named))
        self.export.setEnabled(count > 0)
        self._imported = self._session.attempt(memories.imported) or 0
        self.forget.setVisible(self._imported > 0)
        mine = self._session.project.units.count()
        words = ngettext("{count} sentence was imported.", "{count} sentences were imported.", mine)
        self.own_count.setText(words.format(count=mine))
        self.own_count.setVisible(mine > 0)
        self.own_forget.setVisible(mine > 0)

    def ask_import(self, *, is_own: bool) -> None:
        """Have a file chosen, and take in what it holds, for the house or for this production."""
        kinds = f"{_('Translation memories')} (*.tmx);;{_('All files')} (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Import a memory"), str(self._folder), kinds)
        if chosen:
            self.import_from(Path(chosen), is_own=is_own)

    def import_from(self, path: Path, *, is_own: bool = False) -> None:
        """Take in what a file holds, for the house or for this production."""
        self._folder = path.parent
        if is_own:
            self._run(memories.read_tmx(path), self._take_for_own)
        else:
            self._run(memories.import_tmx(path), self._take)

    def ask_export(self, *, is_own: bool) -> None:
        """Have a place chosen, and write the memory there, or only what this production confirms."""
        name = self._session.project.path.stem if is_own else _("memory")
        kinds = f"{_('Translation memories')} (*.tmx)"
        start = str(self._folder / f"{name}.tmx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export the memory"), start, kinds)
        if chosen:
            path = Path(chosen)
            self.export_to(path if path.suffix else path.with_suffix(".tmx"), is_own=is_own)

    def export_to(self, path: Path, *, is_own: bool) -> None:
        """Write the memory to a file, or only what this production confirms."""
        self._folder = path.parent
        work = self._session.attempt(memories.export_tmx, self._session.project if is_own else None, path)
        if work is not None:
            self._run(work, lambda count: self.said.emit("approved", _written(count, path.name)))

    def ask_to_forget(self, *, is_own: bool = False) -> None:
        """Ask whether what came from files is to be forgotten, that of the house or that of this production."""
        count = self._session.project.units.count() if is_own else self._imported
        words = ngettext(
            "Forget {count} sentence that came from a file?", "Forget {count} sentences that came from files?", count
        )
        box = QMessageBox(QMessageBox.Icon.Question, _("Forget what was imported"), words.format(count=count))
        box.setParent(self, box.windowFlags())
        box.setInformativeText(_("What people checked in your productions stays. This cannot be undone."))
        yes = box.addButton(_("Forget"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        yes.clicked.connect(self.forget_own if is_own else self.forget_imported)
        show(box)

    def forget_imported(self) -> None:
        """Forget what came from files."""
        self._run(memories.forget_imported(), lambda count: self.said.emit("approved", _forgotten(count)))

    def forget_own(self) -> None:
        """Forget what came from files into this production."""
        gone = self._session.attempt(memories.forget_imported_into, self._session.project)
        if gone is not None:
            self.said.emit("approved", _forgotten(gone))
        self.refresh()

    def set_busy(self, is_busy: bool) -> None:
        """Begin nothing while something is being read or written."""
        for button in (self.import_, self.export, self.forget, self.own_import, self.own, self.own_forget):
            button.setDisabled(is_busy)
        if not is_busy and self.isVisible():
            self.refresh()

    def _take_for_own(self, read: TmxUnits) -> None:
        taken = self._session.attempt(memories.import_into, self._session.project, read)
        if taken is not None:
            self._take(taken)
        self.refresh()

    def _take(self, read: TmxRead) -> None:
        words = [
            ngettext("{count} sentence was added.", "{count} sentences were added.", read.new).format(count=read.new)
        ]
        if read.known:
            known = ngettext("{count} was there already.", "{count} were there already.", read.known)
            words.append(known.format(count=read.known))
        if read.left_out:
            lost = ngettext("{count} could not be used.", "{count} could not be used.", read.left_out)
            words.append(lost.format(count=read.left_out))
        if read.is_damaged:
            words.append(_("The file is damaged; some of it may be missing."))
        self.said.emit("stale" if read.is_damaged else "approved", " ".join(words))

    def _switch(self, is_on: bool) -> None:
        preferences = self._session.desk.preferences
        self._session.attempt(preferences.change, use_memory=is_on)
        self.use.setChecked(preferences.settings.use_memory)

    def _build(self) -> None:
        page = widgets.column(self, margin=4, gap=12)
        self.count, self.pairs = Text("", "strong"), Text("")
        page.addWidget(self.count)
        page.addWidget(self.pairs)
        self.use = QCheckBox(_("Remember what people checked, and use it again"))
        self.use.setChecked(self._session.settings.use_memory)
        self.use.clicked.connect(self._switch)
        page.addWidget(self.use)
        words = _(
            "Only sentences that a person corrected or approved are remembered, for all productions of your house, "
            "on this computer. The same sentence is then translated the same way, and marked as remembered."
        )
        page.addWidget(Text(words, "soft"))
        page.addLayout(self._tools())
        self._imported = 0
        self.forget = Button(_("Forget what was imported…"), "trash-2")
        self.forget.clicked.connect(lambda: self.ask_to_forget())
        self.forget.hide()
        page.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_own(page)
        page.addStretch(1)

    def _build_own(self, page: widgets.Column) -> None:
        """Add what is for this production alone, and goes with it to another house."""
        page.addWidget(Text(_("This production"), "strong"))
        self.own_count = Text("")
        self.own_import = Button(_("Import into this production…"), "file-plus")
        self.own_import.clicked.connect(lambda: self.ask_import(is_own=True))
        self.own = Button(_("Export this production’s…"), "file-down")
        self.own.clicked.connect(lambda: self.ask_export(is_own=True))
        self.own_forget = Button(_("Forget what was imported…"), "trash-2")
        self.own_forget.setAccessibleName(_("Forget what was imported into this production"))
        self.own_forget.clicked.connect(lambda: self.ask_to_forget(is_own=True))
        for widget in (self.own_count, self.own_import, self.own, self.own_forget):
            page.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.own_count.hide()
        self.own_forget.hide()

    def _tools(self) -> widgets.Row:
        line = widgets.row(gap=8)
        self.import_ = Button(_("Import…"), "file-plus")
        self.import_.setAccessibleName(_("Import a memory of another program"))
        self.import_.clicked.connect(lambda: self.ask_import(is_own=False))
        self.export = Button(_("Export…"), "file-down")
        self.export.setAccessibleName(_("Export the memory for other programs"))
        self.export.clicked.connect(lambda: self.ask_export(is_own=False))
        line.addWidget(self.import_)
        line.addWidget(self.export)
        line.addStretch(1)
        return line


def _forgotten(count: int) -> str:
    return ngettext("{count} sentence is forgotten.", "{count} sentences are forgotten.", count).format(count=count)


def _written(count: int, name: str) -> str:
    words = ngettext("{count} sentence is in “{name}”.", "{count} sentences are in “{name}”.", count)
    return words.format(count=count, name=name)
