"""Long work as it is seen: a moving bar on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from studio.i18n import _
from studio.model.progress import Progress
from studio.workflow.work import CueFound, Event, Said

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

STEP = 0.1
"""Without a terminal a line is written for every such share of a stage."""

LEAST = 1.0
"""Seconds after which it can be told how long a stage will still take."""


class Display(AbstractContextManager["Display"], Protocol):
    """Shows events as they come."""

    def show(self, event: Event) -> None:
        """Show one event."""


def display() -> Display:
    """Return what fits standard error: a bar on a terminal, else lines."""
    return Bar() if sys.stderr.isatty() else Lines()


class Lines:
    """A line for every stage and every tenth of it, and for every cue; for logs and pipes."""

    def __init__(self) -> None:
        self._began: dict[str, tuple[float, float]] = {}
        self._shown: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind."""

    def show(self, event: Event) -> None:
        """Write a line if the event is worth one."""
        if isinstance(event, CueFound):
            self._write(cue_line(event))
        elif isinstance(event, Said):
            self._write(event.text)
        else:
            self._show_progress(event)

    def _show_progress(self, event: Progress) -> None:
        step, shown = int(event.share / STEP), self._shown.get(event.stage, -1)
        if step == 0 and shown > 0:  # the same stage for another language
            self._began.pop(event.stage)
        elif step <= shown:
            return
        self._shown[event.stage] = step
        self._write(self._stage_line(event))

    def _stage_line(self, event: Progress) -> str:
        """Return how far a stage is; what was there when it began, of a download gone on with, took no time."""
        now = time.monotonic()
        start = (now, event.share)
        began, share = self._began.setdefault(event.stage, start) if event.total else start
        elapsed, came = now - began, event.share - share
        percent = round(event.share * 100)
        if elapsed < LEAST or came <= 0 or event.share >= 1:
            return _("{stage}: {percent} %, {elapsed}").format(
                stage=event.stage, percent=percent, elapsed=clock(elapsed)
            )
        return _("{stage}: {percent} %, {elapsed}, about {left} left").format(
            stage=event.stage,
            percent=percent,
            elapsed=clock(elapsed),
            left=clock(elapsed / came * (1 - event.share)),
        )

    @staticmethod
    def _write(text: str) -> None:
        print(text, file=sys.stderr, flush=True)  # noqa: T201


class Bar:
    """A bar a stage with elapsed and remaining time; cues scroll by above it."""

    def __init__(self) -> None:
        self._bar: RichProgress = _rich_bar()
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, event: Event) -> None:
        """Move the bar, or write above it."""
        if isinstance(event, CueFound):
            self._bar.console.print(cue_line(event), markup=False, highlight=False)
        elif isinstance(event, Said):
            self._bar.console.print(event.text, markup=False, highlight=False)
        else:
            if event.stage not in self._tasks:
                total = event.total or None
                self._tasks[event.stage] = self._bar.add_task(event.stage, total=total, completed=int(event.done))
            elif event.done == 0 and self._bar.tasks[self._tasks[event.stage]].finished:
                self._bar.reset(self._tasks[event.stage])  # the same stage for another language
            self._bar.update(self._tasks[event.stage], completed=event.done, total=event.total or None)


def cue_line(found: CueFound) -> str:
    """Return a cue on one line: number, start and text."""
    return f"{found.number:>4}  {clock(found.cue.start / 1000)}  {' / '.join(found.cue.lines)}"


def clock(seconds: float) -> str:
    """Return seconds as people read a clock: "0:07", "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _rich_bar() -> RichProgress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    left = TextColumn(_("left:"))
    return Progress(*columns, left, Remaining(), console=Console(stderr=True), transient=True)
