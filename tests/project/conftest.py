"""What the tests of the production file share: a small production with a bit of everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from studio.model.cue import Cue, Kind
from studio.model.document import Document
from studio.model.media import AudioTrack, ShotChange, Video
from studio.model.speech import Doubt, Flag, Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack

CUES = [
    Cue(1000, 2000, "Guten Abend."),
    Cue(2100, 4000, "Willkommen im\nTheater.", speaker="Anna"),
    Cue(5000, 6000, "♪ Ça va", Kind.LYRIC),
]
HEARD = [
    Heard(
        Span(800, 4200),
        (Span(1000, 1900), Span(2100, 4000)),
        (
            Segment((Word("Guten", 1000, 1400, 0.1), Word("Abend.", 1400, 1900, 1 / 3)), "de", -0.25),
            Segment(
                (Word("Willkommen", 2100, 3000),), "de", -1e-17, (Flag(Doubt.TOO_FAST, "19"), Flag(Doubt.NO_SPEECH))
            ),
        ),
    ),
    Heard(Span(5000, 5900), (), ()),
]
SHOTS = [ShotChange(960, 12.3456789), ShotChange(5000)]
RUN = Run("whisper", "small", "de", False, (("beam", "5"), ("sound", "speech")))


def _fill(project: Project) -> None:
    folder = project.path.parent
    (folder / "trailer.mp4").write_bytes(b"film" * 1000)
    (folder / "flyer.pdf").write_bytes(b"%PDF")
    film = Video(
        folder / "trailer.mp4", 6000, Fraction(24000, 1001), (AudioTrack(0, -20, 2, 48000, "aac", "de"),), 640, 360
    )
    with project.step("Add video"):
        video = project.media.add_video(film, "de")
        project.flyers.add(project.media.add_flyer(folder / "flyer.pdf"), Document("pdf", (), ()))
        german = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        project.tracks.add(StoredTrack(0, video, "en", profile="en-bbc", source=german.id))
        project.names.add("Elfriede Jelinek", "author")
    with project.record():
        run = project.evidence.begin(RUN, Listening(video, german.id))
        words = [project.evidence.keep(run, heard, given=2 + i) for i, heard in enumerate(HEARD)]
        project.evidence.keep_shots(video, SHOTS)
        project.cues.add(german.id, CUES, [(words[0][0], words[0][1]), (words[0][2], words[0][2]), None])
        project.view.put("zoom", {"level": 2})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of the production, which is closed or not there."""
    return tmp_path / "season.souffleur"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    """Give an open production with a video, a flyer, two tracks, three cues and their evidence."""
    with Project.create(path) as made:
        _fill(made)
        yield made


@pytest.fixture
def doctor(project: Project) -> Callable[[str], Path]:
    """Give a function that does with the closed production what only a stranger would."""
    project.close()

    def change(sql: str) -> Path:
        with closing(sqlite3.connect(project.path)) as db:
            db.executescript(sql)
        return project.path

    return change
