"""The list of blocks: what each row says, and how little is told anew when something changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from studio.gui.flyer_session import FlyerSession
from studio.gui.tables.unit_table import Column, UnitTable
from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.workflow.flyer import correct
from tests.gui import unit_scene
from tests.gui.unit_scene import DUTCH
from tests.workflow.flyer import made_flyers


@pytest.fixture
def table(session: FlyerSession) -> UnitTable:
    """Give the table of the Dutch edition."""
    return UnitTable(session, session)


def shown(table: UnitTable, row: int) -> list[str]:
    return [str(table.index(row, column).data()) for column in Column]


def told(table: UnitTable) -> list[tuple[int, int]]:
    """Return the list that the rows will stand in which are told to be others."""
    found: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda first, last: found.append((first.row(), last.row())))
    return found


def test_a_row_has_number_source_over_translation_room_and_state(table: UnitTable) -> None:
    german, dutch = made_flyers.GERMAN[1], made_flyers.DUTCH[1]
    assert shown(table, 1) == ["2", f"{german}\n{dutch}", "Fits", "Approved"]
    assert shown(table, 3)[2:] == ["12 % too long;\nset at 92 %", "Machine"]
    assert shown(table, 5)[2:] == ["Does not fit", "Machine"]
    assert shown(table, 7) == ["8", "A picture without a description", "Description missing", ""]


def test_the_heads_name_both_languages(table: UnitTable, session: FlyerSession) -> None:
    heads = [table.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert heads == ["Block", "German, with the Dutch below", "Room on the page", "State"]
    session.choose_edition(0)
    heads = [table.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert heads == ["Block", "German", "Kind", "State"]


def test_without_an_edition_a_row_says_what_the_block_is(table: UnitTable, session: FlyerSession) -> None:
    session.choose_edition(0)
    assert shown(table, 1) == ["2", "Der Sturm", "Heading 1", "Machine"]
    assert shown(table, 7)[2] == "Picture\nDescription missing"


def test_what_is_kept_or_decoration_says_so(table: UnitTable, session: FlyerSession) -> None:
    first, second = unit_scene.ids(session, (0, 1))
    correct.keep_as_is(session.project, [first], True)
    correct.decoration(session.project, [second], True)
    assert shown(table, 0)[1:] == [made_flyers.GERMAN[0], "", "Not translated"]
    assert shown(table, 1)[2] == "Decoration"


def test_a_changed_original_makes_the_row_out_of_date(table: UnitTable, session: FlyerSession) -> None:
    correct.change_text(session.project, unit_scene.ids(session, (1,))[0], "Der große Sturm")
    assert shown(table, 1)[3] == "Out of date"


def test_what_the_review_says_stands_under_the_state(table: UnitTable, session: FlyerSession) -> None:
    block = unit_scene.ids(session, (5,))[0]
    correct.set_wording(session.project, DUTCH, block, "Kaarten vanaf € 41, studenten € 7")
    session.look_for_items()
    assert shown(table, 5)[3] == "Edited\nNumber differs"


def test_a_row_is_read_aloud_as_one_sentence(table: UnitTable) -> None:
    assert table.spoken(5) == (
        f"Block 6, Paragraph, German: {made_flyers.GERMAN[5]}, Dutch: {made_flyers.DUTCH[5]}, Does not fit, Machine"
    )
    assert table.index(5, Column.STATE).data(Qt.ItemDataRole.AccessibleTextRole) == table.spoken(5)
    assert table.spoken(7) == "Block 8, Picture, A picture without a description, Description missing".replace(
        "Picture, ", "Picture, German: "
    ).replace("description, ", "description, Dutch: no text, ")


def test_only_the_row_that_changed_is_told(table: UnitTable, session: FlyerSession) -> None:
    rows = told(table)
    correct.set_wording(session.project, DUTCH, unit_scene.ids(session, (2,))[0], "Van Shakespeare")
    assert rows == [(2, 2)]


def test_a_block_that_is_split_or_joined_moves_no_other_row(
    table: UnitTable, session: FlyerSession, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    inserted: list[tuple[int, int]] = []
    removed: list[tuple[int, int]] = []
    table.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    table.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    block = unit_scene.ids(session, (4,))[0]
    correct.split(session.project, block, len("Premiere,"))
    assert (inserted, removed) == ([(5, 5)], [])
    correct.join(session.project, unit_scene.ids(session, (4, 5)))
    assert (inserted, removed) == ([(5, 5)], [(5, 5)])
    assert table.rowCount() == 8


def test_the_misfits_are_named_in_order(table: UnitTable, session: FlyerSession) -> None:
    assert table.misfits() == unit_scene.ids(session, (5,))
    session.choose_edition(0)
    assert table.misfits() == []


def test_the_model_keeps_the_rules_of_qt(table: UnitTable, session: FlyerSession) -> None:
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    correct.move(session.project, [session.blocks[6].id], session.blocks[1].id)
    session.project.undo()
    session.choose_edition(0)
    session.choose_edition(DUTCH)
    assert isinstance(table, QAbstractTableModel)


def test_pages_begin_with_their_first_row_where_there_are_several(tmp_path: Path, lanes: Lanes, qtbot: QtBot) -> None:
    parts = [
        replace(block, areas=tuple(replace(area, page=place // 4) for area in block.areas))
        for place, block in enumerate(made_flyers.blocks())
    ]
    with made_flyers.production(tmp_path, parts, pages=2) as project:
        session = FlyerSession(project, 1, unit_scene.desk(lanes))
        table = UnitTable(session, session)
        assert [row for row in range(7) if table.is_first_of_page(row)] == [0, 4]
        assert table.spoken(4).startswith("Page 2. Block 5, ")
        session.close()


def test_one_page_has_no_bands(table: UnitTable, flyer: Project) -> None:
    assert not any(table.is_first_of_page(row) for row in range(table.rowCount()))
