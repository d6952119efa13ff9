"""Levels of headings without gaps: a screen reader's user goes from level to level, and none may be missing."""

from __future__ import annotations

from collections.abc import Sequence


def without_gaps(levels: Sequence[int]) -> list[int]:
    """Return the levels of all headings of a document, mended: the first is 1, and each at most one below the last.

    What stood on one level below the same heading stays on one level; a level below 1 counts as 1.
    """
    open_levels: list[int] = []
    mended = []
    for level in levels:
        while open_levels and open_levels[-1] >= max(level, 1):
            open_levels.pop()
        open_levels.append(max(level, 1))
        mended.append(len(open_levels))
    return mended
