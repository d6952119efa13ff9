"""Videos come into a production, and are found again after they were moved."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.errors import InputError
from studio.i18n import _
from studio.model.media import Video
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredVideo
from studio.workflow import check, tasks
from studio.workflow.work import Event, Work


def adding(project: Project, path: Path) -> Work[Video]:
    """Return the work that looks at the film or sound file `path` and adds it, with the language its name ends in."""
    return Work(_("Looking at the film"), "media", tasks.probe_media, (path.absolute(),), _Adding(project))


def video_of(project: Project, path: Path) -> StoredVideo | None:
    """Return the video of the production that is the file `path`, None where it holds no such one."""
    return next((video for video in project.media.videos() if project.media.is_same(video.id, path)), None)


def remove_video(project: Project, id: int) -> None:
    """Take a video out of the production, as one step; all that was made of it comes back with undo, its file stays."""
    if project.media.video(id) is None:
        raise faults.gone()
    with project.step(_("Remove video")):
        project.media.remove(id)


def missing(project: Project) -> list[int]:
    """Return the ids of the media that are not where they were and are not found nearby either."""
    videos = [video.id for video in project.media.videos()]
    flyers = [flyer.id for flyer in project.media.flyers()]
    return [id for id in (*videos, *flyers) if place(project, id) is None]


def place(project: Project, id: int) -> Path | None:
    """Return where a media file is, None where it is not found; a new place is kept."""
    path = project.media.locate(id)
    file = project.media.file(id)
    if path is None or file is None:
        return None
    if path != _last_place(project, file.path):
        with project.record():
            project.media.move(id, path)
    return path


def found(project: Project, id: int, path: Path) -> None:
    """Keep the new place of a media file that the user has shown; `InputError` for another file."""
    if not project.media.is_same(id, path):
        file = project.media.file(id)
        raise InputError(
            _("“{name}” is another file than “{other}”.").format(name=path.name, other=file.name if file else "?"),
            hint=_("Choose the file that was added; or add this one as a new video."),
        )
    with project.record():
        project.media.move(id, path)


def film(project: Project, id: int) -> Video:
    """Return a video at its present place; `InputError` where it is not found."""
    stored = project.media.video(id)
    path = place(project, id) if stored else None
    if stored is None or path is None:
        name = stored.file.name if stored else "?"
        raise InputError(
            _("“{name}” is not found any more.").format(name=name),
            hint=_("Connect its drive, or show where the file is now."),
        )
    return replace(stored.video, path=path)


def _last_place(project: Project, path: str) -> Path:
    return Path(os.path.normpath(project.path.parent / path))


class _Adding:
    """Adds what was looked at."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def take(self, value: object) -> list[Event]:
        """Show nothing; a look takes a moment."""
        return []

    def finish(self, value: Video) -> list[Work[Any]]:
        """Add the video as one step."""
        add_video(self._project, value)
        return []

    def stopped(self) -> None:
        """Leave the production as it was."""


def add_video(project: Project, video: Video) -> int:
    """Add a film that was looked at as one step and return its id; that of the same file where it was added before.

    The first one is no step: undo would leave a production of nothing.
    """
    known = video_of(project, video.path)
    if known is not None:
        return known.id
    with project.step(_("Add video")) if project.media.videos() else project.record():
        return project.media.add_video(video, check.language_of(video.path))
