"""What is on this computer: speech models are folders, translation packages folders or archives.

Speech models lie in `PACKS/speech/NAME/`, translation packages in `PACKS/translation/`; the practice packs in the
program's own resources.  Rubbish between them is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from studio import paths
from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Pack, PackKind

PRACTICE_MODEL = "practice"
"""The name under which a person asks for the practice speech model."""

_LISTED = ("de", "nl", "en")

_MARKS = ("model.bin", "config.json", "tokenizer.json")
"""A folder with any of these is a speech model, perhaps a damaged one: it is named when it is used."""


def speech_models() -> list[Pack]:
    """Return the installed speech models by name, the practice model last."""
    installed = [_speech_model(folder) for folder in _folders(paths.packs() / "speech")]
    return installed + [_speech_model(folder) for folder in _folders(paths.practice())]


def speech_model(name: str) -> Pack:
    """Return the model called `name`, or in the folder `name`.  `PackError` where there is none."""
    for pack in speech_models():
        if pack.id == name:
            return pack
    folder = Path(name)
    if os.path.isdir(folder):
        return _speech_model(folder)
    known = ", ".join(pack.id for pack in speech_models()) or "–"
    raise PackError(
        _("There is no speech model “{name}” on this computer.").format(name=name),
        hint=_("On this computer: {known}. Or name the folder of a model.").format(known=known),
    )


def chosen_speech_model() -> Pack:
    """Return the model to use where nobody named one: the largest real one.

    A practice model is never chosen for real material; without any other this is a `PackError`.
    """
    real = [pack for pack in speech_models() if not pack.practice]
    if not real:
        raise PackError(
            _("There is no speech model on this computer yet."),
            hint=_(
                "Put the folder of a faster-whisper model into {folder}, or try “--model practice”, "
                "which knows the practice language only."
            ).format(folder=paths.packs() / "speech"),
        )
    return max(real, key=lambda pack: pack.size)


def translation_folders(*, practice: bool) -> list[Path]:
    """Return the folders to search for translation packages; the practice ones only when asked for."""
    return [paths.packs() / "translation"] + ([paths.practice()] if practice else [])


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _folders(parent: Path) -> Iterator[Path]:
    """Yield the models in a folder; none where it is missing or may not be read."""
    try:
        entries = sorted(parent.iterdir())
    except OSError:
        return
    yield from (path for path in entries if any(os.path.isfile(path / name) for name in _MARKS))


def _speech_model(folder: Path) -> Pack:
    place = folder.resolve()
    ships = place.parent == paths.practice().resolve()
    practice = ships or PRACTICE_MODEL in place.name  # a copy keeps its name, by which its recogniser knows it, too
    name = PRACTICE_MODEL if ships else folder.absolute().name
    return Pack(name, PackKind.SPEECH, _languages(folder), size_of(folder), folder, practice)


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
