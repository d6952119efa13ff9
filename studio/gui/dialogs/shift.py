"""Moves cues in time: the chosen ones, or the chosen one with all after it, by a number of seconds."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QDialog, QDoubleSpinBox, QLabel, QRadioButton, QWidget

from studio.gui import widgets
from studio.gui.session import Session
from studio.gui.spin import roomy
from studio.gui.widgets import Button, PrimaryButton, Text
from studio.i18n import _, ngettext
from studio.workflow import correct

MOST = 86_400
"""Seconds: a day."""


class ShiftDialog(QDialog):
    """Asks how far, in which direction, and which cues."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Shift in time"))
        self._build()
        self.seconds.setFocus()
        self.seconds.selectAll()

    def carry_out(self) -> None:
        """Move the cues; where that is refused, stay open."""
        session, by = self._session, round(self.seconds.value() * 1000)
        by = by if self.later.isChecked() else -by
        if self.after.isChecked():
            moved = session.attempt(correct.shift_after, session.project, session.cue, by)
        else:
            ids = session.targets() if self.these.isChecked() else [each.id for each in session.cues.stored_cues]
            moved = session.attempt(correct.shift, session.project, ids, by)
        if moved is not None:
            text = ngettext("{count} cue was shifted.", "{count} cues were shifted.", len(moved))
            session.said.emit(text.format(count=len(moved)))
            self.accept()

    def _build(self) -> None:
        session = self._session
        page = widgets.column(self, margin=16, gap=12)
        line = widgets.row(gap=8)
        self.seconds = roomy(QDoubleSpinBox(decimals=3, maximum=MOST, singleStep=0.1))
        self.seconds.setAccessibleName(_("Seconds"))
        label = QLabel(_("Seconds"))
        label.setBuddy(self.seconds)
        self.later, self.earlier = QRadioButton(_("later")), QRadioButton(_("earlier"))
        for part in (label, self.seconds, self.later, self.earlier):
            line.addWidget(part)
        line.addStretch(1)
        page.addLayout(line)
        count = max(len(session.targets()), 1)
        these = ngettext("The chosen cue", "The {count} chosen cues", count).format(count=count)
        self.these, self.after, self.all = (
            QRadioButton(text) for text in (these, _("The chosen cue and all after it"), _("All cues"))
        )
        self._directions, self._reach = (
            _group(self, self.later, self.earlier),
            _group(self, self.these, self.after, self.all),
        )
        for button in (self.these, self.after, self.all):
            page.addWidget(button)
        for button in (self.these, self.after):
            button.setEnabled(bool(session.cue))
        (self.these if session.cue else self.all).setChecked(True)
        self.later.setChecked(True)
        page.addWidget(Text(_("No cue goes before the beginning of the film."), "soft"))
        page.addLayout(self._buttons())

    def _buttons(self) -> widgets.Row:
        buttons = widgets.row(gap=8)
        cancel, self.do = Button(_("Cancel")), PrimaryButton(_("Shift"), "move-horizontal")
        cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.carry_out)
        self.do.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.do)
        return buttons


def _group(parent: QWidget, *buttons: QRadioButton) -> QButtonGroup:
    group = QButtonGroup(parent)
    for button in buttons:
        group.addButton(button)
    return group
