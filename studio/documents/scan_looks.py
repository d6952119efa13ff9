"""How the lines of a scanned page are set: what was measured of each, evened out over those that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from statistics import median

from studio.documents import faces
from studio.documents.faces import Word
from studio.documents.lines import Style
from studio.documents.scan_lines import Seen
from studio.model.document import Family, Look

_SAME_SIZE = 1.07  # sizes that differ by less are taken for one
_WIDEST_SIZES = 1.16  # and none of one kind by more
_SAME_COLOUR = 60  # of 255, in the colour that differs most
_BOLD = {Family.SANS: 0.108, Family.SERIF: 0.093, Family.MONO: 0.108}
"""Strokes of this many sizes are bold: of our faces plain ones have 0.07 (serif) to 0.1, bold ones 0.1 to 0.14."""

_BOLDER = 1.28  # times as thick as most letters of the page
_UNSURE = 0.006
_BLUR = 0.25  # pixels that a stroke seems thicker than it is
_DARK, _BRIGHT = 40, 225  # printed black and paper's white are never quite those


def styles(lines: Sequence[Seen]) -> list[Style]:
    """Return the style of each line; sizes are pixels, angles how it leans against the page."""
    first = _kinds([line.ink.size for line in lines], lines)
    looks = [
        _look([other for other, own in zip(lines, first, strict=True) if own == kind]) for kind in sorted(set(first))
    ]
    seen = [looks[sorted(set(first)).index(kind)] for kind in first]
    weights = _weights(lines, seen, _evened(lines, seen))
    seen = [replace(look, is_bold=bold) for look, bold in zip(seen, weights, strict=True)]
    sizes = _kinds(_evened(lines, seen), lines)
    return [
        Style(
            family=look.family,
            size=size,
            is_bold=look.is_bold,
            is_condensed=look.is_condensed,
            colour=colour,
            angle=line.lean,
        )
        for line, look, size, colour in zip(lines, seen, sizes, _colours(lines), strict=True)
    ]


def _kinds(sizes: Sequence[float], lines: Sequence[Seen]) -> list[float]:
    """Return the size of each line's kind: those near each other are one kind, as large as its middle letter."""
    kinds: list[list[int]] = []
    for number in sorted(range(len(lines)), key=lambda number: sizes[number]):
        last = kinds[-1] if kinds else []
        if last and sizes[number] < min(_SAME_SIZE * sizes[last[-1]], _WIDEST_SIZES * sizes[last[0]]):
            last.append(number)
        else:
            kinds.append([number])
    found = [0.0] * len(lines)
    for kind in kinds:
        size = median(sizes[number] for number in kind for _letter in lines[number].text)
        for number in kind:
            found[number] = size
    return found


def _look(lines: Sequence[Seen]) -> Look:
    """Return the face that lines of one kind come nearest to."""
    import numpy as np

    words: list[Word] = []
    for line in sorted(lines, key=lambda line: -len(line.text))[:6]:
        words += faces.words(line.text, line.ink.mask.astype(np.float32), line.ink.columns)
    return faces.nearest(words)


def _weights(lines: Sequence[Seen], looks: Sequence[Look], sizes: Sequence[float]) -> list[bool]:
    """Return whether each line is bold; one that is between the two is as the line before it."""
    strokes = [(line.ink.thickness * line.ink.size - _BLUR) / size for line, size in zip(lines, sizes, strict=True)]
    usual = {family: _usual(family, lines, looks, strokes) for family in Family}
    found: list[bool] = []
    before = False
    for own, look in zip(strokes, looks, strict=True):
        limit = min(_BOLD[look.family], _BOLDER * usual[look.family]) + (-_UNSURE if before else _UNSURE)
        before = own > max(limit, 0.08)
        found.append(before)
    return found


def _usual(family: Family, lines: Sequence[Seen], looks: Sequence[Look], strokes: Sequence[float]) -> float:
    """Return how thick the thinner half of the letters of a family is drawn."""
    own = [
        thick
        for line, look, thick in zip(lines, looks, strokes, strict=True)
        if look.family is family
        for _letter in line.text
    ]
    return sorted(own)[len(own) // 3] if own else 1.0


def _evened(lines: Sequence[Seen], looks: Sequence[Look]) -> list[float]:
    """Return the size of each line, from how high its ink is and, which is surer, how long against others in its face.

    What height says hangs on which letters stand in a line; what length says, on how wide the face is, which is the
    same for all lines.
    """
    lengths = [line.length / max(0.1, faces.width(line.text, look)) for line, look in zip(lines, looks, strict=True)]
    found = []
    for line, look, length in zip(lines, looks, lengths, strict=True):
        alike = [one.ink.size / long for one, other, long in zip(lines, looks, lengths, strict=True) if other == look]
        wide = length * (median(alike) if len(alike) > 2 else 1.0)
        is_sure = len(line.text) > 5 and abs(log(wide / line.ink.size)) < 0.25
        found.append((line.ink.size * wide * wide) ** (1 / 3) if is_sure else line.ink.size)
    return found


def _colours(lines: Sequence[Seen]) -> list[str]:
    """Return the colour of each line's letters, the same for lines whose colours are near each other."""
    kinds: list[list[tuple[int, int, int]]] = []
    places = []
    for line in lines:
        for number, kind in enumerate(kinds):
            if max(abs(a - b) for a, b in zip(kind[0], line.ink.colour, strict=True)) < _SAME_COLOUR:
                kind.append(line.ink.colour)
                places.append(number)
                break
        else:
            places.append(len(kinds))
            kinds.append([line.ink.colour])
    names = [_name([round(median(part)) for part in zip(*kind, strict=True)]) for kind in kinds]
    return [names[number] for number in places]


def _name(colour: Sequence[int]) -> str:
    if max(colour) < _DARK and max(colour) - min(colour) < 16:
        colour = (0, 0, 0)
    elif min(colour) > _BRIGHT:
        colour = (255, 255, 255)
    return "#" + "".join(f"{part:02x}" for part in colour)
