"""The waveform of a film: made once by a worker, kept beside the production, read by the window as it draws.

Beside `Der Sturm.souffleur` it lies in `Der Sturm.peaks/`; where nothing may be written there, in the user's cache.
A file is named by the sound it was made of: a film that was moved keeps its waveform, one that was replaced does not.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from studio import paths
from studio.i18n import _
from studio.media import waveform
from studio.media.waveform import Level, Peaks
from studio.model.media import AudioTrack, Video
from studio.model.progress import Report
from studio.project.project import Project
from studio.project.values import StoredVideo
from studio.workflow.work import Nothing, Work

__all__ = ["FOLDER", "SUFFIX", "Level", "Peaks", "cached", "load", "making"]

SUFFIX = ".peaks"
FOLDER = "peaks"
"""The folder within the user's cache."""


def load(project: Project, video: int) -> Peaks | None:
    """Return the waveform of a video's first sound track, None if it is not made yet; the caller closes it."""
    stored = project.media.video(video)
    if stored is None:
        return None
    source = _source(stored)
    for folder in (_beside(project), cached()):
        if found := waveform.load(folder / _name(source), source):
            _touch(folder / _name(source))
            return found
    return None


def making(project: Project, video: int) -> Work[Path] | Path | None:
    """Return the work that makes the waveform of a video, or its file when it is made; None where there is no sound.

    Without the film, or where nothing can be written, the work fails with a sentence about it.
    """
    stored = project.media.video(video)
    if stored is None or not stored.video.audio:
        return None
    source = _source(stored)
    places = [folder / _name(source) for folder in (_beside(project), cached())]
    for place in places:
        if found := waveform.load(place, source):
            found.close()
            return place
    path = places[0] if _may_write(project) else places[1]
    values = (stored.video, stored.video.audio[0], path, source)
    return Work(_("Reading the sound for the timeline"), "media", make, values, _Tidy(path))


def cached() -> Path:
    """Return the folder of the waveforms that cannot lie beside their production."""
    return paths.cache() / FOLDER


def make(video: Video, track: AudioTrack, path: Path, source: bytes, *, report: Report) -> Path:
    """Write the waveform of `track` to `path` and return it; runs in a worker."""
    waveform.make(video, track, path, source, report)
    return path


@dataclass(frozen=True, slots=True)
class _Tidy(Nothing):
    """Removes what a worker that was killed could not."""

    path: Path

    def stopped(self) -> None:
        waveform.tidy(self.path)


def _source(stored: StoredVideo) -> bytes:
    """Return what names a sound: the file's size and digest, and which track of it."""
    named = f"{stored.file.size} {stored.file.digest} {stored.video.audio[0].index if stored.video.audio else '-'}"
    return hashlib.sha256(named.encode()).digest()


def _name(source: bytes) -> str:
    return source.hex()[:32] + SUFFIX


def _beside(project: Project) -> Path:
    return project.path.with_suffix(SUFFIX)


def _may_write(project: Project) -> bool:
    """Say whether the waveform can lie beside the production.

    The folder is made to find out: what `os.access` says of a folder is not to be trusted on Windows.
    """
    try:
        _beside(project).mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(_beside(project), os.W_OK)


def _touch(path: Path) -> None:
    """Note that a file is in use, for `workflow.cache`, which removes the oldest."""
    try:
        os.utime(path)
    except OSError:
        return  # a read-only folder: it is not ours to clean either
