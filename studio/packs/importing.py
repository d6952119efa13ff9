"""Packs that somebody brings along: what lies at a path.

Taken are folders and zips of models, the hub's cache, Argos packages unpacked or not, carried archives, and a stick
with any of these.  What is no pack is passed over; what is one and cannot be used is refused with its reason.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from studio.errors import InputError, PackError, StudioError
from studio.i18n import _
from studio.model.pack import Manifest, PackKind
from studio.packs import carried, catalogue, identity, layouts, sources, unpacking
from studio.packs import manifest as manifests
from studio.packs.bringing import Candidate, bring
from studio.packs.layouts import Spot
from studio.packs.sources import Source

__all__ = ["Candidate", "Found", "Refusal", "bring", "found"]

_NAMED = 20
"""Things that were passed over and are named; a stick may hold hundreds."""

_OWN_SUFFIXES = (".argosmodel", ".souffleur-pack")
"""Archives that are packs by their names: an unusable one is refused, where a zip may be anything."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A pack that cannot be taken in: its name there, and why."""

    name: str
    error: StudioError


@dataclass(slots=True)
class Found:
    """What lies at a path; `passed_over` are names of what is no pack, `said` sentences worth showing."""

    candidates: list[Candidate] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def found(path: Path) -> Found:
    """Return the packs at `path`.  `InputError` where there are none, `PackError` where the only one is unusable."""
    path = Path(os.path.abspath(path))
    if layouts.is_essential(path.name) and path.is_file():
        path = path.parent  # somebody chose a file of the model
    if not os.path.exists(path):
        raise InputError(
            _("There is nothing at {path}.").format(path=path),
            hint=_("Check the name, and that the stick is plugged in."),
        )
    everything = Found()
    with sources.opened(path) as source:
        _look(source, path, everything)
        if path.is_dir():
            _look_into_archives(source, path, everything)
    everything.candidates = _newest(everything.candidates, everything.said)
    everything.passed_over = sorted(set(everything.passed_over))[:_NAMED]
    if len(everything.refused) == 1 and not everything.candidates:
        raise everything.refused[0].error
    if not everything.candidates and not everything.refused:
        raise _nothing(path, everything.passed_over)
    return everything


def _look(source: Source, where: Path, everything: Found) -> None:
    """Take in the packs of one folder or archive."""
    if carried.is_list(source):
        _look_at_list(source, where, everything)
        return
    spots = layouts.spots(source.files)
    if where.suffix.casefold() == ".argosmodel" and where.is_file():
        spots = [_only_root(source, where)]
    for spot in _snapshots(source, spots, everything.passed_over):
        name = _name(where, spot)
        try:
            size = sum(layouts.within(source.files, spot.folder).values())
            everything.candidates.append(replace(_candidate(source, where, spot, name), size=size))
        except StudioError as error:
            everything.refused.append(Refusal(name, error))
    everything.passed_over += _left_over(source, spots)


def _look_at_list(source: Source, where: Path, everything: Found) -> None:
    """Take in the packs that a carried archive lists."""
    for entry in carried.entries(source, where.name):
        if isinstance(entry, Manifest):
            everything.candidates.append(_carried(entry, where, carried.folder(entry)))
        else:
            everything.refused.append(Refusal(where.name, entry))


def _look_into_archives(source: Source, folder: Path, everything: Found) -> None:
    """Take in the archives in a folder and its folders; a zip that cannot be used may be anything."""
    for name in source.files:
        path = folder / name
        if path.suffix.casefold() not in (*_OWN_SUFFIXES, ".zip"):
            continue
        before = len(everything.candidates) + len(everything.refused)
        try:
            with unpacking.opened(path) as archive:
                _look(archive, path, everything)
        except StudioError as error:
            if path.suffix.casefold() in _OWN_SUFFIXES:
                everything.refused.append(Refusal(path.name, error))
        if len(everything.candidates) + len(everything.refused) == before:
            everything.passed_over.append(name)


def _candidate(source: Source, where: Path, spot: Spot, name: str) -> Candidate:
    """Return the pack at a spot.  `PackError` where it says things that cannot be used."""
    if spot.kind is None:
        text = identity.read(source, f"{spot.folder}/{manifests.FILE}".lstrip("/"))
        return _carried(manifests.loads(text.decode("utf-8", "replace")), where, spot.folder)
    if spot.kind is PackKind.TRANSLATION:
        says = identity.direction(source, spot.folder, name)
        return Candidate(
            id=says.id,
            kind=spot.kind,
            name=name,
            where=where,
            folder=spot.folder,
            practice=says.practice,
            languages=(says.source, says.target),
            version=says.version,
            title=says.name,
        )
    repository = identity.cached_repository(f"{where.as_posix()}/{spot.folder}")
    offer = identity.speech_offer(layouts.within(source.files, spot.folder), repository, name)
    return Candidate(
        id=offer.id if offer else identity.safe(repository.rpartition("/")[2] or name),
        kind=spot.kind,
        name=repository.rpartition("/")[2] or name,
        where=where,
        folder=spot.folder,
        practice=offer.practice if offer else False,
        languages=offer.languages if offer else (),
        title=offer.name if offer else name,
        repository=repository,
    )


