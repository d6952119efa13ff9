"""A listening that is stopped at the band and goes on there ends with the cues of an undisturbed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
from pytestqt.qtbot import QtBot

from studio.gui.session import Session
from studio.gui.subtitle_tab.start_panel import StartPanel
from studio.gui.subtitle_tab.work_band import WorkBand
from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.workflow import listening
from studio.workflow.listening import Choice
from studio.workflow.work import run
from tests.workflow import spoken

PATIENCE = 240_000


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return spoken.film(tmp_path / "film.mp4")


@pytest.fixture
def model(home: Path) -> str:
    """Install a model that says what it is told, and return its name."""
    folder = home / "packs" / "speech"
    folder.mkdir(parents=True)
    (spoken.model(folder / "script") / "config.json").write_text("{}")
    return "script"


@pytest.fixture
def project(film: Path, lanes: Lanes) -> Iterator[Project]:
    with spoken.production(film, lanes) as project:
        yield project


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    session = producing.session(project, lanes)
    yield session
    session.desk.runner.close(patience=PATIENCE / 1000)
    session.close()


def undisturbed(film: Path, choice: Choice, lanes: Lanes) -> list[str]:
    """Return the cues of a listening that nobody stopped."""
    copy = film.with_name("copy.mp4")
    copy.write_bytes(film.read_bytes())
    with spoken.production(copy, lanes) as project:
        run(listening.begin(project, project.media.videos()[0].id, choice), lanes, lambda event: None)
        return [repr(stored.cue) for stored in spoken.cues(project)]


def test_a_listening_stopped_at_the_band_goes_on_there(
    qtbot: QtBot, session: Session, project: Project, film: Path, model: str, lanes: Lanes
) -> None:
    choice = Choice(model=model, engine="scripted", sound="everything")
    band, start = WorkBand(session), StartPanel(session)
    for part in (band, start):
        qtbot.addWidget(part)
        part.show()
    work = session.attempt(listening.begin, project, session.video.id, choice)
    assert work is not None
    first = session.desk.runner.run(work, session.video.id)
    qtbot.waitUntil(lambda: first.cues_found > 0, timeout=PATIENCE)
    band.cancel.click()
    qtbot.waitUntil(lambda: session.desk.runner.running == [], timeout=PATIENCE)
    if listening.unfinished(project, session.video.id) is not None:  # else it was through before it heard the wish
        assert start.go_on.isVisible() or first.state == "finished"
        band.pause.click()
        qtbot.waitUntil(lambda: session.desk.runner.running == [], timeout=PATIENCE)
    assert listening.unfinished(project, session.video.id) is None
    assert band.isHidden()
    assert [repr(stored.cue) for stored in spoken.cues(project)] == undisturbed(film, choice, lanes)
