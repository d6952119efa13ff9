"""Find and replace shows before what it does, line by line, and does it as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.gui import gestures
from studio.gui.dialogs.find import FindDialog
from studio.gui.session import Session
from studio.gui.tables.change_table import Column
from studio.model.cue import CueState
from tests.gui import accessible
from tests.gui.conftest import Screenshot


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, errors: list[str]) -> FindDialog:
    """Give the open dialog."""
    made = FindDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def look_for(dialog: FindDialog, wanted: str, new: str = "") -> list[tuple[str, str, str]]:
    """Type what is wanted and what shall stand there, and return the lines shown."""
    for field, words in ((dialog.wanted, wanted), (dialog.new, new)):
        field.clear()
        QTest.keyClicks(field, words)
    dialog.look()
    table = dialog.changes
    return [
        (table.index(row, 0).data(), table.index(row, 1).data(), table.index(row, 2).data())
        for row in range(table.rowCount())
    ]


def test_what_would_change_is_shown_while_typing(dialog: FindDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.wanted, "Plan")
    QTest.keyClicks(dialog.new, "Trick")
    qtbot.waitUntil(lambda: dialog.changes.rowCount() == 1)
    assert look_for(dialog, "Plan", "Trick") == [
        ("4", "Aber der Plan geht nicht auf.", "Aber der Trick geht nicht auf.")
    ]
    assert dialog.session.cues.stored(3).cue.text == "Aber der Plan geht nicht auf."
    assert dialog.do.text() == "Replace in 1 cue"


def test_replacing_is_one_step_and_leaves_out_what_is_not_ticked(dialog: FindDialog) -> None:
    assert [line[0] for line in look_for(dialog, "ein", "k")] == ["2"]
    assert [line[0] for line in look_for(dialog, "te", "T")] == ["1", "2"]
    dialog.changes.setData(
        dialog.changes.index(1, Column.NUMBER), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    cues = dialog.session.cues
    assert cues.stored(0).cue.text.endswith("heuT so zahlreich da sind.")
    assert cues.stored(0).cue.state is CueState.EDITED
    assert "alte" in cues.stored(1).cue.text
    assert dialog.note.accessibleName().strip() == "Replaced in 1 cue."
    gestures.undo(dialog.session)
    assert "heute" in cues.stored(0).cue.text


def test_approved_cues_are_named_before(dialog: FindDialog) -> None:
    look_for(dialog, "freue", "grause")
    assert "1 of them is approved and will count as edited." in dialog.note.accessibleName()


def test_capitals_whole_words_and_patterns_are_heeded(dialog: FindDialog) -> None:
    dialog.words.click()
    assert look_for(dialog, "Zauber") == []
    dialog.words.click()
    dialog.capitals.click()
    assert look_for(dialog, "PLAN", "x") == []
    dialog.capitals.click()
    dialog.pattern.click()
    assert [line[2] for line in look_for(dialog, r"(Pl)an", r"\1under")] == ["Aber der Plunder geht nicht auf."]


def test_a_pattern_with_a_mistake_is_explained_in_the_dialog(dialog: FindDialog) -> None:
    dialog.pattern.click()
    assert look_for(dialog, "(") == []
    assert dialog.note.property("note") == "problem"
    assert not dialog.do.isEnabled()


def test_return_goes_to_the_next_and_changes_nothing(dialog: FindDialog) -> None:
    look_for(dialog, "te", "T")
    for expected in (1, 2, 1):
        QTest.keyClick(dialog.wanted, Qt.Key.Key_Return)
        assert dialog.session.cue == expected
    assert dialog.session.project.undo_label is None


def test_a_line_shows_its_cue_and_is_read_aloud(dialog: FindDialog) -> None:
    look_for(dialog, "Plan", "Trick")
    index = dialog.changes.index(0, Column.AFTER)
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=dialog.table.visualRect(index).center())
    assert dialog.session.cue == 4
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Cue 4: Aber der Plan geht nicht auf. becomes Aber der Trick geht nicht auf."
    )


def test_what_changes_meanwhile_is_looked_for_anew(dialog: FindDialog, qtbot: QtBot) -> None:
    look_for(dialog, "Plan", "Trick")
    gestures.correct.set_text(dialog.session.project, 4, "Kein Wort.")
    qtbot.waitUntil(lambda: dialog.changes.rowCount() == 0)


def test_there_is_one_dialog_for_a_film(session: Session, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert FindDialog.show_for(session, window) is FindDialog.show_for(session, window)


def test_every_control_has_a_name(dialog: FindDialog, screenshot: Screenshot) -> None:
    look_for(dialog, "te", "T")
    assert accessible.unnamed(dialog) == []
    screenshot(dialog, "find", ("light", "dark", "contrast"), whole=False)
