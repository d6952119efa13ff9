"""The right side of a flyer's tab: its languages, its blocks with their translation, and the editor of the chosen one.

What is to be checked can be listed beside the blocks; Next to check goes through it in any case.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.gui import metrics
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.block_editor import BlockEditor
from studio.gui.flyer_tab.flyer_review import FlyerReview
from studio.gui.flyer_tab.language_bar import LanguageBar
from studio.gui.flyer_tab.measuring import Measuring
from studio.gui.flyer_tab.term_asking import TermAsking
from studio.gui.flyer_tab.unit_view import UnitView
from studio.gui.review_list import ReviewList

LEAST = (280, 300)
"""The least size, at 100 %."""

QUEUE = 272
"""Width of the list of what is to be checked, at 100 %."""

HIGH = 480
"""Height (px at 100 %) from which the editor shows as many lines as it should."""

SHORT = 300
"""Height (px at 100 %) below which the sentence under the texts is its first words only."""

BESIDE = 760
"""Width (px at 100 %) from which that list stands beside the blocks; else it takes their place."""


class UnitsSide(QWidget):
    """Everything about the texts of one flyer."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_queue_shown = False
        self.measuring = Measuring(session, self)
        self.asking = TermAsking(session, self)
        self.view = UnitView(session)
        self.bar = LanguageBar(session, self.view.units)
        self.queue = ReviewList(FlyerReview(session, self))
        self.editor = BlockEditor(session)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._arrange)
        self._refitting = QTimer(self, interval=0, singleShot=True)
        self._refitting.timeout.connect(self.editor.fit)
        self._build()
        self.bar.queue_asked.connect(self.show_queue)
        self.show_queue(False)

    @property
    def caret(self) -> int:
        """Return before which character of the original the caret stands, for cutting a block there."""
        return self.editor.caret

    def use_packs(self, action: QAction) -> None:
        """Have a way to the page of languages and models from the choice of a language."""
        self.bar.use_packs(action)

    def show_queue(self, is_shown: bool) -> None:
        """List what is to be checked, or no longer."""
        self._is_queue_shown = is_shown
        self.bar.show_queue(is_shown)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return what it may shrink to; without it, larger letters would push the window beyond the screen."""
        return QSize(metrics.px(LEAST[0]), metrics.px(LEAST[1]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the blocks; a proxy would have Tab pass over the languages."""
        self.view.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refitting.start()  # moved into a tab, Qt gives text boxes the font that they had at first

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _build(self) -> None:
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.setChildrenCollapsible(False)
        for part, stretch in ((self.view, 1), (self.queue, 0)):
            self._beside.addWidget(part)
            self._beside.setStretchFactor(self._beside.indexOf(part), stretch)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._rows.setChildrenCollapsible(False)
        self._rows.addWidget(self._beside)
        self._rows.addWidget(self.editor)
        self._rows.setStretchFactor(0, 1)
        self._rows.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.bar)
        column.addWidget(self._rows, 1)

    def _arrange(self) -> None:
        """List what is to be checked beside the blocks, or in their place where there is no room."""
        is_beside = self.width() >= metrics.px(BESIDE)
        height = self.height()
        self.editor.set_form(is_low=height < metrics.px(HIGH), is_short=height < metrics.px(SHORT))
        self.view.setVisible(is_beside or not self._is_queue_shown)
        was_shown = not self.queue.isHidden()
        self.queue.setVisible(self._is_queue_shown)
        if self._is_queue_shown and not was_shown and is_beside:
            wide = metrics.px(QUEUE)
            self._beside.setSizes([max(1, self._beside.width() - wide), wide])
