"""The stage Translate in the tab of a video: what stands where, which track is in hand, what a screen reader finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.gui.tables.cue_table import Column
from studio.model.cue import CueState
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct
from tests.gui.accessible import spoken, unnamed
from tests.gui.pair_scene import STALE


def stage(tab: SubtitleTab) -> str:
    """Return which stage says that it is the one in front."""
    (here,) = [id for id, button in tab.stage_bar.buttons.items() if "You are here" in button.accessibleDescription()]
    return here


def visible(*parts: QWidget) -> list[bool]:
    return [part.isVisible() for part in parts]


def test_a_translation_has_its_own_arrangement(tab: SubtitleTab) -> None:
    assert stage(tab) == "translate"
    shown = (tab.translate_bar, tab.cue_view, tab.editor, tab.editor.source, tab.player, tab.review_panel)
    assert visible(*shown) == [True] * 6
    assert visible(tab.timeline, tab.editor.times, tab.editor.note) == [False] * 3
    assert tab.player.mapTo(tab, tab.player.rect().topLeft()).x() > tab.cue_view.width() / 2
    assert tab.stage_bar.buttons["translate"].accessibleDescription() == "English: 2 of 6 checked. You are here."
    assert tab.stage_bar.buttons["correct"].accessibleDescription() == "All checked."


def test_under_large_letters_a_translation_stands_under_its_source(tab: SubtitleTab, qtbot: QtBot) -> None:
    rows, columns = tab.cue_view.table, (Column.TIME, Column.SOURCE, Column.TEXT, Column.STATE)
    high = rows.rowHeight(0)

    def hidden() -> list[bool]:
        return [rows.isColumnHidden(column) for column in columns]

    assert hidden() == [False] * 4
    tab.resize(1366, 768)
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: hidden() == [True, True, False, False])
    assert rows.rowHeight(0) < 2.5 * high  # two lines of twice the height, as before, and no third
    theme.current().use("light", 100)
    qtbot.waitUntil(lambda: hidden() == [False] * 4)


def test_the_stages_lead_to_the_original_and_back(tab: SubtitleTab, session: Session) -> None:
    session.show_cue(9)
    tab.stage_bar.correct_asked.emit()
    assert (session.track.id if session.track else 0, stage(tab), session.cue) == (1, "correct", 3)
    assert visible(tab.translate_bar, tab.timeline, tab.editor.times, tab.editor.source) == [False, True, True, False]
    assert tab.stage_bar.buttons["translate"].accessibleDescription() == "English: 2 of 6 checked."
    tab.stage_bar.translate_asked.emit()
    assert (session.track.id if session.track else 0, stage(tab), session.cue) == (2, "translate", 9)
    assert tab.cue_view.table.hasFocus() or not tab.isActiveWindow()


def test_the_translation_looked_at_last_comes_back(tab: SubtitleTab, session: Session, project: Project) -> None:
    with project.record():
        project.tracks.add(StoredTrack(0, session.video.id, "nl", profile="nl-pro", source=1))
    tab.stage_bar.correct_asked.emit()
    tab.stage_bar.translate_asked.emit()
    assert session.track is not None
    assert session.track.language == "en"
    assert [tab.translate_bar.target.itemText(row) for row in range(2)] == ["English", "Dutch"]
    tab.translate_bar.target.setCurrentIndex(1)
    tab.translate_bar.target.activated.emit(1)
    assert session.track.language == "nl"
    assert "6 not translated yet" in spoken(tab.translate_bar)


def test_the_timeline_is_folded_away_until_it_is_asked_for(tab: SubtitleTab) -> None:
    tools = tab.editor.tools
    tools.timeline.click()
    assert tab.timeline.isVisible()
    assert tools.timeline.text() == "Hide timeline"
    tools.timeline.click()
    assert not tab.timeline.isVisible()
    assert tools.timeline.text() == "Show timeline"


def test_the_editor_shows_the_source_to_read_only(tab: SubtitleTab, session: Session) -> None:
    session.show_cue(12)
    source = tab.editor.source
    assert source.head.text() == "Cue 6, German"
    assert source.text.toPlainText() == "Die Premiere ist am 12. Februar,\nBeginn um 19.30 Uhr."
    assert source.text.isReadOnly()
    assert source.text.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert source.text.accessibleName() == "Cue 6, German, to read only"
    assert tab.editor.text.accessibleName() == "Text of the cue, English"
    assert tab.editor.head.reading.accessibleName() == (
        "Easy to read: 150 words a minute, 180 at most. Both lines fit."
    )


def test_the_source_follows_what_becomes_of_it(tab: SubtitleTab, session: Session) -> None:
    session.show_cue(12)
    correct.set_text(session.project, 6, "Die Premiere fällt aus.")
    assert tab.editor.source.text.toPlainText() == "Die Premiere fällt aus."
    assert "2 out of date" in spoken(tab.translate_bar)


def test_what_is_wrong_with_a_text_stands_over_it(tab: SubtitleTab, session: Session, qtbot: QtBot) -> None:
    session.show_cue(12)
    tab.editor.text.setFocus()
    QTest.keyClicks(tab.editor.text, " And we will all be there until very late at night, dancing on the tables.")
    said = tab.editor.head.reading.accessibleName()
    assert said.startswith(("Too fast to read:", "Line 2 is too long:"))
    assert tab.editor.head.sign.isVisible()


def test_typing_confirms_the_translation(tab: SubtitleTab, session: Session) -> None:
    session.show_cue(STALE)
    tab.editor.text.setFocus()
    QTest.keyClicks(tab.editor.text, "!")
    session.flush()
    assert session.sides.stale == frozenset()
    assert not tab.translate_bar.renew.isVisible()
    assert tab.stage_bar.buttons["translate"].accessibleDescription() == "English: 3 of 6 checked. You are here."


def test_approving_goes_on_and_notes_the_reviewer(tab: SubtitleTab, session: Session, errors: list[str]) -> None:
    session.show_cue(STALE)
    tab.editor.approve.click()
    stored = session.project.cues.get(STALE)
    assert stored is not None
    assert (stored.cue.state, stored.reviewer) == (CueState.APPROVED, "Ada")
    assert session.cue == STALE + 1
    assert session.sides.stale == frozenset()
    session.project.undo()
    assert session.sides.stale == {STALE}


def test_what_people_checked_is_not_offered_to_the_machine(tab: SubtitleTab, session: Session) -> None:
    correct.set_text(session.project, 1, "Guten Abend.")  # its English was approved
    correct.set_text(session.project, 4, session.project.cues.several([10])[0].cue.text)
    bar = tab.translate_bar
    assert session.sides.stale == {7, STALE}
    assert bar.count.text() == "2 out of date"
    assert bar.renew.text() == "Translate this one again"
    correct.approve(session.project, [STALE], "Ada")
    assert bar.count.text() == "1 out of date"
    assert not bar.renew.isVisible()


def test_an_item_that_is_out_of_date_has_a_way_to_translate_it_again(
    tab: SubtitleTab, session: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete)
    assert session.review is not None
    (item,) = [each for each in session.review.items if each.rule == "out-of-date"]
    session.choose_item(item)
    opened = tab.review_panel.opened
    assert opened is not None
    assert "again" in opened.made
    assert opened.made["again"].text() == "Translate again"
    assert session.cue == STALE


def test_everything_that_takes_keys_has_a_name(tab: SubtitleTab) -> None:
    assert unnamed(tab) == []


def test_a_screen_reader_finds_the_bar_and_the_tools(tab: SubtitleTab) -> None:
    found = {"Language of the translation", "Add a language…", "1 out of date", "Translate this one again"}
    assert found <= set(spoken(tab.translate_bar))
    found = {"Approve and go on", "Translate again", "Other wordings", "Show timeline", "Play this cue"}
    assert found <= set(spoken(tab.editor))


def test_a_screen_reader_reads_a_row_with_both_languages(tab: SubtitleTab) -> None:
    table = QAccessible.queryAccessibleInterface(tab.cue_view.table)
    said = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert any(each.startswith("5, German: Aber der Plan geht nicht auf., English: But the plan") for each in said)


def test_with_large_letters_everything_is_in_tabs_and_nothing_is_clipped(tab: SubtitleTab, qtbot: QtBot) -> None:
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: not tab.player.isVisible())
    qtbot.waitUntil(lambda: tab.editor.text.isVisible() and tab.cue_view.table.isVisible())
    editor = tab.editor
    least = 2 * editor.text.minimumHeight()
    qtbot.waitUntil(lambda: editor.height() >= editor.minimumSizeHint().height() > least)
    for button in (editor.approve, editor.tools.again):
        qtbot.waitUntil(fits(button))
    assert tab.translate_bar.target.isVisible()
    tab.show_review()
    assert visible(tab.player, tab.review_panel, editor) == [True, True, False]
    editor.tools.timeline.click()
    assert tab.timeline.isVisible()
    theme.current().use("light", 100)
    qtbot.waitUntil(lambda: tab.player.isVisible() and editor.isVisible())


@pytest.mark.parametrize(("width", "percent"), [(640, 100), (800, 150), (1024, 200), (1366, 200), (1920, 100)])
def test_the_bar_shows_all_of_its_words(tab: SubtitleTab, qtbot: QtBot, width: int, percent: int) -> None:
    bar = tab.translate_bar
    theme.current().use("light", percent)
    tab.resize(width, 650)
    for part in (bar.target, bar.add, bar.count, bar.renew):
        qtbot.waitUntil(fits(part))


def fits(part: QWidget) -> Callable[[], bool]:
    return lambda: part.width() >= part.sizeHint().width()


def test_the_keyboard_stays_in_the_text_when_the_parts_move(tab: SubtitleTab, qtbot: QtBot) -> None:
    tab.activateWindow()
    tab.editor.text.setFocus()
    qtbot.waitUntil(tab.editor.text.hasFocus)
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: not tab.player.isVisible())
    assert QApplication.focusWidget() is tab.editor.text
