"""What a screen reader is told of the timeline: a slider whose value is the moment, with the shown cues as children.

Qt asks the factory for the interface of an object and deletes it with the object.  Python's own classes may stand in
for all of it, but a part that Qt knows by address only (the value) has to be handed over as a `VoidPtr`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from studio.gui import times
from studio.gui.subtitle_tab.timeline_cues import block
from studio.i18n import _
from studio.project.values import StoredCue

if TYPE_CHECKING:
    from studio.gui.subtitle_tab.timeline_canvas import Canvas

MOST = 100
"""Cues told of at once; who shows more sees a density, not cues."""

STEP = 100
"""Milliseconds of one arrow key."""


class Block(QObject):
    """Stands for the cue at one place among those that are shown."""

    def __init__(self, canvas: Canvas, place: int) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.place = place

    @property
    def stored(self) -> StoredCue | None:
        """Return the cue, None when fewer are shown now."""
        shown = self.canvas.shown_cues()
        return shown[self.place] if self.place < len(shown) else None


def describe(canvas: Canvas) -> str:
    """Return what is shown: which stretch, and which cue is chosen."""
    scale, session = canvas.scale, canvas.session
    words = canvas.sound.words
    sound = f" {words.full}." if canvas.sound.peaks is None and words.share is not None else ""
    shown = _("Shown from {start} to {end}.").format(
        start=times.short(round(scale.start)), end=times.short(round(scale.end))
    )
    row = session.cues.row_of(session.cue) if session.cue else None
    chosen = f" {session.cues.spoken(row)}." if row is not None else ""
    return shown + chosen + sound


def tell_moment(canvas: Canvas, moment: int) -> None:
    """Tell a screen reader where the playhead is now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(canvas, moment))


def tell_description(canvas: Canvas) -> None:
    """Tell a screen reader that another stretch is shown, or another cue chosen."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.DescriptionChanged))


def install() -> None:
    """Let Qt find what is here; more than once does no harm."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


_installed: list[bool] = []


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    from studio.gui.subtitle_tab.timeline_canvas import Canvas

    if isinstance(thing, Canvas):
        return _CanvasInterface(thing)
    return _BlockInterface(thing) if isinstance(thing, Block) else None


class _Value(QAccessibleValueInterface):
    """The moment that is shown, in ms."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas

    def currentValue(self) -> int:
        return self._canvas.session.moment

    def minimumValue(self) -> int:
        return 0

    def maximumValue(self) -> int:
        return self._canvas.session.video.video.duration

    def minimumStepSize(self) -> int:
        return STEP

    def setCurrentValue(self, value: float) -> None:
        self._canvas.session.seek(round(value))


class _CanvasInterface(QAccessibleWidget):
    """The whole timeline."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Slider)
        self._canvas = canvas
        self._value = _Value(canvas)
        self._blocks: list[Block] = []

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return times.short(self._canvas.session.moment)
        if kind == QAccessible.Text.Description:
            return describe(self._canvas)
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> shiboken6.VoidPtr:  # type: ignore[override]
        is_value = kind == QAccessible.InterfaceType.ValueInterface
        return shiboken6.VoidPtr(shiboken6.getCppPointer(self._value)[0] if is_value else 0)  # None would crash

    def childCount(self) -> int:
        return min(len(self._canvas.shown_cues()), MOST)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        while len(self._blocks) <= index:
            self._blocks.append(Block(self._canvas, len(self._blocks)))
        return QAccessible.queryAccessibleInterface(self._blocks[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        return thing.place if isinstance(thing, Block) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for index in range(self.childCount()):
            found = self.child(index)
            if found is not None and found.rect().contains(x, y):
                return found
        return None


class _BlockInterface(QAccessibleObject):
    """One cue on the timeline."""

    def __init__(self, block: Block) -> None:
        super().__init__(block)
        self._block = block

    def text(self, kind: QAccessible.Text) -> str:
        stored = self._block.stored
        if kind != QAccessible.Text.Name or stored is None:
            return ""
        cues = self._block.canvas.session.cues
        return cues.spoken(cues.row_of(stored.id) or 0)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        stored = self._block.stored
        state.selectable = True
        state.selected = stored is not None and stored.id == self._block.canvas.session.cue
        state.invisible = stored is None
        return state

    def rect(self) -> QRect:
        canvas, stored = self._block.canvas, self._block.stored
        if stored is None:
            return QRect()
        place = block(canvas.scale, canvas.lanes, stored.cue.start, stored.cue.end).toAlignedRect()
        return QRect(canvas.mapToGlobal(place.topLeft()), place.size())

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
        widget: QWidget = self._block.canvas.window()
        return widget.windowHandle()
