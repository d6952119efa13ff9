"""Where media lie: kept relative to the production, found again by size and digest after they were moved."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from studio.errors import InputError
from studio.i18n import _
from studio.project.values import MediaFile

_ENDS = 1_000_000
"""Bytes at both ends of a file that its digest covers: with the size enough to tell films apart, and quick."""

_MOST_LOOKED_AT = 20_000
"""Files and folders looked at in a search."""

_DEEPEST = 4
"""Folders below each other that a search goes down."""


def identify(path: Path, folder: Path) -> MediaFile:
    """Return how the file `path` is found again from a production in `folder`; raise `InputError` without access."""
    try:
        return MediaFile(relative(path, folder), path.stat().st_size, _digest(path))
    except OSError as error:
        raise InputError(
            _("“{name}” cannot be read.").format(name=path.name),
            hint=_("Look whether it was moved or renamed, or whether its drive is connected."),
            details=str(error),
        ) from error


def is_same(path: Path, file: MediaFile) -> bool:
    """Say whether the file at `path` is the one that was added: of the same size and digest."""
    try:
        return path.is_file() and path.stat().st_size == file.size and _digest(path) == file.digest
    except (OSError, ValueError):  # ValueError: a path that no system knows, from a file made by hand
        return False


def locate(file: MediaFile, folder: Path, also: Iterable[Path] = ()) -> Path | None:
    """Return where `file` is now, None if it is not found.

    Looked at are its place, the production's `folder` and what lies below, and the folders `also`, e.g. those of other
    media.  The same size comes first, so little is read.
    """
    place = resolve(file.path, folder)
    if is_same(place, file):
        return place
    seen: set[Path] = set()
    for start in (folder, *also):
        for candidate in _files(start, seen):
            if _has_size(candidate, file.size) and is_same(candidate, file):
                return candidate
    return None


def resolve(path: str, folder: Path) -> Path:
    """Return the place that the stored `path` names.

    A file may come from a stranger: a path to another computer (`//server/share`) is taken for a file in the
    production's folder, since only looking at it would give that computer the user's name.
    """
    if path.startswith(("//", "\\\\")):
        return folder / without_folders(path)
    return Path(os.path.normpath(folder / path))


def relative(path: Path, folder: Path) -> str:
    """Return `path` relative to `folder` with slashes; absolute where there is no such way (another drive)."""
    try:
        return Path(os.path.relpath(path.absolute(), folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def without_folders(path: str) -> str:
    """Return what of a stored path may be handed over: itself within the production's folder, else the name alone."""
    inside = not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith(("..", "\\")))
    return path if inside else path.replace("\\", "/").rstrip("/").rpartition("/")[2] or "?"


def _digest(path: Path) -> str:
    """Return the SHA-256 of the file's first and last megabyte, and its size."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        seen = hashlib.sha256(size.to_bytes(8, "big") + file.read(_ENDS))
        file.seek(max(_ENDS, size - _ENDS))
        seen.update(file.read(_ENDS))
    return seen.hexdigest()


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _files(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Yield the files below `folder`, nearer ones first, each folder once, links to folders not followed."""
    level = [folder]
    looked_at = 0
    for _depth in range(_DEEPEST + 1):
        below: list[Path] = []
        for place in level:
            if place in seen:
                continue
            seen.add(place)
            for entry in _entries(place):
                looked_at += 1
                if looked_at > _MOST_LOOKED_AT:
                    return
                if entry.is_dir(follow_symlinks=False):
                    below.append(Path(entry.path))
                elif entry.is_file():
                    yield Path(entry.path)
        level = below


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []
