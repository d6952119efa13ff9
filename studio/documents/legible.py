"""Whether what a font says its letters mean can be words of a people at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_WORDS = 0.5  # of the characters that are letters or digits, in any text of people
_BROKEN = 0.12  # of the characters that no text has
_SWAPPED = 0.8  # whose two bytes stand the wrong way round
_FEW = 3  # characters that say nothing about their font


def is_legible(texts: Iterable[str]) -> bool:
    """Return False for characters that a font without a sound table of meanings gives.

    Those are signs of its own area, none at all, bytes that stand the wrong way round, or a text with hardly a letter.
    """
    chars = [char for text in texts for char in text if not char.isspace()]
    if not chars:
        return True
    if has_lost("".join(chars)):
        return False
    foreign = [char for char in chars if ord(char) > 0x2E7F]
    if foreign and sum(ord(char) & 0xFF == 0 for char in foreign) >= _SWAPPED * len(foreign):
        return False
    kinds = [unicodedata.category(char)[0] for char in chars if char not in ".…·_-–—•"]
    return len(kinds) <= _FEW or sum(kind in "LNM" for kind in kinds) >= _WORDS * len(kinds)


def has_lost(text: str) -> bool:
    """Say whether many characters of a text are such as no text has."""
    chars = [char for char in text if not char.isspace()]
    return sum(map(_is_broken, chars)) > _BROKEN * len(chars)


def _is_broken(char: str) -> bool:
    is_control = char < " " and char not in "\x02\t\n\r"
    return is_control or char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cs"}
