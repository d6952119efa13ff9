"""How a block is set, from its lines."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from statistics import median

from studio.documents.blocks import Group
from studio.documents.lines import Style, TextLine
from studio.model.document import Look


def look_of(group: Group, ground: str = "") -> Look:
    """Return how most letters of a block are set; `ground` is the colour behind it."""
    style = main_style(group.lines)
    return Look(
        family=style.family,
        font=style.font,
        size=style.size,
        is_bold=style.is_bold,
        is_italic=style.is_italic,
        is_condensed=style.is_condensed,
        colour=style.colour,
        ground=ground,
        align=group.align,
        leading=_leading(group.lines),
        angle=style.angle,
        tracking=median(line.tracking for line in group.lines),
    )


def main_style(lines: Sequence[TextLine]) -> Style:
    """Return the style that most letters of some lines have."""
    counts: Counter[Style] = Counter()
    for line in lines:
        for glyph in line.glyphs:
            counts[glyph.style] += 1 if glyph.style.raised else 1000
    return counts.most_common(1)[0][0]


def _leading(lines: Sequence[TextLine]) -> float:
    gaps = [(after.down - line.down) / line.size for line, after in itertools.pairwise(lines)]
    return round(median(gaps), 3) if gaps else 1.2
