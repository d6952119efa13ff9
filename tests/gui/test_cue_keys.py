"""The keys of the list (F1) on a real window: each does its deed wherever the keyboard is, and undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.find import FindDialog
from studio.gui.main_window import MainWindow
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.model.cue import CueState, Kind
from studio.project.project import Project
from studio.project.values import StoredCue
from tests.gui.scene import scene

__all__ = ["scene"]

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tab(window: MainWindow, scene: Project, qtbot: QtBot) -> SubtitleTab:
    """Give the tab of the film of the scene, its third cue chosen, with the keyboard in the table."""
    scene.close()
    window.open_path(scene.path)
    qtbot.waitUntil(lambda: window.session is not None)
    window.desk.preferences.change(reviewer="Ada")
    made = window.tabs.currentWidget()
    assert isinstance(made, SubtitleTab)
    made.session.show_cue(3)
    window.activateWindow()
    made.cue_view.table.setFocus()
    qtbot.waitUntil(made.cue_view.table.hasFocus)
    return made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def cue(session: Session, id: int = 3) -> StoredCue:
    """Return a cue as the file has it."""
    stored = session.project.cues.get(id)
    assert stored is not None
    return stored


def everything(session: Session) -> list[StoredCue]:
    return session.project.cues.of(1)


KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier, Callable[[Session], bool]], ...] = (
    (Qt.Key.Key_Return, CTRL, lambda session: cue(session).cue.state is CueState.APPROVED),
    (Qt.Key.Key_J, CTRL, lambda session: session.project.cues.get(4) is None),
    (Qt.Key.Key_T, CTRL, lambda session: len(everything(session)) == 6),
    (Qt.Key.Key_F6, PLAIN, lambda session: cue(session).cue.start == 11_000),
    (Qt.Key.Key_F7, PLAIN, lambda session: cue(session).cue.end == 11_000),
    (Qt.Key.Key_Left, ALT, lambda session: cue(session).cue.start == 9_900),
    (Qt.Key.Key_Right, ALT, lambda session: cue(session).cue.start == 10_100),
    (Qt.Key.Key_Left, ALT | SHIFT, lambda session: cue(session).cue.start == 9_960),
    (Qt.Key.Key_Right, ALT | SHIFT, lambda session: cue(session).cue.start == 10_040),
    (Qt.Key.Key_Insert, PLAIN, lambda session: len(everything(session)) == 6),
)
"""What each key does to the third cue, with the caret behind its third word and the picture at 11 s."""


@pytest.mark.parametrize("place", ["table", "text"])
def test_every_key_does_its_deed_and_undo_takes_it_back(tab: SubtitleTab, place: str) -> None:
    session, before = tab.session, everything(tab.session)
    for key, modifiers, is_done in KEYS:
        session.show_cue(3)
        tab.editor.text.put_caret(len("Prospero hat den "))
        tab.editor.edit() if place == "text" else tab.cue_view.table.setFocus()
        session.seek(11_000)
        press(key, modifiers)
        assert is_done(session), key
        press(Qt.Key.Key_Z, CTRL)
        assert everything(session) == before, key
        press(Qt.Key.Key_Z, CTRL | SHIFT)
        assert is_done(session), key
        press(Qt.Key.Key_Z, CTRL)


def test_lines_are_broken_anew(tab: SubtitleTab) -> None:
    tab.editor.edit()
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(tab.editor.text, "Aber der Plan geht heute leider ganz und gar nicht auf.")
    press(Qt.Key.Key_B, CTRL)
    assert len(cue(tab.session).cue.lines) == 2


def test_delete_removes_rows_in_the_table_and_letters_in_the_text(tab: SubtitleTab) -> None:
    tab.editor.edit()
    tab.editor.text.put_caret(0)
    press(Qt.Key.Key_Delete)
    tab.session.flush()
    assert cue(tab.session).cue.text.startswith("rospero")
    tab.cue_view.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert tab.session.project.cues.get(3) is None
    press(Qt.Key.Key_Z, CTRL)
    assert cue(tab.session).cue.text.startswith("rospero")


@pytest.mark.parametrize("place", ["table", "text"])
def test_the_next_and_the_previous_cue_are_a_key_away(tab: SubtitleTab, place: str) -> None:
    if place == "text":
        tab.editor.edit()
    press(Qt.Key.Key_Down, ALT)
    assert tab.session.cue == 4
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    assert tab.session.cue == 2
    if place == "text":
        assert tab.editor.text.hasFocus(), "who writes goes on writing"


def test_letters_and_space_are_text_in_the_text(tab: SubtitleTab) -> None:
    tab.editor.edit()
    tab.editor.text.put_caret(0)
    QTest.keyClicks(tab.editor.text, "Ach, der ")
    tab.session.flush()
    assert cue(tab.session).cue.text.startswith("Ach, der Prospero")
    assert not tab.session.is_playing


def test_typing_is_undone_with_the_undo_key_from_inside_the_text(tab: SubtitleTab) -> None:
    tab.editor.edit()
    QTest.keyClicks(tab.editor.text, "xyz")
    press(Qt.Key.Key_Z, CTRL)
    assert (
        tab.editor.text.toPlainText()
        == cue(tab.session).cue.text
        == "Prospero hat den Sturm selbst\ngerufen, um Rache zu nehmen."
    )


def test_the_menu_says_what_undo_would_take_back(tab: SubtitleTab, window: MainWindow) -> None:
    press(Qt.Key.Key_J, CTRL)
    assert window.action("edit.undo").text() == "&Undo: Join cues"
    press(Qt.Key.Key_Z, CTRL)
    assert window.action("edit.redo").text() == "&Do again: Join cues"
    assert not window.action("edit.undo").isEnabled()


def test_find_opens_beside_the_cues(tab: SubtitleTab, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in tab.findChildren(FindDialog)))


def test_kind_and_state_are_in_the_menu_for_all_selected(tab: SubtitleTab, window: MainWindow) -> None:
    tab.cue_view.table.select_cues([3, 4])
    window.action("cues.kind_music").trigger()
    window.action("cues.state_edited").trigger()
    assert [(cue(tab.session, id).cue.kind, cue(tab.session, id).cue.state) for id in (3, 4)] == [
        (Kind.MUSIC, CueState.EDITED)
    ] * 2


def test_nothing_can_be_edited_without_a_cue(tab: SubtitleTab, window: MainWindow) -> None:
    tab.session.choose_cue(0)
    assert not any(window.action(f"cues.{id}").isEnabled() for id in ("approve", "delete", "split", "join", "recut"))
    assert window.action("cues.insert").isEnabled()
