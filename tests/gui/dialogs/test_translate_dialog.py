"""Translate into…: what can be chosen, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
from accessible import spoken, unnamed
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.translate import TranslateDialog
from studio.gui.session import Session
from studio.gui.subtitle_tab.video_order import VideoOrder
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.model.speech import Run
from studio.project.evidence import Listening
from studio.project.project import Project

PATIENCE = 120_000


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


def shown(qtbot: QtBot, session: Session) -> TranslateDialog:
    dialog = TranslateDialog(VideoOrder(session))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def hear_for_practice(project: Project, track: int) -> None:
    """Note that the practice model heard the cues of a track."""
    with project.record():
        run = project.evidence.begin(
            Run("whisper", "practice", "de", True), Listening(project.media.videos()[0].id, track)
        )
        project.evidence.finish(run)


def test_without_subtitles_there_is_nothing_to_translate(qtbot: QtBot, session: Session) -> None:
    dialog = shown(qtbot, session)
    assert "There are no subtitles to translate yet." in spoken(dialog)
    assert dialog.begin.isHidden()
    assert dialog.cancel.text() == "Close"


def test_practice_packages_are_not_for_real_films(qtbot: QtBot, session: Session, project: Project) -> None:
    producing.add_track(project, [producing.GOOD])
    dialog = shown(qtbot, session)
    assert dialog.choices == {}
    assert "This computer cannot translate from German yet." in spoken(dialog)


def test_practice_packages_are_named_so(qtbot: QtBot, session: Session, project: Project) -> None:
    hear_for_practice(project, producing.add_track(project, [producing.GOOD]))
    dialog = shown(qtbot, session)
    assert [choice.text() for choice in dialog.choices.values()] == ["Dutch", "English"]
    assert all("for practice" in choice.accessibleDescription() for choice in dialog.choices.values())
    assert not dialog.begin.isEnabled()
    assert unnamed(dialog) == []


def test_a_translation_becomes_a_track_that_can_be_shown(
    qtbot: QtBot, session: Session, project: Project, practice: Path
) -> None:
    cues = [Cue(1000, 4000, "Guten Abend."), Cue(5000, 8000, "Vielen Dank.")]
    source = producing.add_track(project, cues)
    hear_for_practice(project, source)
    dialog = shown(qtbot, session)
    dialog.choices["en"].setChecked(True)
    dialog.begin.click()
    running = session.desk.runner.running[0]
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
    assert running.state == "finished"
    assert session.track is not None
    assert session.track.id == source
    again = shown(qtbot, session)
    assert len(again.shows) == 1
    next(iter(again.shows.values())).click()
    assert session.track.language == "en"
    assert session.cues.rowCount() == 2
