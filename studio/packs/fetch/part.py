"""A file that is on its way: the bytes that came, and beside them a note of what they are bytes of.

Every byte is handed to the system at once, so a kill loses none; what the note does not vouch for is fetched anew.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from studio.errors import EnvironmentFault
from studio.i18n import _

SUFFIX = ".part"
NOTE = ".part.json"

_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Note:
    """What the bytes of a part belong to.

    `content` is the hash of the whole file, "" where nobody knows it; then they belong to one version, `validator` (a
    strong ETag or a date), of what is at `address`.  With neither they are worth nothing later.
    """

    content: str
    address: str
    validator: str = ""

    def vouches_for(self, wanted: Note) -> bool:
        """Say whether bytes with this note begin the file that is wanted now."""
        if wanted.content:
            return self.content == wanted.content
        return bool(self.validator) and self.address == wanted.address


@contextmanager
def opened(target: Path) -> Iterator[Part]:
    """Open the part of the file that is to become `target`; what came stays when the block ends, however it does.

    Nothing stays of what nothing came of: it would seem to be a download that was begun.
    """
    with writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        stream = FileIO(_beside(target, SUFFIX), "a")
    part = Part(target, stream)
    try:
        yield part
    finally:
        stream.close()
        if not part.size:
            part.drop()


class Part:
    """The part of one file, open for more bytes; `size` of them are here."""

    def __init__(self, target: Path, stream: FileIO) -> None:
        self._target = target
        self._stream = stream
        self.size = os.fstat(stream.fileno()).st_size
        self.note = _read(_beside(target, NOTE))

    def begin(self, note: Note) -> None:
        """Forget what is here and begin with the file that `note` names."""
        with writing(self._target.parent):
            self._stream.truncate(0)
            self.size = 0
            _beside(self._target, NOTE).write_text(json.dumps(asdict(note)), "utf-8")
        self.note = note

    def append(self, chunk: bytes) -> None:
        """Hand `chunk` to the system.  `EnvironmentFault` for a full disk; all that fitted stays."""
        rest = memoryview(chunk)
        with writing(self._target.parent):
            while rest:
                written = self._stream.write(rest) or 0
                self.size += written
                rest = rest[written:]

    @property
    def path(self) -> Path:
        """Return where the bytes are."""
        return _beside(self._target, SUFFIX)

    def drop(self) -> None:
        """Delete what is here."""
        self._stream.close()
        _beside(self._target, SUFFIX).unlink(missing_ok=True)
        _beside(self._target, NOTE).unlink(missing_ok=True)

    def become_whole(self) -> None:
        """Give the file its name; the caller has looked at its size."""
        with writing(self._target.parent):
            os.fsync(self._stream.fileno())
            self._stream.close()
            _beside(self._target, SUFFIX).replace(self._target)
            _beside(self._target, NOTE).unlink(missing_ok=True)


def here(target: Path) -> int:
    """Return the bytes of a file, or of its part."""
    for path in (target, _beside(target, SUFFIX)):
        with contextlib.suppress(OSError):
            return path.stat().st_size
    return 0


def clear(folder: Path, names: Collection[str]) -> None:
    """Delete what lies in `folder` and is none of the files called `names`, nor on its way to be one."""
    kept = {Path(name).parts[0] for name in names}
    kept |= {f"{name}{suffix}" for name in names for suffix in (SUFFIX, NOTE)}
    with writing(folder):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name in kept:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the system says of a disk that takes nothing more into one sentence."""
    try:
        yield
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> EnvironmentFault:
    if error.errno in _FULL:
        message = _("The disk became full.")
        hint = _("Make room in {folder}, then go on: what has come is kept.").format(folder=folder)
    elif error.errno == errno.EFBIG:
        message = _("The disk of {folder} cannot hold files as large as this one.").format(folder=folder)
        hint = _("Choose a smaller model, or keep the models on a disk of another kind.")
    else:
        message = _("Souffleur cannot write into its folder of models, {folder}.").format(folder=folder)
        hint = _("Look whether the disk is full or the folder is write-protected.")
    return EnvironmentFault(message, hint=hint, details=str(error))


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(target.name + suffix)


def _read(path: Path) -> Note | None:
    """Return the note, or None where there is none that says anything."""
    try:
        return Note(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
