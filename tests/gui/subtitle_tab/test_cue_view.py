"""The table follows what is chosen elsewhere and tells what is chosen in it; it is used with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import gestures, metrics, theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.cue_delegate import lines_of, reading, said_by
from studio.gui.subtitle_tab.cue_view import CueRows, CueView
from studio.gui.tables.cue_table import Column
from studio.model.cue import Cue
from studio.project.values import StoredCue, StoredTrack
from tests.gui import accessible
from tests.gui.conftest import Screenshot


@pytest.fixture
def view(session: Session, qtbot: QtBot, errors: list[str]) -> CueView:
    """Give the table with the keyboard on its third row."""
    made = CueView(session)
    qtbot.addWidget(made)
    made.resize(metrics.px(700), metrics.px(260))
    made.show()
    made.activateWindow()
    made.table.setFocus()
    session.show_cue(3)
    qtbot.waitUntil(made.table.hasFocus)
    qtbot.waitUntil(lambda: session.review is not None and bool(session.review.items))
    return made


@pytest.fixture
def rows(view: CueView) -> CueRows:
    """Give the rows of the table."""
    return view.table


def press(rows: CueRows, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(rows, key, modifier)


def test_arrows_choose_a_cue_and_go_to_its_moment(rows: CueRows, session: Session) -> None:
    press(rows, Qt.Key.Key_Down)
    assert (session.cue, session.moment, session.selected) == (4, 14_000, [4])
    press(rows, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert (session.cue, session.moment) == (1, 1000)


def test_what_is_chosen_elsewhere_is_chosen_here(rows: CueRows, session: Session) -> None:
    session.show_cue(5)
    assert rows.currentIndex().row() == 4
    assert [index.row() for index in rows.selectionModel().selectedRows()] == [4]
    assert session.selected == [5]


def test_shift_selects_several_and_they_are_what_is_meant(rows: CueRows, session: Session) -> None:
    press(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert session.selected == [3, 4, 5]
    assert session.targets() == [3, 4, 5]


def test_a_click_chooses_a_cue(rows: CueRows, session: Session) -> None:
    place = rows.visualRect(session.cues.index(1, Column.TEXT)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.cue == 2


def test_return_and_a_double_click_ask_for_the_editor(rows: CueRows, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.edit_asked):
        press(rows, Qt.Key.Key_Return)
    place = rows.visualRect(session.cues.index(1, Column.TEXT)).center()
    with qtbot.waitSignal(session.edit_asked):
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_tab_leaves_the_table_and_letters_do_nothing(view: CueView, session: Session) -> None:
    press(view.table, Qt.Key.Key_E)
    assert session.cue == 3
    press(view.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not view.table


def test_deleting_goes_on_with_the_cue_that_takes_the_place(rows: CueRows, session: Session) -> None:
    gestures.delete(session)
    assert (session.cue, session.selected, rows.currentIndex().row()) == (4, [4], 2)
    gestures.undo(session)
    assert (session.cue, rows.currentIndex().row()) == (3, 2)


def test_deleting_the_last_goes_back_and_deleting_all_leaves_nothing(rows: CueRows, session: Session) -> None:
    session.show_cue(5)
    gestures.delete(session)
    assert session.cue == 4
    rows.selectAll()
    gestures.delete(session)
    assert (session.cue, session.selected, session.cues.rowCount()) == (0, [], 0)
    gestures.undo(session)
    assert session.cues.rowCount() == 4


def test_a_selection_outlives_rows_that_come_and_move(rows: CueRows, session: Session) -> None:
    session.selection_asked.emit([3, 4])
    with session.project.record():
        session.project.cues.add(1, [Cue(100, 900, "Vorher.")])
    assert session.selected == [3, 4]
    assert sorted(index.row() for index in rows.selectionModel().selectedRows()) == [3, 4]


def test_many_changes_at_once_leave_choice_and_selection(rows: CueRows, session: Session) -> None:
    session.selection_asked.emit([2, 3])
    with session.project.record():
        session.project.cues.add(1, [Cue(100 + i, 101 + i, "Viele.") for i in range(200)])
    assert (session.cue, session.selected, rows.currentIndex().row()) == (3, [2, 3], 202)


def test_while_the_film_runs_the_table_follows_it(rows: CueRows, session: Session) -> None:
    session.set_playing(True)
    session.set_moment(5500)
    assert (session.cue, rows.currentIndex().row(), rows.rows.playing) == (2, 1, 2)
    session.set_playing(False)
    assert rows.rows.playing == 0


def test_while_several_are_selected_the_film_does_not_take_them_away(rows: CueRows, session: Session) -> None:
    session.selection_asked.emit([3, 4])
    session.set_playing(True)
    session.set_moment(5500)
    assert (session.selected, rows.rows.playing) == ([3, 4], 2)


def test_the_field_finds_the_next_text_at_once_and_with_return(view: CueView, session: Session) -> None:
    field = view.head.field
    field.setFocus()
    QTest.keyClicks(field, "ein")
    assert (session.cue, view.head.place.text()) == (2, "1 of 1")
    field.clear()
    QTest.keyClicks(field, "te")
    assert (session.cue, view.head.place.text()) == (2, "2 of 2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (session.cue, view.head.place.text()) == (1, "1 of 2")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert session.cue == 2
    QTest.keyClicks(field, "zzz")
    assert view.head.place.text() == "Not found"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert view.head.place.text() == ""


def test_the_head_says_language_and_rules(view: CueView) -> None:
    assert view.head.language.text() == "German"
    assert view.head.about.text() == "Rules: German television (ARD, ZDF)"


def test_while_cues_are_written_down_the_newest_stays_in_sight_until_somebody_looks_elsewhere(
    view: CueView, session: Session, qapp: QApplication
) -> None:
    rows, bar = view.table, view.table.verticalScrollBar()
    view.set_listening(True)
    write_down(session, 30_000)
    qapp.processEvents()
    assert bar.value() == bar.maximum() > 0
    assert view.head.about.text() == "25 cues so far"
    press(rows, Qt.Key.Key_PageUp)
    assert not view.head.follow.isChecked()
    before = bar.value()
    write_down(session, 60_000)
    qapp.processEvents()
    assert bar.value() == before < bar.maximum()
    view.head.follow.click()
    assert bar.value() == bar.maximum()


def write_down(session: Session, start: int) -> None:
    """Add cues as a transcription does."""
    for i in range(20):
        with session.project.record():
            session.project.cues.add(1, [Cue(start + 1000 * i, start + 1000 * i + 900, f"Zeile {i}.")])


def test_another_track_shows_its_cues(view: CueView, session: Session) -> None:
    with session.project.record():
        other = session.project.tracks.add(StoredTrack(0, 1, "en", profile="en-bbc", is_read_only=True))
    session.choose_track(other.id)
    assert (session.cues.rowCount(), view.head.language.text(), view.head.about.text()) == (
        0,
        "English",
        "Only to compare with",
    )


def test_every_row_is_read_aloud_with_number_time_text_problem_and_state(rows: CueRows) -> None:
    said = (
        "Cue 3, from 0:10.0 to 0:12.7, Prospero hat den Sturm selbst gerufen, um Rache zu nehmen., Too fast to read,"
        " Machine, Unsure"
    )
    assert said in accessible.spoken(rows)
    assert accessible.unnamed(rows) == []


def test_rows_are_two_lines_high_and_where_it_is_narrow_three(view: CueView, qapp: QApplication) -> None:
    rows = view.table
    high = rows.rowHeight(0)
    assert not rows.isColumnHidden(Column.STATE)
    view.resize(metrics.px(380), metrics.px(300))
    qapp.processEvents()
    assert rows.isColumnHidden(Column.STATE)
    assert rows.rowHeight(0) > high


def test_the_chosen_row_has_a_ground_and_a_bar_of_their_own_in_each_scheme(view: CueView, qapp: QApplication) -> None:
    for scheme in ("light", "dark", "contrast"):
        theme.current().use(scheme)
        qapp.processEvents()
        rows = view.table
        image = rows.viewport().grab().toImage()
        row = rows.visualRect(rows.model().index(2, Column.NUMBER))
        assert colour(image, row.topRight() - QPoint(3, -3)) == theme.colour("select")
        assert colour(image, row.topLeft() + QPoint(0, 3)) == theme.colour(
            "onselect" if scheme == "contrast" else "accent"
        )


def colour(image: QImage, place: QPoint) -> QColor:
    return image.pixelColor(place * image.devicePixelRatio())


def test_pieces_say_in_words_what_colours_say(session: Session) -> None:
    assert [(piece.text, piece.icon) for piece in reading(session.cues.meter(2))] == [("Too fast", "triangle-alert")]
    assert [(piece.text, piece.icon) for piece in session.cues.state(3)] == [("Machine", "cpu")]
    assert said_by(StoredCue(1, 1, Cue(0, 1, "♪", speaker="Ariel", kind=session.cues.stored(4).cue.kind))) == (
        "Sound · Ariel:"
    )
    assert lines_of("a\n<i>b</i>\nc") == ["a", "b …"]


def test_pictures_of_the_table(view: CueView, screenshot: Screenshot) -> None:
    screenshot(view, "cue_view", ("light", "dark", "contrast"))


def test_tab_reaches_the_field_above_the_rows_from_both_sides(view: CueView, qtbot: QtBot) -> None:
    view.head.field.setFocus()
    QTest.keyClick(view.head.field, Qt.Key.Key_Tab)
    assert view.table.hasFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Backtab)
    assert view.head.field.hasFocus()
    view.setFocus()
    assert view.table.hasFocus()
