"""Writing packs into one file to be carried to a computer without network: `NAME.souffleur-pack`.

It is a zip in which nothing is squeezed (models do not get smaller), with the list of all files and their SHA-256, and
the licences.  It is written beside its place and moved there whole.
"""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from studio.errors import EnvironmentFault, PackError, UsageError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, Pack, PackFile, PackKind
from studio.model.progress import Progress, Report
from studio.packs import carried, catalogue, file_systems, identity, layouts, sources, staging
from studio.packs import manifest as manifests
from studio.packs.sources import Source

LICENCES = "LICENCES.txt"

_DATE = (2026, 1, 1, 0, 0, 0)
"""The same for all members: the same packs make the same file."""
_FILE_RIGHTS = 0o100644 << 16
_LISTS = 1 << 20
"""Bytes that the list and the headers may take, generously."""


def write(packs: Sequence[Pack], out: Path, report: Report = manifests.silent) -> int:
    """Write packs into the file `out`, whole or not at all, and return its bytes; reports bytes.

    Data for reading pictures are left out: they come with the program everywhere.
    `PackError` for a pack whose files are not those of its manifest; `EnvironmentFault` where the file cannot be
    written, and where its disk cannot hold one so large.
    """
    if not packs:
        raise UsageError(_("No pack was named."), hint=_("Name at least one of those on this computer."))
    packs = [pack for pack in packs if pack.kind is not PackKind.OCR]
    if not packs:
        raise PackError(
            _("The data for reading pictures need not be carried."), hint=_("They come with Souffleur everywhere.")
        )
    out = out.absolute()
    draft = out.with_name(f".{out.name}.part")
    with ExitStack() as stack:
        loads = [_load(pack, stack.enter_context(sources.opened(pack.path))) for pack in packs]
        total = sum(load.size for load in loads)
        _need_place(out, total + _LISTS)
        try:
            with _writing(out):
                _Writer(draft, total, report).write(loads)
                os.replace(draft, out)
        finally:
            draft.unlink(missing_ok=True)
    return out.stat().st_size


@dataclass(frozen=True, slots=True)
class _Load:
    """A pack to be written: its `files` lie in `folder` of `source`; `manifest` says what they must be."""

    pack: Pack
    source: Source
    folder: str
    files: tuple[str, ...]
    manifest: Manifest | None

    @property
    def size(self) -> int:
        return sum(self.source.files[self.place(file)] for file in self.files)

    def place(self, file: str) -> str:
        return f"{self.folder}/{file}".lstrip("/")


def _load(pack: Pack, source: Source) -> _Load:
    """Return what is written of a pack.  `PackError` where a file is missing."""
    manifest = manifests.read(pack.path)
    spots = [spot for spot in layouts.spots(source.files) if spot.kind in (None, pack.kind)]
    folder = spots[0].folder if spots else ""
    here = layouts.within(source.files, folder)
    files = [file.name for file in manifest.files] if manifest else layouts.taken(pack.kind, here)
    if lacking := [name for name in files if name not in here]:
        raise layouts.lacks(pack.kind, pack.id, lacking[0])
    layouts.check(pack.kind, files, pack.id)
    return _Load(pack, source, folder, tuple(files), manifest)


