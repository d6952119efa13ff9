"""A track becomes a new one in another language, or nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from studio.errors import Cancelled, InputError, PackError
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.model.media import AudioTrack, Video
from studio.model.speech import Run
from studio.model.translation import Origin, Part, TranslationUnit
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.subtitles.fitted import Fitted
from studio.workflow import exporting, listening, tasks, translating
from studio.workflow.work import Event, run

CUES = [
    Cue(1_000, 4_000, "Willkommen in Wien,\nliebe Familien."),
    Cue(5_000, 8_000, "Am Montag spielen wir\nDie Zauberflöte,"),
    Cue(8_100, 10_000, "und Julia Stern singt."),
]


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture
def project(tmp_path: Path, practice: Path) -> Iterator[Project]:
    """Give a production with a German track that a practice model heard."""
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    video = Video(film, 20_000, Fraction(25), (AudioTrack(0, 0, 2, 48_000, "aac"),), 640, 360)
    with Project.create(tmp_path / "film.souffleur") as made:
        with made.record():
            id = made.media.add_video(video, "de")
            german = made.tracks.add(StoredTrack(0, id, "de", profile="de-ard"))
            heard = made.evidence.begin(Run("whisper", "practice", "de", True), Listening(id, german.id))
            made.evidence.finish(heard)
            made.cues.add(german.id, CUES)
        yield made


def ignore(event: Event) -> None:
    """Look at nothing."""


def test_a_translation_is_a_track_of_its_own(project: Project, lanes: Lanes) -> None:
    shown: list[Event] = []
    run(translating.begin(project, 1, "en"), lanes, shown.append)
    (_german, english) = project.tracks.of(1)
    assert (english.language, english.profile, english.source) == ("en", "en-netflix", 1)
    cues = [stored.cue for stored in project.cues.of(english.id)]
    assert "welcome" in cues[0].text.lower()
    assert {cue.state for cue in cues} == {CueState.MACHINE}
    assert 1_000 <= cues[0].start < cues[-1].end <= 20_000
    assert {event.stage for event in shown} == {"Translating"}
    assert project.undo_label is None
    assert [each.cue for each in project.cues.of(1)] == CUES


def test_a_language_is_reached_over_another(project: Project, lanes: Lanes, tmp_path: Path) -> None:
    assert translating.targets(project, 1) == ["en", "nl"]
    run(translating.begin(project, 1, "nl"), lanes, ignore)
    dutch = project.tracks.of(1)[-1]
    exporting.write(project, exporting.plan(project, 1, exporting.Choice((dutch.id,))))
    assert (tmp_path / "film.nl.srt").is_file()
    assert exporting.plan(project, 1, exporting.Choice((dutch.id,))).credits[dutch.id]


def test_a_translation_is_no_listening_that_can_go_on(project: Project, lanes: Lanes) -> None:
    with project.record():
        project.evidence.keep_shots(1, [])
    run(translating.begin(project, 1, "en"), lanes, ignore)
    assert listening.unfinished(project, 1) is None


def test_a_translation_that_is_stopped_leaves_nothing(project: Project, lanes: Lanes) -> None:
    work = translating.begin(project, 1, "en")

    def stop(event: object) -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        work.start(lanes).result(stop)
    work.stopped()
    assert len(project.tracks.of(1)) == 1


def test_no_way_and_nothing_to_translate_are_said(project: Project) -> None:
    with pytest.raises(PackError):
        translating.begin(project, 1, "fi")
    with project.step("Remove"):
        project.cues.remove(stored.id for stored in project.cues.of(1))
    with pytest.raises(InputError, match="nothing to translate"):
        translating.begin(project, 1, "en")


def test_a_lost_number_is_said_where_it_belongs(project: Project) -> None:
    units = (
        TranslationUnit("Hallo.", (Part(0, "Hallo."),), "Hello there.", Origin.MACHINE),
        TranslationUnit("Um 12.", (Part(1, "Um 12."),), "At noon.", Origin.MACHINE, missing=("12",)),
    )
    fitted = (Fitted(Cue(0, 1_000, "Hello there."), 0, 1), Fitted(Cue(2_000, 3_000, "At noon."), 2, 3))
    translating.begin(project, 1, "en").finish(tasks.Translated(fitted, units))
    comments = [stored.comment for stored in project.cues.of(project.tracks.of(1)[-1].id)]
    assert comments == ["", "12 of the original is missing."]
