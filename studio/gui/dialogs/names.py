"""The names that must be right everywhere: kept as a list, and put right in all cues at once after a look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QLabel, QLineEdit, QTableView, QWidget

from studio.gui import metrics, widgets
from studio.gui.session import Session
from studio.gui.tables.change_table import ChangeTable
from studio.gui.tables.change_view import ChangeView
from studio.gui.tables.name_table import Column, NameTable
from studio.gui.widgets import Button, Note, PrimaryButton, Text
from studio.i18n import _, ngettext
from studio.workflow import find, names


class NamesDialog(QDialog):
    """Stays open beside the cues, so that they can be looked at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Names"))
        self.resize(widgets.on_screen(self, 600, 560))
        self.names = NameTable(session, self)
        self.changes = ChangeTable(session.cues, self)
        self._build()
        self.names.modelReset.connect(self._show_buttons)
        self.changes.dataChanged.connect(self._show_buttons)
        self.changes.modelReset.connect(self._show_buttons)
        session.track_changed.connect(self.forget)
        self.forget()

    @classmethod
    def show_for(cls, session: Session, parent: QWidget) -> NamesDialog:
        """Bring the dialog to the front; made where there is none for this video.  `parent` goes with the session."""
        open_ones = [dialog for dialog in parent.findChildren(cls) if dialog.session is session]
        dialog = open_ones[0] if open_ones else cls(session, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        dialog.field.setFocus()
        return dialog

    def add(self) -> None:
        """Keep the name that was typed."""
        if self.session.attempt(names.add, self.session.project, self.field.text()) is not None:
            self.field.clear()
            self.table.scrollToBottom()

    def remove(self) -> None:
        """Take the chosen names off the list."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        if rows:
            ids = [self.names.name(row).id for row in rows]
            self.session.attempt(names.remove, self.session.project, ids)
            left = min(rows[0], self.names.rowCount() - 1)
            self.table.setCurrentIndex(self.names.index(left, Column.NAME))

    def look(self) -> None:
        """Show which cues seem to mean one of the names."""
        track = self.session.track
        found = self.session.attempt(find.names_preview, self.session.project, track.id) if track else None
        if found is not None:
            self.changes.set_changes(found)
            self._show_found(True)
            self._say_what_was_found(len(found))

    def correct(self) -> None:
        """Change the cues that are ticked."""
        done = self.session.attempt(find.replace_names, self.session.project, self.changes.chosen)
        if done is not None:
            text = ngettext("Corrected in {count} cue.", "Corrected in {count} cues.", done).format(count=done)
            self.session.said.emit(text)
            self.look()
            self.note.say("approved", "", text)

    def forget(self) -> None:
        """Show no cues any more."""
        self.changes.set_changes([])
        self._show_found(False)
        self.note.say("info", "", _("They help to recognise what is said, and are looked for in the cues."))
        self._show_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # never a button: Return in the list only ends the writing
        if event.matches(QKeySequence.StandardKey.Delete) and self.table.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _say_what_was_found(self, count: int) -> None:
        if not self.names.rowCount():
            self.note.say("info", "", _("Write down some names first."))
        elif count:
            self.note.say("info", "", _("Untick what shall stay as it is."))
        else:
            self.note.say("approved", "", _("No cue seems to mean one of the names and write it otherwise."))

    def _show_found(self, is_shown: bool) -> None:
        self.found.setVisible(is_shown and self.changes.rowCount() > 0)
        self.do.setVisible(is_shown and self.changes.rowCount() > 0)

    def _show_buttons(self) -> None:
        count = len(self.changes.chosen)
        self.do.setEnabled(count > 0)
        self.do.setText(ngettext("Correct in {count} cue", "Correct in {count} cues", count).format(count=count))
        self.search.setEnabled(self.names.rowCount() > 0 and self.session.track is not None)
        self.take_off.setEnabled(bool(self.table.selectionModel().selectedIndexes()))

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        page.addWidget(Text(_("Names that must be right everywhere: people, places, works."), "soft"))
        page.addLayout(self._adding())
        page.addWidget(self._list(), 1)
        page.addLayout(self._tools())
        self.found = ChangeView(self.changes, self.session)
        page.addWidget(self.found, 1)
        self.note = Note("info", "")
        page.addWidget(self.note)
        page.addLayout(self._buttons())
        for button in self.findChildren(Button):
            button.setAutoDefault(False)

    def _adding(self) -> widgets.Row:
        line = widgets.row(gap=8)
        label = QLabel(_("New name"))
        self.field = QLineEdit()
        self.field.setAccessibleName(_("New name"))
        self.field.returnPressed.connect(self.add)
        label.setBuddy(self.field)
        add = Button(_("Add"), "plus")
        add.clicked.connect(self.add)
        line.addWidget(label)
        line.addWidget(self.field, 1)
        line.addWidget(add)
        return line

    def _list(self) -> QTableView:
        self.table = QTableView()
        self.table.setModel(self.names)
        self.table.setAccessibleName(_("Names"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        widgets.follow(self.table, self._fit)
        return self.table

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(metrics.px(30))
        self.table.setMinimumHeight(metrics.px(110))

    def _tools(self) -> widgets.Row:
        line = widgets.row(gap=8)
        self.take_off = Button(_("Remove"), "trash-2")
        self.take_off.clicked.connect(self.remove)
        self.search = Button(_("Find near misses…"), "spell-check")
        self.search.clicked.connect(self.look)
        line.addWidget(self.take_off)
        line.addStretch(1)
        line.addWidget(self.search)
        return line

    def _buttons(self) -> widgets.Row:
        line = widgets.row(gap=8)
        close = Button(_("Close"))
        close.clicked.connect(self.close)
        self.do = PrimaryButton("", "replace")
        self.do.clicked.connect(self.correct)
        line.addStretch(1)
        line.addWidget(close)
        line.addWidget(self.do)
        return line
