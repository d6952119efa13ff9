"""Follows long work from the window: what the workers say becomes Qt signals, in slices that never hold it up."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, Literal

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from studio.errors import Cancelled, StudioError
from studio.gui.pace import Pace
from studio.jobs.event import Done, Event, Failed
from studio.jobs.job import Job
from studio.jobs.lanes import Lanes
from studio.jobs.serve import defect
from studio.model.progress import Partial, Progress
from studio.workflow.work import CueFound, Said, Work
from studio.workflow.work import Event as Shown

State = Literal["waiting", "working", "pausing", "stopping", "paused", "stopped", "failed", "finished"]

SLICE = 5
"""Milliseconds that the runner takes in what was said before the window gets its turn."""

PATIENCE = 3.0
"""Seconds to wait for the ends of what was cancelled; a worker needs one at most."""

_ALIVE: tuple[State, ...] = ("waiting", "working", "pausing", "stopping")


class Running(QObject):
    """One piece of work that was given to the runner, until and beyond its end."""

    changed = Signal()
    """Its `state` is another one."""
    progressed = Signal(object)
    """A `Progress`."""
    found = Signal(object)
    """A `CueFound`."""
    said = Signal(str)
    finished = Signal(object)
    """The work's value."""
    failed = Signal(object)
    """A `StudioError`; what was kept until then stays."""
    stopped = Signal()
    """It was cancelled or paused."""

    def __init__(self, work: Work[Any], job: Job[Any], about: Hashable, parent: QObject | None = None) -> None:
        """Use `Runner.run`."""
        super().__init__(parent)
        self.work = work
        self.about = about
        self.state: State = "waiting"
        self.progress = Progress(0, 0, "")
        self.cues_found = 0
        self.error: StudioError | None = None
        self.follow_ups: list[Work[Any]] = []
        self._job = job
        self._pace = Pace()
        self._begun: float | None = None
        self._ended: float | None = None

    @property
    def label(self) -> str:
        """Return what is being done, in plain words."""
        return self.work.label

    @property
    def is_over(self) -> bool:
        """Say whether it has ended, in whatever way."""
        return self.state not in _ALIVE

    @property
    def is_awaited(self) -> bool:
        """Say whether a person asked for it and waits: it is for a video; the rest is done in the background."""
        return isinstance(self.about, int)

    @property
    def is_for_packs(self) -> bool:
        """Say whether it fetches or looks after packs: that goes on whatever production is open."""
        return self.work.lane in ("fetch", "packs")

    @property
    def can_pause(self) -> bool:
        """Say whether `pause` would do something now."""
        return self.work.can_pause and self.state == "working"

    @property
    def elapsed(self) -> float:
        """Return the seconds it has been worked on so far."""
        if self._begun is None:
            return 0.0
        return (self._ended if self._ended is not None else time.monotonic()) - self._begun

    @property
    def remaining(self) -> float | None:
        """Return the seconds it will still take, None while that cannot be known."""
        return self._pace.remaining if self.state == "working" else None

    def cancel(self) -> None:
        """Stop within a second; what was kept until then stays."""
        if not self.is_over and self.state != "stopping":
            self._become("stopping")
            self.work.cancel()

    def pause(self) -> None:
        """Stop after the next part, to go on with later."""
        if self.can_pause:
            self._become("pausing")
            self.work.pause()

    def begin(self) -> None:
        """Note that its turn has come; the runner's to call."""
        self._begun = time.monotonic()
        self._become("working")

    def give_up(self) -> None:
        """Be over although the worker has not answered: nothing of it is heard any more.  The runner's to call."""
        if not self.is_over:
            self._break_off(Cancelled(self.label))

    def take_in(self, is_enough: Callable[[], bool]) -> bool:
        """Take what the job said, until it is enough; say whether there may be more.  The runner's to call."""
        last: Progress | None = None
        has_more = False
        for event in self._job.events(timeout=0):
            shown = self._take(event)
            last = shown or last
            if is_enough():
                has_more = not self.is_over
                break
        if last is not None and not self.is_over:
            self.progressed.emit(last)
        return has_more

    def _take(self, event: Event) -> Progress | None:
        """Take one event; return progress, of which only the last in a slice is worth showing."""
        try:
            if isinstance(event, Done):
                self._end(event.value)
            elif isinstance(event, Failed):
                self._break_off(event.error)
            else:
                return self._show(event)
        except Exception as error:  # a defect, for the window to show; the work cannot go on
            self.error = defect(error)
            if isinstance(event, Done | Failed):
                self._become("failed")
            self.cancel()
            raise
        return None

    def _show(self, event: Progress | Partial) -> Progress | None:
        progress = None
        for shown in self._kept(event):
            if isinstance(shown, Progress):
                progress = self.progress = shown
                self._pace.take(shown)
            elif isinstance(shown, CueFound):
                self.cues_found += 1
                self.found.emit(shown)
            elif isinstance(shown, Said):
                self.said.emit(shown.text)
        return progress

    def _kept(self, event: Progress | Partial) -> list[Shown]:
        """Let the work keep what came; after an error the rest is not heard any more."""
        if self.error is not None:
            return []
        try:
            return self.work.take(event)
        except StudioError as error:
            self.error = error
            self.cancel()
            return []

    def _end(self, value: object) -> None:
        if self.error is not None:
            return self._break_off(self.error)
        try:
            self.follow_ups = self.work.finish(value)
        except StudioError as error:
            return self._break_off(error)
        self._become("finished")
        self.finished.emit(value)

    def _break_off(self, error: StudioError) -> None:
        was_pausing = self.state == "pausing"
        try:
            self.work.stopped()
        except StudioError as left_over:
            error = left_over
        error = self.error or error
        if isinstance(error, Cancelled):
            self._become("paused" if was_pausing else "stopped")
            self.stopped.emit()
        else:
            self.error = error
            self._become("failed")
            self.failed.emit(error)

    def _become(self, state: State) -> None:
        self.state = state
        if self.is_over:
            self._ended = time.monotonic()
            self._job.call_when_ready(_silent)  # a worker's thread holds on to its last job: not to the bell as well
        self.changed.emit()


