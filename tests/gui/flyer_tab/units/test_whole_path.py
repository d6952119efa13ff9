"""The whole path of a flyer by keyboard, in the real window, with the practice packages that translate it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.description import DescriptionDialog
from studio.gui.dialogs.flyer_export import FlyerExportDialog
from studio.gui.dialogs.translate import TranslateDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.tab import FlyerTab
from studio.gui.main_window import MainWindow
from studio.model.cue import CueState

pytestmark = pytest.mark.slow  # a flyer is read, set and written by workers that have to begin first

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
MOST_TABS = 60


@pytest.fixture
def tab(window: MainWindow, tmp_path: Path, practice: Path, qtbot: QtBot) -> FlyerTab:
    """Give the tab of the practice flyer, just read."""
    if not all((practice / name).is_file() for name in ("flyer.de.pdf", "translate-de_en-1_0.argosmodel")):
        pytest.skip("no practice flyer or packages here; the scripts in packaging/practice make them")
    shutil.copy(practice / "flyer.de.pdf", tmp_path)
    window.open_path(tmp_path / "flyer.de.pdf")
    qtbot.waitUntil(lambda: window.flyer is not None and bool(window.flyer.blocks))
    window.desk.preferences.change(reviewer="Ada")
    window.activateWindow()
    made = window.tabs.currentWidget()
    assert isinstance(made, FlyerTab)
    return made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def tab_to(widget: QWidget) -> None:
    """Press Tab until the keyboard is at a widget."""
    passed: list[QWidget | None] = []
    for _press in range(MOST_TABS):
        if QApplication.focusWidget() is widget:
            return
        passed.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget}, but {passed}")


def translate(window: MainWindow, tab: FlyerTab, qtbot: QtBot) -> None:
    """Have English made of it, from the bar over the list."""
    tab.setFocus()
    tab_to(tab.units.bar.add)
    press(Qt.Key.Key_Space)
    dialog = window.findChild(TranslateDialog)
    assert isinstance(dialog, TranslateDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.choices["en"].setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.flyer.edition is not None)


def come_back(window: MainWindow, tab: FlyerTab, qtbot: QtBot) -> None:
    """Have the keyboard in the list again after a window was open."""
    window.activateWindow()
    tab.units.setFocus()
    qtbot.waitUntil(tab.units.view.hasFocus)


def describe(window: MainWindow, session: FlyerSession, qtbot: QtBot) -> None:
    """Go to the picture that has no description by the key for what is to be checked, and describe it."""
    qtbot.waitUntil(lambda: any(item.rule == "no-description" for item in session.items))
    for _press in session.items:
        if session.item is None or session.item.rule != "no-description":
            press(Qt.Key.Key_F8)
    press(Qt.Key.Key_M, CTRL)
    dialog = window.findChild(DescriptionDialog)
    assert isinstance(dialog, DescriptionDialog)
    qtbot.waitUntil(dialog.text.hasFocus)
    QTest.keyClicks(dialog.text, "Eine Frau in Gold")
    tab_to(dialog.keep)
    press(Qt.Key.Key_Space)
    assert next(each for each in session.blocks if each.id == session.block).block.text == "Eine Frau in Gold"


def test_a_flyer_comes_back_translated_checked_and_written(
    window: MainWindow, tab: FlyerTab, tmp_path: Path, qtbot: QtBot
) -> None:
    session = tab.flyer
    translate(window, tab, qtbot)
    qtbot.waitUntil(lambda: bool(session.fits))
    come_back(window, tab, qtbot)
    describe(window, session, qtbot)
    come_back(window, tab, qtbot)
    press(Qt.Key.Key_Home, CTRL)
    first = session.block
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(tab.units.editor.text.hasFocus)
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(tab.units.editor.text, "Our November")
    press(Qt.Key.Key_Return, CTRL)
    wording = session.wordings[first]
    assert (wording.text, wording.state, wording.reviewer) == ("Our November", CueState.APPROVED, "Ada")
    assert session.block != first
    press(Qt.Key.Key_E, CTRL)
    dialog = window.findChild(FlyerExportDialog)
    assert isinstance(dialog, FlyerExportDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    tab_to(dialog.export)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.export.isHidden)
    written = tmp_path / "flyer.en.pdf"
    assert written.read_bytes().startswith(b"%PDF")
    assert b"Ada" in (tmp_path / "flyer.record.json").read_bytes()
