"""How a production was left: the video or flyer in front and the cue or block that was worked on.

It is kept in the production's file, outside undo.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.project.project import Project

_NAME = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """The ids of a video and of a cue in it, or of a flyer, a block of it and the edition in hand (0: none)."""

    media: int
    part: int = 0
    edition: int = 0


def keep(project: Project, place: Place) -> None:
    """Remember where the production is left."""
    if place != last(project):
        kept = [place.media, place.part]
        with project.record():
            project.view.put(_NAME, [*kept, place.edition] if project.media.flyer(place.media) else kept)


def last(project: Project) -> Place | None:
    """Return where the production was left, None where that is not known or no longer there."""
    match project.view.get(_NAME):
        case [int(video), int(cue)] if project.media.video(video) is not None:
            return Place(video, cue)
        case [int(flyer), int(block), int(edition)] if project.media.flyer(flyer) is not None:
            return Place(flyer, block, edition)
    return None
