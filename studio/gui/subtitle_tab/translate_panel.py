"""How to begin a translation: the page of the stage Translate while there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from studio.gui import metrics
from studio.gui.subtitle_tab.translate_form import TranslateForm
from studio.gui.translate_order import TranslateOrder
from studio.gui.widgets import Heading, PrimaryButton, Text, column, follow, row
from studio.i18n import _

WIDEST = 620


class TranslatePanel(QFrame):
    """A choice of languages and one button; it stays until the translation is there."""

    left = Signal()
    """A translation that is there is worth looking at now."""

    def __init__(self, order: TranslateOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._is_busy = False
        self.setProperty("role", "panel")
        self._build()
        self.form.changed.connect(self._show_ready)
        self.form.shown.connect(self.left)
        order.signals.busy_changed.connect(self._take_runner)
        order.signals.changed.connect(self._refresh_if_shown)
        follow(self, self._fit)
        self._show_ready()

    def use_packs(self, action: QAction) -> None:
        """Have a way to the page of languages and models."""
        self.form.use_packs(action)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the first thing to choose; a proxy would have Tab pass over all the others."""
        there = (*self.form.choices.values(), *self.form.shows.values(), self.form.others)
        field = next((each for each in there if each.isEnabled() and not each.isHidden()), None)
        if field is not None:
            field.setFocus(event.reason())

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("role", "page")
        around = row(page)
        self._inside = QWidget()
        around.addWidget(self._inside, 100)
        around.addStretch(1)
        self._page = column(self._inside, margin=24, gap=12)
        self._page.addWidget(Heading(self._order.words.question, level=1))
        self.form = TranslateForm(self._order)
        self._page.addWidget(self.form)
        self.begin = PrimaryButton(_("Translate"), "languages")
        self.begin.make_main()
        self.begin.clicked.connect(self.form.begin)
        self._page.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.why_not = Text("", "soft")
        self._page.addWidget(self.why_not)
        self._page.addStretch(1)
        area.setWidget(page)
        column(self, gap=0).addWidget(area)

    def _fit(self) -> None:
        self._inside.setMaximumWidth(metrics.px(WIDEST))

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.form.refresh()

    def _take_runner(self) -> None:
        if self._order.is_busy() != self._is_busy:
            self._show_ready()

    def _show_ready(self) -> None:
        self._is_busy = self._order.is_busy()
        has_choice = bool(self.form.choices)
        QWidget.setTabOrder(self.form.others, self.begin)  # what was made anew stands at the end
        self.begin.setVisible(has_choice)
        self.begin.setEnabled(bool(self.form.target()) and not self._is_busy)
        busy = _("A translation is being made. It is shown here as soon as it is there.")
        lacking = _("Choose a language first.") if has_choice and not self.form.target() else ""
        self.why_not.setText(busy if self._is_busy else lacking)
        self.why_not.setVisible(bool(self.why_not.text()))
