"""The keys of the page while it has the keyboard; those of the menus hold besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio.i18n import N_

if TYPE_CHECKING:
    from studio.gui.flyer_tab.page_canvas import PageCanvas

LIST = (
    (("Down", "Up"), N_("The block after or before, in reading order")),
    (("Home", "End"), N_("The first or the last block of the page")),
    (("PgUp", "PgDown"), N_("The page before or after")),
    (("+", "-"), N_("The page larger or smaller")),
    (("0",), N_("The whole page")),
    (("Return",), N_("To the text of this block")),
)
"""What the keys do, for the list of keys."""


def press(canvas: PageCanvas, event: QKeyEvent) -> bool:
    """Do what a key is for and say whether it is for anything here."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers & ~Qt.KeyboardModifier.ShiftModifier:  # + needs Shift on some keyboards
        return False
    do = _keys(canvas).get(Qt.Key(event.key()))
    if do is not None:
        do()
    return do is not None


def _keys(canvas: PageCanvas) -> dict[Qt.Key, Callable[[], object]]:
    session, key = canvas.session, Qt.Key
    return {
        **dict.fromkeys((key.Key_Down, key.Key_Right), lambda: session.turn(1)),
        **dict.fromkeys((key.Key_Up, key.Key_Left), lambda: session.turn(-1)),
        key.Key_Home: lambda: _go(canvas, 0),
        key.Key_End: lambda: _go(canvas, -1),
        key.Key_PageUp: lambda: session.choose_page(session.page - 1),
        key.Key_PageDown: lambda: session.choose_page(session.page + 1),
        **dict.fromkeys((key.Key_Plus, key.Key_Equal), lambda: canvas.zoom_by(1)),
        key.Key_Minus: lambda: canvas.zoom_by(-1),
        key.Key_0: canvas.fit_page,
        **dict.fromkeys((key.Key_Return, key.Key_Enter), session.edit_asked.emit),
    }


def _go(canvas: PageCanvas, place: int) -> None:
    there = canvas.session.on_page(canvas.session.page)
    if there:
        canvas.session.choose_block(there[place].id)
