"""The process behind a worker, seen from the program: start, one order after the other, stop, end."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import pickle
import time
from collections.abc import Callable
from multiprocessing.connection import wait

from studio import i18n, log
from studio.jobs.bounds import UNBOUND, Bounds
from studio.jobs.event import Done, Event, Failed, Taken
from studio.jobs.last_words import LastWords
from studio.jobs.process_group import ProcessGroup
from studio.jobs.serve import Order, Setting, serve

ONE_ARENA = ("MALLOC_ARENA_MAX", "1")
"""glibc's wish, read when a process starts: an arena a thread keeps a tenth of a worker's memory for nothing."""

BLINK = 0.001  # seconds

_spawn = multiprocessing.get_context("spawn")


class TaskProcess:
    """A spawned process that carries out orders, with all that it starts itself."""

    def __init__(self, name: str, *, online: bool = False, bounds: Bounds = UNBOUND) -> None:
        """Start the process, with a network only if `online`; raise `OSError` when the system has no room for it."""
        self._tasks, theirs = _spawn.Pipe()
        their_control, self._control = _spawn.Pipe(duplex=False)
        words, their_words = _spawn.Pipe(duplex=False)
        self._words = LastWords(words)
        arguments = (theirs, their_control, their_words, Setting(i18n.chosen(), log.level(), online, bounds.memory))
        self._process = _spawn.Process(target=serve, args=arguments, name=name, daemon=True)
        os.environ.setdefault(*ONE_ARENA)
        self.has_taken = False
        self.is_up = False
        self.is_silent = False
        self._patience = bounds.patience
        self._process.start()
        self._group = ProcessGroup(self._process, bounds.memory)
        theirs.close()
        their_control.close()
        their_words.close()

    def is_alive(self) -> bool:
        """Say whether the process can take an order."""
        return self._process.is_alive()

    def run(self, order: Order, say: Callable[[Event], None]) -> Done | Failed | None:
        """Carry out `order`, passing on what it says; return its end, or None when the process died.

        Then `has_taken` says whether it ever had the order; `is_up`, whether it has had any; `is_silent`, whether it
        said nothing for too long and was killed for that.
        """
        self.has_taken = False
        try:
            self._tasks.send_bytes(pickle.dumps(order))
        except OSError:
            return None
        while True:
            message = self._receive()
            if message is None or isinstance(message, Done | Failed):
                return message
            if isinstance(message, Taken):
                self.has_taken = self.is_up = True
            else:
                say(message)

    def ask_to_stop(self, number: int) -> None:
        """Let the next report of order `number` raise `Cancelled`; never blocks."""
        with contextlib.suppress(OSError):  # already dead: there is nothing left to ask
            self._control.send(number)

    def kill(self) -> None:
        """End the process and its descendants at once; from any thread."""
        self._group.kill()

    def bury(self) -> tuple[int, str]:
        """Kill what is left; return the exit code (negative: the signal that ended the process) and the last words."""
        self.kill()
        code = self._exit_code()
        self._process.close()
        self._tasks.close()
        self._control.close()
        return code, self._words.close()

    def _exit_code(self) -> int:
        """Wait for the end of the process; return its exit code.

        Another thread may have taken the end from the system (`multiprocessing` looks after all its processes
        whenever one starts) and write the code down a moment later.
        """
        self._process.join()
        while (code := self._process.exitcode) is None:
            time.sleep(BLINK)
        return code

    def _receive(self) -> Event | Taken | None:
        """Return what the task says next, or None when the process is gone or silent for too long."""
        deadline = time.monotonic() + self._patience
        while True:
            # A descendant may hold the pipe open, so its end alone does not tell of the process's death.
            watched = [self._words.pipe] if self._words.is_open else []
            is_bound = self._patience and self.has_taken  # starting takes as long as it takes
            timeout = max(0.0, deadline - time.monotonic()) if is_bound else None
            ready = wait([self._tasks, self._process.sentinel, *watched], timeout)
            if not ready:
                self.is_silent = True
                self.kill()
                return None
            if self._words.pipe in ready:
                self._words.take()
            if self._tasks in ready:
                try:
                    message: Event | Taken | logging.LogRecord = pickle.loads(self._tasks.recv_bytes())
                except (EOFError, OSError):
                    return None
                if not isinstance(message, logging.LogRecord):
                    return message
                log.pass_on(message)
            elif self._process.sentinel in ready:
                return None
