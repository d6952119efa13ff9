"""Marks follow the words they are on while a text changes, is cut or joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.model.document import Mark


def follow(before: str, after: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks of a text that a person changed: what stands before and after the change keeps them.

    A mark around the change takes it in; one that it swallows goes.
    """
    if not marks:
        return ()
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    stop, by = len(before) - tail, len(after) - len(before)
    moved = (
        replace(mark, start=_at(mark.start, head, stop, by), stop=_end(mark.stop, head, stop, by)) for mark in marks
    )
    return tuple(mark for mark in moved if mark.start < mark.stop)


def cut(marks: Sequence[Mark], start: int, stop: int) -> tuple[Mark, ...]:
    """Return the marks of the characters from `start` up to `stop`, counted from there."""
    parts = (replace(mark, start=max(mark.start, start) - start, stop=min(mark.stop, stop) - start) for mark in marks)
    return tuple(mark for mark in parts if mark.start < mark.stop)


def shifted(marks: Sequence[Mark], by: int) -> tuple[Mark, ...]:
    """Return marks of a text that begins `by` characters further on."""
    return tuple(replace(mark, start=mark.start + by, stop=mark.stop + by) for mark in marks)


def _common(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    count = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        count += 1
    return count


def _at(place: int, head: int, stop: int, by: int) -> int:
    """Return where the first character of a mark is now."""
    if place < head or (place == head and head < stop):
        return place
    return place + by if place >= stop else stop + by


def _end(place: int, head: int, stop: int, by: int) -> int:
    """Return where a mark ends now."""
    if place <= head and not (place == stop == head):
        return place
    return place + by if place >= stop else head
