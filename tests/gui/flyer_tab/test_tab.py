"""The tab of a flyer: its stages lead somewhere, its parts stand where there is room, its notes are said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import drawing_tasks
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from studio.gui import block_gestures, theme
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.tab import FlyerTab
from studio.project.project import Project
from studio.workflow.flyer import correct
from studio.workflow.work import Work
from tests.gui.accessible import unnamed
from tests.gui.unit_scene import DUTCH, errors, flyer, session

__all__ = ["errors", "flyer", "session"]


@pytest.fixture
def tab(session: FlyerSession, qtbot: QtBot) -> Iterator[FlyerTab]:
    """Give the tab, wide enough for both sides; its file is nonsense, so its page says that."""
    tab = FlyerTab(session)
    tab.use_actions(lambda id: QAction(id, tab))
    qtbot.addWidget(tab, before_close_func=lambda tab: tab.close_session())
    tab.resize(1366, 660)
    tab.show()
    yield tab
    session.desk.runner.close()


def details(tab: FlyerTab) -> dict[str, str]:
    """Return what the stages say."""
    return {id: button.accessibleDescription() for id, button in tab.stage_bar.buttons.items()}


def tabs(tab: FlyerTab) -> list[str]:
    """Return the names of the tabs in which the parts stand, none where they stand side by side."""
    inner = next(inner for inner in tab.findChildren(QTabWidget) if inner.accessibleName() == "Page and blocks")
    return [inner.tabText(n) for n in range(inner.count())] if inner.isVisible() else []


def test_the_stages_say_how_far_the_flyer_is(tab: FlyerTab) -> None:
    assert details(tab) == {
        "read": "Done, 8 blocks.",
        "correct": "0 of 8 checked.",
        "translate": "Dutch: 5 of 7 checked. You are here.",
        "export": "Nothing exported yet.",
    }


def test_the_stages_follow_what_is_done(tab: FlyerTab, session: FlyerSession, errors: list[str]) -> None:
    blocks = [each.id for each in session.blocks]
    session.attempt(correct.approve, session.project, DUTCH, blocks, "Ada")
    assert details(tab)["translate"].startswith("Dutch: all checked.")
    session.attempt(correct.approve, session.project, None, blocks, "Ada")
    assert details(tab)["correct"] == "All checked."


def test_the_stages_lead_to_the_original_and_back_to_the_edition(
    tab: FlyerTab, session: FlyerSession, qtbot: QtBot
) -> None:
    for stage, has_edition, is_translated in (
        ("correct", False, False),
        ("translate", True, True),
        ("read", True, False),
    ):
        qtbot.mouseClick(tab.stage_bar.buttons[stage], Qt.MouseButton.LeftButton)
        assert (session.edition is not None, session.is_translation_shown) == (has_edition, is_translated)


def test_without_an_edition_translate_asks_for_a_language(flyer: Project, session: FlyerSession, qtbot: QtBot) -> None:
    correct.remove_edition(flyer, DUTCH)
    asked: list[str] = []
    tab = FlyerTab(session)
    actions = {}

    def action(id: str) -> QAction:
        actions[id] = made = QAction(id, tab)
        made.triggered.connect(lambda: asked.append(id))
        return made

    tab.use_actions(action)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.mouseClick(tab.stage_bar.buttons["translate"], Qt.MouseButton.LeftButton)
    tab.close_session()
    assert asked == ["flyer.add"]


def test_export_asks_what_and_where_to(
    tab: FlyerTab, session: FlyerSession, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[FlyerSession] = []
    monkeypatch.setattr(block_gestures, "ask_export", lambda session, _parent: asked.append(session))
    qtbot.mouseClick(tab.stage_bar.buttons["export"], Qt.MouseButton.LeftButton)
    assert asked == [session]


def test_what_was_exported_is_said(tab: FlyerTab, session: FlyerSession, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "Spielzeitflyer 2026-27.record.json").write_text("{}", "utf-8")
    assert details(tab)["export"] == "Nothing exported yet."
    session.desk.runner.run(Work("Writing", "documents", drawing_tasks.original, (10,)))  # as the dialog does
    qtbot.waitUntil(lambda: details(tab)["export"] == "Exported.")


def test_the_parts_stand_side_by_side_or_in_tabs(tab: FlyerTab, session: FlyerSession, qtbot: QtBot) -> None:
    assert tabs(tab) == []
    assert tab.page.isVisible()
    assert tab.units.isVisible()
    tab.resize(900, 660)
    qtbot.waitUntil(lambda: tabs(tab) == ["Page", "Blocks (8)"])
    assert unnamed(tab) == []
    tab.resize(1366, 660)
    qtbot.waitUntil(lambda: tabs(tab) == [])
    assert tab.page.isVisible()


def test_with_large_letters_the_parts_are_tabs_and_nothing_needs_more_room_than_there_is(
    tab: FlyerTab, qtbot: QtBot
) -> None:
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: tabs(tab) == ["Page", "Blocks (8)"])
    assert tab.width() == 1366
    assert unnamed(tab) == []


def test_the_text_is_brought_to_the_front_to_be_edited(tab: FlyerTab, session: FlyerSession, qtbot: QtBot) -> None:
    tab.resize(900, 660)
    qtbot.waitUntil(lambda: bool(tabs(tab)))
    session.choose_block(session.blocks[3].id)
    tab.show_original()
    assert tab.page.isVisible()
    qtbot.keyClick(tab.page.canvas, Qt.Key.Key_Return)
    assert tab.units.isVisible()
    assert not tab.page.isVisible()


def test_the_keyboard_stays_where_it_is_when_the_parts_move(tab: FlyerTab, qtbot: QtBot) -> None:
    tab.activateWindow()
    tab.page.canvas.setFocus()
    tab.resize(900, 660)
    qtbot.waitUntil(lambda: bool(tabs(tab)))
    assert QApplication.focusWidget() is tab.page.canvas


def test_notes_of_reading_are_shown_until_they_are_closed(tab: FlyerTab, session: FlyerSession, qtbot: QtBot) -> None:
    tab.show_notes()
    assert not tab.notes.isVisible()
    tab.notes.show_notes(["JavaScript was left out.", "An attachment was left out."])
    assert tab.notes.isVisible()
    assert tab.notes.text().endswith("JavaScript was left out. An attachment was left out.")
    qtbot.mouseClick(tab.notes.close_button, Qt.MouseButton.LeftButton)
    assert not tab.notes.isVisible()


def test_everything_in_the_tab_has_a_name(tab: FlyerTab) -> None:
    assert unnamed(tab) == []


def test_a_closed_tab_asks_nothing_of_the_project(tab: FlyerTab, flyer: Project, tmp_path: Path) -> None:
    tab.close_session()
    tab.close_session()
    tab.arrange()
    tab.stage_bar.refresh()
    flyer.close()
