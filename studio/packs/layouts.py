"""How packs look from outside: which folders among many files are one, what they need, what is taken of them.

Languages and kinds are never read from the names of folders, which people change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import PackKind
from studio.packs import manifest as manifests

METADATA = "metadata.json"
"""Where a translation package says what it is."""

CARRIED = "manifest.json"
"""Where a carried archive lists its packs."""

LIMITS = {PackKind.TRANSLATION: 2 << 30, PackKind.SPEECH: 8 << 30, PackKind.OCR: 2 << 30}
"""Bytes of the largest packs that are taken in; the largest public ones have 0.4 and 3.1 GiB."""

_MODEL = "model.bin"
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
_PREPROCESSOR = "preprocessor_config.json"
_SPEECH_NEEDS: tuple[tuple[str, ...], ...] = ((_MODEL,), ("config.json",), ("tokenizer.json",), _VOCABULARIES)
_SPEECH = (_MODEL, "config.json", "tokenizer.json", *_VOCABULARIES, _PREPROCESSOR)
_TELLING = (_MODEL, "tokenizer.json", *_VOCABULARIES)
_FOREIGN = ("model.safetensors", "pytorch_model.bin")
"""A Whisper model as it comes from training, which CTranslate2 cannot load."""

_TOKENIZERS = ("sentencepiece.model", "bpe.model")
_SOURCE_VOCABULARIES = ("model/source_vocabulary.json", "model/source_vocabulary.txt")
_TRANSLATION_NEEDS: tuple[tuple[str, ...], ...] = (
    (METADATA,),
    (f"model/{_MODEL}",),
    ("model/shared_vocabulary.json", "model/shared_vocabulary.txt", *_SOURCE_VOCABULARIES),
    _TOKENIZERS,
)
_UNUSED = ("stanza", "minisbd", "spacy")
"""Folders with sentence splitters of argostranslate; ours is sentencex."""
PAPERS = ("readme", "licen", "notice", "copying")
"""How the files begin that say what a pack is and what may be done with it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A folder that looks like a pack: its name ("" for the outermost), and of which kind (None: its manifest says)."""

    folder: str
    kind: PackKind | None


def spots(files: Iterable[str]) -> list[Spot]:
    """Return the folders that look like packs, whole or not, the outer ones first; none lies within another."""
    folders: dict[str, set[str]] = {}
    for name in files:
        folder, _stroke, own = name.rpartition("/")
        folders.setdefault(folder, set()).add(own)
    found: list[Spot] = []
    for folder in sorted(
        set(folders) | {_above(folder) for folder in folders}, key=lambda each: (each.count("/"), each)
    ):
        if any(_is_within(folder, spot.folder) for spot in found):
            continue
        kind = _kind(folders.get(folder, set()), folders.get(f"{folder}/model".lstrip("/"), set()))
        if manifests.FILE in folders.get(folder, ()):
            found.append(Spot(folder, None))
        elif kind is not None:
            found.append(Spot(folder, kind))
    return found


def within(files: Mapping[str, int], folder: str) -> dict[str, int]:
    """Return the files of a folder by their names in it."""
    prefix = f"{folder}/" if folder else ""
    return {name.removeprefix(prefix): size for name, size in files.items() if name.startswith(prefix)}


def taken(kind: PackKind, files: Collection[str]) -> list[str]:
    """Return the files of a pack without manifest that are taken in: what the program reads, and papers."""
    if kind is PackKind.SPEECH:
        return sorted(name for name in files if name in _SPEECH or _is_paper(name))
    return sorted(name for name in files if PurePosixPath(name).parts[0] not in _UNUSED and name != manifests.FILE)


def check(kind: PackKind, files: Collection[str], name: str, *, bands: int = 80) -> None:
    """Raise `PackError` naming the first file that a pack lacks; `bands` of sound are what a model needs, if known."""
    if kind is PackKind.SPEECH and _MODEL not in files and any(other in files for other in _FOREIGN):
        raise PackError(
            _("“{name}” is a speech model in a form that Souffleur cannot use.").format(name=name),
            hint=_("Take the one that was made for “faster-whisper”; its largest file is called model.bin."),
        )
    needs = _TRANSLATION_NEEDS if kind is PackKind.TRANSLATION else ()
    if kind is PackKind.SPEECH:
        needs = (*_SPEECH_NEEDS, (_PREPROCESSOR,)) if bands != 80 or "practice" in name else _SPEECH_NEEDS
    for names in needs:
        if not any(each in files for each in names):
            raise lacks(kind, name, _(" or ").join(names))


def is_essential(name: str) -> bool:
    """Say whether a file of a pack is one that the program reads, and no paper."""
    return PurePosixPath(name).name in (*_SPEECH, *_TOKENIZERS, METADATA)


def check_size(kind: PackKind, size: int, name: str) -> None:
    """Raise `PackError` for a pack that is larger than any of its kind."""
    if size > LIMITS[kind]:
        raise PackError(
            _("“{name}” would take {size} GB: no pack of its kind is that large.").format(
                name=name, size=round(size / 10**9, 1)
            ),
            hint=_("Ask for a new copy."),
        )


def lacks(kind: PackKind, name: str, file: str) -> PackError:
    """Return the error for a file that a pack lacks."""
    said = {
        PackKind.SPEECH: _("The speech model “{name}” lacks its file {file}."),
        PackKind.TRANSLATION: _("The translation package “{name}” lacks its file {file}."),
        PackKind.OCR: _("The data for reading pictures, “{name}”, lack their file {file}."),
    }
    return PackError(
        said[kind].format(name=name, file=file),
        hint=_("Copy the whole folder, with all its files, and import it again."),
    )


def _kind(own: set[str], model: set[str]) -> PackKind | None:
    """Return what a folder with the files `own`, and `model` in a folder of that name, looks like."""
    signs = (METADATA in own, any(name in own for name in _TOKENIZERS), _MODEL in model or "config.json" in model)
    if sum(signs) >= 2:
        return PackKind.TRANSLATION
    known = [name for name in (*_SPEECH, *_FOREIGN) if name in own]
    is_speech = len(known) >= 2 and any(name in own for name in (*_TELLING, *_FOREIGN))
    return PackKind.SPEECH if is_speech or known == [_MODEL] else None


def _above(folder: str) -> str:
    return folder.rpartition("/")[0]


def _is_within(folder: str, outer: str) -> bool:
    return not outer or folder == outer or folder.startswith(f"{outer}/")


def _is_paper(name: str) -> bool:
    return "/" not in name and name.casefold().startswith(PAPERS)
