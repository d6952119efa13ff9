"""How a production was left: the video in front and the cue that was worked on, kept in its file, outside undo."""

from __future__ import annotations

from dataclasses import dataclass

from studio.project.project import Project

_NAME = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """The ids of a video and of a cue in it (0: none)."""

    video: int
    cue: int = 0


def keep(project: Project, place: Place) -> None:
    """Remember where the production is left."""
    if place != last(project):
        with project.record():
            project.view.put(_NAME, [place.video, place.cue])


def last(project: Project) -> Place | None:
    """Return where the production was left, None where that is not known or no longer there."""
    match project.view.get(_NAME):
        case [int(video), int(cue)] if project.media.video(video) is not None:
            return Place(video, cue)
    return None
