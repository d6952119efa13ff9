"""What was read, tidied: letters of other alphabets that only look like ours, spaces that were lost or are too many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_ALIKE = str.maketrans(
    "ɑɡɩıİƖΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυхϹϲ，。：；！？（）【】“”、～＋－／％＆＂＇．＝",
    "agiiIIABEZHIKMNOPTYXoaivpuxCc,.:;!?()[]“”,~+-/%&\"'.=",
)
"""Signs that models for many alphabets take ours for."""

_SCRIPTS = re.compile(r"[\u0400-\u052f\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TURKISH = re.compile(r"[ğĞşŞ]")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_BEFORE_SIGN = re.compile(r"(?<=\w) +(?=[,.;!?](?:\s|$))")
_AFTER_SIGN = re.compile(r"(?<=[a-zäöüßéèà]{2})([,;!])(?=[A-Za-zÄÖÜäöüß]{2})")
_BETWEEN = re.compile(r"(?<=\w)\s?([·•|])\s?(?=\w)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")

WORD_GAP = 0.25
"""White of this many sizes between two letters is a space; letters of a word leave up to half of that."""


def tidied(text: str) -> str:
    """Return a line with our own letters, one space between words, and signs where they belong."""
    if len(_LATIN.findall(text)) >= len(_SCRIPTS.findall(text)) + len(_GREEK.findall(text)):
        text = text if _TURKISH.search(text) else text.translate(_ALIKE)
        text = "".join(unicodedata.normalize("NFKC", char) if "！" <= char <= "～" else char for char in text)
    text = _BEFORE_SIGN.sub("", " ".join(text.split()))
    return _AFTER_SIGN.sub(r"\1 ", _BETWEEN.sub(r" \1 ", text))


def is_foreign(text: str) -> bool:
    """Say whether most letters are of an alphabet other than ours."""
    return len(_SCRIPTS.findall(text)) + len(_GREEK.findall(text)) > len(_LATIN.findall(text))


def spaced(text: str, places: Sequence[float], gaps: Sequence[tuple[float, float]], size: float) -> str:
    """Return a line with the spaces that white in the picture says were lost.

    `places` are those of the letters (without spaces), `gaps` the white between letters, `size` that of the letters,
    all as shares of the line's length.  Nothing is changed where letters are set wide, nor between digits.
    """
    letters = [index for index, char in enumerate(text) if not char.isspace()]
    inner = [stop - start for start, stop in gaps if 0 < stop - start < WORD_GAP * size]
    usual = sorted(inner)[len(inner) // 2] if inner else 0.0
    if len(letters) != len(places) or size <= 0 or usual > 0.16 * size:
        return text
    lost = []
    for start, stop in gaps:
        if stop - start < max(WORD_GAP * size, 2.5 * usual):
            continue
        before = sum(1 for place in places if place < (start + stop) / 2)
        near = letters[max(0, before - 2) : before + 2]  # a letter's place is only known to about half its width
        if any(two - one > 1 for one, two in pairwise(near)):
            continue
        if 0 < before < len(letters) and _is_word_end(text, letters[before - 1], letters[before]):
            lost.append(letters[before])
    for index in reversed(lost):
        text = f"{text[:index]} {text[index:]}"
    return text


def _is_word_end(text: str, left: int, right: int) -> bool:
    return right == left + 1 and text[left].islower() and text[right].isalpha()
