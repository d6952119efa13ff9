"""The bar of stages: what it says of a video, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
import running_tasks
from accessible import spoken, unnamed
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.dialogs.export import ExportDialog
from studio.gui.session import Session
from studio.gui.subtitle_tab.stage_bar import StageBar
from studio.gui.subtitle_tab.stages import Facts, Translation, in_front, stages
from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.workflow import correct
from studio.workflow.work import Work

PATIENCE = 60_000
NO = "Not begun"
ALL = ["Done, 2 cues", "All checked"]
HALF = Translation("English", 2, 1)
WHOLE = Translation("Dutch", 2, 2)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with producing.project(tmp_path) as project:
        yield project


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    session = producing.session(project, lanes)
    yield session
    session.desk.runner.close(patience=PATIENCE / 1000)
    session.close()


@pytest.fixture
def bar(qtbot: QtBot, session: Session) -> StageBar:
    bar = StageBar(session)
    qtbot.addWidget(bar)
    bar.resize(1366, 44)
    bar.show()
    return bar


def said(bar: StageBar) -> list[str]:
    return [button.accessibleDescription() for button in bar.buttons.values()]


@pytest.mark.parametrize(
    ("facts", "details", "front"),
    [
        (Facts(), ["Not begun", "Not begun", NO, NO], "transcribe"),
        (Facts(cues=1, checked=0), ["Done, 1 cue", "0 of 1 checked", NO, NO], "correct"),
        (Facts(cues=64, checked=13), ["Done, 64 cues", "13 of 64 checked", NO, NO], "correct"),
        (Facts(cues=64, checked=64), ["Done, 64 cues", "All checked", NO, NO], "correct"),
        (Facts(cues=9, checked=1, is_unfinished=True), ["Not finished", "1 of 9 checked", NO, NO], "correct"),
        (Facts(2, 2, translations=(HALF,)), [*ALL, "English: 1 of 2 checked", NO], "correct"),
        (Facts(2, 2, translations=(WHOLE,)), [*ALL, "Dutch: all checked", NO], "correct"),
        (Facts(2, 2, translations=(HALF, WHOLE)), [*ALL, "2 languages", NO], "correct"),
        (Facts(2, 2, translations=(WHOLE, WHOLE)), [*ALL, "2 languages, all checked", NO], "correct"),
        (Facts(2, 2, translations=(HALF, WHOLE), shown=HALF), [*ALL, "English: 1 of 2 checked", NO], "correct"),
        (Facts(cues=2, checked=2, is_exported=True), ["Done, 2 cues", "All checked", NO, "Exported"], "correct"),
    ],
)
def test_the_stages_say_how_far_a_video_is(facts: Facts, details: list[str], front: str) -> None:
    assert [stage.detail for stage in stages(facts)] == details
    assert in_front(facts) == front


def test_an_empty_video_is_at_its_beginning(bar: StageBar) -> None:
    assert said(bar) == ["Not begun. You are here.", "Not begun.", "Not begun.", "Not begun."]


def test_the_bar_follows_the_cues(bar: StageBar, session: Session, project: Project) -> None:
    track = producing.add_track(project, [producing.GOOD, producing.FAST, producing.DONE])
    assert said(bar) == ["Done, 3 cues.", "1 of 3 checked. You are here.", "Not begun.", "Not begun."]
    for cue in project.cues.ids(track):
        correct.approve(project, [cue], "A. Brandt")
    assert said(bar)[1] == "All checked. You are here."
    project.undo()
    assert said(bar)[1] == "2 of 3 checked. You are here."


def test_the_bar_says_that_listening_was_not_finished(bar: StageBar, project: Project) -> None:
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 20_000)
    assert said(bar)[0] == "Not finished."


def test_the_bar_follows_the_listening(qtbot: QtBot, bar: StageBar, session: Session, tmp_path: Path) -> None:
    work = Work("Writing down", "speech", running_tasks.count_and_wait, (3, tmp_path / "go"))
    running = session.desk.runner.run(work, session.video.id)
    qtbot.waitUntil(lambda: said(bar)[0] == "Working, 50 %. You are here.", timeout=PATIENCE)
    running.cancel()
    qtbot.waitUntil(lambda: said(bar)[0] == "Not begun. You are here.", timeout=PATIENCE)


def test_work_for_other_videos_is_not_its_business(bar: StageBar, session: Session, tmp_path: Path) -> None:
    work = Work("Writing down", "speech", running_tasks.count_and_wait, (3, tmp_path / "go"))
    session.desk.runner.run(work, "another")
    assert said(bar)[0] == "Not begun. You are here."


def test_the_stages_lead_to_the_start_and_to_the_cues(qtbot: QtBot, bar: StageBar) -> None:
    with qtbot.waitSignal(bar.start_asked):
        qtbot.mouseClick(bar.buttons["transcribe"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.correct_asked):
        qtbot.keyClick(bar.buttons["correct"], Qt.Key.Key_Space)
    with qtbot.waitSignal(bar.translate_asked):
        qtbot.keyClick(bar.buttons["translate"], Qt.Key.Key_Space)


def test_export_opens_its_dialog(qtbot: QtBot, bar: StageBar) -> None:
    qtbot.mouseClick(bar.buttons["export"], Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "Export: trailer"
    dialog.close()


def test_an_export_is_noted(bar: StageBar, project: Project) -> None:
    producing.add_track(project, [producing.DONE])
    bar.buttons["export"].click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.export.click()
    dialog.cancel.click()
    assert said(bar)[3] == "Exported."


def test_the_tab_can_say_which_stage_is_in_front(bar: StageBar) -> None:
    bar.show_stage("correct")
    assert said(bar)[1] == "Not begun. You are here."
    bar.show_stage("")
    assert said(bar)[0] == "Not begun. You are here."


def test_every_control_has_a_name(bar: StageBar) -> None:
    names = QAction("Names and terms", bar)
    bar.set_more([QAction("Open a subtitle file", bar)])
    bar.set_names(names)
    assert unnamed(bar) == []
    assert "Stage 2: Correct" in spoken(bar)
    roles = {QAccessible.queryAccessibleInterface(button).role() for button in bar.buttons.values()}
    assert roles == {QAccessible.Role.PushButton}


def test_names_and_terms_goes_into_more_where_letters_are_large(qtbot: QtBot, bar: StageBar) -> None:
    names, other = QAction("Names and terms", bar), QAction("Other", bar)
    assert not bar.more.isVisible()
    bar.set_more([other])
    bar.set_names(names)
    assert bar.names.isVisible()
    assert bar.more.menu().actions() == [other]
    with qtbot.waitSignal(names.triggered):
        bar.names.click()
    theme.current().use("light", 200)
    assert not bar.names.isVisible()
    assert bar.more.menu().actions() == [names, other]
    assert all(button.toolTip() for button in bar.buttons.values())


def test_nothing_is_clipped_at_any_size_of_letters(qtbot: QtBot, bar: StageBar, project: Project) -> None:
    producing.add_track(project, [producing.GOOD])
    bar.set_names(QAction("Names and terms", bar))
    for percent in (100, 150, 200):
        theme.current().use("light", percent)
        QApplication.processEvents()
        assert bar.minimumSizeHint().width() <= 1366
        for button in bar.buttons.values():
            assert button.width() >= button.sizeHint().width()