class Runner(QObject):
    """Gives work to the lanes and follows it in the main thread; lanes do their queue one after the other."""

    changed = Signal()
    """Something began, ended, or got another state."""
    ended = Signal(object)
    """A `Running` that is over."""

    def __init__(
        self, lanes: Lanes, keep_awake: Callable[[bool], object] | None = None, parent: QObject | None = None
    ) -> None:
        """`keep_awake` is told when the first work begins (True) and when the last one ends (False)."""
        super().__init__(parent)
        self.running: list[Running] = []
        self._lanes = lanes
        self._keep_awake = keep_awake
        self._is_awake = False
        self._bell = _Bell()
        self._bell.rung.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._take_in)

    def run(self, work: Work[Any], about: Hashable = None) -> Running:
        """Put work into its lane's queue; `about` is the id of the video a person wants it for."""
        job = work.start(self._lanes)
        running = Running(work, job, about, self)
        running.changed.connect(self.changed)
        self.running.append(running)
        self._stay_awake()
        self._begin_next()
        self.changed.emit()
        job.call_when_ready(self._bell.ring)
        return running

    def of(self, about: Hashable) -> list[Running]:
        """Return what runs or waits for `about`, in its order."""
        return [running for running in self.running if running.about == about]

    def close(self, about: Hashable = None, *, packs: bool = True, patience: float = PATIENCE) -> None:
        """Cancel all (or what is for `about`) and wait, `patience` seconds at most, until what is done is kept.

        Without `packs` what is done for packs goes on.
        """
        leaving = list(self.running) if about is None else self.of(about)
        leaving = [running for running in leaving if packs or not running.is_for_packs]
        for running in reversed(leaving):  # what waits first: the end of one begins the next
            running.cancel()
        latest = time.monotonic() + patience
        while any(not running.is_over for running in leaving) and time.monotonic() < latest:
            for running in leaving:
                running.take_in(_never)
            time.sleep(0.005)
        for running in leaving:
            running.give_up()
        self._tidy(follow=False)

    def _take_in(self) -> None:
        """Take what was said for a slice of time; each lane gets its share of it."""
        self._bell.is_ringing = False  # before the look: what is said from here on rings again
        clock = QElapsedTimer()
        clock.start()
        alive = list(self.running)
        has_more = dict.fromkeys(alive, True)
        try:
            for place, running in enumerate(alive, start=1):
                has_more[running] = running.take_in(_after(clock, SLICE * place / len(alive)))
        finally:  # also after a defect of one of them: it must not silence the others
            self._tidy(follow=True)
            if any(has_more.values()):
                self._again.start()

    def _tidy(self, *, follow: bool) -> None:
        """Let go of what is over, and begin what follows from it."""
        over = [running for running in self.running if running.is_over]
        if not over:
            return
        self.running = [running for running in self.running if not running.is_over]
        following = [(work, running.about) for running in over for work in running.follow_ups]
        for work, about in following if follow else ():
            self.run(work, about)
        self._stay_awake()
        self._begin_next()
        for running in over:
            self.ended.emit(running)
            running.setParent(None)  # whoever still wants to know of it keeps it
        self.changed.emit()

    def _stay_awake(self) -> None:
        """Keep the computer from falling asleep while anything long runs."""
        is_busy = any(running.work.lane != "quality" for running in self.running)
        if is_busy != self._is_awake and self._keep_awake is not None:
            self._keep_awake(is_busy)
        self._is_awake = is_busy

    def _begin_next(self) -> None:
        """Note whose turn it is: the first of each lane."""
        lanes = set()
        for running in self.running:
            if running.work.lane not in lanes and running.state == "waiting":
                running.begin()
            lanes.add(running.work.lane)


class _Bell(QObject):
    """Carries the word "there is news" from the threads of the workers to the window's; once, however much there is.

    It has no parent: a worker may still ring it while the window is being taken down.
    """

    rung = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_ringing = False

    def ring(self) -> None:
        if not self.is_ringing:
            self.is_ringing = True
            self.rung.emit()


def _after(clock: QElapsedTimer, until: float) -> Callable[[], bool]:
    return lambda: clock.elapsed() >= until


def _silent() -> None:
    """Stand in for the bell once there is nothing more to hear."""


def _never() -> bool:
    return False
