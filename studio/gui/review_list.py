"""What to check first: a short list of plain sentences, each with what mends it and the way to leave it.

What the items are about is the queue's to say: cues of a track, or blocks of a flyer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget

from studio.gui import metrics
from studio.gui.review_delegate import ItemButton, ItemDelegate, Opened
from studio.gui.tables.item_list import ItemList, Listed
from studio.gui.widgets import Button, Icon, KeyHint, Text, column, follow, frame, row
from studio.i18n import _, ngettext

HEAD = 34

SHOWN = 100
"""Items in the list, and how many more below the current one: a list of thousands would hold each key press up."""


class QueueSignals(QObject):
    """Says that the items are others than before, or that another one is in hand."""

    changed = Signal()
    item_changed = Signal()


class Queue(Protocol):
    """What is to be checked of one thing, and what can be done about it."""

    @property
    def signals(self) -> QueueSignals:
        """Return what says that things are otherwise."""

    @property
    def items(self) -> Sequence[Listed]:
        """Return the items, the riskiest first."""

    @property
    def item(self) -> Listed | None:
        """Return the one in hand."""

    def choose(self, item: Listed) -> None:
        """Take an item in hand."""

    def go_on(self) -> None:
        """Take the next one in hand."""

    def leave(self) -> None:
        """Leave the one in hand as it is."""

    def leave_tip(self) -> str:
        """Return until when an item that was left is not shown again."""

    def buttons(self, item: Listed) -> Sequence[ItemButton]:
        """Return what can be done about an item."""

    def look(self, item: Listed) -> tuple[str, str]:
        """Return the icon of an item and its colour."""

    def why_empty(self) -> tuple[str, str]:
        """Return why there is nothing to check: some words, and a sentence."""


class ReviewList(QFrame):
    """The items of one queue, the one in hand opened."""

    def __init__(self, queue: Queue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._is_filling = False
        self.opened: Opened | None = None
        self._opened_at = QPersistentModelIndex()
        self.items = ItemList(self)
        self.setProperty("role", "panel")
        self._build()
        queue.signals.changed.connect(self.refresh)
        queue.signals.item_changed.connect(self._show_current)
        follow(self, self._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to check now."""
        self._show_current()

    def sizeHint(self) -> QSize:
        return QSize(metrics.px(272), metrics.px(400))

    # how it is put together

    def _build(self) -> None:
        page = column(self, gap=0)
        page.addWidget(self._build_head())
        self.list = _Items()
        self.list.setModel(self.items)
        self.list.setItemDelegate(ItemDelegate(self.list, self._queue.look))
        self.list.selectionModel().currentChanged.connect(self._take_choice)
        self.list.clicked.connect(self._take_choice)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._build_empty())
        page.addWidget(self._stack, 1)
        page.addWidget(self._build_foot())

    def _build_head(self) -> QWidget:
        self._head = frame("bar")
        line = row(self._head, gap=8)
        line.addWidget(Icon("list-checks"), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Text(_("To check first"), "strong", wraps=False))
        line.addStretch(1)
        self.count = Text("", "soft", wraps=False)
        line.addWidget(self.count)
        self._head_line = line
        return self._head

    def _build_empty(self) -> QWidget:
        empty = QWidget()
        self._empty_page: QVBoxLayout = column(empty, margin=12, gap=6)
        self.empty_title = Text("", "strong")
        self.empty_text = Text("", "soft")
        self._empty_page.addWidget(self.empty_title)
        self._empty_page.addWidget(self.empty_text)
        self._empty_page.addStretch(1)
        return empty

    def _build_foot(self) -> QWidget:
        foot = frame("bar")
        line = row(foot, margin=8, gap=8)
        self.leave = Button(_("Leave as it is"))
        self.leave.setToolTip(self._queue.leave_tip())
        self.leave.clicked.connect(self._queue.leave)
        self.next = Button(_("Next"), "step-forward", key="F8")
        self.next.clicked.connect(self._queue.go_on)
        line.addWidget(self.leave)
        line.addStretch(1)
        line.addWidget(self.next)
        line.addWidget(KeyHint("F8"))
        return foot

    def _fit(self) -> None:
        side = metrics.px(12)
        self._head_line.setContentsMargins(side, 0, side, 0)
        self._head.setFixedHeight(metrics.px(HEAD))
        self.list.doItemsLayout()

    # what it shows

    def _show_current(self) -> None:
        """Open the current item, close the one before."""
        before, has_keyboard = self.opened, self._has_keyboard()
        found, item = list(self._queue.items), self._queue.item
        place = next((row for row, each in enumerate(found) if item is not None and each.key == item.key), None)
        self._is_filling = True
        is_same = not self.items.set_items(found[: max(SHOWN, (place or 0) + SHOWN)])
        self._is_filling = False
        self._stack.setCurrentIndex(0 if found else 1)
        if not found:
            self._say_why_empty()
        self.leave.setEnabled(place is not None)
        self.next.setEnabled(bool(found))
        if place is None:
            words = ngettext("{count} thing", "{count} things", len(found))
            self.count.setText(words.format(count=len(found)) if found else "")
        else:
            self.count.setText(_("{place} of {count}").format(place=place + 1, count=len(found)))
        if not (is_same and place is None and self.opened is None):  # or else there is nothing to open or to close
            self._open(item if place is not None else None, place or 0)
        if has_keyboard and self.opened is not before:
            self.list.setFocus()

    def _say_why_empty(self) -> None:
        title, text = self._queue.why_empty()
        self.empty_title.setText(title)
        self.empty_text.setText(text)

    def _open(self, item: Listed | None, place: int) -> None:
        if self.opened is not None and self.opened.shows(item) and self.list.indexWidget(self.items.index(place)):
            return
        self._close_opened()
        self._is_filling = True
        index = self.items.index(place) if item is not None else QModelIndex()
        self.list.setCurrentIndex(index)
        self._is_filling = False
        if item is not None:
            self._show_opened(item, index)
        self.list.doItemsLayout()
        if item is not None:
            self.list.scrollTo(index)

    def _show_opened(self, item: Listed, index: QModelIndex) -> None:
        self.opened = Opened(item, self._queue.look(item), self._queue.buttons(item))
        self._opened_at = QPersistentModelIndex(index)
        self.list.setIndexWidget(index, self.opened)
        for before, after in pairwise((self.list, *self.opened.buttons, self.leave)):
            QWidget.setTabOrder(before, after)

    def _has_keyboard(self) -> bool:
        """Say whether the keyboard is in the opened item."""
        focus = QApplication.focusWidget()
        return self.opened is not None and focus is not None and self.opened.isAncestorOf(focus)

    def _close_opened(self) -> None:
        opened, self.opened = self.opened, None
        if opened is not None and self._opened_at.isValid():
            self.list.setIndexWidget(self._opened_at, None)  # type: ignore[arg-type]

    # what people do with it

    def _take_choice(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        """Show what the item is about that the person chose."""
        if self._is_filling or not index.isValid():
            return
        item = self.items.item(index.row())
        if self._queue.item is None or self._queue.item.key != item.key:
            self._queue.choose(item)


class _Items(QListView):
    """The list; its rows are as high as their words need at its width."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("To check first"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
