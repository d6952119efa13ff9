"""A worker process that stays alive, so that a loaded model stays loaded, and the jobs given to it.

A task is a module-level function `task(*values, report)`. It gets values, says how far it is with
`report(Progress | Partial)` and returns a value. `report` is also where a cancelled task stops; one that
does not report in time is killed with all it started, and the next job gets a new process.

A thread per worker follows the process: it starts jobs in their order, takes what they say at once (so a
task never waits for a slow reader) and notices when the process dies.
"""

from __future__ import annotations

import atexit
import itertools
import logging
import queue
import signal
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from studio.errors import Cancelled, EnvironmentFault, WorkerDied
from studio.i18n import _
from studio.jobs import bounds
from studio.jobs.bounds import UNBOUND, Bounds
from studio.jobs.event import Done, Event, Failed
from studio.jobs.job import Job
from studio.jobs.process import TaskProcess
from studio.jobs.serve import Order, defect

__all__ = ["Done", "Event", "Failed", "Job", "Worker"]

GRACE = 0.7  # seconds a task has to come to its next report after it was asked to stop
ATTEMPTS = 20  # to end the process at the program's end, within `GRACE`

_numbers = itertools.count()
_logger = logging.getLogger(__name__)
T = TypeVar("T")


class Worker:
    """One process that carries out tasks one after the other. It starts with its first job.

    `submit` and `close` may be called from any thread; jobs run in the order they were submitted in. Only the process
    of one that is `online` may use the network.  A process that goes beyond its `bounds` ends.
    """

    def __init__(self, name: str, *, online: bool = False, bounds: Bounds = UNBOUND) -> None:
        self.name = name
        self._online = online
        self._bounds = bounds
        self._lock = threading.Lock()  # guards what a cancelling thread and the following one both touch
        self._waiting: queue.SimpleQueue[tuple[Job[Any], Order] | None] = queue.SimpleQueue()
        self._current: tuple[Job[Any], Order] | None = None
        self._process: TaskProcess | None = None
        self._follower: threading.Thread | None = None
        self._is_closed = False

    def submit(self, task: Callable[..., T], *values: object) -> Job[T]:
        """Put `task(*values, report=…)` at the end of the queue and return its job."""
        job: Job[T] = Job(self._cancel)
        with self._lock:
            if self._is_closed:
                raise RuntimeError(f"the worker “{self.name}” is closed")
            if self._follower is None:
                self._follower = threading.Thread(target=self._follow_jobs, name=self.name, daemon=True)
                self._follower.start()
                atexit.register(self._leave)
            self._waiting.put((job, Order(next(_numbers), task, values)))
        return job

    def close(self) -> None:
        """Stop what runs, forget what waits (both end as `Cancelled`) and end the process; within a second."""
        self.stop()
        self.join()

    def stop(self) -> None:
        """Begin to close, without waiting."""
        with self._lock:
            self._is_closed = True
            running = self._current
            self._waiting.put(None)
        if running is not None:
            running[0].cancel()

    def join(self) -> None:
        """Wait until the process of a stopped worker has ended."""
        if self._follower is not None:
            self._follower.join()
            atexit.unregister(self._leave)

    def _leave(self) -> None:
        """Close at the program's end, when no thread can be started any more, so that nobody buries in parallel.

        The killing is repeated, for a process may just be starting.
        """
        with self._lock:
            self._is_closed = True
            if self._current is not None:
                self._current[0].is_cancelled = True
            self._waiting.put(None)
        for _attempt in range(ATTEMPTS):
            self._kill()
            if self._follower is None or not self._follower.is_alive():
                return
            self._follower.join(GRACE / ATTEMPTS)

    def _cancel(self, job: Job[Any]) -> None:
        with self._lock:
            if job.is_over or job.is_cancelled:
                return
            job.is_cancelled = True
            is_running = self._current is not None and self._current[0] is job
            if is_running and self._process is not None and self._current is not None:
                self._process.ask_to_stop(self._current[1].number)
            is_starting = is_running and self._process is not None and not self._process.is_up
            job.is_over = not is_running
        if is_starting:
            self._kill(job)  # it has begun with nothing, and could not listen for a while
        elif is_running:
            watchdog = threading.Timer(GRACE, self._kill, [job])
            watchdog.daemon = True
            watchdog.start()
        else:
            job.say(_stopped())

    def _kill(self, job: Job[Any] | None = None) -> None:
        """End the process at once; with `job` only while it is the one that runs."""
        with self._lock:
            is_meant = job is None or (self._current is not None and self._current[0] is job)
            if self._process is not None and is_meant:
                self._process.kill()

    def _follow_jobs(self) -> None:
        """Carry out what waits until the worker is closed; the life of the following thread."""
        if hasattr(signal, "pthread_sigmask"):  # a starting process inherits this: Ctrl+C never hits it half-way
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while (entry := self._waiting.get()) is not None:
            job, order = entry
            if self._begin(job, order):
                self._finish(job, self._carry_out(job, order))
        self._bury()

    def _begin(self, job: Job[Any], order: Order) -> bool:
        """Make `job` the running one; not when it was cancelled meanwhile."""
        with self._lock:
            if job.is_over:
                return False
            self._current = (job, order)
            return True

    def _finish(self, job: Job[Any], end: Done | Failed) -> None:
        with self._lock:
            self._current = None
            job.is_over = True
        job.say(end)

    def _carry_out(self, job: Job[Any], order: Order) -> Done | Failed:
        try:
            process = None if self._is_closed else self._living_process()
            if process is None or job.is_cancelled:
                return _stopped()
            end = process.run(order, job.say)
            if end is None and not process.has_taken and not job.is_cancelled:
                self._bury()  # it had died before, and the system said so only now: nothing of the task was done
                process = self._living_process()
                end = process.run(order, job.say)
        except OSError as error:
            self._bury()
            return Failed(_not_started(self.name, error))
        except Exception as error:  # noqa: BLE001 - the border: values or events that cannot travel
            self._bury()
            return Failed(defect(error))
        if end is None:
            code, words = self._bury()
            return _stopped() if job.is_cancelled else Failed(self._why(process, code, words))
        return end

    def _why(self, process: TaskProcess, code: int, words: str) -> WorkerDied:
        """Return what to say of a process that ended without an answer."""
        if process.is_silent:
            return _silent(self.name, self._bounds.patience, words)
        return _died(self.name, code, words, is_bound=self._bounds.memory > 0)

    def _living_process(self) -> TaskProcess:
        if self._process is not None and not self._process.is_alive():
            self._bury()
        if self._process is not None:
            return self._process
        process = TaskProcess(self.name, online=self._online, bounds=self._bounds)
        with self._lock:
            self._process = process
        return process

    def _bury(self) -> tuple[int, str]:
        """End the process with its descendants, if there is one; return its exit code and last words."""
        with self._lock:
            process, self._process = self._process, None
        return process.bury() if process is not None else (0, "")


