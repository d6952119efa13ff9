"""Who is checking: asked once, at the first approval; the name stands beside what was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QWidget

from studio.errors import StudioError
from studio.gui import metrics
from studio.gui.widgets import Text, column
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.session import Session


def reviewer(session: Session, parent: QWidget | None = None) -> str:
    """Return the name of who approves, asked for where it is not known yet; "" when nobody wanted to say it."""
    if session.settings.reviewer:
        return session.settings.reviewer
    dialog = ReviewerDialog(parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return ""
    try:
        session.desk.preferences.change(reviewer=dialog.name())
    except StudioError as error:  # it could not be kept; the approval has its name all the same
        session.failed.emit(error)
    return dialog.name()


class ReviewerDialog(QDialog):
    """Asks for a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Who is checking?"))
        self.setMinimumWidth(metrics.px(400))
        page = column(self, margin=16, gap=12)
        page.addWidget(Text(_("Your name is kept beside every cue that you approve, and in the record of an export.")))
        label = QLabel(_("Your name"))
        self.field = QLineEdit()
        self.field.setMaxLength(100)
        self.field.setAccessibleName(_("Your name"))
        self.field.textChanged.connect(self._take_text)
        label.setBuddy(self.field)
        for part in (label, self.field):
            page.addWidget(part)
        page.addWidget(Text(_("It is asked once; you can change it in the settings."), "soft"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        page.addWidget(self.buttons)
        self.field.setFocus()
        self._take_text()

    def name(self) -> str:
        """Return the name, without spaces around it."""
        return " ".join(self.field.text().split())

    def _take_text(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.name()))
