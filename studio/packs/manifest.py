"""The manifest beside a pack's files: what it is, where it came from, and the SHA-256 of each file.

It is JSON, named `souffleur-pack.json`.  A manifest may be a stranger's (from a stick): it is checked when read.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.errors import PackError, StudioError
from studio.i18n import _
from studio.model.pack import Manifest, PackFile, PackKind
from studio.model.progress import Progress, Report

FILE = "souffleur-pack.json"
FORMAT = 1
"""The version of the manifest's form; a later one is refused, for it may mean something else."""

CHUNK = 1 << 20
LARGEST = 1 << 20
"""Bytes of the largest manifest that is read."""


def silent(event: object) -> None:
    """Stand in for a caller who does not watch."""


def read(folder: Path) -> Manifest | None:
    """Return the manifest of the pack in `folder`; None where there is none, or none that can be used."""
    try:
        if (folder / FILE).stat().st_size > LARGEST:
            return None
        return loads((folder / FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, PackError):
        return None


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into `folder`, whole or not at all.  Raises `OSError`."""
    draft = folder / f"{FILE}.part"
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(dumps(manifest))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / FILE)


def dumps(manifest: Manifest) -> str:
    """Return the text of a manifest."""
    return json.dumps({"format": FORMAT, **dataclasses.asdict(manifest)}, ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Manifest:
    """Return what a manifest says.  Raises `PackError` for one that cannot be used."""
    try:
        content = json.loads(text)
        if content["format"] > FORMAT:
            raise PackError(
                _("This pack was made by a newer Souffleur."), hint=_("Update Souffleur, then import the pack again.")
            )
        return _manifest(content)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unusable(f"{type(error).__name__}: {error}") from error
    except PackError:
        raise
    except StudioError as error:  # an unsafe name of a file
        raise _unusable(error.message) from error


def files_of(folder: Path, report: Report = silent) -> tuple[PackFile, ...]:
    """Return all files of a pack but its manifest, by name, with size and SHA-256; reports bytes."""
    found = sorted(_files(folder))
    total = sum(size for _name, size in found)
    done = 0
    files = []
    for name, size in found:
        files.append(PackFile(name, size, sha256(folder / name, report, done, total)))
        done += size
    return tuple(files)


def differences(folder: Path, manifest: Manifest, report: Report = silent) -> list[str]:
    """Return the names of files that are missing or not as the manifest says, in its order; reports bytes.

    A file that the manifest does not name does no harm, except one: an additional file may be what is loaded.
    """
    differing = []
    done = 0
    for file in manifest.files:
        path = folder / file.name
        if _size(path) != file.size or (file.sha256 and sha256(path, report, done, manifest.size) != file.sha256):
            differing.append(file.name)
        done += file.size
    named = {file.name for file in manifest.files}
    return differing + [name for name, _size_of in sorted(_files(folder)) if name not in named]


def seems_whole(folder: Path, manifest: Manifest) -> bool:
    """Say whether all files are there in their sizes: a quick look, without reading them."""
    return all(_size(folder / file.name) == file.size for file in manifest.files)


def sha256(path: Path, report: Report = silent, done: int = 0, total: int = 0) -> str:
    """Return the SHA-256 of a file in hexadecimal; reports the bytes read, beginning with `done`."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            done += len(chunk)
            report(Progress(done, max(total, done), "bytes"))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield name and size of each file of a pack; neither manifest nor links."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name not in (FILE, f"{FILE}.part"):
            yield path.relative_to(folder).as_posix(), path.stat().st_size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _manifest(content: dict[str, Any]) -> Manifest:
    texts = {
        name: _text(content, name)
        for name in ("id", "name", "licence", "source", "version", "added", "tested", "answer")
    }
    files = tuple(_file(each) for each in content["files"])
    if not texts["id"] or not files:
        raise ValueError("no id or no files")
    PackFile(texts["id"])  # it becomes the name of a folder
    if "/" in texts["id"] or texts["id"].startswith("."):
        raise ValueError(f"{texts['id']!r} cannot be the name of a folder")
    if len({file.name.casefold() for file in files}) != len(files):
        raise ValueError("the same file twice")
    languages = tuple(str(tag) for tag in content["languages"])
    practice = content.get("practice") is True
    return Manifest(kind=PackKind(content["kind"]), languages=languages, files=files, practice=practice, **texts)


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name, "")
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def _file(content: dict[str, Any]) -> PackFile:
    size = content["size"]
    if type(size) is not int or size < 0:
        raise ValueError(f"{size!r} is no size")
    return PackFile(content["name"], size, content["sha256"])


def _unusable(details: str) -> PackError:
    return PackError(
        _("The list of files in this pack cannot be used."),
        hint=_("Ask for a new copy of the pack, or fetch it again."),
        details=details,
    )
