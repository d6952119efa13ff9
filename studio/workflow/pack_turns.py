"""Packs that have their turn one after the other: one bar for all of them, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studio.model.progress import Partial, Progress, Report
from studio.workflow.work import Event, Said, Work

READ = 0.6
"""The part of a turn in which a pack is read or copied; its self-test takes the rest.

A model of 500 MB is read in about as many seconds from a stick as it takes to load and to answer, one of 3 GB in more.
"""


class Turns:
    """The turns of packs of so many bytes; `report` hears of all as of one."""

    def __init__(self, sizes: Sequence[int], report: Report) -> None:
        self._sizes = [max(1, size) for size in sizes]
        self._report = report

    def of(self, number: int, name: str) -> Report:
        """Begin the turn of the pack at a place; return what hears of its bytes read and its test's steps."""
        before, size, total = sum(self._sizes[:number]), self._sizes[number], sum(self._sizes)
        furthest = float(before)
        self._report(Partial(name))

        def report(event: Progress | Partial) -> None:
            nonlocal furthest
            if isinstance(event, Progress):
                share = READ * event.share if event.unit == "bytes" else READ + (1 - READ) * event.share
                furthest = max(furthest, before + size * share)
                event = Progress(furthest, total, "bytes")
            self._report(event)

        return report


class Naming:
    """A hand that says whose turn it is; `words` makes a sentence of what the task calls a pack."""

    def __init__(self, words: Callable[[str], str]) -> None:
        self._words = words

    def take(self, value: object) -> list[Event]:
        """Say whose turn it is now."""
        return [Said(self._words(value))] if isinstance(value, str) else []

    def finish(self, value: object) -> list[Work[object]]:
        """Keep nothing: the task has done it all."""
        return []

    def stopped(self) -> None:
        """Leave nothing behind."""
