"""How far a fetch is, for two threads: the one that fetches, and the one that reports, pauses and stops it.

The network may be silent for long; the task must go on saying that it lives, for that is when it can be paused.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent import futures
from dataclasses import dataclass
from typing import TypeVar

from studio.errors import Cancelled
from studio.i18n import _
from studio.model.progress import Partial, Progress, Report

BEAT = 0.1  # seconds between two reports

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tick:
    """A sign of life, after which the fetch can be paused; all bytes that came are on the disk by then.

    `trouble` is what went wrong, one sentence, while the next try is waited for, else "".
    """

    trouble: str = ""


class Course:
    """What the fetching thread says of itself, and whether it is to go on."""

    def __init__(self) -> None:
        self.total = 0
        self.trouble = ""
        self.ahead = 0  # bytes that an earlier fetch brought of files whose turn comes later
        self._before = 0  # bytes of files that are finished
        self._here = 0  # bytes of the file in work
        self._stop = threading.Event()

    @property
    def done(self) -> int:
        """Return the bytes that are here."""
        return self._before + self._here + self.ahead

    def reach(self, size: int) -> None:
        """Note how much of the file in work is here."""
        self._here = size
        self.go_on()

    def begin_file(self, size: int) -> None:
        """Turn to a file of which so much is here; until now it was counted as `ahead`."""
        self._here = size
        self.ahead -= size

    def finish_file(self, size: int) -> None:
        """Note that the file in work is whole."""
        self._before, self._here = self._before + size, 0

    def go_on(self) -> None:
        """Raise `Cancelled` when the fetch is to stop."""
        if self._stop.is_set():
            raise Cancelled(_("Stopped."))

    def wait(self, seconds: float, trouble: str) -> None:
        """Wait for better times; `Cancelled` at once when the fetch is to stop."""
        self.trouble = trouble
        self._stop.wait(seconds)
        self.go_on()
        self.trouble = ""

    def stop(self) -> None:
        """Let the fetching thread end where it next looks."""
        self._stop.set()


def watched(work: Callable[[Course], T], report: Report) -> T:
    """Return what `work` returns, done in a thread of its own while this one reports bytes and signs of life."""
    course = Course()
    with futures.ThreadPoolExecutor(1, "fetch") as pool:
        working = pool.submit(work, course)
        try:
            while futures.wait([working], BEAT).not_done:
                _say(course, report)
            value = working.result()
            _say(course, report)
            return value
        finally:
            course.stop()


def _say(course: Course, report: Report) -> None:
    total = max(course.done, course.total) if course.total else 0  # what came earlier is not all there is
    report(Progress(course.done, total, "bytes"))
    report(Partial(Tick(course.trouble)))
