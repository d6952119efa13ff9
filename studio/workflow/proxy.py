"""Copies of films that the window cannot play: made once by a worker, kept in the user's cache.

A copy is named by the film it was made of: a film that was moved keeps its copy, one that was replaced does not.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from studio import paths
from studio.i18n import _
from studio.media import proxy
from studio.model.media import Video
from studio.model.progress import Report
from studio.project.project import Project
from studio.project.values import StoredVideo
from studio.workflow.work import Nothing, Work

FOLDER = "proxies"
"""The folder within the user's cache, which `workflow.cache` keeps within its limit."""

SUFFIX = ".film"
VERSION = 1
"""Of how copies are made; those of another one are left to the cache to remove."""


def load(project: Project, video: int) -> Path | None:
    """Return the copy of a video, None if there is none yet."""
    stored = project.media.video(video)
    if stored is None or not _place(stored).is_file():
        return None
    with contextlib.suppress(OSError):
        os.utime(_place(stored))  # what was used last is removed last
    return _place(stored)


def making(project: Project, video: int) -> Work[Path]:
    """Return the work that makes a copy of a video which the window can play."""
    stored = project.media.video(video)
    if stored is None:
        raise ValueError(f"no video {video}")
    path = _place(stored)
    return Work(_("Making the video playable"), "media", make, (stored.video, path), _Tidy(path))


def make(video: Video, path: Path, *, report: Report) -> Path:
    """Write the copy of `video` to `path` and return it; runs in a worker."""
    return proxy.make(video, path, report)


@dataclass(frozen=True, slots=True)
class _Tidy(Nothing):
    """Removes what a worker that was killed could not."""

    path: Path

    def stopped(self) -> None:
        proxy.tidy(self.path)


def _place(stored: StoredVideo) -> Path:
    named = f"{VERSION} {stored.file.size} {stored.file.digest}"
    return paths.cache() / FOLDER / (hashlib.sha256(named.encode()).hexdigest()[:32] + SUFFIX)
