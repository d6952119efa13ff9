"""The band of long work: real works in real processes, as people see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import producing
import pytest
import running_tasks
from accessible import spoken, unnamed
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.errors import StudioError
from studio.gui import spoken as speech
from studio.gui import theme, work_band
from studio.gui.session import Session
from studio.gui.subtitle_tab import work_words
from studio.gui.subtitle_tab.work_band import WorkBand
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.project.project import Project
from studio.workflow.work import CueFound, Event, Work

PATIENCE = 60_000


class Hand:
    """Makes a cue of every part."""

    def take(self, value: object) -> list[Event]:
        return [CueFound(1, Cue(0, 1, "a"))]

    def finish(self, value: object) -> list[Work[Any]]:
        return []

    def stopped(self) -> None:
        pass


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
def band(qtbot: QtBot, session: Session) -> WorkBand:
    band = WorkBand(session)
    qtbot.addWidget(band)
    band.resize(1366, 62)
    return band


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the band has spoken."""
    said: list[str] = []
    monkeypatch.setattr(work_band, "announce", lambda _widget, text, urgent=False: said.append(text))
    return said


def listening(go: Path, label: str = "Writing down what is said") -> Work[Any]:
    return Work(label, "speech", running_tasks.count_and_wait, (3, go), Hand(), can_pause=True)


def run(session: Session, work: Work[Any]) -> Any:
    return session.desk.runner.run(work, session.video.id)


def test_the_band_is_hidden_while_nothing_is_done(band: WorkBand) -> None:
    assert band.isHidden()
    assert not band.is_listening


def test_the_band_says_what_is_done_and_how_far(qtbot: QtBot, band: WorkBand, session: Session, tmp_path: Path) -> None:
    run(session, listening(tmp_path / "go"))
    assert not band.isHidden()
    assert band.is_listening
    assert band.title.text() == "Writing down what is said"
    assert band.sentence.text() == "New cues appear below as they are heard."
    assert band.done.text() == "Getting ready"
    qtbot.waitUntil(lambda: band.done.text() == "50 %", timeout=PATIENCE)
    assert band.bar.value() == band.bar.maximum() // 2
    assert band.time.text().endswith("so far")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(626.4, "39 % · 10:26 of 26:40 heard"), (0, "0 % · 0:00 of 26:40 heard"), (1600, "100 % · 26:40 of 26:40 heard")],
)
def test_listening_is_counted_in_the_time_of_the_film(seconds: float, words: str) -> None:
    assert work_words.heard(seconds, 1600) == words


def test_cancelling_keeps_the_cues_and_says_so(
    qtbot: QtBot, band: WorkBand, session: Session, project: Project, tmp_path: Path, said: list[str]
) -> None:
    band.show()
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 20_000)
    running = run(session, listening(tmp_path / "go"))
    qtbot.waitUntil(lambda: running.cues_found == 3, timeout=PATIENCE)
    qtbot.mouseClick(band.cancel, Qt.MouseButton.LeftButton)
    assert band.sentence.text() == "Stopping; what is done is kept."
    assert not band.cancel.isEnabled()
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
    assert band.title.text() == "Stopped"
    assert band.done.text() == "33 % · 0:20 of 1:00 heard"
    assert (band.pause.text(), band.cancel.text()) == ("Go on", "Close")
    assert said == ["Stopped"]


def test_a_pause_is_promised_then_kept(
    qtbot: QtBot, band: WorkBand, session: Session, project: Project, tmp_path: Path
) -> None:
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 20_000)
    task = running_tasks.count_and_never_end
    running = run(session, Work("Writing", "speech", task, (2, tmp_path / "go"), Hand(), can_pause=True))
    qtbot.waitUntil(lambda: running.cues_found == 2, timeout=PATIENCE)
    band.pause.click()
    assert band.sentence.text() == "It pauses after the passage that is being heard now."
    assert not band.pause.isEnabled()
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
    assert band.title.text() == "Paused"


def test_an_unfinished_listening_is_offered_after_opening(qtbot: QtBot, session: Session, project: Project) -> None:
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 30_000)
    band = WorkBand(session)
    qtbot.addWidget(band)
    assert not band.isHidden()
    assert band.title.text() == "Not everything is written down yet"
    assert band.done.text() == "50 % · 0:30 of 1:00 heard"
    assert not band.is_listening
    band.cancel.click()
    assert band.isHidden()


def test_going_on_without_its_model_is_refused_plainly(qtbot: QtBot, session: Session, project: Project) -> None:
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 30_000)
    band = WorkBand(session)
    qtbot.addWidget(band)
    with qtbot.waitSignal(session.failed) as failed:
        band.pause.click()
    assert "not on this computer" in failed.args[0].message
    assert session.desk.runner.running == []


