"""Splitters stand as they were left, whatever production is open, and as drawn where nobody moved them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from studio.gui import place
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from tests.gui.scene import scene, session

__all__ = ["scene", "session"]


def shown(session: Session, qtbot: QtBot) -> SubtitleTab:
    tab = SubtitleTab(session)
    qtbot.addWidget(tab, before_close_func=SubtitleTab.close_session)
    tab.resize(1366, 650)
    tab.show()
    return tab


def drag(splitter: QSplitter, by: QPoint) -> None:
    """Move the first handle."""
    handle = splitter.handle(1)
    at, left = handle.rect().center(), Qt.MouseButton.LeftButton
    QTest.mousePress(handle, left, pos=at)
    QTest.mouseMove(handle, at + by)
    QTest.mouseRelease(handle, left, pos=at + by)


def columns_of(tab: SubtitleTab) -> QSplitter:
    return next(splitter for splitter in tab.findChildren(QSplitter) if splitter.count() == 3)


def test_a_splitter_that_was_moved_stands_there_in_the_next_tab(session: Session, qtbot: QtBot) -> None:
    first = shown(session, qtbot)
    columns = columns_of(first)
    before = columns.sizes()
    drag(columns, QPoint(60, 0))
    after = columns.sizes()
    assert after[0] > before[0] + 50
    first.close_session()
    second = shown(Session(session.project, session.video.id, session.desk), qtbot)
    assert columns_of(second).sizes() == after


def test_a_moved_splitter_is_kept_soon_also_for_a_window_that_is_killed(session: Session, qtbot: QtBot) -> None:
    tab = shown(session, qtbot)
    columns = columns_of(tab)
    drag(columns, QPoint(-30, 0))
    qtbot.waitUntil(lambda: place.sizes("columns", 3) == columns.sizes(), timeout=30_000)


@pytest.mark.parametrize("kept", ["", "1,2", "a,b,c", "0,5,5", "1,2,99999999999"])
def test_sizes_that_make_no_sense_are_not_used(kept: str, qapp: object) -> None:
    place._kept().setValue("splitter/columns", kept)
    assert place.sizes("columns", 3) == []
