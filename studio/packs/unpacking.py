"""Archives that packs come in, as a stranger may have made them: looked at wholly before a byte is unpacked.

Everything a zip file can do to the folder it is unpacked into is refused with a sentence of its own.  Nothing here
writes: the members are streamed to whoever asked, never more bytes than they say.
"""

from __future__ import annotations

import lzma
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from studio.errors import EnvironmentFault, PackError
from studio.i18n import _
from studio.model.pack import is_name_everywhere

MOST_MEMBERS = 20_000
MOST_TIMES = 100
"""How many times its own size an archive, or a file in it, may become: models shrink by a tenth, words to a fifth."""
SMALL = 64 << 20
"""Bytes that any archive may become, however small it is."""

CHUNK = 1 << 20

_RUBBISH = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_HEADER = 30  # bytes before a member's name
_ENCRYPTED = 0x1


def is_rubbish(name: str) -> bool:
    """Say whether a file is what systems leave in folders and archives for themselves."""
    return any(part in _RUBBISH or part.startswith("._") for part in PurePosixPath(name).parts)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive after looking at all its members.  `PackError` for one that is damaged or unsafe."""
    try:
        zipped = zipfile.ZipFile(path)
    except OSError as error:
        raise unreadable(path, error) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _no_archive(path, error) from error
    with zipped:
        members = _members(zipped, path)
        yield Archive(path, zipped, members)


class Archive:
    """An opened archive whose members are safe to unpack; `files` are their names with their bytes."""

    def __init__(self, path: Path, zipped: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> None:
        self._path = path
        self._zipped = zipped
        self._members = {_plain(member): member for member in members}
        self.files = {name: member.file_size for name, member in self._members.items()}

    def check(self, name: str) -> None:
        """Raise nothing: all members were looked at when the archive was opened."""

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield a member piece by piece; `PackError` as soon as it shows that it is damaged."""
        member = self._members[name]
        done = 0
        with self._reading(name), self._zipped.open(member) as source:
            while chunk := source.read(CHUNK):
                done += len(chunk)
                yield chunk
        if done != member.file_size:
            raise _lies(self._path, name, f"{done} bytes instead of {member.file_size}")

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """Turn whatever shows while a member is read that it is damaged into a `PackError`."""
        try:
            yield
        except zipfile.BadZipFile as error:
            raise damaged_member(self._path, name, str(error)) from error
        except (zlib.error, lzma.LZMAError, EOFError, ValueError, NotImplementedError, MemoryError) as error:
            raise damaged_member(self._path, name, f"{type(error).__name__}: {error}") from error
        except OSError as error:
            raise unreadable(self._path, error) from error


def unreadable(path: Path, error: OSError) -> EnvironmentFault:
    """Return the error for a file that the system does not let be read."""
    return EnvironmentFault(
        _("“{name}” cannot be read.").format(name=path.name),
        hint=_("Check that it is still there, that it may be read, and that the stick was not pulled out."),
        details=str(error),
    )


def damaged_member(path: Path, name: str, details: str) -> PackError:
    """Return the error for a member that cannot be unpacked."""
    return _refused(
        _("“{name}” is damaged: its file “{file}” cannot be unpacked.").format(name=path.name, file=name), details
    )


