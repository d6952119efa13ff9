"""A pack in the list: drawn as a row or a card, with its buttons; arrows, Enter and Delete work on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.gui import icons
from studio.gui.packs_tab.cells import Cells
from studio.gui.packs_tab.words import Act, Row
from studio.gui.widgets import Button, follow

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_Home: -10_000,
    Qt.Key.Key_End: 10_000,
}


class PackRow(QWidget):
    """One pack; `spoken` are the names of its buttons for a screen reader, in their order."""

    chosen = Signal(str)
    """The person came to this row: its key."""
    asked = Signal(str, object)
    """An `Act` is to be done with the pack of this key."""
    left = Signal(str, int)
    """The keyboard wants to go so many rows on from this one."""

    def __init__(self, row: Row, spoken: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.is_chosen = False
        self.buttons: list[Button] = []
        self._cells: Cells | None = None
        self.setProperty("ring", "flush")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._build_buttons(spoken)
        self._say()
        follow(self, self._fit)

    def show_row(self, row: Row, spoken: Sequence[str]) -> None:
        """Show the same pack as it stands now."""
        before, self.row = self.row, row
        if before == row:
            return
        if before.standing.acts != row.standing.acts or before.key != row.key:
            had_keyboard = any(button.hasFocus() for button in self.buttons)
            self._build_buttons(spoken)
            if had_keyboard:
                self.setFocus()
        self._say()
        self._fit()

    def set_chosen(self, is_chosen: bool) -> None:
        """Be the row whose details are shown, and the one that Tab comes to."""
        self.is_chosen = is_chosen
        self.setFocusPolicy(self._policy())
        for button in self.buttons:
            button.setFocusPolicy(self._policy())
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that large letters or a narrow window make it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is at a width."""
        return self._laid(width).height

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._laid(self.width()).paint(painter, is_chosen=self.is_chosen)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.row.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.row.key)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        acts = self.row.standing.acts
        if step is not None:
            self.left.emit(self.row.key, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and acts:
            self.asked.emit(self.row.key, acts[0])
        elif event.key() == Qt.Key.Key_Delete and Act.REMOVE in self.row.more:
            self.asked.emit(self.row.key, Act.REMOVE)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.chosen.emit(self.row.key)
        menu = self.menu()
        if menu.actions():
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            menu.popup(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def menu(self) -> QMenu:
        """Return the menu of all that can be done with the pack."""
        menu = QMenu(self)
        for act in (*self.row.standing.acts, *self.row.more):
            line = menu.addAction(icons.icon(act.icon), act.verb)
            line.triggered.connect(lambda _on=False, act=act: self.asked.emit(self.row.key, act))
        return menu

    def event(self, event: QEvent) -> bool:
        """Show words that have no room as a tip."""
        if isinstance(event, QEnterEvent):
            self.setToolTip(f"{self.row.name}\n{self.row.about}")
        return super().event(event)

    def _policy(self) -> Qt.FocusPolicy:
        return Qt.FocusPolicy.StrongFocus if self.is_chosen else Qt.FocusPolicy.ClickFocus

    def _build_buttons(self, spoken: Sequence[str]) -> None:
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = []
        for act, name in zip(self.row.standing.acts, spoken, strict=False):
            button = Button(act.verb, act.icon, self)
            button.setAccessibleName(name)
            button.setFocusPolicy(self._policy())
            button.clicked.connect(lambda _on=False, act=act: self.asked.emit(self.row.key, act))
            button.show()
            self.buttons.append(button)
        for before, after in pairwise((self, *self.buttons)):
            QWidget.setTabOrder(before, after)  # a new button would come last of all in the window

    def _say(self) -> None:
        name = self.row.spoken
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def _laid(self, width: int) -> Cells:
        if self._cells is None or self._cells.width != width:
            self._cells = Cells(self.row, width, [button.sizeHint() for button in self.buttons])
        return self._cells

    def _fit(self) -> None:
        """Measure again: other words, other letters."""
        before = self._cells.height if self._cells is not None else 0
        self._cells = None
        self._place()
        if before != self._laid(self.width()).height:
            self.updateGeometry()
        self.update()

    def _place(self) -> None:
        for button, place in zip(self.buttons, self._laid(self.width()).places(), strict=True):
            button.setGeometry(place)
