"""What a screen reader is told of the page: a list whose items are the blocks on it, in reading order.

See `timeline_accessible` for how Qt asks for these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget

from studio.gui.flyer_tab import block_words

if TYPE_CHECKING:
    from studio.gui.flyer_tab.page_canvas import PageCanvas
    from studio.gui.flyer_tab.page_layout import Placed
    from studio.project.values import StoredBlock


class PageBlock(QObject):
    """Stands for the block at one place among those on the page."""

    def __init__(self, canvas: PageCanvas, place: int) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.place = place

    @property
    def placed(self) -> Placed | None:
        """Return where the block is drawn, None when fewer are on the page now."""
        placed = self.canvas.placed()
        return placed[self.place] if self.place < len(placed) else None

    @property
    def stored(self) -> StoredBlock | None:
        """Return the block, None when fewer are on the page now."""
        placed = self.placed
        return self.canvas.session.get(placed.id) if placed is not None else None


def tell_focus(canvas: PageCanvas) -> None:
    """Tell a screen reader which block is the chosen one now, if the page has the keyboard."""
    if not QAccessible.isActive() or not canvas.hasFocus():
        return
    place = next((n for n, each in enumerate(canvas.placed()) if each.id == canvas.session.block), None)
    if place is not None:
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)


def install() -> None:
    """Let Qt find what is here; more than once does no harm."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


_installed: list[bool] = []


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    from studio.gui.flyer_tab.page_canvas import PageCanvas

    if isinstance(thing, PageCanvas):
        return _PageInterface(thing)
    return _BlockInterface(thing) if isinstance(thing, PageBlock) else None


class _PageInterface(QAccessibleWidget):
    """The whole page."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List)
        self._canvas = canvas
        self._blocks: list[PageBlock] = []

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Description:
            stored = self._canvas.session.stored()
            return block_words.spoken(self._canvas.session, stored) if stored is not None else ""
        return super().text(kind)

    def childCount(self) -> int:
        return len(self._canvas.placed())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        while len(self._blocks) <= index:
            self._blocks.append(PageBlock(self._canvas, len(self._blocks)))
        return QAccessible.queryAccessibleInterface(self._blocks[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        return thing.place if isinstance(thing, PageBlock) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for index in range(self.childCount()):
            found = self.child(index)
            if found is not None and found.rect().contains(x, y):
                return found
        return None


class _BlockInterface(QAccessibleObject):
    """One block on the page."""

    def __init__(self, block: PageBlock) -> None:
        super().__init__(block)
        self._block = block

    def text(self, kind: QAccessible.Text) -> str:
        stored = self._block.stored
        if kind != QAccessible.Text.Name or stored is None:
            return ""
        return block_words.spoken(self._block.canvas.session, stored)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state, stored, canvas = QAccessible.State(), self._block.stored, self._block.canvas
        is_chosen = stored is not None and stored.id == canvas.session.block
        state.selectable = state.focusable = True
        state.selected = is_chosen
        state.focused = is_chosen and canvas.hasFocus()
        state.invisible = stored is None
        return state

    def rect(self) -> QRect:
        canvas, placed = self._block.canvas, self._block.placed
        if placed is None:
            return QRect()
        corner, frame = canvas.page_rect().topLeft(), placed.frames[0]
        place = QRectF(corner.x() + frame.left, corner.y() + frame.top, frame.width, frame.height).toAlignedRect()
        return QRect(canvas.viewport().mapToGlobal(place.topLeft()), place.size())

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._block.canvas)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> object:  # type: ignore[override]
        return self._block.canvas.window().windowHandle()
