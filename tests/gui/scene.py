"""A scene with cues of every kind, heard with doubts, as the parts of the tab are given it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.gui.desk import Desk
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.gui.session import Session
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState, Kind
from studio.model.media import AudioTrack, Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack

SCENE = [
    Cue(1000, 4000, "Ich freue mich sehr, dass Sie\nheute so zahlreich da sind.", state=CueState.APPROVED),
    Cue(5000, 8000, "Eine Insel, ein Zauberer\nund eine alte Rechnung.", state=CueState.EDITED),
    Cue(10_000, 12_720, "Prospero hat den Sturm selbst\ngerufen, um Rache zu nehmen."),
    Cue(14_000, 17_000, "Aber der Plan geht nicht auf."),
    Cue(20_000, 22_000, "Donner", Kind.SOUND),
]
WORDS = (
    Word("Prospero", 10_000, 10_600, 0.2),
    Word("hat", 10_600, 10_800),
    Word("den", 10_800, 10_900),
    Word("Sturm", 10_900, 11_200),
    Word("selbst", 11_200, 11_400),
    Word("gerufen,", 11_500, 11_800),
    Word("um", 11_800, 12_000),
    Word("Rache", 12_000, 12_300, 0.3),
    Word("zu", 12_300, 12_400),
    Word("nehmen.", 12_400, 12_700),
)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Project]:
    """Give an open production: one film, a German track of five cues, the third of which was heard."""
    (tmp_path / "film.mp4").write_bytes(b"film")
    film = Video(tmp_path / "film.mp4", 100_000, Fraction(25), (AudioTrack(0, 0, 2, 48000, "aac", "de"),), 640, 360)
    with Project.create(tmp_path / "sturm.souffleur") as project:
        with project.record():
            video = project.media.add_video(film, "de")
            track = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
            run = project.evidence.begin(Run("scripted", "", "de", False, ()), Listening(video, track.id))
            heard = Heard(Span(0, 30_000), (Span(10_000, 12_700),), (Segment(WORDS, "de", -0.2),))
            ids = project.evidence.keep(run, heard)
            words = [None, None, (ids[0], ids[-1]), None, None]
            project.cues.add(track.id, SCENE, words)
        yield project


@pytest.fixture
def session(scene: Project, lanes: Lanes, qtbot: QtBot) -> Iterator[Session]:
    """Give the session on that film; the reviewer has a name."""
    runner = Runner(lanes)
    preferences = Preferences()
    preferences.change(reviewer="Ada")
    session = Session(scene, 1, Desk(lanes, runner, preferences))
    yield session
    runner.close()
    session.close()


@pytest.fixture
def errors(session: Session) -> Iterator[list[str]]:
    """Give what the session could not do, and fail a test that does not take notice of it."""
    found: list[str] = []
    session.failed.connect(lambda error: found.append(error.message))
    yield found
    assert found == []
