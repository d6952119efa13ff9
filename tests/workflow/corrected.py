"""A production to be corrected: cues cut from heard words, cuts in the picture, names, subtitles to compare with."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from studio.model.cue import Cue, CueState
from studio.model.media import ShotChange, Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.subtitles import profiles, segmentation
from studio.text.length import visible
from studio.workflow import pairing

FILM, GERMAN, REFERENCE, DUTCH = 1, 1, 2, 3
"""The ids of the video and the tracks."""

SAID = (
    "Guten Abend, liebe Gäste, und willkommen in unserem Theater. Ja. Heute zeigen wir den Sturm, und Prosparo kommt"
    " auf die Insel. Ja. Caliban wartet dort schon lange auf ihn, und Miranda sieht ihm zu. Nach der Pause gibt es ein"
    " Glas Wein. Ja. Prosparos Zauber ist bald zu Ende."
)

Dump = dict[str, list[tuple[object, ...]]]


def words() -> list[Word]:
    """Return the words as they are said: one each 400 ms, a pause after each sentence."""
    said, time = [], 1000
    for text in SAID.split():
        said.append(Word(text, time, time + 350, 0.9))
        time += 1300 if text.endswith(".") else 400
    return said


def production(folder: Path) -> Project:
    """Return a new, open production, as it is when a film was listened to."""
    said = words()
    (folder / "sturm.mp4").write_bytes(b"film" * 1000)
    film = Video(folder / "sturm.mp4", said[-1].end + 5000, Fraction(25), (), 640, 360)
    project = Project.create(folder / "sturm.souffleur")
    with project.step("Add video"):
        assert project.media.add_video(film, "de") == FILM
        project.tracks.add(StoredTrack(0, FILM, "de", profile="de-ard"))
        project.tracks.add(StoredTrack(0, FILM, "de", title="alt.de.srt", is_read_only=True))
        project.tracks.add(StoredTrack(0, FILM, "nl", profile="nl-pro", source=GERMAN))
        project.names.add("Prospero")
    with project.record():
        run = project.evidence.begin(Run("scripted", "script", "de", False, ()), Listening(FILM, GERMAN))
        heard = Heard(Span(0, film.duration), (Span(900, said[-1].end),), (Segment(tuple(said), "de"),))
        ids = project.evidence.keep(run, heard)
        fitted = segmentation.from_words(said, profiles.load("de-ard"), "de", media_duration=film.duration)
        ranges = [(ids[each.first], ids[each.last]) for each in fitted]
        cues = [each.cue for each in fitted]
        project.cues.add(GERMAN, cues, ranges)
        project.evidence.keep_shots(FILM, [ShotChange(cue.start - 60) for cue in cues[1:]])
        project.cues.add(REFERENCE, [Cue(1000, 3000, "Guten Abend.")])
        project.cues.add(DUTCH, [Cue(each.start, each.end, f"Zin {i}.") for i, each in enumerate(cues)])
        pairing.pair_up(project, project.cues.of(DUTCH), project.cues.of(GERMAN))
    return project


def texts(project: Project, track: int = GERMAN) -> list[str]:
    """Return the visible texts of a track."""
    return [visible(stored.cue.text) for stored in project.cues.of(track)]


def states(project: Project, track: int = GERMAN) -> list[CueState]:
    """Return the states of a track's cues."""
    return [stored.cue.state for stored in project.cues.of(track)]


def dump(project: Project) -> Dump:
    """Return all rows of all tables but those of undo itself."""
    tables = project._db.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    names = sorted(name for (name,) in tables if name not in ("step", "change"))
    return {name: sorted(project._db.rows(f"SELECT * FROM {name}"), key=repr) for name in names}