def _carried(manifest: Manifest, where: Path, folder: str) -> Candidate:
    return Candidate(
        id=manifest.id,
        kind=manifest.kind,
        name=manifest.id,
        where=where,
        folder=folder,
        practice=manifest.practice,
        languages=manifest.languages,
        version=manifest.version,
        title=manifest.name,
        manifest=manifest,
        size=manifest.size,
    )


def _only_root(source: Source, where: Path) -> Spot:
    """Return the one folder of an Argos archive, of any name.  `PackError` where there are several."""
    roots = {name.partition("/")[0] for name in source.files}
    if layouts.METADATA in roots:  # packed without its folder
        return Spot("", PackKind.TRANSLATION)
    if len(roots) != 1:
        raise PackError(
            _("“{name}” holds several folders, where a translation package has one: {folders}.").format(
                name=where.name, folders=", ".join(sorted(roots)[:5])
            ),
            hint=_("Nothing was imported from it. Ask for a new copy."),
        )
    return Spot(roots.pop(), PackKind.TRANSLATION)


def _name(where: Path, spot: Spot) -> str:
    """Return what a pack is called where it lies."""
    if where.is_file() and spot.kind is PackKind.TRANSLATION:
        return where.stem
    return PurePosixPath(spot.folder).name or (where.stem if where.is_file() else where.name)


def _snapshots(source: Source, spots: Sequence[Spot], passed_over: list[str]) -> Iterator[Spot]:
    """Yield the spots, of several snapshots of one repository in the hub's cache the one that is in use."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        before, mark, _commit = spot.folder.rpartition("snapshots/")
        groups.setdefault(before if mark else f"{spot.folder}/", []).append(spot)
    for before, group in groups.items():
        chosen = _in_use(source, before, group)
        yield chosen
        passed_over += [spot.folder for spot in group if spot is not chosen]


def _in_use(source: Source, before: str, group: Sequence[Spot]) -> Spot:
    """Return the snapshot that the catalogue names, else the one the cache does, else the last."""
    commits = {spot.folder.rpartition("/")[2]: spot for spot in group}
    wanted = [offer.commit for offer in catalogue.offers() if offer.commit] if len(group) > 1 else []
    if f"{before}refs/main" in source.files:
        wanted.append(identity.read(source, f"{before}refs/main").decode("ascii", "replace").strip())
    return next((commits[commit] for commit in wanted if commit in commits), group[-1])


def _left_over(source: Source, spots: Sequence[Spot]) -> list[str]:
    """Return the outermost names of what belongs to no pack."""
    if any(not spot.folder for spot in spots):
        return []
    kept = {spot.folder.partition("/")[0] for spot in spots}
    names = {name.partition("/")[0] for name in source.files}
    archives = {name.partition("/")[0] for name in source.files if name.casefold().endswith(sources.ARCHIVES)}
    return sorted(names - kept - archives)


def _newest(candidates: Sequence[Candidate], said: list[str]) -> list[Candidate]:
    """Return the candidates, of two of one pack the newest, and say so; strangers may share a name and both come."""
    known = {offer.id for offer in catalogue.offers()}
    newest: dict[object, Candidate] = {}
    for each in candidates:
        is_one_of_a_kind = each.kind is PackKind.TRANSLATION or each.id in known
        key = (each.kind, each.id) if is_one_of_a_kind else (each.where, each.folder)
        other = newest.setdefault(key, each)
        if other is each:
            continue
        kept, left = (each, other) if identity.is_newer(each.version, other.version) else (other, each)
        newest[key] = kept
        if kept.version != left.version:
            told = _("“{id}” is there twice; version {kept} was taken, version {left} was left.")
        else:
            told = _("“{id}” is there twice; the first one was taken.")
        said.append(told.format(id=each.id, kept=kept.version or "–", left=left.version or "–"))
    return list(newest.values())


def _nothing(path: Path, passed_over: Sequence[str]) -> InputError:
    return InputError(
        _("There is no speech model and no translation package in “{name}”.").format(name=path.name),
        hint=_(
            "A speech model is a folder with model.bin, config.json and tokenizer.json; a translation package ends in "
            ".argosmodel, a pack made by Souffleur in .souffleur-pack."
        ),
        details=", ".join(passed_over),
    )
