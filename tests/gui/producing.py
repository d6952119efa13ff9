"""Productions for tests of the window: a film that is there, some cues, and a session of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from studio.gui.desk import Desk
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.gui.session import Session
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.model.media import AudioTrack, Video
from studio.model.speech import Heard, Run, Span
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack

SOUND = AudioTrack(0, 0, 2, 48000, "aac")
GOOD = Cue(1000, 4000, "Guten Abend.")
FAST = Cue(5000, 5800, "Wir freuen uns sehr auf Sie alle.")
DONE = Cue(9000, 12000, "Vielen Dank.", state=CueState.APPROVED)


def project(folder: Path, audio: Sequence[AudioTrack] = (SOUND,), language: str = "") -> Project:
    """Return an open production with one film of a minute, which is a file of nonsense."""
    film = folder / "trailer.mp4"
    film.write_bytes(b"film" * 1000)
    made = Project.create(folder / "season.souffleur")
    with made.step("Add video"):
        made.media.add_video(Video(film, 60_000, Fraction(25), tuple(audio), 640, 360), language)
    return made


def session(project: Project, lanes: Lanes) -> Session:
    """Return a session of the first video, with a desk of its own."""
    runner = Runner(lanes)
    desk = Desk(lanes, runner, Preferences(runner))
    made = Session(project, project.media.videos()[0].id, desk)
    runner.setParent(made)
    return made


def add_track(project: Project, cues: Sequence[Cue], language: str = "de", profile: str = "de-ard") -> int:
    """Add a track with these cues and return its id."""
    video = project.media.videos()[0].id
    with project.record():
        track = project.tracks.add(StoredTrack(0, video, language, profile=profile)).id
        project.cues.add(track, cues)
    return track


def add_run(project: Project, track: int, heard_until: int, *, is_finished: bool = False) -> int:
    """Note a listening that came so far, for the cues of a track."""
    told = (("sound", "singing"), ("names", '["Ariel", "Caliban"]'), ("profile", "de-ard"))
    with project.record():
        video = project.media.videos()[0].id
        run = project.evidence.begin(Run("whisper", "small", "de", False, told), Listening(video, track))
        project.evidence.keep(run, Heard(Span(0, heard_until), (), ()), given=len(project.cues.ids(track)))
        if is_finished:
            project.evidence.finish(run)
            project.evidence.keep_shots(video, [])
    return run
