"""What every export asks: what to write and where to, what is to be known before, and every file by its name.

What can be chosen, and how it is written, is said by who builds on it: the subtitles of a video, or a flyer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.gui import metrics
from studio.gui.dialogs.export_parts import Checked, CheckNote, FileList, clear, files_words
from studio.gui.widgets import Button, Heading, Icon, PrimaryButton, Text, column, frame, row
from studio.i18n import _, ngettext

SIZE = (940, 620)  # at 100 %
CHECKS = 376
NARROW = 820


class Planned(Protocol):
    """What an export would write, and what is to be known before."""

    @property
    def files(self) -> Sequence[Path]: ...
    @property
    def record(self) -> Path: ...
    @property
    def checks(self) -> Sequence[Checked]: ...
    @property
    def changed(self) -> tuple[Path, ...]: ...


class ExportWindow(QDialog):
    """Plans while people choose, and writes when they say so."""

    def __init__(self, title: str, folder: str, parent: QWidget | None = None) -> None:
        """Begin with a folder, "" for the usual one; `build` is to be called once all is known."""
        super().__init__(parent)
        self.chosen_folder = Path(folder) if folder else None
        self._planning = QTimer(self)
        self._planning.setSingleShot(True)
        self._planning.timeout.connect(self.look)
        self.setWindowTitle(title)

    # what is to be said by who builds on it

    def choices(self) -> Sequence[QWidget]:
        """Return the groups of what can be chosen; each change calls `plan_soon`."""
        return []

    def remarks(self) -> Sequence[QWidget]:
        """Return what else can be chosen, under what is to be known before."""
        return []

    def planned(self) -> Planned | None:
        """Return what would be written now."""
        return None

    def about(self, check: Checked) -> tuple[int, ...]:
        """Return the ids of what a check is about."""
        return ()

    def way_words(self, count: int) -> str:
        """Return what the button says that leads to what a check is about."""
        return ""

    def go_to(self, check: Checked) -> None:
        """Show what a check is about; the window is closed already."""

    def write(self, *, overwrite: bool) -> None:
        """Write it, and call `show_result` at the end."""

    # how it is put together

    def build(self) -> None:
        """Put the window together and look at what would be written."""
        page = column(self, gap=0)
        self._pages = QStackedWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._build_choices(), 1)
        self._columns.addWidget(self._build_checks())
        area.setWidget(inside)
        self._pages.addWidget(area)
        page.addWidget(self._pages, 1)
        page.addWidget(self._build_foot())
        self.look()
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < metrics.px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._checks.setMinimumWidth(0 if is_narrow else metrics.px(CHECKS))
        self._checks.setMaximumWidth(16777215 if is_narrow else metrics.px(CHECKS))

    def _build_choices(self) -> QWidget:
        choices = frame("panel")
        page = column(choices, margin=16, gap=16)
        for group in self.choices():
            page.addWidget(group)
        page.addLayout(self._build_folder())
        page.addStretch(1)
        return choices

    def _build_folder(self) -> QBoxLayout:
        line = row(gap=8)
        label = QLabel(_("Folder"))
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(_("Folder"))
        label.setBuddy(self.folder)
        self.change = Button(_("Change…"), "folder-open")
        self.change.clicked.connect(self._ask_for_folder)
        line.addWidget(label)
        line.addWidget(self.folder, 1)
        line.addWidget(self.change)
        return line

    def _build_checks(self) -> QWidget:
        self._checks: QFrame = frame("bar")
        page = column(self._checks, margin=16, gap=12)
        page.addWidget(Text(_("Before you export"), "strong"))
        self._notes: QVBoxLayout = column(gap=8)
        page.addLayout(self._notes)
        self._remarks = self.remarks()
        for each in self._remarks:
            page.addWidget(each)
        self.files_title = Text("", "strong")
        self.files = FileList()
        page.addWidget(self.files_title)
        page.addWidget(self.files)
        self._record = Text(_("The record says which model wrote what, and who checked it."), "soft")
        page.addWidget(self._record)
        page.addStretch(1)
        return self._checks

    def _build_foot(self) -> QWidget:
        foot = frame("bar")
        self.foot = row(foot, margin=12, gap=8)
        self.promise = Text(_("Nothing is overwritten without asking."), "soft")
        self.show_folder = Button(_("Show in folder"), "folder-open")
        self.show_folder.clicked.connect(self._show_in_folder)
        self.show_folder.hide()
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.export = PrimaryButton("", "file-down")
        self.export.setDefault(True)
        self.export.clicked.connect(self._export)
        self.foot.addWidget(self.promise, 1)
        for button in (self.show_folder, self.cancel, self.export):
            button.make_main()
            self.foot.addWidget(button)
        return foot

    def _grow(self) -> None:
        """Take the size of the design, as far as the screen has room for it."""
        room = self.screen().availableSize() * 0.9
        self.resize(min(metrics.px(SIZE[0]), room.width()), min(metrics.px(SIZE[1]), room.height()))

    # what would be written

    def plan_soon(self) -> None:
        """Look at what would be written, once all that is being changed has been."""
        self._planning.start(0)

    def look(self) -> None:
        """Look at what would be written, and show it."""
        self._show_plan(self.planned())

    def show_remarks(self, plan: Planned | None) -> None:
        """Show what else can be chosen, for what would be written."""

    def _show_plan(self, plan: Planned | None) -> None:
        files = [*plan.files, plan.record] if plan is not None and plan.files else []
        self._show_checks(plan)
        self.files.show_files(files)
        self.files_title.setText(files_words(len(files)))
        self._record.setVisible(bool(files))
        words = ngettext("Export {count} file", "Export {count} files", len(files))
        self.export.setText(words.format(count=len(files)) if files else _("Export"))
        self.export.setEnabled(bool(files))
        if plan is not None:
            self.folder.setText(str(plan.record.parent))
            self.folder.setToolTip(str(plan.record.parent))
        self.show_remarks(plan)

    def _show_checks(self, plan: Planned | None) -> None:
        clear(self._notes)
        for place, check in enumerate(plan.checks if plan is not None else ()):
            count = len(self.about(check))
            way = self.way_words(count) if count and check.kind != "ok" else ""
            note = CheckNote(check, way, f"show-cues-{place}")
            note.asked.connect(self._go_to)
            self._notes.addWidget(note)
        notes = self._checks.findChildren(CheckNote)
        ways = [note.way for note in notes if note.way is not None and not note.isHidden()]
        for before, after in pairwise((self.change, *ways, *self._remarks)):
            QWidget.setTabOrder(before, after)

    def _go_to(self, check: Checked) -> None:
        self.reject()
        self.go_to(check)

    # what its buttons do

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the files"), self.folder.text())
        if chosen:
            self.set_folder(Path(chosen))

    def set_folder(self, folder: Path) -> None:
        """Write into another folder."""
        self.chosen_folder = folder
        self.look()

    def _export(self) -> None:
        plan = self.planned()  # a file may have come meanwhile
        self._show_plan(plan)
        if plan is not None and (not plan.changed or self._may_replace(plan.changed)):
            self.write(overwrite=bool(plan.changed))

    def _may_replace(self, changed: tuple[Path, ...]) -> bool:
        """Ask before files go that somebody changed."""
        names = "\n".join(path.name for path in changed)
        title = ngettext("Replace this file?", "Replace these {count} files?", len(changed)).format(count=len(changed))
        box = QMessageBox(QMessageBox.Icon.Warning, _("Replace files"), title, parent=self)
        box.setInformativeText(
            _("Somebody changed them since they were made, or they came from elsewhere:\n{names}").format(names=names)
        )
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep them"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is replace

    def show_result(self, files: Sequence[Path], notes: Sequence[str] = ()) -> str:
        """Say which files were written, and what was noticed; return the sentence for those who do not see it."""
        page = frame("panel")
        inside = column(page, margin=24, gap=12)
        head = row(gap=8)
        head.addWidget(Icon("circle-check", "approved", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        words = ngettext("{count} file was written", "{count} files were written", len(files))
        self.outcome = Heading(words.format(count=len(files)))
        head.addWidget(self.outcome)
        head.addStretch(1)
        inside.addLayout(head)
        inside.addWidget(Text(str(files[-1].parent), "soft"))
        written = FileList()
        written.show_files(files)
        inside.addWidget(written)
        for note in notes:
            inside.addWidget(Text(note, "soft"))
        inside.addStretch(1)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.promise.setText("")
        self.export.hide()
        self.show_folder.show()
        self.cancel.setText(_("Close"))
        self.cancel.setFocus()
        return words.format(count=len(files))

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))
