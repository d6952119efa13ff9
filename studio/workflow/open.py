"""A production is opened, or begun for a film, a subtitle file or a flyer.

For a film that was dropped the window asks `known`; where that knows none, it runs `looking` and then calls `start`
with the film that was looked at, so that no production is made for what is no film.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from studio import paths
from studio.documents import formats
from studio.errors import EnvironmentFault, InputError
from studio.i18n import _
from studio.model.document import Document
from studio.model.media import Video
from studio.project.project import SUFFIX, Project
from studio.subtitles.formats import read
from studio.workflow import add, export, recent, subtitle, tasks, tour
from studio.workflow.flyer import adding
from studio.workflow.work import Work

FILMS = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg", ".mts", ".m2ts", ".wmv", ".mxf", ".ogv")
SOUNDS = (".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".wma")
"""Endings by which films and sound files are looked for; others can be opened all the same."""
FLYERS = tuple(sorted(formats.SUFFIXES))
"""Endings by which flyers are known."""


def open_production(path: Path) -> Project:
    """Open a production and put it at the head of the recent ones."""
    project = _sound(Project.open(path))
    recent.remember(project.path)
    return project


def known(film: Path) -> Project | None:
    """Open the production beside a film or a flyer that holds that very file, None where there is none."""
    for path in _productions(film):
        try:
            project = _sound(Project.open(path))
        except InputError:  # no production, or a damaged one: a new one gets another name
            continue
        if add.video_of(project, film) or adding.flyer_of(project, film):
            recent.remember(project.path)
            return project
        project.close()
    return None


def looking(film: Path) -> Work[Video]:
    """Return the work that looks at a film; `start` begins a production with what it returns."""
    return Work(_("Looking at the film"), "media", tasks.probe_media, (film.absolute(),))


def start(film: Video) -> Project:
    """Return a new, open production with this film: beside it, or among the documents where that may not be written.

    No file is ever overwritten.
    """
    project = _created(film.path)
    try:
        add.add_video(project, film)
        _name_sample(project, film.path)
    except BaseException:
        project.close()
        project.path.unlink(missing_ok=True)
        raise
    recent.remember(project.path)
    return project


def start_flyer(path: Path, document: Document) -> Project:
    """Return a new, open production with this flyer, that was read: beside it, or among the documents."""
    project = _created(path)
    try:
        adding.add_flyer(project, path, document)
    except BaseException:
        project.close()
        project.path.unlink(missing_ok=True)
        raise
    recent.remember(project.path)
    return project


def is_flyer(path: Path) -> bool:
    """Say whether a file is a flyer, by its name."""
    return formats.is_flyer(path)


def sample(folder: Path | None = None) -> Path:
    """Return the sample film, copied into `folder` (None: among the documents), to go on with as with any film."""
    source = tour.sample()
    place = (folder or paths.documents() / "Souffleur") / source.name
    try:
        if not place.exists() or place.stat().st_size != source.stat().st_size:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)
    except OSError as error:
        raise EnvironmentFault(
            _("The sample film could not be put into “{folder}”.").format(folder=place.parent),
            hint=_("Free some space there, or choose a folder of your own."),
            details=str(error),
        ) from error
    return place


def is_production(path: Path) -> bool:
    """Say whether a file is a production, by its name."""
    return path.suffix.lower() == SUFFIX


def is_subtitles(path: Path) -> bool:
    """Say whether a file is one of subtitles, by its name."""
    return path.suffix.lower() in read.SUFFIXES


def film_of(subtitles: Path) -> Path:
    """Return the film beside a subtitle file that it belongs to: "film.mp4" for "film.de.srt"."""
    stem = export.stem(subtitles)
    kinds = (*FILMS, *SOUNDS)
    beside = [path for path in subtitles.parent.iterdir() if path.suffix.lower() in kinds and export.stem(path) == stem]
    if beside:
        return min(beside, key=lambda path: (kinds.index(path.suffix.lower()), path.name))
    raise InputError(
        _("There is no film for “{name}” beside it.").format(name=subtitles.name),
        hint=_("Open the film first, then the subtitle file."),
    )


def _sound(project: Project) -> Project:
    """Return the production when its parts can be read; `InputError` for one whose values make no sense to us."""
    try:
        for video in project.media.videos():
            project.tracks.of(video.id)
            project.evidence.runs(video.id)
        for flyer in project.media.flyers():
            project.flyers.blocks(flyer.id)
            for edition in project.flyers.editions(flyer.id):
                project.flyers.wordings(edition.id)
    except BaseException:
        project.close()
        raise
    return project


def _created(film: Path) -> Project:
    try:
        return _first_free(film.parent / export.stem(film))
    except EnvironmentFault:
        folder = paths.documents()
        folder.mkdir(parents=True, exist_ok=True)
        return _first_free(folder / export.stem(film))


def _first_free(stem: Path) -> Project:
    """Make a production with this name, or the first with a number behind it that is free."""
    return Project.create(next(path for path in _names(stem) if not os.path.lexists(path)))


def _names(stem: Path) -> Iterator[Path]:
    yield stem.with_name(stem.name + SUFFIX)
    for number in count(2):
        yield stem.with_name(f"{stem.name} {number}{SUFFIX}")


def _productions(film: Path) -> Iterator[Path]:
    """Yield the productions that `start` may have made for a film."""
    for folder in (film.parent, paths.documents()):
        for path in _names(folder / export.stem(film)):
            if not path.exists():
                break
            yield path


def _name_sample(project: Project, film: Path) -> None:
    """Give a production of the sample film the names that are said in it."""
    if film.name != tour.sample().name:
        return
    with project.record():
        for name in subtitle.read_names(paths.practice() / "names.txt"):
            project.names.add(name)
