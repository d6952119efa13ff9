"""The keys of the timeline while it has the keyboard; those of the menus hold besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio.gui import gestures
from studio.i18n import N_

if TYPE_CHECKING:
    from studio.gui.subtitle_tab.timeline_canvas import Canvas

LIST = (
    (("Left", "Right"), N_("A tenth of a second back or on")),
    (("Shift+Left", "Shift+Right"), N_("A frame back or on")),
    (("Ctrl+Left", "Ctrl+Right"), N_("A second back or on")),
    (("Home", "End"), N_("To the start or the end of the film")),
    (("PgUp", "PgDown"), N_("A page back or on")),
    (("Up", "Down"), N_("The cue before or after")),
    (("+", "-"), N_("Zoom in or out")),
    (("Return",), N_("Play this cue")),
    (("Esc",), N_("Take back what is being dragged")),
)
"""What the keys do, for the list of keys."""

STEP = 100
LEAP = 1_000
"""Milliseconds of an arrow key, and of one with Ctrl."""

TURN = 0.9
"""Of what is shown that one page goes on."""


def press(canvas: Canvas, event: QKeyEvent) -> bool:
    """Do what a key is for and say whether it is for anything here."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        length = _length(canvas, modifiers)
        if length:
            _go(canvas, canvas.session.moment + (length if key == Qt.Key.Key_Right else -length))
        return bool(length)
    if modifiers & ~Qt.KeyboardModifier.ShiftModifier:  # + needs Shift on some keyboards
        return False
    do = _keys(canvas).get(key)
    if do is not None:
        do()
    return do is not None


def _length(canvas: Canvas, modifiers: Qt.KeyboardModifier) -> int:
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return STEP
    if modifiers == Qt.KeyboardModifier.ShiftModifier:
        return gestures.frame(canvas.session)
    return LEAP if modifiers == Qt.KeyboardModifier.ControlModifier else 0


def _keys(canvas: Canvas) -> dict[Qt.Key, Callable[[], object]]:
    session = canvas.session
    return {
        Qt.Key.Key_Up: lambda: session.turn(-1),
        Qt.Key.Key_Down: lambda: session.turn(1),
        Qt.Key.Key_Home: lambda: _go(canvas, 0),
        Qt.Key.Key_End: lambda: _go(canvas, session.video.video.duration),
        Qt.Key.Key_PageUp: lambda: _turn(canvas, -TURN),
        Qt.Key.Key_PageDown: lambda: _turn(canvas, TURN),
        Qt.Key.Key_Plus: lambda: canvas.zoom(1),
        Qt.Key.Key_Equal: lambda: canvas.zoom(1),
        Qt.Key.Key_Minus: lambda: canvas.zoom(-1),
        Qt.Key.Key_Return: session.play_cue,
        Qt.Key.Key_Enter: session.play_cue,
    }


def _go(canvas: Canvas, moment: int) -> None:
    canvas.session.seek(moment)


def _turn(canvas: Canvas, by: float) -> None:
    """Turn the page, and take the playhead along."""
    time = round(by * canvas.scale.span)
    canvas.scroll_by(by * canvas.scale.width)
    _go(canvas, canvas.session.moment + time)
