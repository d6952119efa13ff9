"""A flyer that is locked: its password is asked for, kept nowhere, and used only to open it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from studio.gui import metrics
from studio.gui.widgets import Button, Icon, Note, PrimaryButton, Text, column, row
from studio.i18n import _


class PasswordDialog(QDialog):
    """Asks for the password of one file; accepted when something was typed."""

    def __init__(self, name: str, parent: QWidget | None = None, *, is_again: bool = False) -> None:
        """`name` is the file's; `is_again` says that a password was tried and did not open it."""
        super().__init__(parent)
        self.setWindowTitle(_("Password for {name}").format(name=name))
        self.setMinimumWidth(metrics.px(440))
        self._build(name, is_again)

    def password(self) -> str:
        """Return what was typed."""
        return self.field.text()

    def _build(self, name: str, is_again: bool) -> None:
        page = column(self, margin=16, gap=12)
        top = row(gap=12)
        words = column(gap=6)
        words.addWidget(Text(_("“{name}” opens only with its password.").format(name=name), "strong"))
        words.addWidget(Text(_("Who made the file can tell it. It is used only to open the file."), "soft"))
        top.addWidget(Icon("file-text", "accent", 24))
        top.addLayout(words, 1)
        page.addLayout(top)
        if is_again:
            page.addWidget(Note("problem", _("That password did not open it."), _("Capital letters matter.")))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        label = QLabel(_("&Password"))
        label.setBuddy(self.field)
        self.field.setAccessibleName(_("Password"))
        page.addWidget(label)
        page.addWidget(self.field)
        page.addLayout(self._build_buttons())
        self.field.setFocus()

    def _build_buttons(self) -> QHBoxLayout:
        line = row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.open_button = PrimaryButton(_("Open"))
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self.accept)
        self.field.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text)))
        for button in (self.cancel, self.open_button):
            line.addWidget(button)
        return line
