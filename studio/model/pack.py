"""Speech models, translation packages and data for reading pictures: as they are offered, and as they lie here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from studio.errors import SettingsError

_DEVICE = re.compile(r"(con|conin\$|conout\$|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, in every folder and with every ending."""


def is_name_everywhere(part: str) -> bool:
    """Say whether every system can have a file or folder of this name, and has it under no other one."""
    is_plain = part.isprintable() and part.rstrip(". ") == part and not set(part) & set("\\/:")
    return bool(part) and is_plain and not _DEVICE.fullmatch(part)


class PackKind(StrEnum):
    """What a pack is for."""

    SPEECH = "speech"
    TRANSLATION = "translation"
    OCR = "ocr"


class PackState(StrEnum):
    """How far a pack on this computer can be relied on."""

    VERIFIED = "verified"
    """Its files are those of its manifest, and its self-test passed."""
    UNCHECKED = "unchecked"
    """Put there by hand: nobody has tested it yet."""
    DAMAGED = "damaged"
    """A look found that files are missing or changed; it is not used."""


class PackPlace(StrEnum):
    """Whose folder a pack lies in."""

    OWN = "own"
    SHARED = "shared"
    """A folder for all users of the machine, which is never written to."""
    SHIPPED = "shipped"
    """The program's own resources."""


class Role(StrEnum):
    """The plain question a speech model answers; all others are for experts."""

    QUICK = "quick"
    BALANCED = "balanced"
    CAREFUL = "careful"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack on this computer; `languages` are what it hears or reads, or source and target; `size` in bytes.

    `path` is a folder, or the archive of a translation package.  A practice pack knows the practice language only.
    """

    id: str
    kind: PackKind
    languages: tuple[str, ...]
    size: int
    path: Path
    practice: bool = False
    state: PackState = PackState.UNCHECKED
    place: PackPlace = PackPlace.OWN


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its name with `/`, inside the pack's folder; `size` in bytes, -1 where nobody has said it.

    `sha256` is in lower-case hexadecimal, "" where it is not known.
    """

    name: str
    size: int = -1
    sha256: str = ""

    def __post_init__(self) -> None:
        path = PurePosixPath(self.name)
        if not path.parts or path.is_absolute() or not all(map(is_name_everywhere, path.parts)):
            raise SettingsError(f"{self.name!r} is no name of a file inside a folder")
        if self.sha256 and (len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef")):
            raise SettingsError(f"{self.sha256!r} is no SHA-256")


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of 100 words come out wrong in one language; `source` says who measured it and on what."""

    language: str
    wrong: float
    source: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a Whisper model, from which its time follows; `vocabulary` are the tokens it chooses from."""

    encoder_layers: int
    decoder_layers: int
    width: int
    vocabulary: int
    bands: int = 80


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of the catalogue: what can be had, from where, and what is known about it.

    `size` in bytes to be fetched, 0 where nobody has said it.  A speech model has `repository` and `commit` (of the
    hub), a translation package `addresses`; what comes with the program has neither.  `name` is a name, not a text;
    `good_at`, `weak_at` and `origin` are English texts of the program's catalogue.
    """

    id: str
    kind: PackKind
    name: str
    languages: tuple[str, ...]
    licence: str
    size: int = 0
    version: str = ""
    role: Role = Role.EXPERT
    repository: str = ""
    commit: str = ""
    addresses: tuple[str, ...] = ()
    files: tuple[PackFile, ...] = ()
    good_at: str = ""
    weak_at: str = ""
    origin: str = ""
    accuracy: tuple[Accuracy, ...] = ()
    shape: Shape | None = None
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is written down beside a pack's files once they are whole; with `tested` it counts as installed.

    `source` says where it came from: `hub:REPOSITORY@COMMIT`, an address, `carried` or `by hand`.  `added` and
    `tested` are times in ISO 8601 with offset, `tested` "" while its self-test has not passed; `answer` is what it
    answered there.
    """

    id: str
    kind: PackKind
    name: str
    languages: tuple[str, ...]
    licence: str
    source: str
    files: tuple[PackFile, ...]
    version: str = ""
    practice: bool = False
    added: str = ""
    tested: str = ""
    answer: str = ""

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(file.size for file in self.files)
