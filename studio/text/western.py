"""Whether bytes are text in Windows' western encoding, by far the most frequent of the old ones."""

from __future__ import annotations

import re

_MOST_FOREIGN = 0.12
_GERMAN = "äöüÄÖÜß"  # these stand in rows: "Müßiggänger"
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¡-¦¨-¬®-´¶¸-¿×÷][^\W\d_]")


def is_western(raw: bytes) -> bool:
    """Say whether a file makes sense as Windows' western encoding.

    In short files the general guess is often wrong.  German, Dutch and French have few letters beyond ASCII; other
    encodings read as this one give many, or signs like "³" inside words.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = [character for character in text if character.isalpha()]
    foreign = sum(not letter.isascii() and letter not in _GERMAN for letter in letters)
    return foreign <= _MOST_FOREIGN * len(letters) and not _SIGN_IN_WORD.search(text)
