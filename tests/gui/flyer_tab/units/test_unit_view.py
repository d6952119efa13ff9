"""The list as people use it: chosen, gone through, several at once, with large letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.unit_view import UnitView
from studio.gui.flyer_tab.units_side import UnitsSide
from studio.gui.tables.unit_table import Column
from studio.jobs.lanes import Lanes
from studio.workflow.flyer import correct
from tests.gui import unit_scene
from tests.gui.accessible import spoken, unnamed
from tests.workflow.flyer import made_flyers


@pytest.fixture
def view(side: UnitsSide) -> UnitView:
    """Give the list, with the keyboard."""
    side.activateWindow()
    side.view.setFocus()
    return side.view


def chosen(view: UnitView) -> list[int]:
    return sorted(index.row() for index in view.selectionModel().selectedRows())


def test_the_arrow_keys_choose_blocks_everywhere(view: UnitView, session: FlyerSession) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert session.block == session.blocks[2].id
    assert chosen(view) == [2]


def test_a_block_that_is_chosen_elsewhere_is_chosen_here(view: UnitView, session: FlyerSession) -> None:
    session.choose_block(session.blocks[5].id)
    assert (view.currentIndex().row(), chosen(view)) == (5, [5])
    assert session.selected == [session.blocks[5].id]


def test_several_rows_are_what_an_action_is_meant_for(view: UnitView, session: FlyerSession) -> None:
    for _time in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert session.targets() == unit_scene.ids(session, (0, 1, 2))


def test_selecting_a_row_more_does_not_lose_the_others(view: UnitView, session: FlyerSession) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(view.units.index(4, 0), flags)
    assert session.selected == unit_scene.ids(session, (0, 4))


def test_return_goes_to_the_text(view: UnitView, side: UnitsSide, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(side.editor.text.hasFocus)


def test_after_a_join_the_first_block_stays_chosen(view: UnitView, session: FlyerSession, qtbot: QtBot) -> None:
    session.choose_block(session.blocks[4].id)
    first = session.block
    correct.join(session.project, unit_scene.ids(session, (4, 5)))
    qtbot.waitUntil(lambda: chosen(view) == [4])
    assert session.block == first


def test_the_next_block_is_chosen_for_one_that_is_gone(view: UnitView, session: FlyerSession, qtbot: QtBot) -> None:
    session.choose_block(session.blocks[5].id)
    seventh = session.blocks[6].id
    correct.join(session.project, unit_scene.ids(session, (4, 5)))
    qtbot.waitUntil(lambda: session.block == seventh)


def test_a_new_order_keeps_the_choice(view: UnitView, session: FlyerSession, qtbot: QtBot) -> None:
    session.choose_block(session.blocks[6].id)
    last = session.block
    correct.move(session.project, [last], session.blocks[0].id)
    qtbot.waitUntil(lambda: chosen(view) == [0])
    assert session.block == last


def test_a_screen_reader_hears_the_whole_row(view: UnitView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found.text(QAccessible.Text.Name) == "Blocks of the flyer"
    names = [found.child(place).text(QAccessible.Text.Name) for place in range(found.childCount())]
    assert view.units.spoken(5) in names


def test_everything_at_the_side_has_a_name(side: UnitsSide, session: FlyerSession) -> None:
    side.show_queue(True)
    session.choose_item(session.items[0])
    assert unnamed(side) == []
    assert {"Language of the translation", "Reading order…", "To check (3)"} <= set(spoken(side))


def test_in_a_narrow_list_room_and_state_stand_under_the_text(view: UnitView, side: UnitsSide, qtbot: QtBot) -> None:
    side.resize(420, 570)
    qtbot.waitUntil(lambda: view.isColumnHidden(Column.ROOM))
    assert view.isColumnHidden(Column.STATE)
    assert view.rowHeight(0) == view.rows.row_height()
    side.resize(846, 570)
    qtbot.waitUntil(lambda: not view.isColumnHidden(Column.ROOM))


def test_rows_grow_with_the_letters(view: UnitView) -> None:
    before = view.rowHeight(0)
    theme.current().use("light", 200)
    QApplication.processEvents()
    assert view.rowHeight(0) > 1.8 * before


def test_a_thousand_blocks_are_gone_through_without_reading_them_again(
    tmp_path: Path, lanes: Lanes, qtbot: QtBot
) -> None:
    texts = [f"Satz Nummer {number} auf dieser langen Liste." for number in range(1000)]
    with made_flyers.production(tmp_path, made_flyers.blocks(texts)) as project:
        edition = made_flyers.translate(project, [f"Zin nummer {number}." for number in range(1000)])
        session = FlyerSession(project, 1, unit_scene.desk(lanes))
        session.choose_edition(edition)
        side = UnitsSide(session)
        qtbot.addWidget(side, before_close_func=lambda _side: session.close())
        side.resize(846, 570)
        side.show()
        session.choose_block(session.blocks[0].id)
        told: list[int] = []
        side.view.units.dataChanged.connect(lambda first, _last: told.append(first.row()))
        for _time in range(50):
            QTest.keyClick(side.view, Qt.Key.Key_Down)
        assert session.block == session.blocks[50].id
        assert told == []
        correct.set_wording(project, edition, session.block, "Zin nummer vijftig.")
        assert told == [50]