def _stopped() -> Failed:
    return Failed(Cancelled(_("Stopped.")))


def _not_started(name: str, error: OSError) -> EnvironmentFault:
    return EnvironmentFault(
        _("The computer could not start the program part for “{name}”.").format(name=_(name)),
        hint=_("Close other programs and try again."),
        details=str(error),
    )


def _silent(name: str, patience: float, words: str) -> WorkerDied:
    """Return what to say of a process that was ended because it did not get on."""
    message = _("The program part for “{name}” got nowhere for {count} seconds and was stopped.")
    return WorkerDied(message.format(name=_(name), count=round(patience)), hint=bounds.hint(), details=words)


def _died(name: str, code: int, words: str, *, is_bound: bool) -> WorkerDied:
    """Return what to say of a process that ended with `code` (negative: a signal) without an answer."""
    if is_bound:
        hint = bounds.hint()
    elif code == -9:
        hint = _("Most often the computer ran out of memory. Close other programs or choose a smaller model.")
    else:
        hint = _("Try again. If it happens again, please report it with the details.")
    message = _("The program part for “{name}” stopped unexpectedly.").format(name=_(name))
    return WorkerDied(message, hint=hint, details=f"{_exit_name(code)}\n{words}".strip())


def _exit_name(code: int) -> str:
    try:
        return f"exit code {code} ({signal.Signals(-code).name})"
    except ValueError:
        return f"exit code {code}"
