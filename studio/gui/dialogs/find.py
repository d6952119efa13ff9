"""Find and replace: what would change is shown before, line by line, and is one step for undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLabel, QLineEdit, QWidget

from studio.errors import StudioError
from studio.gui import metrics, widgets
from studio.gui.dialogs.find_places import InBlocks, InCues, Place
from studio.gui.flyer_session import FlyerSession
from studio.gui.session import Session
from studio.gui.tables.change_table import ChangeTable
from studio.gui.tables.change_view import ChangeView
from studio.gui.widgets import Button, Note, PrimaryButton
from studio.i18n import _, ngettext
from studio.workflow.find import Query

IDLE = 250
"""Milliseconds without a key after which is looked for what was typed."""


class FindDialog(QDialog):
    """Stays open beside cues or blocks; what it shows follows what is typed and what changes."""

    def __init__(self, session: Session | FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Find and replace"))
        self.resize(metrics.px(560), metrics.px(460))
        self._place: Place = InCues(session) if isinstance(session, Session) else InBlocks(session)
        self.changes = ChangeTable(self._place.rows, self, is_of_cues=isinstance(session, Session))
        self._idle = QTimer(self, interval=IDLE, singleShot=True)
        self._idle.timeout.connect(self.look)
        self._build()
        for field in (self.wanted, self.new):
            field.textChanged.connect(self._look_soon)
        for box in (self.words, self.capitals, self.pattern):
            box.toggled.connect(self._look_soon)
        self.changes.dataChanged.connect(self._show_count)
        session.changed.connect(self._look_soon)
        other = session.track_changed if isinstance(session, Session) else session.edition_changed
        other.connect(self._look_soon)
        self.look()

    @classmethod
    def show_for(cls, session: Session | FlyerSession, parent: QWidget) -> FindDialog:
        """Bring the dialog to the front; made where there is none for this session.  `parent` goes with it."""
        open_ones = [dialog for dialog in parent.findChildren(cls) if dialog.session is session]
        dialog = open_ones[0] if open_ones else cls(session, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.look()
        dialog.raise_()
        dialog.activateWindow()
        dialog.wanted.setFocus()
        dialog.wanted.selectAll()
        return dialog

    @property
    def query(self) -> Query:
        """Return what is looked for."""
        words, capitals = self.words.isChecked(), self.capitals.isChecked()
        return Query(self.wanted.text(), words, capitals, self.pattern.isChecked())

    def look(self) -> None:
        """Show what would become of the texts."""
        self._idle.stop()
        if not self.query.text:
            self.changes.set_changes([])
            self._say("info", _("Nothing is changed until you press Replace."))
            self._show_count()
            return
        try:
            self.changes.set_changes(self._place.preview(self.query, self.new.text()))
        except StudioError as error:
            self.changes.set_changes([])
            self._say("problem", f"{error.message} {error.hint}")
        else:
            self._say_what_was_found()
        self._show_count()

    def go(self) -> None:
        """Choose the next text in which it stands."""
        self.look()
        ids = [self.changes.change(row).cue for row in range(self.changes.rowCount())]
        rows = {row: id for id in ids if (row := self._place.rows.row_of(id)) is not None}
        if rows:
            here = self._place.rows.row_of(self._place.chosen)
            later = [row for row in rows if here is None or row > here]
            self._place.show(rows[min(later or rows)])

    def replace(self) -> None:
        """Change the texts that are ticked."""
        self.look()
        done = self.session.attempt(self._place.replace, self.changes.chosen)
        if done is not None:
            text = self._place.replaced(done)
            self.session.said.emit(text)
            self.look()
            self._say("approved", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()  # never a button: Return in a field must not change a hundred cues
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._idle.stop()  # the production may be closed next
        super().hideEvent(event)

    def _look_soon(self, *_what: object) -> None:
        if self.isVisible():
            self._idle.start()

    def _say_what_was_found(self) -> None:
        count = self.changes.rowCount()
        if not count:
            self._say("info", self._place.nowhere())
            return
        approved = self._place.approved([self.changes.change(row) for row in range(count)])
        if approved:
            text = ngettext(
                "{count} of them is approved and will count as edited.",
                "{count} of them are approved and will count as edited.",
                approved,
            )
            self._say("stale", text.format(count=approved))
        else:
            self._say("info", _("Untick what shall stay as it is."))

    def _say(self, kind: widgets.NoteKind, text: str) -> None:
        self.note.say(kind, "", text)

    def _show_count(self) -> None:
        count = len(self.changes.chosen)
        self.do.setEnabled(count > 0)
        self.do.setText(self._place.do(count))
        self.next.setEnabled(bool(self.wanted.text()))

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        page.addLayout(self._fields())
        self.table = ChangeView(self.changes, self._place.show)
        page.addWidget(self.table, 1)
        self.note = Note("info", "")
        page.addWidget(self.note)
        buttons = widgets.row(gap=8)
        self.next = Button(_("Find next"), "search", key="Return")
        self.next.clicked.connect(self.go)
        self.do = PrimaryButton("", "replace")
        self.do.clicked.connect(self.replace)
        close = Button(_("Close"))
        close.clicked.connect(self.close)
        buttons.addWidget(self.next)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.do)
        page.addLayout(buttons)
        for button in (self.next, self.do, close):
            button.setAutoDefault(False)

    def _fields(self) -> QGridLayout:
        self.wanted, self.new = QLineEdit(), QLineEdit()
        self.new.setPlaceholderText(_("Empty: take it out"))
        grid = QGridLayout()
        for line, (text, field) in enumerate(((_("Find"), self.wanted), (_("Replace with"), self.new))):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
        self.words, self.capitals = QCheckBox(_("Whole words")), QCheckBox(_("Capitals must match"))
        self.pattern = QCheckBox(_("Is a pattern"))
        self.pattern.setToolTip(_("For those who know regular expressions: \\d+ is a number, (a|b) is a or b."))
        boxes = widgets.row(gap=16)
        for box in (self.words, self.capitals, self.pattern):
            boxes.addWidget(box)
        boxes.addStretch(1)
        grid.addLayout(boxes, 2, 1)
        return grid
