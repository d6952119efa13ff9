"""Where page and blocks of a flyer stand: side by side, or in two tabs where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QVBoxLayout, QWidget

from studio.gui import icons, metrics, place
from studio.i18n import _, ngettext

PAGE = 520
"""Width of the page's side to begin with, at 100 %."""

NAME = "flyer"

SETTLED = 400
"""Milliseconds after which a splitter that was moved is where it should be."""


class Arrangement(QWidget):
    """Moves both parts between a splitter and tabs; not to be asked for it while Qt lays out, paints or dresses."""

    def __init__(self, page: QWidget, blocks: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_wide: bool | None = None
        self._parts = (page, blocks)
        self._is_moved = False
        self._keeping = QTimer(self, interval=SETTLED, singleShot=True)
        self._keeping.timeout.connect(self.keep_sizes)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.splitterMoved.connect(self._take_move)
        self._tabs = QTabWidget(documentMode=True)
        self._tabs.setAccessibleName(_("Page and blocks"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for each in (self._columns, self._tabs):
            column.addWidget(each)

    def arrange(self, is_wide: bool) -> None:
        """Put the parts side by side, or into tabs; the keyboard stays where it is."""
        if is_wide == self.is_wide:
            return
        self.keep_sizes()
        self.is_wide = is_wide
        keyboard = QApplication.focusWidget()
        self._take_apart()
        self._place_beside() if is_wide else self._place_tabs()
        self._columns.setVisible(is_wide)
        self._tabs.setVisible(not is_wide)
        if keyboard is not None and self.isAncestorOf(keyboard):
            self.bring(next(part for part in self._parts if part is keyboard or part.isAncestorOf(keyboard)))
            keyboard.setFocus()

    def settle(self) -> None:
        """Set the splitter as somebody left it, or as is usual."""
        usual = [metrics.px(PAGE), max(1, self.width() - metrics.px(PAGE))]
        self._columns.setSizes(place.sizes(NAME, 2) or usual)

    def bring(self, part: QWidget) -> None:
        """Bring the tab in which a part stands to the front."""
        for index in range(self._tabs.count()):
            page = self._tabs.widget(index)
            if page is not None and (page is part or page.isAncestorOf(part)):
                self._tabs.setCurrentIndex(index)

    def show_count(self, count: int) -> None:
        """Say how many blocks there are, where they are a tab."""
        if self._tabs.count():
            self._tabs.setTabText(1, _("Blocks ({count})").format(count=count) if count else _("Blocks"))
            self._tabs.setTabToolTip(1, ngettext("{n} block", "{n} blocks", count).format(n=count))

    def keep_sizes(self) -> None:
        """Remember the splitter if somebody has moved it."""
        if self._is_moved:
            place.keep_sizes(self._columns, NAME)
            self._is_moved = False

    def _take_apart(self) -> None:
        while self._tabs.count():
            self._tabs.removeTab(0)
        for part in self._parts:
            part.hide()
            part.setParent(self)

    def _place_beside(self) -> None:
        for at, part in enumerate(self._parts):
            self._columns.insertWidget(at, part)
            self._columns.setStretchFactor(at, at)
            part.show()

    def _place_tabs(self) -> None:
        page, blocks = self._parts
        self._tabs.addTab(page, icons.icon("file-text"), _("Page"))
        self._tabs.addTab(blocks, icons.icon("list-checks"), _("Blocks"))

    def _take_move(self, *_where: object) -> None:
        self._is_moved = True
        self._keeping.start()
