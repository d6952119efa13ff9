"""Taking one pack in: copied into a folder of its own, looked at while it is copied, described by a manifest.

It is not installed by that: it must pass its self-test first.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from studio.errors import EnvironmentFault, PackError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, PackFile, PackKind
from studio.model.progress import Progress, Report
from studio.packs import catalogue, identity, layouts, sources, staging
from studio.packs import manifest as manifests
from studio.packs.sources import Source

CARRIED, BY_HAND = "carried", "by hand"
"""Where a pack came from, in its manifest."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pack that could be taken in: `folder` within the folder or archive `where`; `name` is what it is called there.

    `id` is what it seems to be; `manifest` is the one that came with it, `repository` the hub's where it lies in a
    cache, `title` a name to show, `size` its bytes where it lies.
    """

    id: str
    kind: PackKind
    name: str
    where: Path
    folder: str = ""
    practice: bool = False
    languages: tuple[str, ...] = ()
    version: str = ""
    title: str = ""
    repository: str = ""
    manifest: Manifest | None = None
    size: int = 0


def bring(candidate: Candidate, staged: Path, report: Report = manifests.silent) -> Manifest:
    """Copy or unpack a pack into the folder `staged` and return its manifest, not tested yet; reports bytes.

    `PackError` for a pack that is not whole, not what it says or not what the catalogue knows it to be.
    """
    with sources.opened(candidate.where) as source:
        files = layouts.within(source.files, candidate.folder)
        wanted = _wanted(candidate, files)
        for name in wanted:
            source.check(f"{candidate.folder}/{name}".lstrip("/"))
        _check(candidate, files, wanted)
        total = sum(files[name] for name in wanted)
        layouts.check_size(candidate.kind, total, candidate.name)
        staging.need_room(staged, total)
        copied = _copied(_Reading(source, candidate.folder), wanted, staged, _Meter(report, total))
    _compare(candidate, copied)
    if candidate.kind is PackKind.TRANSLATION:
        candidate = _described(candidate, staged)
        if candidate.practice:
            copied = _marked(staged, copied)
    return _manifest(candidate, copied)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A folder within a source."""

    source: Source
    folder: str

    def stream(self, name: str) -> Iterator[bytes]:
        return self.source.stream(f"{self.folder}/{name}".lstrip("/"))


@dataclass(slots=True)
class _Meter:
    """Counts bytes."""

    report: Report
    total: int
    done: int = 0

    def add(self, size: int) -> None:
        self.done += size
        self.report(Progress(self.done, max(self.total, self.done), "bytes"))


def _wanted(candidate: Candidate, files: Mapping[str, int]) -> list[str]:
    """Return the names of the files to copy: what its manifest lists, else what the program reads."""
    if candidate.manifest is None:
        return layouts.taken(candidate.kind, files)
    for file in candidate.manifest.files:
        if file.name not in files:
            raise layouts.lacks(candidate.kind, candidate.name, file.name)
    return [file.name for file in candidate.manifest.files]


def _check(candidate: Candidate, files: Mapping[str, int], wanted: Sequence[str]) -> None:
    """Refuse what is of another kind than its manifest says, or lacks a file that is always needed."""
    looks_like = next((spot.kind for spot in layouts.spots(wanted) if not spot.folder), None)
    if candidate.manifest is not None and looks_like not in (None, candidate.kind):
        raise PackError(
            _("The list of files says that “{name}” is something else than it is.").format(name=candidate.name),
            hint=_("Nothing was imported from it. Ask for a new copy."),
            details=f"{candidate.kind}, but the files are those of {looks_like}",
        )
    for file in candidate.manifest.files if candidate.manifest else ():
        if files[file.name] != file.size:
            raise _another_size(candidate, file, files[file.name])
    offer = _offer(candidate)
    bands = offer.shape.bands if offer and offer.shape and _is_sure(candidate) else 80
    names = wanted if candidate.manifest is not None else list(files)
    layouts.check(candidate.kind, names, candidate.id if candidate.practice else candidate.name, bands=bands)
    if empty := next((name for name in wanted if not files[name] and layouts.is_essential(name)), ""):
        raise PackError(
            _("The file {file} of “{name}” is empty.").format(file=empty, name=candidate.name),
            hint=_("Copy the pack once more, then import it again."),
        )


def _another_size(candidate: Candidate, file: PackFile, size: int) -> PackError:
    return PackError(
        _("The file {file} of “{name}” has {size} bytes, where its list says {wanted}.").format(
            file=file.name, name=candidate.name, size=size, wanted=file.size
        ),
        hint=_("Copy the pack onto the stick once more, then import it again."),
    )


