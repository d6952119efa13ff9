"""What runs inside a worker process: take a task, carry it out, send what it says, take the next.

Two pipes come from the parent. `tasks` carries tasks one way, events and log records the other.
`control` carries the number of a job that is to stop; its end means that the parent is gone.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from studio import i18n, log, offline
from studio.errors import Cancelled, Defect, EnvironmentFault, StudioError
from studio.i18n import _
from studio.jobs import bounds, last_words, process_group
from studio.jobs.event import Done, Event, Failed, Taken
from studio.model.progress import Partial, Progress, Report

MOST_THREADS = 8  # more only cost memory: beyond eight cores int8 decoding does not get faster

QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}
"""What keeps libraries from telling others what they do; in every worker."""

OFFLINE = {
    **QUIET,
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
}
"""What keeps them from fetching, too; in every worker but the one that fetches packs for a person."""


@dataclass(frozen=True, slots=True)
class Order:
    """One task with its values, as it travels to the worker."""

    number: int
    task: Callable[..., object]
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a worker's process is like: its texts' languages, its log's level, and whether it may use the network.

    `memory` is how many bytes of its own it may have, 0 as many as it likes.
    """

    languages: Sequence[str]
    level: int
    online: bool = False
    memory: int = 0


def serve(tasks: Connection, control: Connection, words: Connection, setting: Setting) -> None:
    """Carry out orders until the parent closes the pipe or is gone."""
    last_words.redirect(words)
    _settle_in(setting)
    outbox = _Outbox(tasks)
    log.send_to(outbox.send, setting.level)
    asked = _Asked()
    threading.Thread(target=_watch, args=(control, asked), name="control", daemon=True).start()
    while True:
        try:
            frame = tasks.recv_bytes()
        except (EOFError, OSError):
            process_group.kill_own()
            return
        outbox.send(Taken())
        outbox.send_bytes(_carry_out(frame, outbox, asked, is_bound=bool(setting.memory)))


def _settle_in(setting: Setting) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl+C means
    if hasattr(signal, "pthread_sigmask"):  # it was held back until here; what this process starts must get it
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    process_group.lead()
    _offer_itself()
    _take_leave(online=setting.online)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # idle threads must not take the other lanes' time
    os.environ.setdefault("OMP_NUM_THREADS", str(min(MOST_THREADS, _usable_cores())))
    i18n.install(setting.languages)
    bounds.hold(setting.memory)


def _take_leave(*, online: bool) -> None:
    """Give up the network, unless this process is the one that has it, and tell the libraries, before they look."""
    if online:
        for name in OFFLINE.keys() - QUIET.keys():
            os.environ.pop(name, None)  # a person asked for this pack, whatever the shell says of other programs
    else:
        offline.forbid()
    os.environ.update(QUIET if online else OFFLINE)


def _offer_itself() -> None:
    """Let Linux end this process, not the program, when the computer runs out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


def _usable_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux knows which cores a process may use
        return os.cpu_count() or 1


class _Asked:
    """The number of the last job that was asked to stop."""

    def __init__(self) -> None:
        self.number = -1


class _Outbox:
    """The way to the parent; several threads of a task may report and log at once."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, message: Event | Taken | logging.LogRecord) -> None:
        self.send_bytes(pickle.dumps(message))

    def send_bytes(self, frame: bytes) -> None:
        with self._lock:
            self._pipe.send_bytes(frame)


def _watch(control: Connection, asked: _Asked) -> None:
    """Note who is to stop; end the whole group when the parent is gone, whatever the task is doing."""
    while True:
        try:
            asked.number = control.recv()
        except (EOFError, OSError):
            process_group.kill_own()


def _carry_out(frame: bytes, outbox: _Outbox, asked: _Asked, *, is_bound: bool) -> bytes:
    """Return the pickled end of the task in `frame`."""
    try:
        order: Order = pickle.loads(frame)
        value = order.task(*order.values, report=_reporter(order.number, outbox, asked))
        return pickle.dumps(Done(value))
    except StudioError as error:
        return _pickled_failure(error)
    except MemoryError:
        message = _("There is not enough free memory for this step.")
        hint = bounds.hint() if is_bound else _("Close other programs or choose a smaller model, then try again.")
        return _pickled_failure(EnvironmentFault(message, hint=hint, details=traceback.format_exc()))
    except Exception as error:  # noqa: BLE001 - the border: what nobody foresaw becomes a Defect
        return pickle.dumps(Failed(defect(error)))


def defect(error: Exception) -> Defect:
    """Return the unexpected `error` with its traceback; call it where the error is caught."""
    message = _("Souffleur made a mistake: {error}").format(error=f"{type(error).__name__}: {error}")
    hint = _("Please report it with the details. The other steps still work.")
    return Defect(message, hint=hint, details=traceback.format_exc())


def _pickled_failure(error: StudioError) -> bytes:
    try:
        return pickle.dumps(Failed(error))
    except Exception as problem:  # noqa: BLE001 - the border: an error that cannot travel
        return pickle.dumps(Failed(defect(problem)))


def _reporter(number: int, outbox: _Outbox, asked: _Asked) -> Report:
    def report(event: Progress | Partial) -> None:
        if asked.number >= number:
            raise Cancelled(_("Stopped."))
        outbox.send(event)

    return report
