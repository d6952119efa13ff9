"""A speech model or translation package as it lies on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class PackKind(StrEnum):
    """What a pack is for."""

    SPEECH = "speech"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Pack:
    """An installed pack; `languages` are what it hears, or source and target; `size` in bytes.

    `path` is a folder, or the archive of a translation package.  A practice pack knows the practice language only.
    """

    id: str
    kind: PackKind
    languages: tuple[str, ...]
    size: int
    path: Path
    practice: bool = False
