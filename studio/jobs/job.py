"""One task under way in a worker, as the program sees it: what it says, its result, and how to stop it."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar, cast

from studio.jobs.event import Done, Event, Failed
from studio.model.progress import Partial, Progress

SLICE = 0.25  # seconds; Windows notices Ctrl+C only between two waits

T = TypeVar("T")


class Job(Generic[T]):
    """One task: waiting, running or over. Made by `Worker.submit`; read by one thread at a time."""

    def __init__(self, cancel: Callable[[Job[T]], None]) -> None:
        self.is_over = False
        self.is_cancelled = False
        self._cancel = cancel
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._is_read = False
        self._wake: Callable[[], None] = _nobody

    def cancel(self) -> None:
        """Ask the task to stop, without waiting; a second later it is over, stopped or killed."""
        self._cancel(self)

    def poll(self) -> list[Event]:
        """Return what has come since the last look, without waiting; for a window or a timer."""
        found = []
        while not self._events.empty():
            found.append(self._take(None))
        return found

    def call_when_ready(self, wake: Callable[[], None]) -> None:
        """Call `wake` from another thread each time `poll` has something new, e.g. a Qt signal's `emit`."""
        self._wake = wake
        if not self._events.empty():
            wake()

    def events(self, timeout: float | None = None) -> Iterator[Event]:
        """Yield what the job says as it comes, up to and including its end.

        With `timeout` (seconds) the iteration also ends when nothing came for so long; iterate again to go on.
        """
        while not self._is_read:
            try:
                event = self._take(timeout)
            except queue.Empty:
                return
            yield event

    def result(self, on_event: Callable[[Progress | Partial], None] | None = None) -> T:
        """Wait for the end and return the task's value, or raise its error.

        `on_event` gets the progress and the parts. Ctrl+C, or an error in `on_event`, stops the job before it goes on.
        """
        try:
            return self._follow(on_event or _ignore)
        except BaseException:
            self.cancel()
            for _event in self.events():
                pass
            raise

    def say(self, event: Event) -> None:
        """Pass on what the task said; the worker's side of the job."""
        self.is_over = isinstance(event, Done | Failed)
        self._events.put(event)
        self._wake()

    def _follow(self, on_event: Callable[[Progress | Partial], None]) -> T:
        for event in self.events():
            if isinstance(event, Failed):
                raise event.error
            if isinstance(event, Done):
                return cast(T, event.value)
            on_event(event)
        raise RuntimeError("the end of this job was read before")

    def _take(self, timeout: float | None) -> Event:
        """Return the next event; raise `queue.Empty` when none comes within `timeout` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            left = SLICE if deadline is None else deadline - time.monotonic()
            try:
                event = self._events.get(timeout=max(0.0, min(SLICE, left)))
            except queue.Empty:
                if left < SLICE:
                    raise
                continue
            self._is_read = isinstance(event, Done | Failed)
            return event


def _nobody() -> None:
    """Stand in for a caller that does not want to be woken."""


def _ignore(event: Progress | Partial) -> None:
    """Stand in for a caller that only wants the result."""
