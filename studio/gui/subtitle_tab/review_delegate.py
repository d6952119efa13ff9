"""How an item to check looks: icon, title, sentence; the current one opened, with its buttons."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.gui import icons, metrics, theme
from studio.gui.tables.item_list import ITEM
from studio.gui.widgets import Button, Icon, IconButton, Text, column, follow, row
from studio.i18n import _
from studio.workflow.review import Item

PAD = 12
ICON = 16
GAP = 9

_FIX_ICONS = {
    "reading-speed": "move-horizontal",
    "too-short": "move-horizontal",
    "too-many-lines": "wrap-text",
    "line-length": "wrap-text",
    "empty": "trash-2",
    "spelling": "spell-check",
    "name": "book-a",
    "name-changed": "book-a",
    "term": "book-a",
    "number-differs": "pencil-line",
    "address": "pencil-line",
}

STALE = "out-of-date"
"""The rule whose items can be translated again."""


class ItemDelegate(QStyledItemDelegate):
    """Draws the items that are closed, and gives the opened one its room."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, str, int], int] = {}
        follow(view, self.measure)

    def measure(self) -> None:
        """Take the fonts anew."""
        self._strong = metrics.font(metrics.TEXT, metrics.STRONG)
        self._small = metrics.font(metrics.SECONDARY)
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of an item at the width of the list."""
        width = self._view.viewport().width()
        opened = self._view.indexWidget(plain(index))
        if opened is not None:
            return QSize(0, opened.heightForWidth(width))
        item: Item = index.data(ITEM)
        key = (item.title, item.text, width)
        if key not in self._heights:
            self._heights[key] = self._height(item, width)
        return QSize(0, self._heights[key])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a closed item; the opened one draws itself."""
        area: QRect = option.rect
        painter.fillRect(area, theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        if self._view.indexWidget(plain(index)) is None:
            self._paint_item(painter, area, index.data(ITEM))

    def _paint_item(self, painter: QPainter, area: QRect, item: Item) -> None:
        pad, side = metrics.px(PAD), metrics.px(ICON)
        name, token = look(item)
        icons.paint(painter, QRect(area.left() + pad, area.top() + metrics.px(10), side, side), name, token)
        inner = self._inner(area)
        painter.setFont(self._strong)
        painter.setPen(theme.colour("ink"))
        wrap = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        used = painter.drawText(inner, wrap, item.title)
        painter.setFont(self._small)
        painter.setPen(theme.colour("soft"))
        painter.drawText(inner.adjusted(0, used.height() + metrics.px(2), 0, 0), wrap, item.text)

    def _inner(self, area: QRect) -> QRect:
        pad = metrics.px(PAD)
        return area.adjusted(
            pad + metrics.px(ICON) + metrics.px(2) + metrics.px(GAP), metrics.px(8), -pad, -metrics.px(8)
        )

    def _height(self, item: Item, width: int) -> int:
        inner = self._inner(QRect(0, 0, width, 10_000))
        wrap = int(Qt.TextFlag.TextWordWrap)
        title = QFontMetrics(self._strong).boundingRect(inner, wrap, item.title).height()
        text = QFontMetrics(self._small).boundingRect(inner, wrap, item.text).height()
        return title + text + metrics.px(2 + 2 * 8) + 1


class Opened(QFrame):
    """The current item: its sentence in full, the button that mends it, and the one that plays it again."""

    fix_asked = Signal()
    replay_asked = Signal()
    again_asked = Signal()

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setAutoFillBackground(False)
        self._build(item)
        follow(self, self._fit)

    @property
    def buttons(self) -> list[QWidget]:
        """Return what can be pressed, in its order."""
        return [button for button in (self.fix, self.again, self.replay) if button is not None]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = metrics.px(3)
        if theme.current().scheme == "contrast":
            painter.fillRect(self.rect(), theme.colour("surface"))
            painter.setPen(QPen(theme.colour("accent"), bar))
            inset = bar // 2
            painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))
            return
        painter.fillRect(self.rect(), theme.colour("select"))
        painter.fillRect(QRect(0, 0, bar, self.height()), theme.colour("accent"))

    def _build(self, item: Item) -> None:
        self._line = row(self, gap=GAP)
        self._line.addWidget(Icon(*look(item)), 0, Qt.AlignmentFlag.AlignTop)
        self._texts = column(gap=4)
        self._texts.addWidget(Text(item.title, "strong"))
        self.text = Text(item.text, "small")
        self._texts.addWidget(self.text)
        buttons = row(gap=6)
        self.fix: Button | None = None
        if item.fix is not None:
            self.fix = Button(item.fix.label, _FIX_ICONS.get(item.rule, "check"))
            self.fix.clicked.connect(self.fix_asked)
            buttons.addWidget(self.fix)
        self.again: Button | None = None
        if item.rule == STALE:
            self.again = Button(_("Translate again"), "refresh-cw", key="Ctrl+R")
            self.again.clicked.connect(self.again_asked)
            buttons.addWidget(self.again)
        self.replay = IconButton(_("Play this again"), "repeat-2", key="F5")
        self.replay.setProperty("role", "button")
        self.replay.clicked.connect(self.replay_asked)
        buttons.addWidget(self.replay)
        buttons.addStretch(1)
        self._texts.addLayout(buttons)
        self._line.addLayout(self._texts, 1)

    def _fit(self) -> None:
        pad = metrics.px(PAD)
        self._line.setContentsMargins(pad, metrics.px(8), pad, metrics.px(10))


def look(item: Item) -> tuple[str, str]:
    """Return the icon of an item and its colour."""
    if item.rule == STALE:
        return "clock-alert", "stale"
    return ("triangle-alert", "problem") if item.severity == "problem" else ("info", "soft")


def plain(index: QModelIndex | QPersistentModelIndex) -> QModelIndex:
    """Return `index` as the views take it; the stubs of PySide6 do not know the copy of a plain one."""
    return QModelIndex(index)  # type: ignore[arg-type]
