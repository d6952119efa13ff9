"""What packs are copied from: folders and archives, both as names with sizes whose content can be streamed.

A folder may be a stranger's, too: links are followed inside it (the hub's cache is made of them), never out of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from studio.errors import PackError
from studio.i18n import _
from studio.packs import unpacking
from studio.packs.unpacking import CHUNK

ARCHIVES = (".argosmodel", ".souffleur-pack", ".zip")
DEEPEST = 8
MOST_FILES = 50_000
"""A stick may hold someone's pictures, too: what comes after so many files is not looked at."""


class Source(Protocol):
    """Files by name, with `/`, below one place."""

    @property
    def files(self) -> Mapping[str, int]:
        """Return names and bytes of all files."""

    def check(self, name: str) -> None:
        """Raise `PackError` for what is no file of the source's own."""

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield a file piece by piece."""


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a folder or an archive."""
    if path.is_dir():
        yield Folder(path)
    else:
        with unpacking.opened(path) as archive:
            yield archive


class Folder:
    """A folder; `strange` are the names in it that are no files of its own: links that lead out, devices."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._base = _base(self._path)
        self.files: dict[str, int] = {}
        self.strange: set[str] = set()
        self._look(self._path, "", (self._path,))

    def check(self, name: str) -> None:
        """Raise `PackError` for a link that leads out, and for what is no file."""
        path = self._path / name
        if name in self.strange or not path.resolve().is_relative_to(self._base):
            raise _strange(path)

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield a file piece by piece."""
        self.check(name)
        path = self._path / name
        try:
            with path.open("rb") as source:
                while chunk := source.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise unpacking.unreadable(path, error) from error

    def _look(self, folder: Path, prefix: str, above: tuple[Path, ...]) -> None:
        """Take in what lies in a folder; `above` are the real folders it lies in, so that no link leads in a ring."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            return  # a stick's own folders may not be read
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if len(self.files) < MOST_FILES and not unpacking.is_rubbish(entry.name):
                self._take(Path(entry.path), name, above)

    def _take(self, path: Path, name: str, above: tuple[Path, ...]) -> None:
        try:
            real = path.resolve(strict=True)
            size = real.stat().st_size
        except (OSError, RuntimeError):  # a link to nowhere, or in a ring
            self._refuse(name)
            return
        if not real.is_relative_to(self._base):
            self._refuse(name)
        elif real.is_file():
            self.files[name] = size
        elif not real.is_dir():
            self._refuse(name)
        elif real not in above and len(above) < DEEPEST and not _is_hidden(path):
            self._look(path, f"{name}/", (*above, real))

    def _refuse(self, name: str) -> None:
        self.files[name] = 0
        self.strange.add(name)


def _base(path: Path) -> Path:
    """Return how far out links may lead: from a snapshot of the hub's cache, into the blobs beside it."""
    for folder in (path, *path.parents):
        if folder.name.startswith("models--"):
            return folder
    return path


def _is_hidden(path: Path) -> bool:
    """Say whether a folder is one of a system's own, such as a stick's waste basket."""
    return path.name.startswith((".", "$")) or path.name == "System Volume Information"


def _strange(path: Path) -> PackError:
    if path.is_symlink():
        said = _("“{file}” in “{folder}” is a link that leads out of the folder, or nowhere.")
    else:
        said = _("“{file}” in “{folder}” is no file that can be copied.")
    return PackError(
        said.format(file=path.name, folder=path.parent.name),
        hint=_("Copy the files themselves into the folder, then import it again."),
    )
