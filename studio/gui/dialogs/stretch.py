"""Stretches the times of all cues so that two of them begin when they should: for subtitles that run away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QSpinBox, QWidget

from studio.gui import times, widgets
from studio.gui.session import Session
from studio.gui.spin import roomy
from studio.gui.subtitle_tab.time_field import TimeField
from studio.gui.widgets import Button, Note, PrimaryButton, Text
from studio.i18n import _, ngettext
from studio.text.length import visible
from studio.workflow import correct


class StretchDialog(QDialog):
    """Asks for two cues and their right times; the window stays usable to find those."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Stretch between two cues"))
        first, last = _ends(session)
        self.first, self.second = CueAndTime(_("First cue"), session, first), CueAndTime(_("Second cue"), session, last)
        self._build()

    def carry_out(self) -> None:
        """Stretch the times; where that is refused, stay open."""
        session = self._session
        if session.track is None:
            return
        ends = (self.first.value(), self.second.value())
        moved = session.attempt(correct.stretch, session.project, session.track.id, *ends)
        if moved is not None:
            text = ngettext("{count} cue was moved.", "{count} cues were moved.", len(moved)).format(count=len(moved))
            session.said.emit(text)
            self.accept()

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        page.addWidget(Text(_("Say when two cues should begin; all others move along in proportion.")))
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        for row, part in enumerate((self.first, self.second)):
            part.put_into(grid, row)
        page.addLayout(grid)
        self.note = Note("info", "", _("Choose cues far from each other: near the beginning and near the end."))
        for part in (self.first, self.second):
            part.time.refused.connect(lambda sentence: self.note.say("problem", "", sentence))
        page.addWidget(self.note)
        buttons = widgets.row(gap=8)
        cancel, self.do = Button(_("Cancel")), PrimaryButton(_("Stretch"), "move-horizontal")
        cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.carry_out)
        buttons.addStretch(1)
        for button in (cancel, self.do):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        page.addLayout(buttons)


class CueAndTime:
    """A cue by its number, with its text, and the time at which it should begin."""

    def __init__(self, name: str, session: Session, row: int) -> None:
        self._session = session
        self.name = name
        self.number = roomy(QSpinBox(minimum=1, maximum=max(1, session.cues.rowCount())))
        self.number.setAccessibleName(name)
        self.text = Text("", "soft", wraps=False)
        self.time = TimeField(_("{cue}: should begin at").format(cue=name))
        self.here = Button(_("As shown"))
        self.here.setToolTip(_("Take the moment that the picture shows."))
        self.here.setAccessibleName(_("{cue}: begin at the moment shown").format(cue=name))
        self.here.clicked.connect(lambda: self.time.show_time(session.moment))
        self.number.valueChanged.connect(self._show)
        self.number.setValue(row + 1)
        self._show()

    def value(self) -> tuple[int, int]:
        """Return the id of the cue and its new start in ms."""
        self.time.commit()
        return self._session.cues.stored(self.number.value() - 1).id, self.time.time

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Stand in two lines of a grid."""
        label, begins = QLabel(self.name), QLabel(_("should begin at"))
        label.setBuddy(self.number)
        begins.setBuddy(self.time)
        for column, part in enumerate((label, self.number, self.text)):
            grid.addWidget(part, 2 * row, column)
        grid.addWidget(begins, 2 * row + 1, 0)
        grid.addWidget(self.time, 2 * row + 1, 1)
        grid.addWidget(self.here, 2 * row + 1, 2, Qt.AlignmentFlag.AlignLeft)

    def _show(self) -> None:
        cue = self._session.cues.stored(self.number.value() - 1).cue
        self.text.setText(f"{times.short(cue.start)}  {' '.join(visible(cue.text).split())[:40]}")
        self.time.show_time(cue.start)


def _ends(session: Session) -> tuple[int, int]:
    """Return the rows of the first and the last selected cue, of all where none are."""
    rows = [row for id in session.selected if (row := session.cues.row_of(id)) is not None]
    return (rows[0], rows[-1]) if len(rows) > 1 else (0, session.cues.rowCount() - 1)
