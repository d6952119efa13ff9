"""Words that were hard to hear are found where they stand, also after markup and changed words, until they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from studio.model.cue import Cue, CueState
from studio.model.media import Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack
from studio.subtitles.editing import House
from studio.workflow import chosen
from studio.workflow.doubts import doubted

HEARD = (
    Word("Prospero", 0, 400, 0.1),
    Word("ruft", 400, 700),
    Word("die", 700, 800, 0.3),
    Word("Rache.", 800, 900, 0.2),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with one cue, heard with doubts."""
    (tmp_path / "film.mp4").write_bytes(b"film")
    with Project.create(tmp_path / "a.souffleur") as made:
        with made.record():
            video = made.media.add_video(Video(tmp_path / "film.mp4", 9000, Fraction(25), ()), "de")
            track = made.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
            run = made.evidence.begin(Run("scripted", "", "de", False, ()), Listening(video, track.id))
            ids = made.evidence.keep(run, Heard(Span(0, 1000), (), (Segment(HEARD, "de", -0.1),)))
            made.cues.add(track.id, [Cue(0, 1000, "Prospero ruft die Rache.")], [(ids[0], ids[-1])])
        yield made


@pytest.fixture
def stored(project: Project) -> StoredCue:
    return project.cues.of(1)[0]


@pytest.fixture
def house(project: Project) -> House:
    return chosen.house(project, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prospero ruft die Rache.", ["Prospero", "Rache."]),
        ("<i>Prospero</i> ruft\ndie <b>Rache</b>.", ["Prospero", "Rache</b>."]),
        ("Alonso ruft die Rache.", ["Rache."]),
        ("Stille.", []),
        ("", []),
    ],
)
def test_doubted_words_are_found_in_the_text(
    project: Project, stored: StoredCue, house: House, text: str, expected: list[str]
) -> None:
    cue = replace(stored, cue=replace(stored.cue, text=text))
    assert [text[each.start : each.end] for each in doubted(project, cue, house)] == expected


@pytest.mark.parametrize("state", [CueState.EDITED, CueState.APPROVED])
def test_what_a_person_read_is_not_doubted(project: Project, stored: StoredCue, house: House, state: CueState) -> None:
    assert doubted(project, replace(stored, cue=replace(stored.cue, state=state)), house) == []


def test_a_cue_that_was_not_heard_has_no_doubts(project: Project, stored: StoredCue, house: House) -> None:
    assert doubted(project, replace(stored, first_word=None, last_word=None), house) == []
