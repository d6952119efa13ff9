"""Copies of films that the window cannot play lie in the cache, belong to the film's content, and can be stopped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio import paths
from studio.errors import Cancelled
from studio.jobs.event import Failed
from studio.jobs.lanes import Lanes
from studio.media.probe import probe
from studio.project.project import Project
from studio.workflow import cache, proxy
from studio.workflow.work import Event, run
from tests.gui import player_films


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with one film, whose id is 1."""
    film = player_films.flash_and_click(tmp_path / "film.mp4")
    with Project.create(tmp_path / "season.souffleur") as made:
        with made.step("Add"):
            made.media.add_video(probe(film))
        yield made


def ignored(_event: Event) -> None:
    """Take no note of progress."""


def test_a_copy_is_made_once_and_found_again(project: Project) -> None:
    assert proxy.load(project, 1) is None
    with Lanes() as lanes:
        made = run(proxy.making(project, 1), lanes, ignored)
    assert proxy.load(project, 1) == made
    assert made.parent == paths.cache() / proxy.FOLDER
    assert probe(made).has_picture


def test_it_belongs_to_the_films_content_and_not_to_its_place(project: Project, tmp_path: Path) -> None:
    with Lanes() as lanes:
        made = run(proxy.making(project, 1), lanes, ignored)
    moved = (tmp_path / "film.mp4").rename(tmp_path / "moved.mp4")
    with project.record():
        project.media.move(1, moved)
    assert proxy.load(project, 1) == made
    player_films.flash_and_click(moved, at=0.5)
    with project.record():
        project.media.move(1, moved)
    assert proxy.load(project, 1) is None


def test_the_cache_keeps_what_was_used_last(project: Project) -> None:
    with Lanes() as lanes:
        made = run(proxy.making(project, 1), lanes, ignored)
    os.utime(made, (0, 0))
    proxy.load(project, 1)
    assert made.stat().st_mtime > 0
    assert proxy.FOLDER in cache.FOLDERS


def test_stopped_in_the_middle_it_leaves_nothing(project: Project, tmp_path: Path) -> None:
    long = tmp_path / "long.mp4"
    moving, tone = "testsrc2=s=640x360:d=30", "sine=d=30"
    player_films.ffmpeg("-f", "lavfi", "-i", moving, "-f", "lavfi", "-i", tone, "-preset", "ultrafast", long)
    with project.record():
        project.media.move(1, long)
    work = proxy.making(project, 1)
    with Lanes() as lanes:
        job = work.start(lanes)
        next(job.events())
        work.cancel()
        *_progress, end = job.events()
    assert isinstance(end, Failed)
    assert isinstance(end.error, Cancelled)
    work.stopped()
    assert list((paths.cache() / proxy.FOLDER).iterdir()) == []