def test_a_finished_listening_asks_for_nothing(qtbot: QtBot, session: Session, project: Project) -> None:
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 60_000, is_finished=True)
    band = WorkBand(session)
    qtbot.addWidget(band)
    assert band.isHidden()


def test_the_end_is_said(qtbot: QtBot, band: WorkBand, session: Session, tmp_path: Path) -> None:
    heard: list[str] = []
    session.said.connect(heard.append)
    running = run(session, listening(tmp_path / "go"))
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
    assert heard == ["Done: 4 cues were written down."]
    assert band.isHidden()


def test_a_failure_says_what_to_do_and_what_is_kept(
    qtbot: QtBot, band: WorkBand, session: Session, said: list[str]
) -> None:
    running = run(session, Work("Writing down", "speech", running_tasks.count_and_fail, (2,), Hand()))
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
    assert not band.isHidden()
    assert band.title.text() == "This did not work"
    assert band.sentence.text() == "“a.mp4” is damaged. Copy it again. The 2 new cues are kept."
    assert said == [f"{band.title.text()}. {band.sentence.text()}"]
    assert band.pause.isHidden()
    band.show()
    band.details.click()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.accessibleName() == "“a.mp4” is damaged."
    dialog.close()
    band.cancel.click()
    assert band.isHidden()


def test_a_long_error_is_shortened() -> None:
    error = StudioError("Souffleur made a mistake:\n" + "very long " * 40, hint="Please report it.")
    assert len(work_words._short(error)) <= work_words.LONGEST
    assert "\n" not in work_words._short(error)


def test_more_works_are_counted_and_can_be_cancelled(
    qtbot: QtBot, band: WorkBand, session: Session, tmp_path: Path
) -> None:
    band.show()
    run(session, listening(tmp_path / "go", "First"))
    second = session.desk.runner.run(listening(tmp_path / "go", "Second"), 99)
    assert band.others.text() == "and 1 more"
    actions = band.others.menu().actions()
    assert [action.text() for action in actions] == ["Cancel “Second” (waiting)"]
    actions[0].trigger()
    qtbot.waitUntil(lambda: second.is_over, timeout=PATIENCE)
    assert band.others.isHidden()


def test_work_that_waits_says_for_what(qtbot: QtBot, band: WorkBand, session: Session, tmp_path: Path) -> None:
    session.desk.runner.run(listening(tmp_path / "go", "Another film"), 99)
    run(session, listening(tmp_path / "go"))
    assert band.sentence.text() == "It begins when “Another film” is done."
    assert band.done.text() == "Waiting"
    assert not band.pause.isEnabled()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_buttons_stay_where_they_are(
    qtbot: QtBot, band: WorkBand, session: Session, project: Project, tmp_path: Path, percent: int
) -> None:
    theme.current().use("light", percent)
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 20_000)
    band.show()
    running = run(session, listening(tmp_path / "go"))
    QApplication.processEvents()
    places = [(button.mapTo(band, button.rect().topLeft()).x(), button.width()) for button in (band.pause, band.cancel)]
    band.cancel.click()
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
    QApplication.processEvents()
    now = [(button.mapTo(band, button.rect().topLeft()).x(), button.width()) for button in (band.pause, band.cancel)]
    assert places == now
    assert all(button.width() >= button.sizeHint().width() for button in (band.pause, band.cancel))


def test_large_letters_take_two_rows(qtbot: QtBot, band: WorkBand, session: Session, tmp_path: Path) -> None:
    run(session, listening(tmp_path / "go"))
    band.show()
    QApplication.processEvents()
    assert band.bar.mapTo(band, band.bar.rect().topLeft()).y() < band.cancel.geometry().bottom()
    theme.current().use("light", 200)
    QApplication.processEvents()
    below = band.cancel.mapTo(band, band.cancel.rect().bottomLeft()).y()
    assert band.bar.mapTo(band, band.bar.rect().topLeft()).y() > below
    assert band.minimumSizeHint().width() <= 1366


def test_every_control_has_a_name(qtbot: QtBot, band: WorkBand, session: Session, tmp_path: Path) -> None:
    run(session, listening(tmp_path / "go"))
    band.show()
    qtbot.waitUntil(lambda: band.done.text() == "50 %", timeout=PATIENCE)
    assert unnamed(band) == []
    assert {"Pause", "Cancel and keep cues", "50 % done"} <= set(spoken(band))


def test_a_sentence_can_be_spoken(qtbot: QtBot, band: WorkBand) -> None:
    speech.announce(band, "Done", urgent=True)
    assert QAccessible.queryAccessibleInterface(band).isValid()
