"""How an item to check looks: icon, title, sentence; the current one opened, with its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.gui import icons, metrics, theme
from studio.gui.tables.item_list import ITEM, Listed
from studio.gui.widgets import Button, Icon, IconButton, Row, Text, column, follow, row

PAD = 12
ICON = 16
GAP = 9

Look = Callable[[Listed], tuple[str, str]]
"""Returns the icon of an item and its colour."""


@dataclass(frozen=True, slots=True)
class ItemButton:
    """Something that can be done about an item; a `small` one is its icon only."""

    id: str
    label: str
    icon: str
    do: Callable[[], object]
    key: str = ""
    small: bool = False


class ItemDelegate(QStyledItemDelegate):
    """Draws the items that are closed, and gives the opened one its room."""

    def __init__(self, view: QListView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
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
        item: Listed = index.data(ITEM)
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

    def _paint_item(self, painter: QPainter, area: QRect, item: Listed) -> None:
        pad, side = metrics.px(PAD), metrics.px(ICON)
        name, token = self._look(item)
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

    def _height(self, item: Listed, width: int) -> int:
        inner = self._inner(QRect(0, 0, width, 10_000))
        wrap = int(Qt.TextFlag.TextWordWrap)
        title = QFontMetrics(self._strong).boundingRect(inner, wrap, item.title).height()
        text = QFontMetrics(self._small).boundingRect(inner, wrap, item.text).height()
        return title + text + metrics.px(2 + 2 * 8) + 1


class Opened(QFrame):
    """The current item: its sentence in full, and the buttons for what can be done about it, by their ids in `made`."""

    def __init__(
        self, item: Listed, look: tuple[str, str], buttons: Sequence[ItemButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.item = item
        self.made: dict[str, QAbstractButton] = {}
        self.setAutoFillBackground(False)
        self._build(item, look, buttons)
        follow(self, self._fit)

    @property
    def buttons(self) -> list[QWidget]:
        """Return what can be pressed, in its order."""
        return list(self.made.values())

    def shows(self, item: Listed | None) -> bool:
        """Say whether this is just what is shown here."""
        return self.item == item

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

    def _build(self, item: Listed, look: tuple[str, str], buttons: Sequence[ItemButton]) -> None:
        self._line = row(self, gap=GAP)
        self._line.addWidget(Icon(*look), 0, Qt.AlignmentFlag.AlignTop)
        self._texts = column(gap=4)
        self._texts.addWidget(Text(item.title, "strong"))
        self.text = Text(item.text, "small")
        self._texts.addWidget(self.text)
        line = row(gap=6)
        for place, each in enumerate(buttons):
            made = self.made[each.id] = self._button(each)
            made.clicked.connect(lambda _on=False, do=each.do: do())
            if place and not each.small:  # the list is narrow: one button with words in a row
                line = self._end(line)
            line.addWidget(made)
        self._end(line)
        self._line.addLayout(self._texts, 1)

    def _end(self, line: Row) -> Row:
        """End a row of buttons, and return the next one."""
        line.addStretch(1)
        self._texts.addLayout(line)
        return row(gap=6)

    def _button(self, each: ItemButton) -> QAbstractButton:
        if not each.small:
            return Button(each.label, each.icon, key=each.key)
        made = IconButton(each.label, each.icon, key=each.key)
        made.setProperty("role", "button")
        return made

    def _fit(self) -> None:
        pad = metrics.px(PAD)
        self._line.setContentsMargins(pad, metrics.px(8), pad, metrics.px(10))


def plain(index: QModelIndex | QPersistentModelIndex) -> QModelIndex:
    """Return `index` as the views take it; the stubs of PySide6 do not know the copy of a plain one."""
    return QModelIndex(index)  # type: ignore[arg-type]
