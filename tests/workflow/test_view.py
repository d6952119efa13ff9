"""A production is found as it was left."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.model.media import Video
from studio.project.project import Project
from studio.workflow import view
from studio.workflow.view import Place


@pytest.fixture
def production(tmp_path: Path) -> Path:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    with Project.create(tmp_path / "film.souffleur") as project, project.step("Add"):
        project.media.add_video(Video(film, 1000, Fraction(25), ()), "de")
    return tmp_path / "film.souffleur"


def test_the_place_is_there_after_reopening_and_is_no_step_of_undo(production: Path) -> None:
    with Project.open(production) as project:
        assert view.last(project) is None
        video = project.media.videos()[0].id
        view.keep(project, Place(video, 7))
        assert project.undo_label == "Add"
    with Project.open(production) as project:
        assert view.last(project) == Place(video, 7)


@pytest.mark.parametrize("value", [None, "x", [1], [1, 2, 3], ["1", 2], [99, 0], {"video": 1}])
def test_a_place_that_is_none_is_not_gone_to(production: Path, value: object) -> None:
    with Project.open(production) as project:
        with project.record():
            project.view.put("place", value)
        assert view.last(project) is None
