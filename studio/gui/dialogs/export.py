"""Export: which languages, which kinds of files, where to; with what is to be known before, and every file by name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
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

from studio.errors import StudioError
from studio.gui import languages, metrics
from studio.gui.dialogs.export_parts import CheckNote, FileList, Group, Option, clear, files_words
from studio.gui.messages import ErrorDialog
from studio.gui.session import Session
from studio.gui.widgets import Button, Heading, Icon, PrimaryButton, Text, column, frame, row
from studio.i18n import N_, _, ngettext
from studio.project.values import StoredTrack
from studio.workflow import exporting
from studio.workflow.exporting import Choice, Plan

FORMATS = {
    "srt": (N_("For most players and platforms"), N_("SRT, opens almost everywhere")),
    "vtt": (N_("For your website"), N_("WebVTT, keeps speakers and positions")),
}
"""The kinds of files by their suffix: name and explanation."""

SIZE = (940, 620)  # at 100 %
CHECKS = 376
NARROW = 820


class ExportDialog(QDialog):
    """Plans the export of one video while people choose, and writes it when they say so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = Path(session.settings.export_folder) if session.settings.export_folder else None
        self._planning = QTimer(self)
        self._planning.setSingleShot(True)
        self._planning.timeout.connect(self._make_plan)
        self.plan: Plan | None = None
        self.tracks: dict[int, Option] = {}
        self.formats: dict[str, Option] = {}
        self.setWindowTitle(_("Export: {name}").format(name=Path(session.video.file.name).stem))
        self._build()
        self._make_plan()
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < metrics.px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._checks.setMinimumWidth(0 if is_narrow else metrics.px(CHECKS))
        self._checks.setMaximumWidth(16777215 if is_narrow else metrics.px(CHECKS))

    # how it is put together

    def _build(self) -> None:
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

    def _build_choices(self) -> QWidget:
        choices = frame("panel")
        page = column(choices, margin=16, gap=16)
        spoken = Group(_("Languages"))
        for track in self._session.tracks():
            if not track.is_read_only:
                self.tracks[track.id] = option = self._track_option(track)
                spoken.page.addWidget(option)
        if not self.tracks:
            spoken.page.addWidget(Text(_("This video has no subtitles yet."), "soft"))
        kinds = Group(_("Subtitle files"))
        for kind, (title, note) in FORMATS.items():
            self.formats[kind] = option = Option(_(title), _(note))
            kinds.page.addWidget(option)
        self.formats["srt"].box.setChecked(True)
        page.addWidget(spoken)
        page.addWidget(kinds)
        page.addLayout(self._build_folder())
        page.addStretch(1)
        for option in (*self.tracks.values(), *self.formats.values()):
            option.box.toggled.connect(self._plan_soon)
        return choices

    def _track_option(self, track: StoredTrack) -> Option:
        counts = self._session.project.cues.counts(track.id)
        count = sum(counts.values())
        unchecked = sum(number for state, number in counts.items() if not state.is_checked)
        cues = ngettext("{count} cue", "{count} cues", count).format(count=count)
        kind = _("translated") if track.source is not None else track.title
        option = Option(languages.name(track.language), ", ".join(filter(None, (cues, kind))))
        if count and not unchecked:
            option.add_state("circle-check", "approved", _("All checked"))
        elif unchecked:
            words = ngettext("{count} not checked", "{count} not checked", unchecked)
            option.add_state("triangle-alert", "problem", words.format(count=unchecked))
        option.box.setChecked(count > 0)
        return option

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
        self.credit = QCheckBox(_("Add a line on how it was made"))
        self.credit.setChecked(self._session.settings.credit_line)
        self.credit.toggled.connect(self._plan_soon)
        self.credit_text = Text("", "soft")
        page.addWidget(self.credit)
        page.addWidget(self.credit_text)
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
        line = row(foot, margin=12, gap=8)
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
        line.addWidget(self.promise, 1)
        for button in (self.show_folder, self.cancel, self.export):
            button.make_main()
            line.addWidget(button)
        return foot

    def _grow(self) -> None:
        """Take the size of the design, as far as the screen has room for it."""
        room = self.screen().availableSize() * 0.9
        self.resize(min(metrics.px(SIZE[0]), room.width()), min(metrics.px(SIZE[1]), room.height()))

    # what would be written

    def choice(self) -> Choice:
        """Return what was chosen."""
        return Choice(
            tracks=tuple(id for id, option in self.tracks.items() if option.box.isChecked()),
            formats=tuple(kind for kind, option in self.formats.items() if option.box.isChecked()),
            folder=self._folder,
            credit_line=self.credit.isChecked(),
        )

    def _plan_soon(self) -> None:
        self._planning.start(0)

    def _make_plan(self) -> None:
        session = self._session
        self.plan = session.attempt(exporting.plan, session.project, session.video.id, self.choice(), languages.name)
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self.plan
        files = [*plan.files, plan.record] if plan is not None and plan.files else []
        clear(self._notes)
        for place, check in enumerate(plan.checks if plan is not None else ()):
            note = CheckNote(check, f"show-cues-{place}")
            note.cues_asked.connect(self._show_cues)
            self._notes.addWidget(note)
        ways = [
            note.show_cues for note in self._checks.findChildren(CheckNote) if note.show_cues and not note.isHidden()
        ]
        for before, after in pairwise((self.change, *ways, self.credit)):
            QWidget.setTabOrder(before, after)
        self.files.show_files(files)
        self.files_title.setText(files_words(len(files)))
        self._record.setVisible(bool(files))
        words = ngettext("Export {count} file", "Export {count} files", len(files))
        self.export.setText(words.format(count=len(files)) if files else _("Export"))
        self.export.setEnabled(bool(files))
        if plan is not None:
            self.folder.setText(str(plan.record.parent))
            self.folder.setToolTip(str(plan.record.parent))
        credits = list(plan.credits.values()) if plan is not None else []
        self.credit.setEnabled(bool(credits))
        self.credit_text.setText("\n".join(_("“{name}”").format(name=text) for text in credits))
        self.credit_text.setVisible(bool(credits))

    # what its buttons do

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the files"), self.folder.text())
        if chosen:
            self.set_folder(Path(chosen))

    def set_folder(self, folder: Path) -> None:
        """Write into another folder."""
        self._folder = folder
        self._make_plan()

    def _show_cues(self, cues: tuple[int, ...]) -> None:
        """Close, and show the cues that a check is about."""
        session = self._session
        stored = session.project.cues.get(cues[0])
        self.reject()
        if stored is None:
            return
        if session.track is None or session.track.id != stored.track:
            session.choose_track(stored.track)
        session.show_cue(stored.id)
        session.selection_asked.emit(list(cues))

    def _export(self) -> None:
        self._make_plan()  # a file may have come meanwhile
        plan = self.plan
        if plan is None or (plan.changed and not self._may_replace(plan.changed)):
            return
        try:
            files = exporting.write(self._session.project, plan, overwrite=bool(plan.changed))
            self._session.desk.preferences.change(
                credit_line=self.credit.isChecked(), export_folder=str(self._folder or "")
            )
        except StudioError as error:
            ErrorDialog(error, self).open()
            return
        self._show_result(files)

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

    def _show_result(self, files: list[Path]) -> None:
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
        inside.addStretch(1)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.promise.setText("")
        self.export.hide()
        self.show_folder.show()
        self.cancel.setText(_("Close"))
        self.cancel.setFocus()
        self._session.said.emit(words.format(count=len(files)))

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))
