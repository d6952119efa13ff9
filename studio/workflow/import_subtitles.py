"""A subtitle file becomes a track of a production; the file is kept as it was."""

from __future__ import annotations

from pathlib import Path

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState, TrackKind
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.subtitles import profiles
from studio.subtitles.formats import read
from studio.workflow import check, languages

SUFFIXES = read.SUFFIXES
"""The suffixes of the files that can be opened."""

LARGEST = 20_000_000
"""Bytes; the subtitles of a film have a thousandth of it."""

UNKNOWN = "und"
"""The tag of a language that nobody said (BCP 47)."""


def language_of(path: Path) -> str | None:
    """Return the tag of the language that the name of a file says, None where it says none."""
    return check.language_of(path) or None


def import_file(
    project: Project, video: int, path: Path, language: str | None = None, *, as_reference: bool = False
) -> int:
    """Make the cues of a subtitle file a track of a video and return its id.

    Without `language` the name of the file says it ("film.de.srt"), else it is the one spoken.  Cues count as edited:
    they are the work of people, which the machine never changes.  With `as_reference` nobody can change them.  Raises
    `InputError` where the file cannot be read as subtitles.
    """
    stored = project.media.video(video)
    if stored is None:
        raise faults.gone()
    text = _text(path)
    cues = [_edited(cue) for cue in _cues(text, path)]
    tag = languages.tag(language) if language else language_of(path) or stored.language or UNKNOWN
    track = StoredTrack(
        0, video, tag, _kind(path), profiles.for_language(tag), title=path.name, is_read_only=as_reference
    )
    with project.step(_("Open subtitles to compare") if as_reference else _("Open subtitles")):
        id = project.tracks.add(track).id
        project.tracks.keep_original(id, path.name, text)
        project.cues.add(id, cues)
    return id


def _text(path: Path) -> str:
    raw = check.contents(path)
    if len(raw) > LARGEST:
        raise InputError(
            _("“{name}” is too large to be a file of subtitles.").format(name=path.name),
            hint=_("Choose a subtitle file, e.g. one ending in .srt."),
        )
    return read.decode(raw)


def _cues(text: str, path: Path) -> list[Cue]:
    cues = read.cues(text, path.suffix)
    if not cues:
        raise InputError(
            _("There are no subtitles in “{name}”.").format(name=path.name), hint=_("Choose another file.")
        )
    return cues


def _edited(cue: Cue) -> Cue:
    return Cue(cue.start, cue.end, cue.text, cue.kind, cue.speaker, CueState.EDITED)


def _kind(path: Path) -> TrackKind:
    roles = {word.lower() for word in path.stem.split(".")}
    return TrackKind.CAPTIONS if roles & {"sdh", "cc"} else TrackKind.SUBTITLES
