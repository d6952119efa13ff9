"""Where spaces stand between letters: by those that were typed, and by the gaps that people see."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from studio.documents.letters import Glyph, end_of, in_frame
from studio.model.document import Box

SPACE = 0.16
"""A gap of this many sizes more than is usual in a line is one between words; spaces of narrow faces have 0.2."""

TRACKED = 0.07
"""Letters that stand this many sizes apart are set wide."""

INITIAL = 1.7
"""A letter this many times as large as those after it is the first of their word."""


def spaced(letters: Sequence[Glyph], counts: Sequence[int]) -> tuple[tuple[Glyph, ...], float]:
    """Return letters with spaces between their words, and how many sizes apart they are set where that is wide.

    `counts` are how many spaces were typed before each; letters without a text are left out.
    """
    real = [(glyph, count) for glyph, count in zip(letters, counts, strict=True) if glyph.text]
    glyphs, spaces = [glyph for glyph, _count in real], [count for _glyph, count in real]
    tracking, is_spaced = _tracking(glyphs, spaces)
    set_apart: list[Glyph] = []
    for index, glyph in enumerate(glyphs):
        if index and _is_word_gap(glyphs[index - 1], glyph, spaces[index], (tracking, is_spaced)):
            set_apart.append(_space(glyphs[index - 1], glyph))
        set_apart.append(glyph)
    return tuple(set_apart), tracking


def _gap(left: Glyph, right: Glyph) -> float:
    """Return the gap between two letters in sizes."""
    return (in_frame(right.x, right.y, right.style.angle)[0] - end_of(left)) / max(left.style.size, 0.01)


def _tracking(glyphs: Sequence[Glyph], spaces: Sequence[int]) -> tuple[float, bool]:
    """Return how wide the letters are set, and whether spaces were typed between them to do so ("S T A D T")."""
    if len(glyphs) < 4:
        return 0.0, False
    is_spaced = sum(1 for count in spaces[1:] if count) >= 0.7 * (len(glyphs) - 1)
    gaps = [_gap(left, right) for left, right in itertools.pairwise(glyphs)]
    close = gaps if is_spaced else [gap for gap, count in zip(gaps, spaces[1:], strict=True) if not count]
    usual = median(close) if close else 0.0
    return (round(usual, 3) if usual > TRACKED else 0.0), is_spaced


def _is_word_gap(left: Glyph, right: Glyph, spaces: int, tracked: tuple[float, bool]) -> bool:
    usual, is_spaced = tracked
    if left.style.size >= INITIAL * right.style.size and not right.style.raised:
        return False
    gap = _gap(left, right)
    if is_spaced:
        return spaces > 1 or gap > 1.5 * usual + 0.1
    if spaces:
        return gap > -0.05
    return gap > usual + SPACE and not right.style.raised


def _space(left: Glyph, right: Glyph) -> Glyph:
    box = Box(left.box.right, left.box.top, max(left.box.right, right.box.left), left.box.bottom)
    return replace(left, text=" ", box=box)
