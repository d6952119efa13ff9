"""The tab of a video: columns or tabs, what stands where, and what it looks for when it opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accessible import unnamed
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.workflow import correct

PATIENCE = 60_000


@pytest.fixture
def show(qtbot: QtBot, session: Session) -> Callable[[], SubtitleTab]:
    """Return what shows the tab of the session, and holds on to it: the session goes with it."""
    kept: list[SubtitleTab] = []

    def shown() -> SubtitleTab:
        tab = SubtitleTab(session)
        kept.append(tab)
        qtbot.addWidget(tab, before_close_func=SubtitleTab.close_session)
        tab.resize(1366, 650)
        tab.show()
        return tab

    return shown


@pytest.fixture
def tab(show: Callable[[], SubtitleTab]) -> SubtitleTab:
    return show()


def test_the_parts_stand_side_by_side_where_there_is_room(tab: SubtitleTab) -> None:
    parts = (tab.editor, tab.cue_view, tab.review_panel, tab.timeline)
    assert all(part.isVisible() for part in parts)


def test_with_large_letters_they_stand_in_tabs_within_the_same_window(tab: SubtitleTab, qtbot: QtBot) -> None:
    size = tab.size()
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: not tab.timeline.isVisible(), timeout=PATIENCE)
    assert tab.size() == size
    assert tab.cue_view.isVisible()
    tab.show_timeline()
    assert tab.timeline.isVisible()
    tab.show_review()
    assert tab.review_panel.isVisible()
    tab.show_cues()
    assert tab.cue_view.isVisible()


def test_smaller_letters_bring_the_columns_back(tab: SubtitleTab, qtbot: QtBot) -> None:
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: not tab.timeline.isVisible(), timeout=PATIENCE)
    theme.current().use("light", 100)
    qtbot.waitUntil(lambda: tab.timeline.isVisible() and tab.review_panel.isVisible(), timeout=PATIENCE)


def test_once_it_is_closed_nothing_is_arranged_anew(tab: SubtitleTab, session: Session, qtbot: QtBot) -> None:
    tab.close_session()
    session.project.close()
    theme.current().use("light", 200)
    session.desk.runner.changed.emit()
    qtbot.wait(10)  # an error would be caught here
    assert tab.isVisible()


def test_everything_that_takes_keys_has_a_name(tab: SubtitleTab) -> None:
    assert unnamed(tab) == []


def test_without_cues_it_says_how_to_begin(tab: SubtitleTab, session: Session) -> None:
    assert session.track is not None
    assert not tab.start_panel.isVisible()
    session.attempt(correct.remove_track, session.project, session.track.id)
    assert tab.start_panel.isVisible()
    assert not tab.editor.isEnabled()


def test_the_first_stage_shows_how_to_begin_and_the_second_the_cues_again(tab: SubtitleTab) -> None:
    tab.stage_bar.start_asked.emit()
    assert tab.start_panel.isVisible()
    tab.stage_bar.correct_asked.emit()
    assert tab.cue_view.isVisible()


def test_cuts_are_looked_for_when_the_program_was_ended_before_that(
    session: Session, show: Callable[[], SubtitleTab]
) -> None:
    project = session.project
    run = project.evidence.runs(session.video.id)[0].id
    with project.record():
        project.evidence.give(run, 5)
        project.evidence.finish(run)
    tab = show()
    assert tab.isVisible()
    assert "media" in [running.work.lane for running in session.desk.runner.of(session.video.id)]


def test_cuts_that_are_known_are_not_looked_for(session: Session, show: Callable[[], SubtitleTab]) -> None:
    project = session.project
    run = project.evidence.runs(session.video.id)[0].id
    with project.record():
        project.evidence.give(run, 5)
        project.evidence.finish(run)
        project.evidence.keep_shots(session.video.id, [])
    tab = show()
    assert tab.isVisible()
    assert session.desk.runner.of(session.video.id) == []
