"""A production with one film, and its queue of what to check done as the window does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from studio.model.media import Video
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow.review import Item, Review


@contextmanager
def with_film(folder: Path, minutes: int) -> Iterator[Project]:
    """Give a production with one film, number 1, and its empty German track, number 1."""
    film = folder / "film.mp4"
    film.write_bytes(b"film")
    with Project.create(folder / "film.souffleur") as made:
        with made.step("Add video"):
            video = made.media.add_video(Video(film, minutes * 60_000, Fraction(25), ()), "de")
            made.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        yield made


def built(project: Project, track: int = 1) -> Review:
    """Return the queue of a track, which follows every change from now on."""
    made = complete(Review(project, track))
    project.subscribe(made.refresh)
    return made


def complete(queue: Review) -> Review:
    """Do what the window does when it has nothing else to do."""
    finish(queue.build())
    return queue


def finish(bites: Iterable[None]) -> None:
    """Take all bites of some work."""
    for _bite in bites:
        pass


def said(queue: Review) -> list[str]:
    """Return what the queue says, the most important first."""
    return [item.title for item in queue.items]


def anew(project: Project, track: int = 1) -> list[Item]:
    """Return what a queue made now would hold."""
    return complete(Review(project, track)).items
