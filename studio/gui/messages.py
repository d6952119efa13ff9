"""How the window says what went wrong: what, what to do, and the details only for those who want them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from studio.errors import StudioError
from studio.gui import icons, metrics
from studio.gui.widgets import Button, Icon, QuietButton, Text, column, row
from studio.i18n import _


class ErrorDialog(QDialog):
    """A calm message about one error."""

    def __init__(self, error: StudioError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something did not work"))
        self.setMinimumWidth(metrics.px(440))
        self._error = error
        self.setAccessibleName(error.message)
        self.setAccessibleDescription(error.hint)
        self._build()

    def text(self) -> str:
        """Return all that is known, as it is copied."""
        return "\n\n".join(filter(None, (self._error.message, self._error.hint, self._error.details)))

    def _build(self) -> None:
        page = column(self, margin=16, gap=12)
        top = row(gap=12)
        words = column(gap=6)
        words.addWidget(Text(self._error.message, "strong"))
        if self._error.hint:
            words.addWidget(Text(self._error.hint))
        words.addStretch(1)
        top.addWidget(Icon("triangle-alert", "problem", 24))
        top.addLayout(words, 1)
        page.addLayout(top)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if self._error.details:
            self._build_details(page, buttons)
        page.addWidget(buttons)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()

    def _build_details(self, page: object, buttons: QDialogButtonBox) -> None:
        self.details = QPlainTextEdit(self._error.details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setMinimumHeight(metrics.px(160))
        self.details.hide()
        page.addWidget(self.details, 1)  # type: ignore[attr-defined]
        self.unfold = QuietButton(_("Show details"), "chevron-down")
        self.unfold.clicked.connect(self._unfold)
        self.copy = Button(_("Copy details"), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        buttons.addButton(self.unfold, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)

    def _unfold(self) -> None:
        is_shown = self.details.isHidden()
        self.details.setVisible(is_shown)
        self.unfold.setIcon(icons.icon("chevron-up" if is_shown else "chevron-down"))
        self.unfold.setText(_("Hide details") if is_shown else _("Show details"))
        self.adjustSize()


def show(dialog: QDialog) -> None:
    """Open a dialog that is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
