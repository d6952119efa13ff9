"""The faces that ship with the program, and which of them comes nearest to a face in a file.

Faces inside a flyer are cut down to the letters they were used for and cannot be used again, so texts are set in ours:
Liberation (as wide as Arial, Times New Roman and Courier New), Roboto Condensed, and Noto's signs.
See `resources/fonts/README.md`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio import paths
from studio.model.document import Family, Look

CONDENSED = "Roboto"
"""The family of Roboto Condensed: typesetters take "Condensed" for a width, not for a part of the name."""

_FAMILIES = {Family.SANS: "Liberation Sans", Family.SERIF: "Liberation Serif", Family.MONO: "Liberation Mono"}
_FILES = {
    "Liberation Sans": "LiberationSans",
    "Liberation Serif": "LiberationSerif",
    "Liberation Mono": "LiberationMono",
    CONDENSED: "RobotoCondensed",
    "Noto Sans Symbols": "NotoSansSymbols",
    "Noto Sans Symbols2": "NotoSansSymbols2",
}
SIGNS = ("Noto Sans Symbols2", "Noto Sans Symbols")
"""The families that have arrows, ticks, stars and the like; they come in one file each."""

_NARROW = ("condensed", "narrow", "compressed", "cond-", "-cond", "cn-", "-cn")
_MONO = ["courier", "mono", "consol", "typewriter", "menlo", "fixed", "cmtt"]
_SANS = ["sans", "arial", "helvet", "grotesk", "grotesque", "gothic", "verdana", "calibri", "futura", "univers"]
_SERIF = [
    "times",
    "serif",
    "roman",
    "garamond",
    "georgia",
    "palatino",
    "minion",
    "bodoni",
    "baskerville",
    "caslon",
    "cambria",
    "bookman",
    "century",
    "didot",
    "antiqua",
    "merriweather",
    "playfair",
    "lora",
    "crimson",
    "tinos",
    "caladea",
    "charter",
    "utopia",
    "nimbusrom",
    "book",
    "cmr",
    "cmbx",
    "cmti",
    "sfrm",
]


@dataclass(frozen=True, slots=True)
class Face:
    """One of our faces: its family as a typesetter knows it, and whether it is bold or italic."""

    family: str
    is_bold: bool = False
    is_italic: bool = False

    @property
    def file(self) -> Path:
        """The TrueType file of this face."""
        style = ("Bold" if self.is_bold else "") + ("Italic" if self.is_italic else "")
        if self.family in SIGNS:
            style = ""
        elif self.family == "Liberation Mono":
            style = "Bold" if self.is_bold else ""  # typesetters slant it themselves; it comes in two files
        return folder() / f"{_FILES[self.family]}-{style or 'Regular'}.ttf"


def folder() -> Path:
    """Return the folder of the faces."""
    return paths.resources() / "fonts"


def face_for(look: Look, *, condensed: bool = False) -> Face:
    """Return our face that comes nearest to a look; `condensed` asks for the narrow one."""
    is_narrow = condensed or look.is_condensed
    family = CONDENSED if is_narrow and look.family is not Family.MONO else _FAMILIES[look.family]
    return Face(family, look.is_bold, look.is_italic)


def family_of(name: str) -> Family | None:
    """Return the kind of face that a face's name in a file says, or None where it says nothing.

    `name` may carry the tag of a subset ("ABCDEF+MinionPro-Regular").
    """
    plain = name.rpartition("+")[2].lower().replace(" ", "")
    for words, family in ((_MONO, Family.MONO), (_SANS, Family.SANS), (_SERIF, Family.SERIF)):
        if any(word in plain for word in words):
            return family
    return None


def is_condensed(name: str) -> bool:
    """Say whether a face's name in a file is that of a narrow one."""
    plain = name.rpartition("+")[2].lower().replace(" ", "") + "-"
    return any(word in plain for word in _NARROW)


def missing(text: str, face: Face) -> str:
    """Return the characters of a text that a face has no shape for, each once, in order."""
    known = characters(face.file)
    return "".join(dict.fromkeys(char for char in text if not char.isspace() and ord(char) not in known))


@cache
def characters(file: Path) -> frozenset[int]:
    """Return the code points that a TrueType file has shapes for.

    Reads the table "cmap", formats 4 and 12 (OpenType 1.9, 5.1), which all our faces have.
    """
    content = file.read_bytes()
    found: set[int] = set()
    start = _table(content, b"cmap")
    for number in range(struct.unpack_from(">H", content, start + 2)[0]):
        at = start + int(struct.unpack_from(">I", content, start + 4 + 8 * number + 4)[0])
        kind = struct.unpack_from(">H", content, at)[0]
        found |= _in_segments(content, at) if kind == 4 else _in_groups(content, at) if kind == 12 else set()
    return frozenset(found - {0xFFFF})


def _table(content: bytes, tag: bytes) -> int:
    count = struct.unpack_from(">H", content, 4)[0]
    for number in range(count):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"no table {tag!r}")


def _in_segments(content: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", content, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", content, at + 14)
    starts = struct.unpack_from(f">{count}H", content, at + 16 + 2 * count)
    return {char for first, last in zip(starts, ends, strict=True) for char in range(first, last + 1)}


def _in_groups(content: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">I", content, at + 12)[0]
    groups = [struct.unpack_from(">III", content, at + 16 + 12 * number) for number in range(count)]
    return {char for first, last, _glyph in groups for char in range(first, last + 1)}
