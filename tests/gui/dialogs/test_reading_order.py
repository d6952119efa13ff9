"""The reading order: moved by keys, buttons and the mouse; roles, levels, languages; one step when it is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.reading_order import ReadingOrderDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.tables.order_table import ROWS, Column
from studio.model.document import Role
from studio.project.project import Project
from tests.gui.accessible import spoken, unnamed
from tests.gui.unit_scene import errors, flyer, session
from tests.workflow.flyer import made_flyers

__all__ = ["errors", "flyer", "session"]


@pytest.fixture
def dialog(session: FlyerSession, qtbot: QtBot, errors: list[str]) -> ReadingOrderDialog:
    """Give the window with the second block chosen."""
    session.choose_block(session.blocks[1].id)
    made = ReadingOrderDialog(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def texts(dialog: ReadingOrderDialog) -> list[str]:
    return [block.text for block in dialog.order.blocks]


def choose(dialog: ReadingOrderDialog, *rows: int) -> None:
    """Select rows, whatever keys Qt believes to be held."""
    flags = QItemSelectionModel.SelectionFlag
    dialog.rows.clearSelection()
    for row in rows:
        dialog.rows.selectionModel().select(dialog.order.index(row, 0), flags.Select | flags.Rows)


def test_the_list_names_each_block_with_what_it_is(dialog: ReadingOrderDialog) -> None:
    row = [str(dialog.order.index(1, column).data()) for column in Column]
    assert row == ["2", "1", "Heading 1", "Der Sturm", ""]
    assert dialog.chosen == [1]


def test_keys_move_the_chosen_block_and_the_choice_goes_along(dialog: ReadingOrderDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.rows.hasFocus)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts(dialog)[:3] == [made_flyers.GERMAN[0], made_flyers.GERMAN[2], made_flyers.GERMAN[1]]
    assert dialog.chosen == [2]
    for _time in range(3):
        QTest.keyClick(dialog.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert texts(dialog)[0] == made_flyers.GERMAN[1]
    assert not dialog.up.isEnabled()


def test_buttons_move_several_blocks_together(dialog: ReadingOrderDialog) -> None:
    choose(dialog, 5, 6)
    dialog.up.click()
    assert texts(dialog)[4:7] == [*made_flyers.GERMAN[5:7], made_flyers.GERMAN[4]]
    assert dialog.chosen == [4, 5]


def test_rows_that_are_dragged_stand_where_they_are_dropped(dialog: ReadingOrderDialog) -> None:
    carried = dialog.order.mimeData([dialog.order.index(6, 0), dialog.order.index(6, 3)])
    assert isinstance(carried, QMimeData)
    assert carried.hasFormat(ROWS)
    dialog.order.dropMimeData(carried, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert texts(dialog)[:2] == [made_flyers.GERMAN[6], made_flyers.GERMAN[0]]
    assert dialog.chosen == [0]


def test_all_changes_are_one_step_that_undo_takes_back(
    dialog: ReadingOrderDialog, session: FlyerSession, flyer: Project
) -> None:
    before = [each.block for each in session.blocks]
    dialog.down.click()
    dialog.fields.level.setCurrentIndex(1)
    dialog.fields.level.activated.emit(1)
    dialog.fields.keep.click()
    dialog.keep.click()
    assert not dialog.isVisible()
    third = session.blocks[2].block
    assert (third.text, third.level, third.is_kept) == ("Der Sturm", 2, True)
    assert flyer.undo() == "Change reading order"
    assert [each.block for each in session.blocks] == before


def test_cancel_leaves_everything_as_it_is(dialog: ReadingOrderDialog, session: FlyerSession, flyer: Project) -> None:
    before, label = [each.block for each in session.blocks], flyer.undo_label
    dialog.down.click()
    dialog.cancel.click()
    assert [each.block for each in session.blocks] == before
    assert flyer.undo_label == label


def test_a_role_is_given_to_all_that_are_chosen(dialog: ReadingOrderDialog, session: FlyerSession) -> None:
    dialog.rows.selectAll()
    assert not dialog.fields.role.isEnabled()  # a picture is among them
    choose(dialog, 3, 4)
    dialog.fields.role.setCurrentIndex(dialog.fields.role.findData(str(Role.HEADING)))
    dialog.fields.role.activated.emit(0)
    assert [(block.role, block.level) for block in dialog.order.blocks[3:5]] == [(Role.HEADING, 1)] * 2


def test_a_language_of_its_own_is_said_in_the_list(dialog: ReadingOrderDialog) -> None:
    field = dialog.fields.language
    field.setCurrentIndex(field.findData("en"))
    field.activated.emit(0)
    dialog.fields.decoration.click()
    assert dialog.order.index(1, Column.READ).data() == "English, decoration"
    assert dialog.order.spoken(1) == "2, 1, Heading 1, Der Sturm, English, decoration"


def test_only_a_picture_has_a_description_to_write(
    dialog: ReadingOrderDialog, session: FlyerSession, qtbot: QtBot
) -> None:
    assert dialog.fields.description.isHidden()
    choose(dialog, 7)
    assert dialog.fields.description.isVisible()
    qtbot.keyClicks(dialog.fields.description, "Ein Boot")
    dialog.keep.click()
    assert session.blocks[7].block.text == "Ein Boot"


def test_everything_has_a_name(dialog: ReadingOrderDialog) -> None:
    assert unnamed(dialog) == []
    assert {"Blocks in reading order", "Earlier", "Later"} <= set(spoken(dialog))
