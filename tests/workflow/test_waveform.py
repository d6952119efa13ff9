from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.jobs.lanes import Lanes
from studio.media import probe
from studio.model.progress import Progress
from studio.project.project import Project
from studio.workflow import waveform, work
from tests import clips


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    with Lanes() as lanes:
        yield lanes


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "Der Sturm.souffleur") as project:
        yield project


def added(project: Project, path: Path) -> int:
    with project.record():
        return project.media.add_video(probe.probe(path))


def made(project: Project, video: int, lanes: Lanes, said: list[work.Event]) -> Path:
    making = waveform.making(project, video)
    assert isinstance(making, work.Work)
    return work.run(making, lanes, said.append)


def test_a_waveform_is_made_once_and_lies_beside_the_production(project: Project, lanes: Lanes) -> None:
    video = added(project, clips.blip(project.path.with_name("blip.wav")))
    assert waveform.load(project, video) is None
    said: list[work.Event] = []
    path = made(project, video, lanes, said)
    assert path.parent == project.path.with_name("Der Sturm.peaks")
    assert isinstance(said[0], Progress)
    assert said[0].stage == "Reading the sound for the timeline"
    assert waveform.making(project, video) == path
    peaks = waveform.load(project, video)
    assert peaks is not None
    assert peaks.duration == pytest.approx(100, abs=5)
    peaks.close()


def test_where_nothing_can_be_written_it_lies_in_the_cache(project: Project, lanes: Lanes) -> None:
    video = added(project, clips.blip(project.path.with_name("blip.wav")))
    project.path.with_name("Der Sturm.peaks").touch()  # in the way, as a folder without permission would be
    path = made(project, video, lanes, [])
    assert path.parent == waveform.cached()
    assert waveform.making(project, video) == path


def test_a_film_that_was_replaced_gets_a_new_waveform(project: Project, lanes: Lanes) -> None:
    place = project.path.with_name("blip.wav")
    video = added(project, clips.blip(place))
    before = made(project, video, lanes, [])
    clips.ffmpeg("-f", "lavfi", "-i", "sine=duration=0.2", place)
    with project.record():
        project.media.move(video, place)
    assert waveform.load(project, video) is None
    assert made(project, video, lanes, []) != before


def test_a_film_without_sound_has_no_waveform(project: Project) -> None:
    video = added(project, clips.mute(project.path.with_name("mute.mp4")))
    assert waveform.making(project, video) is None
    assert waveform.load(project, video) is None


def test_a_film_that_is_gone_is_said_and_nothing_is_left(project: Project, lanes: Lanes) -> None:
    place = clips.blip(project.path.with_name("blip.wav"))
    video = added(project, place)
    place.unlink()
    with pytest.raises(InputError):
        made(project, video, lanes, [])
    assert list(project.path.with_name("Der Sturm.peaks").iterdir()) == []