def _members(zipped: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    """Return the files of an archive that are no rubbish, after looking at everything it says of itself."""
    listed = zipped.infolist()
    if len(listed) > MOST_MEMBERS:
        raise _refused(
            _("“{name}” holds more files than any pack has: {count}.").format(name=path.name, count=len(listed))
        )
    for member in listed:
        _check_name(path, member)
        _check_kind(path, member)
    files = [member for member in listed if not member.is_dir() and not is_rubbish(member.filename)]
    if not files:
        raise _refused(_("“{name}” is empty.").format(name=path.name))
    _check_twins(path, files)
    _check_sizes(path, files)
    return files


def _check_name(path: Path, member: zipfile.ZipInfo) -> None:
    """Refuse names that lead somewhere else, on whichever system."""
    name = member.orig_filename
    parts = PurePosixPath(name).parts
    if "\\" in name:
        said = _("“{name}” was made in a way that is not safe: there is a backslash in “{file}”.")
    elif name.startswith("/"):
        said = _("“{name}” wants to put a file in a place of its own on this computer: “{file}”.")
    elif len(name) > 1 and name[1] == ":":
        said = _("“{name}” wants to write to a drive of its own choice: “{file}”.")
    elif ".." in parts:
        said = _("“{name}” wants to put a file outside its folder: “{file}”.")
    elif not parts or not all(map(is_name_everywhere, parts)):
        said = _("“{name}” holds a file whose name not every computer can hold: “{file}”.")
    else:
        return
    raise _refused(said.format(name=path.name, file=name.encode("unicode_escape").decode("ascii")))


def _plain(member: zipfile.ZipInfo) -> str:
    """Return a member's name without "./" and doubled strokes."""
    return str(PurePosixPath(member.filename))


def _check_kind(path: Path, member: zipfile.ZipInfo) -> None:
    """Refuse what is neither a file nor a folder, and what cannot be read."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if stat.S_ISLNK(kind):
        said = _("“{name}” holds a link, which may lead anywhere: “{file}”.")
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        said = _("“{name}” holds something that is neither a file nor a folder: “{file}”.")
    elif member.flag_bits & _ENCRYPTED:
        said = _("“{name}” is locked with a password.")
    elif member.compress_type not in _METHODS:
        said = _("“{name}” is packed in a way that Souffleur cannot unpack.")
    else:
        return
    raise _refused(said.format(name=path.name, file=member.filename), f"method {member.compress_type}")


def _check_twins(path: Path, files: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse two files that would be one on some system, and a file that would be another one's folder."""
    seen: dict[str, str] = {}
    folders: set[str] = set()
    for member in files:
        name = unicodedata.normalize("NFC", _plain(member)).casefold()
        if name in seen:
            raise _twice(path, member.filename)
        seen[name] = member.filename
        folders.update(str(parent) for parent in PurePosixPath(name).parents)
    for name in folders & seen.keys():
        raise _twice(path, seen[name])


def _twice(path: Path, file: str) -> PackError:
    return _refused(_("“{name}” holds the file “{file}” twice.").format(name=path.name, file=file))


def _check_sizes(path: Path, files: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse sizes that cannot be true, and archives that become many times larger than they are."""
    end = 0
    for member in sorted(files, key=lambda member: member.header_offset):
        is_stored = member.compress_type == zipfile.ZIP_STORED
        if member.header_offset < end or (is_stored and member.compress_size != member.file_size):
            raise _lies(path, member.filename, f"{member.compress_size} packed, {member.file_size} unpacked")
        end = member.header_offset + _HEADER + member.compress_size
    for member in files:
        _check_growth(path, member.compress_size, member.file_size)
    _check_growth(path, sum(member.compress_size for member in files), sum(member.file_size for member in files))


def _check_growth(path: Path, packed: int, unpacked: int) -> None:
    if unpacked > SMALL and unpacked > packed * MOST_TIMES:
        raise _refused(
            _("“{name}” would become {times} times larger than it is: no pack does that.").format(
                name=path.name, times=unpacked // max(1, packed)
            )
        )


def _lies(path: Path, file: str, details: str) -> PackError:
    return _refused(_("“{name}” lies about the size of its file “{file}”.").format(name=path.name, file=file), details)


def _no_archive(path: Path, error: Exception) -> PackError:
    """Return the error for what cannot be opened: cut off, or something else altogether."""
    try:
        with path.open("rb") as stream:
            begins = stream.read(4)
    except OSError as problem:
        raise unreadable(path, problem) from problem
    if begins == b"PK\x03\x04":
        return _refused(_("“{name}” is cut off: its end is missing.").format(name=path.name), str(error))
    if not begins:
        return _refused(_("“{name}” is a file without content.").format(name=path.name), str(error))
    return _refused(_("“{name}” is no archive that Souffleur can unpack.").format(name=path.name), str(error))


def _refused(message: str, details: str = "") -> PackError:
    return PackError(message, hint=_("Nothing was imported from it. Ask for a new copy."), details=details)
