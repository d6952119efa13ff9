"""The ring is around whatever has the keyboard, and Space presses the button that has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.widgets import Button, IconButton


class Page(QWidget):
    """A few controls below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("Go")
        self.icon = IconButton("Play", "play")
        self.field = QLineEdit()
        self.text = QPlainTextEdit()
        column = QVBoxLayout(self)
        for part in (self.button, self.icon, self.field, self.text):
            column.addWidget(part)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def ring(page: Page) -> QRect:
    """Return where the ring is; nowhere is an empty place."""
    rings = [child for child in page.findChildren(QWidget, "focus_ring") if child.isVisible()]
    return rings[-1].geometry() if rings else QRect()


def place(page: Page, control: QWidget) -> QRect:
    return QRect(control.mapTo(page, QPoint(0, 0)), control.size())


@pytest.mark.parametrize("name", ["button", "icon"])
def test_the_ring_is_outside_of_a_button(page: Page, name: str) -> None:
    control = getattr(page, name)
    control.setFocus()
    assert ring(page).contains(place(page, control), True)


@pytest.mark.parametrize("name", ["field", "text"])
def test_the_ring_is_on_the_edge_of_a_text_box(page: Page, name: str) -> None:
    control = getattr(page, name)
    control.setFocus()
    assert ring(page) == place(page, control)


def test_the_ring_goes_along_when_the_page_changes(page: Page, qtbot: QtBot) -> None:
    page.icon.setFocus()
    page.button.hide()
    page.resize(600, 500)
    qtbot.waitUntil(lambda: ring(page).contains(place(page, page.icon), True))


def test_the_ring_leaves_with_the_keyboard(page: Page) -> None:
    page.button.setFocus()
    page.button.clearFocus()
    assert ring(page).isEmpty()


def test_the_ring_outlives_what_it_was_around(page: Page, qtbot: QtBot) -> None:
    page.button.setFocus()
    page.button.deleteLater()
    qtbot.wait(10)
    page.field.setFocus()
    assert ring(page) == place(page, page.field)


def test_the_ring_has_the_colour_of_the_theme(page: Page) -> None:
    page.button.setFocus()
    corner = ring(page)
    shown = page.grab().toImage().pixelColor(corner.center().x(), corner.top() + 1)
    assert shown == theme.colour("focus")


def test_space_presses_the_button_that_has_the_keyboard_although_it_plays_elsewhere(page: Page, qtbot: QtBot) -> None:
    played: list[str] = []
    shortcut = QShortcut(Qt.Key.Key_Space, page)
    shortcut.activated.connect(lambda: played.append("play"))
    page.button.clicked.connect(lambda: played.append("button"))
    page.button.setFocus()
    qtbot.keyClick(page.button, Qt.Key.Key_Space)
    page.icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert played == ["button", "play"]
