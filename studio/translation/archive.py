"""Argos packages as archives: zip files with one root folder of any name.

Unpacked with our own code: argostranslate's unzips before it checks, and needs torch for it.
"""

from __future__ import annotations

import json
import lzma
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from studio.errors import EnvironmentFault, PackError
from studio.i18n import _

SUFFIX = ".argosmodel"
METADATA = "metadata.json"

_SIZE_LIMIT = 2 << 30  # bytes unpacked; the largest public packages have 0.4 GiB
_MEMBER_LIMIT = 10_000
_UNUSED = ("stanza", "minisbd", "spacy")  # sentence splitters of argostranslate; ours is sentencex
_CHUNK = 1 << 20


def unpacked(archive: Path, into: Path) -> Path:
    """Unpack an archive as a new folder in `into` and return it; the folder has the name of the archive.

    A folder that holds the same already is left as it is, any other of that name is replaced.  `PackError` for a
    damaged or unsafe archive; then nothing is left behind.
    """
    target = into / archive.stem
    with _readable(archive) as opened:
        if _holds(target, opened, root_of(opened, archive.name)):
            return target
    try:
        into.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=into))
        try:
            return _moved(extract(archive, scratch), target, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise EnvironmentFault(
            _("“{name}” could not be unpacked into {folder}.").format(name=archive.name, folder=into),
            hint=_("Check that the folder may be written to and the disk is not full."),
            details=str(error),
        ) from error


def extract(archive: Path, into: Path) -> Path:
    """Unpack an archive into an empty folder and return its root folder there."""
    with _readable(archive) as opened:
        root = root_of(opened, archive.name)
        for member in _wanted(opened, root):
            _extract_member(opened, member, into)
    return into / root


def metadata(path: Path) -> dict[str, object]:
    """Return what a folder or archive says about itself.  `PackError` when it is no package."""
    try:
        if path.is_dir():
            read = json.loads((path / METADATA).read_bytes())
        else:
            with _readable(path) as opened:
                read = json.loads(opened.read(f"{root_of(opened, path.name)}/{METADATA}"))
    except (OSError, ValueError) as error:
        raise damaged(path.name, str(error)) from error
    if not isinstance(read, dict):
        raise damaged(path.name, f"{METADATA} holds no table")
    return read


def root_of(opened: zipfile.ZipFile, name: str) -> str:
    """Return the one root folder of an archive after checking that all its members are safe to unpack."""
    members = [member for member in opened.infolist() if not member.filename.startswith("__MACOSX/")]
    for member in members:
        _check(member, name)
    if len(members) > _MEMBER_LIMIT or sum(member.file_size for member in members) > _SIZE_LIMIT:
        raise damaged(name, "too large when unpacked")
    roots = {PurePosixPath(member.filename).parts[0] for member in members}
    if len(roots) != 1 or f"{next(iter(roots))}/{METADATA}" not in opened.namelist():
        raise damaged(name, f"expected one folder with {METADATA}, found {sorted(roots)[:5]}")
    return roots.pop()


def damaged(name: str, details: str) -> PackError:
    """Return the error for a package that cannot be used."""
    return PackError(
        _("The translation package “{name}” is damaged or is no Argos package.").format(name=name),
        hint=_("Fetch the package again, or ask for a new copy."),
        details=details,
    )


@contextmanager
def _readable(archive: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever shows while it is read that it is damaged becomes a `PackError`."""
    try:
        with _opened(archive) as opened:
            yield opened
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError) as error:
        raise damaged(archive.name, str(error)) from error


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except OSError as error:
        raise PackError(
            _("The translation package {path} cannot be read.").format(path=archive),
            hint=_("Check that it is still there and may be read, or fetch it again."),
            details=str(error),
        ) from error


def _holds(target: Path, opened: zipfile.ZipFile, root: str) -> bool:
    """Say whether a folder has all that an archive would unpack, byte for byte by its check sums."""
    return all(
        (file := target / Path(member.filename).relative_to(root)).is_file()
        and file.stat().st_size == member.file_size
        and _check_sum(file) == member.CRC
        for member in _wanted(opened, root)
    )


def _check_sum(file: Path) -> int:
    total = 0
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            total = zlib.crc32(chunk, total)
    return total


def _check(member: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in member.filename:
        raise damaged(name, f"unsafe member {member.filename!r}")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise damaged(name, f"member {member.filename!r} is a link or a device")
    if member.flag_bits & 1:
        raise damaged(name, f"member {member.filename!r} is encrypted")


def _wanted(opened: zipfile.ZipFile, root: str) -> Sequence[zipfile.ZipInfo]:
    return [
        member
        for member in opened.infolist()
        if not member.is_dir()
        and (parts := PurePosixPath(member.filename).parts)[0] == root
        and (len(parts) < 2 or parts[1] not in _UNUSED)
    ]


def _extract_member(opened: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path) -> None:
    """Write one member, never more bytes than it declares: a bomb may lie about its size."""
    target = into / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(member) as source, target.open("wb") as sink:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > member.file_size:
                raise damaged(opened.filename or "", f"member {member.filename!r} is longer than it says")
            sink.write(chunk)


def _moved(root: Path, target: Path, scratch: Path) -> Path:
    """Put the folder in its place in one step; an old one goes only when the new one is complete."""
    if target.exists():
        target.rename(scratch / "replaced")
    root.rename(target)
    return target
