"""Subtitle files become tracks, the file kept as it was; a bad file leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError, StudioError, UsageError
from studio.model.cue import Cue, CueState, TrackKind
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct
from studio.workflow.import_subtitles import import_file, language_of
from tests.workflow import corrected
from tests.workflow.corrected import FILM, dump

SRT = "1\n00:00:01,000 --> 00:00:02,000\n<i>Guten</i> Abend\n\n2\n00:00:03,000 --> 00:00:04,500\nzusammen.\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Guten</i> Abend\n\n00:03.000 --> 00:04.500\nzusammen.\n"
ASS = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,Anna,0,0,0,,{\\an8}Guten Abend
Dialogue: 0,0:00:03.00,0:00:04.50,Default,,0,0,0,,zusammen.
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with corrected.production(tmp_path) as made:
        yield made


def written(project: Project, name: str, content: str | bytes) -> Path:
    path = project.path.with_name(name)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(("suffix", "content"), [("srt", SRT), ("vtt", VTT), ("ass", ASS)])
def test_a_file_becomes_a_track_of_edited_cues(project: Project, suffix: str, content: str) -> None:
    id = import_file(project, FILM, written(project, f"film.nl.{suffix}", content))
    assert project.tracks.get(id) == StoredTrack(id, FILM, "nl", profile="nl-pro", title=f"film.nl.{suffix}")
    cues = [stored.cue for stored in project.cues.of(id)]
    assert [(cue.start, cue.end, cue.state) for cue in cues] == [
        (1000, 2000, CueState.EDITED),
        (3000, 4500, CueState.EDITED),
    ]
    assert project.tracks.original(id) == (f"film.nl.{suffix}", content)


def test_what_the_file_says_of_the_look_is_kept_as_far_as_cues_have_it(project: Project) -> None:
    srt = import_file(project, FILM, written(project, "a.srt", SRT))
    ass = import_file(project, FILM, written(project, "a.ass", ASS))
    assert project.cues.of(srt)[0].cue.text == "<i>Guten</i> Abend"
    assert project.cues.of(ass)[0].cue == Cue(1000, 2000, "Guten Abend", speaker="Anna", state=CueState.EDITED)


def test_old_encodings_are_read_and_kept_as_text(project: Project) -> None:
    id = import_file(project, FILM, written(project, "a.de.srt", SRT.replace("Abend", "Ärger").encode("cp1252")))
    assert project.cues.of(id)[0].cue.text == "<i>Guten</i> Ärger"
    assert project.tracks.original(id) == ("a.de.srt", SRT.replace("Abend", "Ärger"))


@pytest.mark.parametrize(
    ("name", "said", "language"),
    [
        ("film.nl.srt", None, "nl"),
        ("film.nl.srt", "deu", "de"),
        ("film.de-AT.sdh.srt", None, "de-AT"),
        ("film.srt", None, "de"),  # what is spoken
        ("film.hello.srt", None, "de"),
    ],
)
def test_the_language_is_said_or_in_the_name_or_the_one_spoken(
    project: Project, name: str, said: str | None, language: str
) -> None:
    track = project.tracks.get(import_file(project, FILM, written(project, name, SRT), said))
    assert track is not None
    assert track.language == language


def test_a_language_nobody_knows_is_undetermined(project: Project) -> None:
    with project.step("Forget"):
        project.media.set_language(FILM, "")
    track = project.tracks.get(import_file(project, FILM, written(project, "film.srt", SRT)))
    assert track is not None
    assert (track.language, track.profile) == ("und", "web")


def test_the_name_says_the_language_and_captions() -> None:
    assert language_of(Path("film.nl.srt")) == "nl"
    assert language_of(Path("film.srt")) is None


def test_captions_for_the_deaf_are_captions(project: Project) -> None:
    track = project.tracks.get(import_file(project, FILM, written(project, "film.en.sdh.srt", SRT)))
    assert track is not None
    assert track.kind is TrackKind.CAPTIONS


def test_subtitles_to_compare_with_stay_as_they_are(project: Project) -> None:
    id = import_file(project, FILM, written(project, "alt.de.srt", SRT), as_reference=True)
    assert project.undo_label == "Open subtitles to compare"
    with pytest.raises(InputError, match="compare"):
        correct.set_text(project, project.cues.ids(id)[0], "x")
    correct.remove_track(project, id)
    assert project.tracks.get(id) is None


def test_nonsense_times_are_kept_to_be_mended(project: Project) -> None:
    content = "1\n00:00:05,000 --> 00:00:04,000\nrückwärts\n"
    id = import_file(project, FILM, written(project, "a.srt", content))
    assert project.cues.of(id)[0].cue == Cue(5000, 4000, "rückwärts", state=CueState.EDITED)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.srt", "nothing here", "No cue"),
        ("a.srt", "1\n00:00:01 ---> soon\nx\n", "Line 2"),
        ("a.srt", b"\x00\x01\x02", "not a text file"),
        ("a.srt", b"", "No cue"),
        ("a.ass", "[Script Info]\n\n[Events]\nFormat: Start, End, Text\n", "no subtitles"),
        ("a.srt", b"x" * 20_000_001, "too large"),
        ("a.bin", b"PK\x03\x04 something", "Line 1"),
    ],
)
def test_a_file_that_is_no_subtitles_is_refused_and_leaves_nothing(
    project: Project, name: str, content: str | bytes, error: str
) -> None:
    before = dump(project)
    with pytest.raises(InputError, match=error):
        import_file(project, FILM, written(project, name, content))
    assert dump(project) == before


def test_what_is_not_there_or_no_file_is_said(project: Project) -> None:
    with pytest.raises(InputError, match="no file"):
        import_file(project, FILM, project.path.with_name("gone.srt"))
    with pytest.raises((InputError, EnvironmentFault), match=r"folder|read"):
        import_file(project, FILM, project.path.parent)
    with pytest.raises(InputError, match="no longer there"):
        import_file(project, 99, written(project, "a.srt", SRT))
    with pytest.raises(UsageError):
        import_file(project, FILM, written(project, "a.srt", SRT), "no language")


def test_times_beyond_all_films_leave_nothing(project: Project) -> None:
    before = dump(project)
    content = "{1}{99999999999999999}x\n"
    with pytest.raises(StudioError):
        import_file(project, FILM, written(project, "a.sub", content))
    assert dump(project) == before
