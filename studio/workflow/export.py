"""Subtitle files with their record, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from studio.errors import EnvironmentFault, InputError, StudioError, UsageError
from studio.i18n import _
from studio.model.cue import Cue
from studio.subtitles import formats

FORMATS = formats.FORMATS
"""The formats subtitles can be written in, by their suffix without the dot."""


def stem(video: Path) -> str:
    """Return the name outputs begin with: the video's, without suffix and trailing language tag, in NFC."""
    name = unicodedata.normalize("NFC", video.stem)
    front, _dot, tag = name.rpartition(".")
    return front if front and _is_language_tag(tag) else name


def subtitle_file(video: Path, folder: Path, language: str, kind: str) -> Path:
    """Return where the subtitles of `video` in `language` go: `folder/film.de.srt`."""
    return folder / f"{stem(video)}.{language}.{kind}"


def record_file(video: Path, folder: Path) -> Path:
    """Return where the record of an export of `video` goes."""
    return folder / f"{stem(video)}.record.json"


def dumps(cues: Sequence[Cue], kind: str, language: str, notes: Sequence[str] = ()) -> str:
    """Return the text of a subtitle file of format `kind`."""
    if kind not in FORMATS:
        raise UsageError(
            _("“{kind}” is not a format that can be written.").format(kind=kind),
            hint=_("Choose from: {known}.").format(known=", ".join(FORMATS)),
        )
    return FORMATS[kind].dumps(cues, language, notes)


def digest(text: str) -> str:
    """Return the SHA-256 of a text as it stands in its file."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def refuse_to_destroy(files: Iterable[Path], record: Path, of: str = "") -> None:
    """Raise `InputError` if one of `files` is there and is not just what an earlier export (of the flyer `of`) wrote.

    Work that somebody corrected by hand is never overwritten unasked, nor what was made of another flyer.
    """
    for path in changed(files, record, of):
        is_ours = of and not changed([path], record)
        raise InputError(
            (
                _("“{name}” is there already") + "."
                if is_ours
                else _("“{name}” is there already and was changed since it was made.")
            ).format(name=path.name),
            hint=_("Choose another folder with -o, or allow it to be replaced with --overwrite."),
        )


def changed(files: Iterable[Path], record: Path, of: str = "") -> list[Path]:
    """Return those of `files` that are there and are not just what an earlier export (of the flyer `of`) wrote."""
    ours = _recorded(record, of)
    return [path for path in files if os.path.exists(path) and _digest_of(path) not in ours]


def check_folder(folder: Path) -> None:
    """Raise `EnvironmentFault` early if nothing can be written into `folder` (which need not exist)."""
    nearest = next(
        parent for parent in (folder, *folder.absolute().parents) if os.path.exists(parent)
    )  # no word from what may not be seen
    if not nearest.is_dir():
        raise InputError(_("“{name}” is a file, not a folder.").format(name=nearest), hint=_("Choose a folder."))
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return
    except OSError as error:
        raise _plain(error, nearest) from error


def write_all(texts: Mapping[Path, str]) -> None:
    """Write every file as UTF-8 beside its place, then move all to it: on an error none is there.

    Missing folders are made.  Raises `EnvironmentFault` for a full disk or a missing permission.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            parts[path] = _written_beside(path, text)
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        raise _plain(error, next(iter(texts)).parent) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def dumps_record(record: Mapping[str, Any]) -> str:
    """Return the text of a record file."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _written_beside(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".souffleur-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def earlier(record: Path, remade: Iterable[Path] = ()) -> list[dict[str, Any]]:
    """Return the exports that the record knows, the last one first, without the files that are made anew.

    None where it cannot be read.
    """
    names = {file.name for file in remade}
    try:
        last = json.loads(record.read_text("utf-8"))
        exports = [{**each, _made(each): _left(each, names)} for each in (last, *last.pop("earlier", []))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [each for each in exports if each[_made(each)]]


def _made(export: Mapping[str, Any]) -> str:
    """Return under which name an export lists what it made: tracks of a video, editions of a flyer."""
    return "editions" if "editions" in export else "tracks"


def _left(export: Mapping[str, Any], names: Collection[str]) -> list[dict[str, Any]]:
    left = [
        {**each, "files": [file for file in each["files"] if file.get("name") not in names]}
        for each in export[_made(export)]
    ]
    return [each for each in left if each["files"]]


def _recorded(record: Path, of: str) -> set[str]:
    """Return the digests of the files an earlier record names, only of the flyer `of` if that is given."""
    exports = [each for each in earlier(record) if not of or each.get("flyer", of) == of]
    files = [file for each in exports for made in each[_made(each)] for file in made["files"]]
    return {file["sha256"] for file in files if "sha256" in file}


def _digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; "" of what is no file, or not ours to read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _is_language_tag(tag: str) -> bool:
    import langcodes

    base = tag.partition("-")[0]
    return len(base) == 2 and base.islower() and langcodes.tag_is_valid(tag)


def _plain(error: OSError, folder: Path) -> StudioError:
    """Return what an error of the system means to a user."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentFault(
            _("The disk is full; nothing was written to “{folder}”.").format(folder=folder),
            hint=_("Free some space, or choose a folder on another disk."),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentFault(
            _("Nothing may be written to “{folder}”.").format(folder=folder),
            hint=_("Choose a folder of your own."),
        )
    return EnvironmentFault(
        _("Nothing could be written to “{folder}”.").format(folder=folder),
        hint=_("Choose another folder."),
        details=str(error),
    )
