"""The left side of a flyer's tab: the page with its bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.page_bar import PageBar
from studio.gui.flyer_tab.page_canvas import PageCanvas
from studio.gui.widgets import column


class PageView(QWidget):
    """The page and what stands over it."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PageCanvas(session)
        self.bar = PageBar(session, self.canvas)
        self._actions: list[QAction] = []
        page = column(self, gap=0)
        page.addWidget(self.bar)
        page.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.menu_asked.connect(self._show_menu)

    def set_menu(self, actions: Sequence[QAction]) -> None:
        """Offer these where the page is clicked with the other button."""
        self._actions = list(actions)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self._actions)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
