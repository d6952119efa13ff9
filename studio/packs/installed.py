"""What is on this computer: speech models and data as folders, translation packages as folders or archives.

They lie in `speech/ID/`, `translation/…` and `ocr/ID/` of the user's own folder, of the one that all users of the
machine share, and in the program's resources.  Of two with the same name the first of these three counts.
Rubbish between them is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from studio import paths
from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Pack, PackKind, PackPlace, PackState
from studio.packs import manifest as manifests
from studio.packs import marks, staging

PRACTICE_MODEL = "practice"
"""The name under which a person asks for the practice speech model."""

_LISTED = ("de", "nl", "en")

_MARKS = ("model.bin", "config.json", "tokenizer.json", manifests.FILE)
"""A folder with any of these is a speech model, perhaps a damaged one: it is named when it is used."""


def speech_models() -> list[Pack]:
    """Return the installed speech models by name, the practice model last, each name once."""
    found: dict[str, Pack] = {}
    damaged = marks.damaged()
    for place, parent in _parents(PackKind.SPEECH):
        for folder in _folders(parent):
            pack = _speech_model(folder, place, damaged)
            found.setdefault(pack.id, pack)
    return sorted(found.values(), key=lambda pack: pack.practice)


def usable_speech_models() -> list[Pack]:
    """Return the speech models that are not damaged."""
    return [pack for pack in speech_models() if pack.state is not PackState.DAMAGED]


def listed(kind: PackKind) -> list[Pack]:
    """Return the packs of a kind that have a manifest, by name; one whose manifest cannot be used is damaged."""
    found: dict[str, Pack] = {}
    damaged = marks.damaged()
    for place, parent in _parents(kind):
        for folder in _folders(parent):
            if (folder / manifests.FILE).is_file():
                found.setdefault(folder.name, _listed(folder, place, kind, damaged))
    return list(found.values())


def speech_model(name: str) -> Pack:
    """Return the model called `name`, or in the folder `name`.

    `PackError` where there is none, and where it is damaged.
    """
    for pack in speech_models():
        if pack.id == name:
            return _whole(pack)
    folder = Path(name)
    if os.path.isdir(folder):
        return _speech_model(folder, PackPlace.OWN, {})
    known = ", ".join(pack.id for pack in speech_models()) or "–"
    raise PackError(
        _("There is no speech model “{name}” on this computer.").format(name=name),
        hint=_("On this computer: {known}. Get others with “souffleur packs get”, or name the folder of one.").format(
            known=known
        ),
    )


def chosen_speech_model() -> Pack:
    """Return the model to use where nobody named one: the largest real one that is not damaged.

    A practice model is never chosen for real material; without any other this is a `PackError`.
    """
    real = [pack for pack in usable_speech_models() if not pack.practice]
    if not real:
        raise PackError(
            _("There is no speech model on this computer yet."),
            hint=_(
                "Get one with “souffleur packs get small”, import one from a stick, or try “--model practice”, "
                "which knows the practice language only."
            ),
        )
    return max(real, key=lambda pack: pack.size)


def translation_folders(*, practice: bool) -> list[Path]:
    """Return the folders to search for translation packages; the practice ones only when asked for."""
    return [parent for place, parent in _parents(PackKind.TRANSLATION) if practice or place is not PackPlace.SHIPPED]


def is_whole_translation(path: Path) -> bool:
    """Say whether nothing is known against a translation package: neither a mark nor files of other sizes."""
    return state_of(path, place_of(path), PackKind.TRANSLATION, marks.damaged()) is not PackState.DAMAGED


def place_of(path: Path) -> PackPlace:
    """Return whose folder a pack lies in; one that lies elsewhere is the user's own."""
    absolute = path.absolute()
    for place in (PackPlace.SHIPPED, PackPlace.SHARED):
        if any(parent.absolute() in absolute.parents for kind in PackKind for parent in _parent(place, kind)):
            return place
    return PackPlace.OWN


def state_of(path: Path, place: PackPlace, kind: PackKind, damaged: dict[str, list[str]]) -> PackState:
    """Return how far a pack can be relied on, from its manifest, the marks and the sizes of its files."""
    if marks.key(place, kind, path.name) in damaged:
        return PackState.DAMAGED
    if place is PackPlace.SHIPPED:
        return PackState.VERIFIED
    manifest = manifests.read(path) if path.is_dir() else None
    if manifest is None:
        return PackState.DAMAGED if (path / manifests.FILE).is_file() else PackState.UNCHECKED
    if not manifests.seems_whole(path, manifest):
        return PackState.DAMAGED
    return PackState.VERIFIED if manifest.tested else PackState.UNCHECKED


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    return staging.size_of(path)


def _parents(kind: PackKind) -> Iterator[tuple[PackPlace, Path]]:
    """Yield the folders that packs of a kind lie in, the one that counts first."""
    for place in PackPlace:
        for parent in _parent(place, kind):
            yield place, parent


def _parent(place: PackPlace, kind: PackKind) -> list[Path]:
    if place is PackPlace.OWN:
        return [paths.packs() / kind]
    if place is PackPlace.SHARED:
        return [paths.shared_packs() / kind]
    return [paths.practice()] if kind is not PackKind.OCR else []


def _folders(parent: Path) -> Iterator[Path]:
    """Yield the models in a folder; none where it is missing or may not be read."""
    try:
        entries = sorted(parent.iterdir())
    except OSError:
        return
    yield from (path for path in entries if any(os.path.isfile(path / name) for name in _MARKS))


def _whole(pack: Pack) -> Pack:
    if pack.state is PackState.DAMAGED:
        raise PackError(
            _("The speech model “{name}” is damaged and is not used.").format(name=pack.id),
            hint=_("Get or import the model again."),
        )
    return pack


def _listed(folder: Path, place: PackPlace, kind: PackKind, damaged: dict[str, list[str]]) -> Pack:
    manifest = manifests.read(folder)
    state = state_of(folder, place, kind, damaged)
    languages, practice = (manifest.languages, manifest.practice) if manifest is not None else ((), False)
    return Pack(folder.name, kind, languages, size_of(folder), folder, practice, state, place)


def _speech_model(folder: Path, place: PackPlace, damaged: dict[str, list[str]]) -> Pack:
    real = folder.resolve()
    ships = real.parent == paths.practice().resolve()
    practice = ships or PRACTICE_MODEL in real.name  # a copy keeps its name, by which its recogniser knows it, too
    name = PRACTICE_MODEL if ships else folder.absolute().name
    state = state_of(folder, place, PackKind.SPEECH, damaged)
    return Pack(name, PackKind.SPEECH, _languages(folder), size_of(folder), folder, practice, state, place)


def _languages(folder: Path) -> tuple[str, ...]:
    """Return the languages the model names as its own; empty: many, or not said."""
    try:
        configuration = json.loads((folder / "config.json").read_text("utf-8"))
        vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        tokens = [vocabulary[number] for number in configuration["lang_ids"]]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return ()
    if len(tokens) > 20:
        return ()
    found = {str(token).strip("<|>") for token in tokens}
    return tuple(tag for tag in _LISTED if tag in found) + tuple(sorted(found - set(_LISTED)))
