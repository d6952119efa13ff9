"""What stands over the page: original or translated, which page of how many, how large."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QWidget

from studio.gui import icons, metrics
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.page_canvas import PageCanvas
from studio.gui.flyer_tab.page_zoom import STEPS, Zoom
from studio.gui.widgets import Button, IconButton, QuietButton, Text, follow, row
from studio.i18n import _

HEIGHT = 41

GAPS = 64
"""Width (px at 100 %) of all that is empty in the bar at least."""

SPARE = 10
"""Width (px at 100 %) that the style takes for the sign of a pressed button besides."""


class PageBar(QFrame):
    """Asks session and canvas for what its buttons say."""

    def __init__(self, session: FlyerSession, canvas: PageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self.setProperty("role", "bar")
        self.setAccessibleName(_("What is shown of the page"))
        self._build()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._arrange)
        for signal in (session.shown_changed, session.edition_changed, session.page_changed, session.flyer_changed):
            signal.connect(self.refresh)
        canvas.zoomed.connect(self._show_zoom)
        follow(self, self._fit)
        self.refresh()
        self._show_zoom()

    def refresh(self, *_what: object) -> None:
        """Show what is shown."""
        session = self._session
        has_edition = session.edition is not None
        for button, is_on in ((self.original, False), (self.translated, True)):
            with QSignalBlocker(button):
                button.setChecked(session.is_translation_shown is is_on)
            button.setIcon(icons.icon("check", "onaccent") if button.isChecked() else QIcon())
        self.translated.setEnabled(has_edition)
        self.translated.setToolTip("" if has_edition else _("There is no translation yet."))
        count = len(session.pages)
        self._turning.setVisible(count > 1)
        self.number.setAccessibleName(self._page_words())
        self.before.setEnabled(session.page > 0)
        self.after.setEnabled(session.page + 1 < count)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _build(self) -> None:
        line = row(self, gap=6)
        line.addLayout(self._build_choice())
        line.addStretch(1)
        self._turning = QWidget()
        turning = row(self._turning, gap=2)
        self.before = IconButton(_("Page before"), "chevron-left", key="PgUp")
        self.after = IconButton(_("Next page"), "chevron-right", key="PgDown")
        self.before.clicked.connect(lambda: self._session.choose_page(self._session.page - 1))
        self.after.clicked.connect(lambda: self._session.choose_page(self._session.page + 1))
        self.number = Text("", "soft", wraps=False)
        for part in (self.before, self.number, self.after):
            turning.addWidget(part)
        line.addWidget(self._turning)
        self.smaller = IconButton(_("Page smaller"), "zoom-out", key="-")
        self.percent = QuietButton("")
        self.percent.setMenu(self._build_sizes())
        self.larger = IconButton(_("Page larger"), "zoom-in", key="+")
        self.smaller.clicked.connect(lambda: self._canvas.zoom_by(-1))
        self.larger.clicked.connect(lambda: self._canvas.zoom_by(1))
        for button in (self.smaller, self.percent, self.larger):
            line.addWidget(button)
        self._line = line

    def _build_choice(self) -> QHBoxLayout:
        """Return the two buttons of which one is pressed."""
        choice = row(gap=0)
        self.original, self.translated = Button(_("Original")), Button(_("Translated"))
        group = QButtonGroup(self)
        for button, side in ((self.original, "left"), (self.translated, "right")):
            button.setCheckable(True)
            button.setProperty("segment", side)
            button.setProperty("ring", "flush")
            group.addButton(button)
            choice.addWidget(button)
        self.original.setAccessibleDescription(_("Shows the page as it was read."))
        self.translated.setAccessibleDescription(_("Shows the page as it will be exported."))
        self.translated.toggled.connect(self._session.show_translation)
        return choice

    def _build_sizes(self) -> QMenu:
        menu = QMenu(self)
        self._sizes: dict[Zoom, QAction] = {}
        for zoom, text in ((Zoom("whole"), _("Whole page")), (Zoom("width"), _("Width of the page"))):
            self._sizes[zoom] = menu.addAction(text)
        menu.addSeparator()
        for step in STEPS:
            self._sizes[Zoom("percent", step)] = menu.addAction(_("{percent} %").format(percent=step))
        for zoom, action in self._sizes.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose_size, zoom))
        return menu

    def _choose_size(self, zoom: Zoom, _on: bool = False) -> None:
        self._canvas.show_zoom(zoom)
        self._show_zoom()

    def _show_zoom(self) -> None:
        percent = self._canvas.percent
        text = _("{percent} %").format(percent=percent)
        if text != self.percent.text():
            self.percent.setText(text)
        self.percent.setAccessibleName(_("Size of the page: {percent} %").format(percent=percent))
        for zoom, action in self._sizes.items():
            action.setChecked(zoom == self._canvas.zoom)
        self.smaller.setEnabled(percent > STEPS[0])
        self.larger.setEnabled(percent < STEPS[-1])

    def _page_words(self) -> str:
        number, count = self._session.page + 1, len(self._session.pages)
        return _("Page {number} of {count}").format(number=number, count=count)

    def _fit(self) -> None:
        for button in (self.original, self.translated):
            button.setMinimumWidth(_widest(button))
        self._line.setContentsMargins(metrics.px(12), metrics.px(5), metrics.px(8), metrics.px(6))
        self.setMinimumHeight(metrics.px(HEIGHT))
        self._soon.start() if hasattr(self, "_soon") else None

    def _arrange(self) -> None:
        """Leave out words where there is no room for them."""
        number, count = self._session.page + 1, len(self._session.pages)
        short = _("{number} of {count}").format(number=number, count=count)
        words, measure = self._page_words(), self.number.fontMetrics()
        self.number.setMinimumWidth(measure.horizontalAdvance(short) + metrics.px(2))
        buttons = (self.original, self.translated, self.before, self.after, self.smaller, self.percent, self.larger)
        taken = sum(max(each.sizeHint().width(), each.minimumWidth()) for each in buttons) + metrics.px(GAPS)
        is_roomy = taken + measure.horizontalAdvance(words) <= self.width()
        self.number.setText(words if is_roomy else short)


def _widest(button: Button) -> int:
    """Return the width of a button while it is pressed: its words are strong then, with a sign before them."""
    button.ensurePolished()
    before = button.icon()
    button.setIcon(icons.icon("check"))
    wide = button.sizeHint().width()
    button.setIcon(before)
    words = (QFontMetrics(metrics.font(metrics.TEXT, weight)) for weight in (metrics.STRONG, QFont.Weight.Normal))
    strong, usual = (each.horizontalAdvance(button.text()) for each in words)
    return wide + max(0, strong - usual) + metrics.px(SPARE)
