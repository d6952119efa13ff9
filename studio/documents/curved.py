"""Words set along a curve: each letter stands at another angle than the one before."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from studio.documents.letters import Glyph, TextLine, in_frame

_FEWEST = 5  # letters
_STEP = (0.5, 45.0)  # degrees from one letter to the next
_FARTHEST = 1.8  # sizes from one letter to the next
_STRAIGHT = 0.3  # of the steps may be none


def curved(glyphs: Iterable[Glyph]) -> tuple[list[TextLine], list[Glyph]]:
    """Return the lines along curves, and the letters that are in none.

    Such a line is laid along the straight way from its first letter to its last.
    """
    found: list[TextLine] = []
    rest: list[Glyph] = []
    for run in _runs(glyphs):
        if _is_curved([glyph for glyph in run if not glyph.text.isspace()]):
            found.append(_line(run))
        else:
            rest += run
    return found, rest


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return letters of one face that follow each other closely, in the file's order."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        before = runs[-1][-1] if runs else None
        if before is not None and _follows(before, glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _follows(before: Glyph, glyph: Glyph) -> bool:
    one, two = before.style, glyph.style
    if (one.font, one.colour) != (two.font, two.colour) or abs(one.size - two.size) > 0.05 * one.size:
        return False
    return math.hypot(glyph.x - before.x, glyph.y - before.y) <= _FARTHEST * one.size


def _is_curved(letters: Sequence[Glyph]) -> bool:
    if len(letters) < _FEWEST:
        return False
    angles = [glyph.style.angle for glyph in letters]
    steps = [(after - angle + 180) % 360 - 180 for angle, after in itertools.pairwise(angles)]
    bent = [step for step in steps if _STEP[0] <= abs(step) <= _STEP[1]]
    is_one_way = all(step > 0 for step in bent) or all(step < 0 for step in bent)
    return is_one_way and len(bent) >= (1 - _STRAIGHT) * len(steps)


def _line(run: Sequence[Glyph]) -> TextLine:
    letters = [glyph for glyph in run if not glyph.text.isspace()]
    first, last = letters[0], letters[-1]
    angle = round(math.degrees(math.atan2(last.y - first.y, last.x - first.x)), 1) % 360
    style = replace(first.style, angle=angle)
    places = [in_frame(glyph.x, glyph.y, angle) for glyph in letters]
    stop = places[-1][0] + 0.5 * style.size
    glyphs = tuple(replace(glyph, style=replace(glyph.style, angle=angle)) for glyph in run)
    text = _without_ends(glyphs)
    down = max(down for _along, down in places)
    return TextLine(text, places[0][0], stop, down, style, places=tuple(dict.fromkeys(glyph.place for glyph in run)))


def _without_ends(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    inked = [index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    return tuple(glyphs[inked[0] : inked[-1] + 1])