class _Writer:
    """Writes a carried archive."""

    def __init__(self, draft: Path, total: int, report: Report) -> None:
        self._draft = draft
        self._total = total
        self._report = report
        self._done = 0

    def write(self, loads: Sequence[_Load]) -> None:
        """Write everything, the lists last, since only then all hashes are known."""
        with zipfile.ZipFile(self._draft, "w", zipfile.ZIP_STORED, allowZip64=True) as self._zip:
            packed = [self._pack(load) for load in loads]
            self._zip.writestr(_member(LICENCES), licences(packed))
            self._zip.writestr(_member(carried.FILE), carried.dumps(packed))
        with self._draft.open("rb+") as stream:
            os.fsync(stream.fileno())

    def _pack(self, load: _Load) -> Manifest:
        manifest = load.manifest or _described(load)
        files = tuple(self._file(load, carried.folder(manifest), name) for name in load.files)
        known = {file.name: file for file in load.manifest.files} if load.manifest else {}
        for file in files:
            if file.name in known and known[file.name].sha256 not in ("", file.sha256):
                raise PackError(
                    _("“{id}” is damaged: its file {file} is not what it was.").format(id=load.pack.id, file=file.name),
                    hint=_("Get or import it again, then write it onto the stick."),
                )
        return replace(manifest, files=files, tested="", answer="")

    def _file(self, load: _Load, folder: str, name: str) -> PackFile:
        digest = hashlib.sha256()
        size = 0
        with self._zip.open(_member(f"{folder}/{name}"), "w", force_zip64=True) as sink:
            for chunk in load.source.stream(load.place(name)):
                sink.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                self._done += len(chunk)
                self._report(Progress(self._done, max(self._done, self._total), "bytes"))
        return PackFile(name, size, digest.hexdigest())


def licences(packs: Sequence[Manifest]) -> str:
    """Return the text that says under which licence each pack may be passed on, as far as it is known."""
    rows = []
    for pack in packs:
        lines = [pack.name or pack.id, f"  id: {pack.id} ({pack.kind})"]
        lines += [f"  version: {pack.version}"] if pack.version else []
        lines += [f"  licence: {pack.licence or 'not known; ask where you got it'}", f"  from: {pack.source}"]
        papers = [file.name for file in pack.files if file.name.casefold().startswith(layouts.PAPERS)]
        lines += [f"  its own words: {carried.folder(pack)}/{name}" for name in papers]
        rows.append("\n".join(lines))
    return "What lies in this file, and under which licence.\n\n" + "\n\n".join(rows) + "\n"


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.external_attr = _FILE_RIGHTS
    return member


def _described(load: _Load) -> Manifest:
    """Return what can be said of a pack that has no manifest: it was put there by hand, or ships."""
    pack = load.pack
    offer = _offer(pack)
    version = offer.version if offer else ""
    if pack.kind is PackKind.TRANSLATION:
        version = identity.direction(load.source, load.folder, pack.id).version
    return Manifest(
        id=pack.id,
        kind=pack.kind,
        name=offer.name if offer else pack.id,
        languages=pack.languages,
        licence=offer.licence if offer else "",
        source="shipped" if offer and pack.practice else "by hand",
        files=(PackFile("-"),),  # in its place come those that are written
        version=version,
        practice=pack.practice,
    )


def _offer(pack: Pack) -> Offer | None:
    return next((each for each in catalogue.offers() if (each.kind, each.id) == (pack.kind, pack.id)), None)


def _need_place(out: Path, size: int) -> None:
    """Raise `EnvironmentFault` where a file of `size` bytes cannot lie."""
    if not out.parent.is_dir():
        raise EnvironmentFault(
            _("There is no folder {folder}.").format(folder=out.parent),
            hint=_("Check the name, and that the stick is plugged in."),
        )
    largest = file_systems.largest_file(out.parent)
    if largest is not None and size > largest:
        raise _too_large(out)
    staging.need_room(out.parent, size)


def _too_large(out: Path) -> EnvironmentFault:
    return EnvironmentFault(
        _("The disk or stick of {folder} holds no file as large as this one would be.").format(folder=out.parent),
        hint=_("Write fewer packs at a time, or format the stick as exFAT: it is FAT32, which ends at 4 GB a file."),
    )


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Turn what the system says about a file that cannot be written into one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _too_large(out) from error
        raise EnvironmentFault(
            _("“{name}” cannot be written into {folder}.").format(name=out.name, folder=out.parent),
            hint=_("Check that the stick is still there, may be written to and has room."),
            details=str(error),
        ) from error
