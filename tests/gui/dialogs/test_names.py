"""The list of names is written in, and near misses are put right after a look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.gui import gestures
from studio.gui.dialogs.names import NamesDialog
from studio.gui.session import Session
from studio.gui.tables.name_table import Column
from studio.workflow import correct, names
from tests.gui import accessible
from tests.gui.conftest import Screenshot


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, errors: list[str]) -> NamesDialog:
    """Give the open dialog with one name."""
    names.add(session.project, "Prospero", "duke")
    made = NamesDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def listed(dialog: NamesDialog) -> list[tuple[str, str]]:
    table = dialog.names
    return [(table.index(row, 0).data(), table.index(row, 1).data()) for row in range(table.rowCount())]


def add(dialog: NamesDialog, text: str) -> None:
    QTest.keyClicks(dialog.field, text)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def misheard(session: Session) -> None:
    correct.set_text(session.project, 4, "Aber Prosparos Plan geht nicht auf.")
    correct.set_text(session.project, 5, "prospero!")


def test_names_are_added_by_typing_and_return(dialog: NamesDialog) -> None:
    add(dialog, "Caliban")
    assert listed(dialog) == [("Prospero", "duke"), ("Caliban", "")]
    assert dialog.field.text() == ""
    assert dialog.isVisible()
    gestures.undo(dialog.session)
    assert listed(dialog) == [("Prospero", "duke")]


def test_a_name_and_its_note_are_written_in_the_list(dialog: NamesDialog) -> None:
    assert dialog.names.setData(dialog.names.index(0, Column.NOTE), "duke of Milan")
    assert dialog.names.setData(dialog.names.index(0, Column.NAME), "Prospero di Milano")
    assert not dialog.names.setData(dialog.names.index(0, Column.NAME), "Prospero di Milano")
    assert listed(dialog) == [("Prospero di Milano", "duke of Milan")]
    assert dialog.session.project.undo_label == "Change name"


def test_what_is_no_name_is_refused_and_the_old_one_stays(dialog: NamesDialog, errors: list[str]) -> None:
    dialog.names.setData(dialog.names.index(0, Column.NAME), "  ")
    add(dialog, " ")
    assert listed(dialog) == [("Prospero", "duke")]
    assert len(errors) == 2
    errors.clear()


def test_chosen_names_are_removed_by_key_and_button(dialog: NamesDialog) -> None:
    add(dialog, "Caliban")
    dialog.table.setFocus()
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert listed(dialog) == [("Caliban", "")]
    assert dialog.table.currentIndex().row() == 0
    dialog.table.selectAll()
    QTest.mouseClick(dialog.take_off, Qt.MouseButton.LeftButton)
    assert listed(dialog) == []
    assert not dialog.take_off.isEnabled()
    assert not dialog.search.isEnabled()


def test_near_misses_are_shown_and_put_right_in_one_step(dialog: NamesDialog) -> None:
    misheard(dialog.session)
    assert not dialog.found.isVisible()
    QTest.mouseClick(dialog.search, Qt.MouseButton.LeftButton)
    assert [dialog.changes.index(row, 2).data() for row in range(dialog.changes.rowCount())] == [
        "Aber Prosperos Plan geht nicht auf.",
        "Prospero!",
    ]
    assert dialog.found.isVisible()
    assert dialog.do.text() == "Correct in 2 cues"
    dialog.changes.setData(dialog.changes.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.do.text() == "Correct in 1 cue"
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert dialog.session.cues.stored(3).cue.text == "Aber Prosperos Plan geht nicht auf."
    assert dialog.note.accessibleName().strip() == "Corrected in 1 cue."
    assert dialog.session.project.undo_label == "Correct names"


def test_where_all_is_right_it_is_said(dialog: NamesDialog) -> None:
    dialog.look()
    assert "No cue seems to mean" in dialog.note.accessibleName()
    assert not dialog.do.isVisible()


def test_return_in_the_dialog_presses_nothing(dialog: NamesDialog) -> None:
    misheard(dialog.session)
    dialog.look()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.session.cues.stored(3).cue.text == "Aber Prosparos Plan geht nicht auf."


def test_there_is_one_dialog_for_a_film(session: Session, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert NamesDialog.show_for(session, window) is NamesDialog.show_for(session, window)


def test_every_control_has_a_name(dialog: NamesDialog, screenshot: Screenshot) -> None:
    misheard(dialog.session)
    add(dialog, "Elfriede Jelinek")
    dialog.look()
    dialog.table.selectRow(0)
    assert accessible.unnamed(dialog) == []
    screenshot(dialog, "names", ("light", "dark", "contrast"), whole=False)
