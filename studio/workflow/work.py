"""One long step, ready to run in its lane; and the words long work says to whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

from studio.jobs.job import Job
from studio.jobs.lanes import Lane, Lanes
from studio.model.cue import Cue
from studio.model.progress import Partial, Progress

T = TypeVar("T")
Made = TypeVar("Made", contravariant=True)


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue that is final: its number from 1 and the cue."""

    number: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence worth showing while work goes on."""

    text: str


Event = Progress | CueFound | Said
Watch = Callable[[Event], None]
"""Given to verbs; called in the process of the user, in order."""


class Hand(Protocol[Made]):
    """What a verb does with what its task says, in the thread that owns the project."""

    def take(self, value: object) -> list[Event]:
        """Keep a partial result; return what to show of it."""

    def finish(self, value: Made) -> list[Work[Any]]:
        """Keep the result; return the work that follows from it."""

    def stopped(self) -> None:
        """Put in order what a cancelled or failed task left; what was kept stays."""


class Nothing:
    """The hand of work whose value is all there is to it."""

    def take(self, value: object) -> list[Event]:
        """Show nothing."""
        return []

    def finish(self, value: object) -> list[Work[Any]]:
        """Keep nothing."""
        return []

    def stopped(self) -> None:
        """Leave nothing behind."""


@dataclass(slots=True)
class Work(Generic[T]):
    """One long step: `task(*values, report=…)` in its lane, and the `hand` that keeps what comes of it.

    Whoever runs it calls `start`, then `take` for all the job says, then `finish` with its value or, after an error
    of the job or of `take`, `stopped`; all of it in the one thread that owns the project.
    """

    label: str
    lane: Lane
    task: Callable[..., T]
    values: tuple[object, ...] = ()
    hand: Hand[T] = field(default_factory=Nothing)
    can_pause: bool = False
    _job: Job[T] | None = None
    _is_pausing: bool = False

    def start(self, lanes: Lanes) -> Job[T]:
        """Put the task at the end of its lane's queue."""
        self._job = lanes.submit(self.lane, self.task, *self.values)
        return self._job

    def take(self, event: Progress | Partial) -> list[Event]:
        """Keep what the task reported in the project; return what to show, progress with this work's label."""
        if isinstance(event, Progress):
            return [replace(event, stage=self.label)]
        shown = self.hand.take(event.value)
        if self._is_pausing:
            self.cancel()
        return shown

    def finish(self, value: T) -> list[Work[Any]]:
        """Keep the task's value; return the work that follows, to be run next."""
        return self.hand.finish(value)

    def stopped(self) -> None:
        """Put things in order after the job was cancelled or failed; everything that `take` kept stays."""
        self.hand.stopped()

    def pause(self) -> None:
        """Stop after the next part that comes; what is left can be resumed."""
        self._is_pausing = True

    def cancel(self) -> None:
        """Stop within a second."""
        if self._job is not None:
            self._job.cancel()


def run(work: Work[T], lanes: Lanes, watch: Watch) -> T:
    """Do `work` and what follows from it, and return its value; for the command line, where waiting is fine."""

    def take(event: Progress | Partial) -> None:
        for shown in work.take(event):
            watch(shown)

    try:
        value = work.start(lanes).result(take)
    except BaseException:
        work.stopped()
        raise
    for following in work.finish(value):
        run(following, lanes, watch)
    return value
