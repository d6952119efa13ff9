"""The whole path of a translation by keyboard, in the real window, with the practice packages that translate it."""

from __future__ import annotations

import json
from pathlib import Path

import producing
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.wordings import WordingsDialog
from studio.gui.main_window import MainWindow
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.model.cue import Cue, CueState
from studio.model.speech import Run
from studio.project.evidence import Listening

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
MOST_TABS = 60
OTHER = "Am 12. Februar beginnt das Konzert um 9 Uhr."


@pytest.fixture
def tab(window: MainWindow, tmp_path: Path, practice: Path, qtbot: QtBot) -> SubtitleTab:
    """Give the tab of a production with four sentences that the practice model heard, the keyboard in the table."""
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    with producing.project(tmp_path, language="de") as project:
        texts = [each["text"] for each in json.loads((practice / "welcome.de.json").read_text("utf-8"))["sentences"]]
        cues = [Cue(1000 + 6000 * n, 6000 + 6000 * n, text) for n, text in enumerate(texts[:4])]
        track = producing.add_track(project, cues)
        with project.record():
            video = project.media.videos()[0].id
            run = project.evidence.begin(Run("whisper", "practice", "de", True), Listening(video, track))
            project.evidence.give(run, len(cues))
            project.evidence.finish(run)
            project.evidence.keep_shots(video, [])
    window.open_path(project.path)
    qtbot.waitUntil(lambda: window.session is not None)
    window.desk.preferences.change(reviewer="Ada")
    window.activateWindow()
    made = window.tabs.currentWidget()
    assert isinstance(made, SubtitleTab)
    made.cue_view.setFocus()
    qtbot.waitUntil(made.cue_view.table.hasFocus)
    return made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def tab_to(widget: QWidget) -> None:
    """Press Tab until the keyboard is at a widget."""
    for _press in range(MOST_TABS):
        if QApplication.focusWidget() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget}")


def written(text: str) -> None:
    """Write a text in place of the one that has the keyboard."""
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), text)


def texts(session: Session) -> list[str]:
    session.flush()
    return [stored.cue.text for stored in session.cues.stored_cues]


def states(session: Session) -> set[CueState]:
    return {stored.cue.state for stored in session.cues.stored_cues}


def choose_first(session: Session) -> None:
    """Go to the first row of the table by keys."""
    press(Qt.Key.Key_Home, CTRL)
    assert session.cues.row_of(session.cue) == 0


@pytest.mark.slow
def test_the_whole_path_by_keyboard(tab: SubtitleTab, window: MainWindow, qtbot: QtBot) -> None:
    session = tab.session
    panel, stages = tab.translate_panel, tab.stage_bar.buttons

    # translate
    tab_to(stages["translate"])
    press(Qt.Key.Key_Space)
    assert panel.isVisible()
    assert "for practice" in panel.form.choices["en"].accessibleDescription()
    assert QApplication.focusWidget() in panel.form.choices.values()
    qtbot.waitUntil(lambda: panel.form.choices["en"].y() > panel.form.choices["nl"].y())  # they stand where they belong
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert panel.form.target() == "en"
    tab_to(panel.begin)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.sides.is_pair)
    assert len(texts(session)) == 4
    assert texts(session)[0] == "Welcome to Vienna, dear families."
    assert states(session) == {CueState.MACHINE}
    qtbot.waitUntil(lambda: not session.desk.runner.of(session.video.id))
    made = texts(session)

    # edit
    tab_to(tab.cue_view.table)
    choose_first(session)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is tab.editor.text
    written("Welcome to Vienna!")
    assert texts(session)[0] == "Welcome to Vienna!"

    # the source is edited: its translation is out of date
    tab_to(stages["correct"])
    press(Qt.Key.Key_Space)
    assert session.track is not None
    assert session.track.language == "de"
    tab_to(tab.cue_view.table)
    choose_first(session)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    written(OTHER)
    tab_to(stages["translate"])
    press(Qt.Key.Key_Space)
    assert len(session.sides.stale) == 1
    assert tab.translate_bar.renew.text() == "Translate this one again"

    # translate again
    press(Qt.Key.Key_R, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not session.sides.stale)
    now = texts(session)
    assert (now[0], now[1], now[3]) == ("Welcome to Vienna!", made[1], made[3])
    assert now[2] != made[2]
    assert "12 February" in now[2]

    assert not window.action("translate.renew").isEnabled()
    qtbot.waitUntil(lambda: window.action("translate.again").isEnabled())

    # other wordings
    tab_to(tab.cue_view.table)
    choose_first(session)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F9)
    dialog = next(each for each in window.findChildren(WordingsDialog) if each.isVisible())
    qtbot.waitUntil(lambda: dialog.wordings.rowCount() > 0)
    wanted = str(dialog.wordings.index(0).data())
    qtbot.waitUntil(dialog.list.hasFocus)
    press(Qt.Key.Key_Return)
    assert " ".join(texts(session)[1].split()) == wanted
    window.activateWindow()  # as a real screen does when a dialog closes
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    # approve all
    tab_to(tab.cue_view.table)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert states(session) == {CueState.APPROVED}
    assert {stored.reviewer for stored in session.cues.stored_cues} == {"Ada"}
    assert stages["translate"].accessibleDescription() == "English: all checked. You are here."

    # undo, step by step
    for step in ("Approve cues", "Use other wording", "Translate again", "Change text", "Change text"):
        assert session.project.undo_label == step
        press(Qt.Key.Key_Z, CTRL)
    assert texts(session) == made
    assert states(session) == {CueState.MACHINE}
    assert not session.sides.stale
    assert QKeySequence("F9") == window.action("translate.wordings").shortcut()
