"""Translate into…: the languages that this computer can translate into, and those that are there."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from studio.gui import metrics
from studio.gui.subtitle_tab.translate_form import TranslateForm
from studio.gui.translate_order import TranslateOrder
from studio.gui.widgets import Button, PrimaryButton, Row, column, row
from studio.i18n import _


class TranslateDialog(QDialog):
    """Asks for a language and begins; the translation is made while people go on working."""

    def __init__(self, order: TranslateOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self.setWindowTitle(_("Translate"))
        self.setMinimumWidth(metrics.px(440))
        page = column(self, margin=16, gap=12)
        self.form = TranslateForm(order)
        page.addWidget(self.form)
        page.addLayout(self._build_foot())
        self.form.changed.connect(self._show_choice)
        self.form.shown.connect(self.accept)
        self.form.packs_asked.connect(self.reject)
        self._show_choice()

    @property
    def choices(self) -> dict[str, QRadioButton]:
        """Return the languages to choose from, by their tags."""
        return self.form.choices

    @property
    def shows(self) -> dict[int, Button]:
        """Return the buttons that show translations which are there, by their tracks."""
        return self.form.shows

    def _build_foot(self) -> Row:
        line = row(gap=8)
        line.addStretch(1)
        self.cancel = Button("")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.begin = PrimaryButton(_("Translate"), "languages")
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._begin)
        for button in (self.cancel, self.begin):
            line.addWidget(button)
        return line

    def _show_choice(self) -> None:
        self.cancel.setText(_("Cancel") if self.choices else _("Close"))
        self.begin.setVisible(bool(self.choices))
        self.begin.setEnabled(bool(self.form.target()) and not self._order.is_busy())

    def _begin(self) -> None:
        if self.form.begin():
            self.accept()
