"""The files of a Whisper model in CTranslate2's form, looked at before anything is loaded.

A missing `tokenizer.json` would make faster-whisper ask the network; a missing `preprocessor_config.json` would make a
large-v3 model hear 80 bands of sound instead of its 128.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from studio.errors import PackError
from studio.i18n import _

NEEDED = ("model.bin", "config.json", "tokenizer.json")
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
PREPROCESSOR = "preprocessor_config.json"

PRACTICE = "practice"
"""A folder with this word in its name holds a practice model: it is made, shipped and kept under such a name."""


def is_practice(folder: Path) -> bool:
    """Say whether the model knows the practice language only."""
    return PRACTICE in folder.resolve().name


def check(folder: Path) -> None:
    """Raise `PackError` naming the first file that is missing or plainly damaged."""
    if not folder.is_dir():
        raise PackError(
            _("There is no speech model in “{folder}”.").format(folder=folder), hint=_("Get or import a speech model.")
        )
    needed = [*NEEDED, PREPROCESSOR] if is_practice(folder) else [*NEEDED]  # older 80-band models have none
    for name in needed:
        if not (folder / name).is_file():
            raise missing(folder, name)
    if not any((folder / name).is_file() for name in VOCABULARIES):
        raise missing(folder, VOCABULARIES[0])
    for name in (*NEEDED, *VOCABULARIES, PREPROCESSOR):
        if (folder / name).is_file():
            _check_content(folder / name)


def missing(folder: Path, name: str) -> PackError:
    """Return the error for a file that the model lacks."""
    return PackError(
        _("The speech model “{model}” lacks its file {file}.").format(model=folder.name, file=name), hint=_again()
    )


def damaged(folder: Path, name: str, details: str = "") -> PackError:
    """Return the error for a file that cannot be used."""
    return PackError(
        _("The file {file} of the speech model “{model}” is damaged.").format(model=folder.name, file=name),
        hint=_again(),
        details=details,
    )


def languages(folder: Path) -> list[str]:
    """Return the tags of the languages the model says it was trained for, in its own order; none where it does not."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokens = _vocabulary(folder)
    found = [tokens[index] for index in config.get("lang_ids", []) if 0 <= index < len(tokens)]
    return [token[2:-2] for token in found if token.startswith("<|")]


def check_bands(folder: Path, wanted: int, given: int) -> None:
    """Raise `PackError` when the sound would be cut into another number of bands than the model was trained on."""
    if wanted != given:
        raise PackError(
            _("The speech model “{model}” needs {wanted} bands of sound, but its file {file} says {given}.").format(
                model=folder.name, wanted=wanted, given=given, file=PREPROCESSOR
            ),
            hint=_again(),
        )


@contextmanager
def load_errors(folder: Path) -> Iterator[None]:
    """Turn whatever the libraries raise on damaged files into a `PackError`."""
    try:
        yield
    except Exception as error:
        name = "tokenizer.json" if type(error) is Exception else "model.bin"
        raise damaged(folder, name, f"{type(error).__name__}: {error}") from error


def _again() -> str:
    return _("Get or import the model again.")


def _check_content(file: Path) -> None:
    if file.stat().st_size == 0:
        raise damaged(file.parent, file.name, "0 bytes")
    if file.suffix != ".json":
        return
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise damaged(file.parent, file.name, str(error)) from error
    if not isinstance(content, list if file.name in VOCABULARIES else dict) or not content:
        raise damaged(file.parent, file.name, "unexpected content")


def _vocabulary(folder: Path) -> list[str]:
    for name in VOCABULARIES:
        file = folder / name
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            tokens: Any = json.loads(text) if file.suffix == ".json" else text.split("\n")
            return [str(token) for token in tokens]
    raise missing(folder, VOCABULARIES[0])
