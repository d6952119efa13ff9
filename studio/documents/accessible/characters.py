"""Characters that a file can hold and our faces can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from studio.model.document import Mark

_NONE = ("Cc", "Cs", "Cn", "Co")
SUBSTITUTE = "□"


def printable(text: str) -> str:
    """Return the text without characters that are none: controls, halves of pairs, and those that mean nothing yet."""
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Cn", "Co")
    )


def is_said(text: str) -> bool:
    """Say whether there is anything to see or hear in a text."""
    return any(not char.isspace() and unicodedata.category(char) not in (*_NONE, "Cf") for char in text)


def cleaned(text: str, marks: Iterable[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Return what is printable of a text, with its marks."""
    clean = printable(text)
    if clean == text:
        return text, tuple(marks)
    moved = (
        replace(mark, start=len(printable(text[: mark.start])), stop=len(printable(text[: mark.stop])))
        for mark in marks
    )
    return clean, tuple(mark for mark in moved if mark.start < mark.stop)


def shown(text: str, missing: str) -> str:
    """Return the text with those in `missing`, which have no shape, as what they are made of, else as `SUBSTITUTE`."""
    if not missing:
        return text
    return "".join(_instead(char, missing) if char in missing else char for char in text)


def _instead(char: str, missing: str) -> str:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):  # it changes the one before, or how that is set
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and plain.isascii() else SUBSTITUTE