def _copied(source: _Reading, wanted: Sequence[str], staged: Path, meter: _Meter) -> tuple[PackFile, ...]:
    """Copy files and return them with the sizes and SHA-256 of what was written."""
    copied = []
    with _writing(staged):
        staged.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        digest = hashlib.sha256()
        size = 0
        with _writing(staged):
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            sink = (staged / name).open("wb")
        with sink:
            for chunk in source.stream(name):
                with _writing(staged):
                    sink.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                meter.add(len(chunk))
            with _writing(staged):
                sink.flush()
                os.fsync(sink.fileno())
        copied.append(PackFile(name, size, digest.hexdigest()))
    return tuple(copied)


def _compare(candidate: Candidate, copied: Sequence[PackFile]) -> None:
    """Refuse files that are not as the pack's own manifest, or the catalogue, knows them."""
    listed = {file.name: file for file in candidate.manifest.files} if candidate.manifest else {}
    for file in copied:
        known = listed.get(file.name, file)
        if known.size != file.size or known.sha256 not in ("", file.sha256):
            raise PackError(
                _(
                    "The file {file} of “{name}” was changed or damaged on its way: it is not the one on its list."
                ).format(file=file.name, name=candidate.name),
                hint=_("Copy the pack onto the stick once more, then import it again."),
                details=f"{file.sha256} instead of {known.sha256}",
            )
    if _is_sure(candidate) and (wrong := identity.differing(_offer(candidate), copied)):
        raise PackError(
            _("“{name}” is not the model that is known under this name: its file {file} is another one.").format(
                name=candidate.name, file=wrong[0]
            ),
            hint=_("It was damaged on its way, or somebody changed it. Get it anew from its source."),
            details=", ".join(wrong),
        )


def _is_sure(candidate: Candidate) -> bool:
    """Say whether the pack names itself, so that anything else under this name is wrong."""
    return candidate.manifest is not None or bool(candidate.repository)


def _offer(candidate: Candidate) -> Offer | None:
    """Return what the catalogue knows of the files of a pack; of translations it knows the archive only."""
    known = (each for each in catalogue.offers() if (each.kind, each.id) == (candidate.kind, candidate.id))
    return next(known, None) if candidate.kind is not PackKind.TRANSLATION else None


def _described(candidate: Candidate, staged: Path) -> Candidate:
    """Return a translation package as it describes itself, whatever a manifest calls it."""
    with sources.opened(staged) as source:
        says = identity.direction(source, "", candidate.name)
    if (says.source, says.target) != candidate.languages:
        raise PackError(
            _("The list of files says that “{name}” translates other languages than it does.").format(
                name=candidate.name
            ),
            hint=_("Nothing was imported from it. Ask for a new copy."),
            details=f"{says.source} → {says.target}",
        )
    says = replace(says, practice=says.practice or candidate.practice)
    return replace(candidate, id=says.id, practice=says.practice, version=says.version)


def _marked(staged: Path, copied: tuple[PackFile, ...]) -> tuple[PackFile, ...]:
    """Return the files of a practice package, which says of itself from now on that it is one."""
    file = staged / layouts.METADATA
    content = json.loads(file.read_bytes())
    if content.get("practice") is True:
        return copied
    text = (json.dumps({**content, "practice": True}, ensure_ascii=False, indent=1) + "\n").encode()
    with _writing(staged):
        file.write_bytes(text)
    marked = PackFile(layouts.METADATA, len(text), hashlib.sha256(text).hexdigest())
    return tuple(marked if each.name == layouts.METADATA else each for each in copied)


def _manifest(candidate: Candidate, copied: tuple[PackFile, ...]) -> Manifest:
    """Return the manifest, under the id that the pack can have here."""
    kind, given = candidate.kind, candidate.manifest
    offers = {each.id: each for each in catalogue.offers() if each.kind is kind}
    offer = offers.get(candidate.id)
    if kind is PackKind.SPEECH and offer and identity.differing(offer, copied):
        offer = None  # it only had the name, or the size
    id = candidate.id
    if offer is None and kind is PackKind.SPEECH:
        id = identity.free_id(kind, given.id if given else candidate.name, copied)
    return Manifest(
        id=id,
        kind=kind,
        name=offer.name if offer else (given.name if given else candidate.title) or id,
        languages=candidate.languages or (offer.languages if offer else ()),
        licence=(given.licence if given else "") or (offer.licence if offer else ""),
        source=CARRIED if given else BY_HAND,
        files=copied,
        version=candidate.version,
        practice=candidate.practice,
        added=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
    )


@contextmanager
def _writing(staged: Path) -> Iterator[None]:
    """Turn what the system says about a file that cannot be written into one sentence."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(
            _("The pack cannot be copied into {folder}.").format(folder=staged.parent),
            hint=_("Look whether the disk is full or the folder is write-protected."),
            details=str(error),
        ) from error
