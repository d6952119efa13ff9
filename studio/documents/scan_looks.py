"""How the lines of a scanned page are set: what was measured of each, evened out over those that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import dist
from statistics import median

from studio.documents import faces, scan_sizes
from studio.documents.faces import Word
from studio.documents.lines import Style
from studio.documents.scan_lines import Seen
from studio.model.document import Family, Look

_SAME_LIGHT, _SAME_TINT = 56, 26  # of 255: how far colours of one kind are apart
_BOLD = {Family.SANS: 0.094, Family.SERIF: 0.077, Family.MONO: 0.094}
"""Strokes of this many sizes are bold: of our faces plain ones have 0.05 (serif) to 0.08, bold ones 0.08 to 0.12."""

_BOLDER = 1.35  # times as thick as most letters of the page
_ONE_WEIGHT = 1.13  # strokes of one weight differ by less
_DARK, _BRIGHT = 40, 225  # printed black and paper's white are never quite those


def styles(lines: Sequence[Seen]) -> list[Style]:
    """Return the style of each line; sizes are pixels, angles how it leans against the page."""
    letters = [len(line.text) for line in lines]
    looks = _looks(lines)
    sizes = scan_sizes.evened(lines, looks)
    owners = scan_sizes.paragraphs(lines, sizes, looks)
    sizes = scan_sizes.shared(sizes, letters, owners)
    looks = [
        replace(look, is_bold=bold) for look, bold in zip(looks, _weights(lines, looks, sizes, owners), strict=True)
    ]
    sizes = scan_sizes.evened(lines, looks)
    sizes = scan_sizes.shared(sizes, letters, scan_sizes.paragraphs(lines, sizes, looks))
    sizes = _by_look(sizes, letters, looks)
    return [
        Style(
            family=look.family,
            size=size,
            is_bold=look.is_bold,
            is_condensed=look.is_condensed,
            colour=colour,
            angle=line.lean,
        )
        for line, look, size, colour in zip(lines, looks, sizes, _colours(lines), strict=True)
    ]


def _by_look(sizes: Sequence[float], letters: Sequence[int], looks: Sequence[Look]) -> list[float]:
    """Return the size of each line's kind among those of its look."""
    found = list(sizes)
    for look in set(looks):
        own = [number for number, other in enumerate(looks) if other == look]
        for number, size in zip(own, scan_sizes.kinds([sizes[n] for n in own], [letters[n] for n in own]), strict=True):
            found[number] = size
    return found


def _looks(lines: Sequence[Seen]) -> list[Look]:
    """Return our face that each line comes nearest to; few words say too little, and go with the line beside them."""
    sizes = scan_sizes.kinds([line.ink.size for line in lines], [len(line.text) for line in lines])
    owners = scan_sizes.paragraphs(lines, sizes, [""] * len(lines))
    words = {
        owner: _words([line for line, own in zip(lines, owners, strict=True) if own == owner]) for owner in set(owners)
    }
    seen = {owner: faces.nearest(own) for owner, own in words.items()}
    sure = [number for number, owner in enumerate(owners) if seen[owner][1]]
    found = []
    for number, owner in enumerate(owners):
        size = lines[number].ink.size
        near = [other for other in sure if 0.88 < lines[other].ink.size / size < 1.14]
        if not seen[owner][1] and near:
            owner = owners[min(near, key=lambda other: dist(lines[other].box[0], lines[number].box[0]))]
        found.append(seen[owner][0])
    return found


def _words(lines: Sequence[Seen]) -> list[Word]:
    import numpy as np

    found: list[Word] = []
    for line in sorted(lines, key=lambda line: -len(line.text))[:5]:
        own = faces.words(line.text, line.ink.mask.astype(np.float32), line.ink.columns)
        found += [word for word in own if faces.tells(word)]
    return found


def _weights(lines: Sequence[Seen], looks: Sequence[Look], sizes: Sequence[float], owners: Sequence[int]) -> list[bool]:
    """Return whether each line is bold: as most of its paragraph, unless its own strokes are clearly others."""
    strokes = [line.ink.thickness * line.ink.size / size for line, size in zip(lines, sizes, strict=True)]
    letters = [len(line.text) for line in lines]
    usual = scan_sizes.shared(strokes, letters, owners)
    found = []
    for own, most, look in zip(strokes, usual, looks, strict=True):
        limit = max(min(_BOLD[look.family], _BOLDER * _thin(look.family, lines, looks, strokes)), 0.065)
        is_alike = 1 / _ONE_WEIGHT < own / most < _ONE_WEIGHT
        found.append((most if is_alike else own) > limit)
    return found


def _thin(family: Family, lines: Sequence[Seen], looks: Sequence[Look], strokes: Sequence[float]) -> float:
    """Return how thick the thinner letters of a family are drawn on the page."""
    own = [
        thick
        for line, look, thick in zip(lines, looks, strokes, strict=True)
        if look.family is family
        for _letter in line.text
    ]
    return sorted(own)[len(own) // 3] if own else 1.0


def _colours(lines: Sequence[Seen]) -> list[str]:
    """Return the colour of each line's letters, the same for lines whose colours are near each other."""
    kinds: list[list[tuple[int, int, int]]] = []
    places: list[int] = []
    for line in lines:
        own = line.ink.colour
        number = next((number for number, kind in enumerate(kinds) if _is_one_colour(kind[0], own)), len(kinds))
        if number == len(kinds):
            kinds.append([])
        kinds[number].append(own)
        places.append(number)
    names = [_name([round(median(part)) for part in zip(*kind, strict=True)]) for kind in kinds]
    return [names[number] for number in places]


def _is_one_colour(one: tuple[int, int, int], two: tuple[int, int, int]) -> bool:
    """Say whether two colours may be one that was seen twice: light varies more than tint does."""
    light = abs(sum(one) - sum(two)) / 3
    tint = max(abs((one[a] - one[b]) - (two[a] - two[b])) for a, b in ((0, 1), (1, 2), (0, 2)))
    return light < _SAME_LIGHT and tint < _SAME_TINT


def _name(colour: Sequence[int]) -> str:
    if max(colour) < _DARK and max(colour) - min(colour) < 16:
        colour = (0, 0, 0)
    elif min(colour) > _BRIGHT:
        colour = (255, 255, 255)
    return "#" + "".join(f"{part:02x}" for part in colour)
