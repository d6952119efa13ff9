"""What differs between a text and its source is underlined in both."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.gui.session import Session
from studio.gui.tables import underlines
from studio.gui.tables.cue_table import Column


def test_the_numbers_that_differ_are_underlined_on_both_sides(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete)
    row = session.cues.row_of(12)
    assert row is not None
    [(start, end)] = session.cues.underlined(row, Column.TEXT)
    assert session.cues.stored(row).cue.text[start:end] == "9.30 pm"
    [(start, end)] = session.cues.underlined(row, Column.SOURCE)
    side = session.cues.side(row)
    assert side is not None
    assert side.text[start:end] == "19.30 Uhr"
    assert session.cues.underlined(0, Column.TEXT) == []


def test_each_line_has_its_part() -> None:
    assert underlines.on_line([(3, 9)], 0, 5) == [(3, 5)]
    assert underlines.on_line([(3, 9)], 6, 5) == [(0, 3)]
    assert underlines.on_line([(3, 5)], 6, 5) == []
