"""Where packs are made ready: beside the others, so that moving one in is a single rename.

A kill leaves what is there; it is gone on with or dropped, and never listed as installed.  Whoever works on a pack
holds its lock, which ends with the process.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from studio import paths
from studio.errors import EnvironmentFault, PackError, StudioError
from studio.i18n import _
from studio.model.pack import Manifest, PackKind, PackPlace
from studio.packs import manifest as manifests
from studio.packs import marks

PLACE = ".incoming"
SPARE = 64 << 20
"""Bytes to leave on a disk: a full one harms more than this program."""

_PATIENCE = 5.0  # seconds Windows may take until a virus scanner lets go of a new file
_IMPORT = "import"
_OLD, _GONE = "replaced", "removed"
"""What the folders of packs on their way out are called."""


def folder(kind: PackKind, id: str) -> Path:
    """Return where a pack is fetched to (it need not exist)."""
    return _root() / f"{kind}-{id}"


@contextlib.contextmanager
def held(kind: PackKind, id: str) -> Iterator[Path]:
    """Hold a pack for one's own, yielding its folder, which is made where needed.

    `PackError` while another process holds it, `EnvironmentFault` when nothing can be written there.
    """
    place = folder(kind, id)
    with _lock(place, _("“{id}” is being fetched or changed already.").format(id=id)):
        with _writing(place):
            place.mkdir(parents=True, exist_ok=True)
        try:
            yield place
        finally:
            with contextlib.suppress(OSError):
                place.rmdir()  # only where nothing came


@contextlib.contextmanager
def import_held() -> Iterator[Path]:
    """Hold the place of imports, yielding an empty folder that goes afterwards; what a kill left there goes first."""
    place = _root() / _IMPORT
    with _lock(place, _("Another import is going on.")):
        with _writing(place):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def put_in_place(staged: Path, manifest: Manifest) -> Path:
    """Make a staged folder the installed pack that `manifest` names, and return its place.

    An older one of the same id goes only when the new one is there; a kill between leaves it for `sweep` to put back.
    The caller holds the pack or the import.
    """
    target = paths.packs() / manifest.kind / manifest.id
    aside = _aside(target)
    with _writing(target):
        manifests.write(staged, manifest)
        target.parent.mkdir(parents=True, exist_ok=True)
        _put_back(aside)
        if os.path.lexists(target):
            _renamed(target, aside)
        try:
            _renamed(staged, target)
        except OSError:
            _put_back(aside)
            raise
    marks.clear(PackPlace.OWN, manifest.kind, manifest.id)
    _delete(aside)
    return target


def drop(kind: PackKind, id: str) -> None:
    """Delete what was fetched of a pack so far.  `PackError` while another process holds it."""
    with held(kind, id) as place:
        _delete(place)


def take_out(target: Path) -> None:
    """Delete an installed pack's folder or archive in one step as others see it."""
    gone = _root() / f"{_GONE}-{target.name}-{os.getpid()}"
    with _writing(target):
        gone.parent.mkdir(parents=True, exist_ok=True)
        _renamed(target, gone)
    _delete(gone)


def waiting() -> dict[tuple[PackKind, str], int]:
    """Return the bytes that were fetched so far, by kind and id, of packs that are not whole yet."""
    found = {}
    for place in _entries():
        for kind in PackKind:
            prefix = f"{kind}-"
            if place.name.startswith(prefix) and place.is_dir() and (size := size_of(place)):
                found[kind, place.name.removeprefix(prefix)] = size
    return found


def sweep() -> None:
    """Put in order what a kill left: an old pack whose new one never came is put back, half an import goes.

    Packs that somebody works on at this moment are left alone.
    """
    for left in _entries():
        if left.name == _IMPORT:
            with contextlib.suppress(StudioError), import_held():
                pass  # taking its place empties it
        elif left.name.startswith(f"{_GONE}-"):
            _delete(left)
        elif left.name.startswith(f"{_OLD}-"):
            kind, _dash, id = left.name.removeprefix(f"{_OLD}-").partition("-")
            with contextlib.suppress(StudioError), held(PackKind(kind), id):
                _put_back(left)
                _delete(left)


def need_room(place: Path, size: int) -> None:
    """Raise `EnvironmentFault` when the disk of `place`, which need not exist, has no room for `size` bytes more."""
    there = place
    while not there.exists() and there != there.parent:
        there = there.parent
    free = shutil.disk_usage(there).free
    if free < size + SPARE:
        raise EnvironmentFault(
            _("There is not enough room on the disk: {needed} MB are needed, {free} MB are free.").format(
                needed=-(-(size + SPARE) // 10**6), free=free // 10**6
            ),
            hint=_make_room(place),
        )


def size_of(place: Path) -> int:
    """Return the bytes of a file, or of all files in a folder; what goes meanwhile counts nothing."""
    if place.is_file():
        return place.stat().st_size
    total = 0
    for path in place.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size if path.is_file() and not path.is_symlink() else 0
    return total


def _make_room(place: Path) -> str:
    """Return where room is needed: among the packs, or on the stick that somebody chose."""
    packs = paths.packs().absolute()
    if place.absolute().is_relative_to(packs):
        return _("Make room in {folder}, for example by removing models you do not use.").format(folder=packs)
    return _("Make room in {folder}, or choose another place.").format(folder=place)


def _aside(target: Path) -> Path:
    """Return where an installed pack waits while a new one takes its place."""
    return _root() / f"{_OLD}-{target.parent.name}-{target.name}"


def _put_back(aside: Path) -> None:
    """Put an old pack back where no new one came; where one did, the old one goes."""
    if not os.path.lexists(aside):
        return
    kind, _dash, id = aside.name.removeprefix(f"{_OLD}-").partition("-")
    target = paths.packs() / kind / id
    if os.path.lexists(target):
        _delete(aside)
    else:
        _renamed(aside, target)


def _root() -> Path:
    return paths.packs() / PLACE


def _entries() -> list[Path]:
    try:
        return sorted(_root().iterdir())
    except OSError:
        return []


@contextlib.contextmanager
def _lock(place: Path, busy: str) -> Iterator[None]:
    from filelock import FileLock, Timeout

    with _writing(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{place}.lock")
    try:
        with _writing(place):
            lock.acquire(timeout=0)
    except Timeout as error:
        raise PackError(busy, hint=_("Wait until that is done.")) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _writing(place: Path) -> Iterator[None]:
    """Turn what the system says about a folder that cannot be written into one sentence."""
    try:
        yield
    except OSError as error:
        if isinstance(error, TimeoutError):
            raise
        raise EnvironmentFault(
            _("Souffleur cannot write into its folder of models, {folder}.").format(folder=place.parent),
            hint=_("Look whether the disk is full or the folder is write-protected."),
            details=str(error),
        ) from error


def _renamed(source: Path, target: Path) -> None:
    """Rename; on Windows a scanner may hold a new file for a moment."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            source.rename(target)
            return
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(0.1)


def _delete(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)
