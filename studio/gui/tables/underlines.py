"""What the review means in a text, as the characters that are seen: the numbers of both languages that differ."""

from __future__ import annotations

from collections.abc import Iterable

from studio.gui.tables.row_words import Remark
from studio.project.values import StoredCue
from studio.text import seen
from studio.workflow.bilingual import Side

Span = tuple[int, int]
"""From which visible character until which, a line break counted as one."""


def of(remarks: Iterable[Remark], stored: StoredCue, side: Side | None, *, is_source: bool) -> list[Span]:
    """Return what is to be underlined in the text of a cue, or in its source where that is one cue."""
    if is_source and (side is None or len(side.sources) != 1):
        return []
    cue, text = (side.sources[0], side.text) if side is not None and is_source else (stored.id, stored.cue.text)
    shown = seen.of(text)
    spans = [
        [i for i in range(len(shown.text)) if start <= shown.starts[i] and shown.ends[i] <= end]
        for remark in remarks
        for id, start, end in remark.marks
        if id == cue
    ]
    return [(places[0], places[-1] + 1) for places in spans if places]


def on_line(spans: Iterable[Span], start: int, length: int) -> list[Span]:
    """Return the parts of the spans that are on a line, which begins at the character `start`, counted from there."""
    cut = [(max(low, start) - start, min(high, start + length) - start) for low, high in spans]
    return [(low, high) for low, high in cut if low < high]
