"""A ring around whatever has the keyboard, on every kind of widget, and Space left to those who need it.

An overlay, not a proxy style: a style written in Python would be asked thousands of times for each paint.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from studio.gui import metrics, theme

WIDTH = 2  # pixels at 100 %, as is the gap

_FLUSH = (QAbstractScrollArea, QLineEdit, QAbstractSpinBox, QTabBar)
_NEEDS_SPACE = (QAbstractButton, QComboBox)


class FocusWatch(QObject):
    """Keeps the ring around the widget that has the keyboard; made once for the application.

    The property `ring` of a widget chooses: "own" draws one itself, "flush" has it on its edge.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._eye: _Eye | None = None
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._move_to)
        theme.current().changed.connect(self._place)

    def _move_to(self, old: QWidget | None, new: QWidget | None) -> None:
        self._forget()
        if new is not None and new.property("ring") != "own" and not new.isWindow():
            self._eye = _Eye(new, self)
            self._eye.moved.connect(self._place)
            self._eye.hidden.connect(self._drop_ring)
            new.destroyed.connect(self._eye.close)
            self._place()

    def _forget(self) -> None:
        if self._eye is not None:
            self._eye.close()
            self._eye = None
        self._drop_ring()

    def _drop_ring(self) -> None:
        if self._ring is not None:
            ring, self._ring = self._ring, None
            ring.destroyed.disconnect(self._lose_ring)
            ring.hide()
            ring.deleteLater()

    def _lose_ring(self) -> None:
        self._ring = None  # it went with its window

    def _place(self) -> None:
        target = self._eye.target if self._eye is not None else None
        if target is None or not target.isVisible():
            return
        ground = _ground(target)
        if self._ring is None or self._ring.parentWidget() is not ground:
            self._drop_ring()
            self._ring = _Ring(ground)
            self._ring.destroyed.connect(self._lose_ring)
        inside = target.tabRect(target.currentIndex()) if isinstance(target, QTabBar) else target.rect()
        place = QRect(target.mapTo(ground, inside.topLeft()), inside.size())
        out = 0 if is_flush(target) else 2 * metrics.px(WIDTH)
        self._ring.setGeometry(place.adjusted(-out, -out, out, out))
        self._ring.show()
        self._ring.raise_()


class _Eye(QObject):
    """Looks at one widget for as long as it has the keyboard; it may be gone sooner than we hear of it."""

    moved = Signal()
    hidden = Signal()

    def __init__(self, target: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.target: QWidget | None = target
        self._needs_space = isinstance(target, _NEEDS_SPACE)
        here: QWidget | None = target
        while here is not None and not here.isWindow():  # a layout moves what holds the target, not the target
            here.installEventFilter(self)
            here = here.parentWidget()
        if isinstance(target, QTabBar):
            target.currentChanged.connect(self.moved)

    def close(self) -> None:
        """Look away."""
        self.target = None
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.target is None:
            return False
        if kind is QEvent.Type.ShortcutOverride and watched is self.target and isinstance(event, QKeyEvent):
            return self._keep_space(event)
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self.moved.emit()
        elif kind is QEvent.Type.Hide:
            self.hidden.emit()
        return False

    def _keep_space(self, event: QKeyEvent) -> bool:
        """Let a button be pressed by Space although that is the key for playing, too."""
        is_space = event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_space and self._needs_space:
            event.accept()
            return True
        return False


class _Ring(QWidget):
    """Lies over its window, lets the mouse through, and draws a rounded frame."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        width = metrics.px(WIDTH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), width))
        inset = width / 2
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, metrics.px(5), metrics.px(5))


def is_flush(widget: QWidget) -> bool:
    """Say whether the ring lies on the edge of `widget`: so it does on text boxes and tables."""
    return widget.property("ring") == "flush" or isinstance(widget, _FLUSH)


def _ground(widget: QWidget) -> QWidget:
    """Return what the ring is drawn on: the page that scrolls with `widget`, or the whole window."""
    here = widget
    while not here.isWindow():
        parent = here.parentWidget()
        if parent is None:
            return here
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is here:
            return here
        if isinstance(area, QAbstractItemView) and area.viewport() is parent:
            return parent
        here = parent
    return here
